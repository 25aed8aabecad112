package org.rnn4j.seq2seq;

import java.util.ArrayList;
import java.util.List;
import java.util.random.RandomGenerator;
import org.ejml.data.FMatrixRMaj;
import org.rnn4j.cell.Parameter;
import org.rnn4j.cell.ParameterSet;
import org.rnn4j.cell.StateSpec;
import org.rnn4j.config.Settings;
import org.rnn4j.init.Initializers;

/**
 * Makes the first state of a decoder out of the last state of an encoder where they do not match. With {@code s [C]} all
 * components of the encoder's state one after the other, each component k of the decoder's is
 * {@code tanh(s·weight_k + bias_k)}. Parameters {@code <component>.weight [C, width]} uniform in {@code ±1/√C},
 * {@code <component>.bias [1, width]} zero.
 */
final class Bridge {

    private final StateSpec from;
    private final StateSpec to;
    private final List<Parameter> weights = new ArrayList<>();
    private final List<Parameter> biases = new ArrayList<>();

    Bridge(StateSpec from, StateSpec to, RandomGenerator random) {
        this.from = from;
        this.to = to;
        int width = width(from);
        if (width == 0 || to.size() == 0) {
            throw new IllegalArgumentException("EncoderDecoder: a bridge: expected an encoder and a decoder that remember something"
                    + " but got states " + from.components() + " and " + to.components());
        }
        for (StateSpec.Component component : to.components()) {
            Parameter weight = new Parameter("weight", new FMatrixRMaj(width, component.width()));
            Initializers.uniform((float) (1 / Math.sqrt(width))).fill(weight.value(), random);
            weights.add(weight);
            biases.add(new Parameter("bias", new FMatrixRMaj(1, component.width())));
        }
    }

    /** {@return the floats of all components together} */
    static int width(StateSpec spec) {
        return spec.components().stream().mapToInt(StateSpec.Component::width).sum();
    }

    /** {@return the sizes of a bridge between these states} */
    static Settings settings(StateSpec from, StateSpec to) {
        return Settings.ofType("bridge").with("inputSize", width(from)).with("outputSize", width(to));
    }

    StateSpec from() {
        return from;
    }

    StateSpec to() {
        return to;
    }

    Parameter weight(int component) {
        return weights.get(component);
    }

    Parameter bias(int component) {
        return biases.get(component);
    }

    void addParameters(String prefix, ParameterSet.Builder builder) {
        for (int k = 0; k < to.size(); k++) {
            builder.add(prefix + to.components().get(k).name() + ".", List.of(weights.get(k), biases.get(k)));
        }
    }

    int size() {
        return (width(from) + 1) * width(to);
    }

    @Override
    public String toString() {
        return "Bridge(" + width(from) + " -> " + width(to) + ", " + size() + " parameters)";
    }
}
