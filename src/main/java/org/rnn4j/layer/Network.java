package org.rnn4j.layer;

import java.util.List;
import java.util.Map;
import org.rnn4j.cell.Gradients;
import org.rnn4j.cell.Parameter;
import org.rnn4j.cell.ParameterSet;
import org.rnn4j.cell.StateSpec;
import org.rnn4j.cell.Tape;
import org.rnn4j.config.Settings;
import org.rnn4j.tensor.Backend;
import org.rnn4j.tensor.Sequence;
import org.rnn4j.tensor.ShapeException;

/**
 * Layers one after the other. Holds sizes and parameters only: any number of threads may run one network, each with a
 * {@link Workspace} of its own; training changes the parameters and needs the network to itself.
 *
 * <p>Parameters are named by path, {@code layers.0.cell.weight_ih}, and so are the states, {@code layers.0.h}.
 */
public final class Network implements SequenceModel {

    private static final String PREFIX = "layers.";

    private final List<Layer> layers;
    private final Chain chain;
    private final ParameterSet parameters;
    private final StateSpec stateSpec;

    private Network(List<Layer> layers) {
        if (layers.isEmpty() || layers.get(0).inputSize() == 0) {
            throw new IllegalArgumentException("Network: expected a first layer that knows the width of its inputs but got "
                    + (layers.isEmpty() ? "no layer" : layers.get(0).toString()));
        }
        this.layers = List.copyOf(layers);
        this.chain = new Chain("Network", layers, layers.get(0).inputSize());
        ParameterSet.Builder builder = new ParameterSet.Builder();
        Chain.addParameters(layers, PREFIX, builder);
        this.parameters = builder.build();
        this.stateSpec = Chain.stateSpec(layers, PREFIX);
    }

    /** {@return the layers in the given order} @throws ShapeException when the widths of neighbours differ */
    public static Network of(Layer... layers) {
        return new Network(List.of(layers));
    }

    /** {@return the layers in the given order} @throws ShapeException when the widths of neighbours differ */
    public static Network of(List<Layer> layers) {
        return new Network(layers);
    }

    /** {@return the layers, first to last} */
    public List<Layer> layers() {
        return layers;
    }

    @Override
    public int inputSize() {
        return chain.width(0);
    }

    @Override
    public int outputSize() {
        return chain.outputSize();
    }

    /** {@return the layers for inputs of this width} */
    Chain chain() {
        return chain;
    }

    @Override
    public ParameterSet parameters() {
        return parameters;
    }

    /** {@return what all layers together remember from step to step} */
    @Override
    public StateSpec stateSpec() {
        return stateSpec;
    }

    /** {@return buffers for windows of up to {@code maxSteps} steps of up to {@code maxBatch} sequences, on one thread} */
    public Workspace newWorkspace(int maxSteps, int maxBatch) {
        return newWorkspace(maxSteps, maxBatch, Backend.standard());
    }

    /** {@return buffers for windows of up to {@code maxSteps} steps of up to {@code maxBatch} sequences} */
    public Workspace newWorkspace(int maxSteps, int maxBatch, Backend backend) {
        return new Workspace(this, maxSteps, maxBatch, backend);
    }

    @Override
    public Workspace newWorkspace(int maxSourceSteps, int maxSteps, int maxBatch, Backend backend) {
        return newWorkspace(maxSteps, maxBatch, backend);
    }

    /**
     * Runs over a window, from {@link Workspace#state()} on.
     *
     * @param x inputs {@code [T, N, inputSize]}, kept until the backward pass; padding is cleared
     * @param workspace <em>Modified</em>
     * @return outputs {@code [T, N, outputSize]}, valid until the workspace's next forward pass
     * @throws ShapeException when the width is not {@link #inputSize()}, or the window is larger than the workspace
     * @throws IllegalArgumentException when an id is out of range
     */
    public Sequence forward(Sequence x, Workspace workspace) {
        x.require("Network.forward: x", inputSize());
        workspace.requireRoom(this, x);
        x.clearPadding();
        Sequence y = x;
        for (int i = 0; i < layers.size(); i++) {
            y = layers.get(i).forward(y, workspace.state(i), workspace.tape(i));
        }
        workspace.forwardDone(y);
        return y;
    }

