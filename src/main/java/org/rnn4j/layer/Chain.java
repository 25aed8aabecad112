package org.rnn4j.layer;

import java.util.List;
import org.rnn4j.cell.ParameterSet;
import org.rnn4j.cell.StateSpec;
import org.rnn4j.cell.Tape;
import org.rnn4j.tensor.Backend;
import org.rnn4j.tensor.ShapeException;

/** Layers one after the other for inputs of a known width: what a {@link Network} and a layer made of layers share. */
final class Chain {

    private final List<Layer> layers;
    private final int[] widths;

    /**
     * Checks that the layers fit each other.
     *
     * @param owner who asks, for the message
     * @param inputSize the width of the first layer's inputs
     * @throws ShapeException when the widths of neighbours differ
     */
    Chain(String owner, List<Layer> layers, int inputSize) {
        this.layers = List.copyOf(layers);
        this.widths = new int[layers.size() + 1];
        widths[0] = inputSize;
        for (int i = 0; i < layers.size(); i++) {
            Layer layer = layers.get(i);
            if (layer.inputSize() != 0 && layer.inputSize() != widths[i]) {
                throw new ShapeException(owner + ": layer " + i + ", " + layer, "inputs of width " + widths[i]
                        + (i == 0 ? "" : " from " + layers.get(i - 1)), "a layer for width " + layer.inputSize());
            }
            widths[i + 1] = layer.outputSize(widths[i]);
        }
    }

    List<Layer> layers() {
        return layers;
    }

    /** {@return the width of the inputs of a layer; after the last that of the outputs} */
    int width(int layer) {
        return widths[layer];
    }

    int outputSize() {
        return widths[layers.size()];
    }

    /** {@return the most steps of the outputs of the first {@code count} layers for inputs of so many} */
    int steps(int count, int inputSteps) {
        int steps = inputSteps;
        for (int i = 0; i < count; i++) {
            steps = layers.get(i).outputSteps(steps);
        }
        return steps;
    }

    /** Adds the parameters of all layers, each under {@code prefix}, its number and a dot. */
    static void addParameters(List<Layer> layers, String prefix, ParameterSet.Builder builder) {
        for (int i = 0; i < layers.size(); i++) {
            layers.get(i).addParameters(prefix + i + ".", builder);
        }
    }

    /** {@return what all layers remember, each under {@code prefix}, its number and a dot} */
    static StateSpec stateSpec(List<Layer> layers, String prefix) {
        StateSpec states = StateSpec.NONE;
        for (int i = 0; i < layers.size(); i++) {
            states = states.and(prefix + i + ".", layers.get(i).stateSpec());
        }
        return states;
    }

    /** Lets a tape within another train or infer as the outer one does; before every pass, since it may have changed. */
    static void followMode(Tape outer, Tape inner) {
        if (outer.random() != null) {
            inner.train(outer.random());
        } else {
            inner.infer();
        }
    }

    /** {@return a tape for each layer} */
    Tape[] newTapes(int maxSteps, int maxBatch, Backend backend) {
        Tape[] tapes = new Tape[layers.size()];
        for (int i = 0; i < tapes.length; i++) {
            tapes[i] = layers.get(i).newTape(steps(i, maxSteps), maxBatch, widths[i], backend);
        }
        return tapes;
    }
}