    /**
     * Goes back over the window of the last forward pass. The gradient of the final state is taken from
     * {@link Workspace#stateGradient()}, which afterwards holds that of the initial state.
     *
     * @param dOutput gradient of the outputs {@code [T, N, outputSize]}; zero at padding, as losses leave it
     * @param gradients the parameters' gradients are added here. <em>Modified</em>
     * @param workspace <em>Modified</em>
     * @return gradient of the inputs; null when they are ids, or unless {@link Workspace#wantInputGradient} asked for it
     * @throws ShapeException when the shape is not that of the last outputs
     * @throws IllegalStateException when no forward pass came before
     */
    public Sequence backward(Sequence dOutput, Gradients gradients, Workspace workspace) {
        workspace.requireForward(this, dOutput);
        Sequence dy = dOutput;
        for (int i = layers.size() - 1; i >= 0; i--) {
            Tape tape = workspace.tape(i);
            dy = layers.get(i).backward(dy, workspace.stateGradient(i), gradients, tape);
            for (int n = 0; n < dOutput.batchSize(); n++) {
                if (workspace.started(n)) {
                    layers.get(i).addStartGradient(n, workspace.stateGradient(i), gradients, tape);
                }
            }
        }
        return workspace.wantsInputGradient() ? dy : null;
    }

    /**
     * Finds where a window stops being finite, by running it again layer by layer: for the message of an error.
     *
     * @param x the inputs of a window that starts from {@link Workspace#state()}
     * @return which inputs, parameter or outputs of which layer hold the first value that is not finite
     */
    public String findNonFinite(Sequence x, Workspace workspace) {
        String found = firstNonFinite(x);
        if (found != null) {
            return "the inputs hold " + found;
        }
        Sequence y = x;
        for (int i = 0; i < layers.size(); i++) {
            ParameterSet.Builder builder = new ParameterSet.Builder();
            layers.get(i).addParameters(PREFIX + i + ".", builder);
            for (Map.Entry<String, Parameter> entry : builder.build().byPath().entrySet()) {
                for (float value : entry.getValue().value().data) {
                    if (!Float.isFinite(value)) {
                        return "parameter " + entry.getKey() + " holds " + value;
                    }
                }
            }
            y = layers.get(i).forward(y, workspace.state(i), workspace.tape(i));
            found = firstNonFinite(y);
            if (found != null) {
                return "the outputs of layer " + i + ", " + layers.get(i) + ", hold " + found;
            }
        }
        return "every layer's outputs are finite";
    }

    private static String firstNonFinite(Sequence sequence) {
        for (int row = 0; !sequence.isIds() && row < sequence.rows(); row++) {
            for (int j = 0; sequence.isStep(row) && j < sequence.width(); j++) {
                float value = sequence.data()[sequence.offset(row) + j];
                if (!Float.isFinite(value)) {
                    return value + " at step " + row / sequence.batchSize() + " of sequence " + row % sequence.batchSize();
                }
            }
        }
        return null;
    }

    /** {@return type and layers, from which a network of the same shape can be built} */
    @Override
    public Settings settings() {
        return Settings.ofType("network").with("layers", layers.stream().map(Layer::settings).toList());
    }

    /** {@return a table: for each layer its output shape, its parameters and their bytes} */
    @Override
    public String summary() {
        return NetworkSummary.of(this);
    }

    @Override
    public String toString() {
        return "Network(" + inputSize() + " -> " + outputSize() + ", " + layers.size() + " layers, " + parameters.size()
                + " parameters)";
    }
}
