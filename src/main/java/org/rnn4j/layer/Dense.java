package org.rnn4j.layer;

import java.util.List;
import java.util.random.RandomGenerator;
import org.ejml.data.FMatrixRMaj;
import org.rnn4j.cell.Gradients;
import org.rnn4j.cell.Parameter;
import org.rnn4j.cell.ParameterSet;
import org.rnn4j.cell.State;
import org.rnn4j.cell.Tape;
import org.rnn4j.config.Settings;
import org.rnn4j.init.Initializers;
import org.rnn4j.tensor.Backend;
import org.rnn4j.tensor.Sequence;
import org.rnn4j.tensor.ShapeException;

/**
 * An affine map of every step, {@code y = x·W + b}. Parameters {@code weight [D, K]} uniform in {@code ±1/√D}, {@code bias [1, K]}
 * zero. For ids the product is a row of W.
 */
public final class Dense implements Layer {

    private final Parameter weight;
    private final Parameter bias;

    /** A map of rows of {@code inputSize} floats to rows of {@code outputSize}. */
    public Dense(int inputSize, int outputSize, RandomGenerator random) {
        if (inputSize < 1 || outputSize < 1) {
            throw new IllegalArgumentException("Dense: expected sizes of at least 1 but got " + inputSize + " -> " + outputSize);
        }
        if ((long) inputSize * outputSize > Integer.MAX_VALUE - 8) {
            throw new IllegalArgumentException("Dense: expected a matrix of at most 2^31 - 9 floats but got " + inputSize + " x "
                    + outputSize);
        }
        weight = new Parameter("weight", new FMatrixRMaj(inputSize, outputSize));
        bias = new Parameter("bias", new FMatrixRMaj(1, outputSize));
        Initializers.uniform((float) (1 / Math.sqrt(inputSize))).fill(weight.value(), random);
    }

    /** {@return a layer of the described shape} */
    public static Dense of(Settings settings, RandomGenerator random) {
        return new Dense(settings.count("inputSize", 1), settings.count("outputSize", 1), random);
    }

    /** {@return {@code weight [D, K]}} */
    public Parameter weight() {
        return weight;
    }

    /** {@return {@code bias [1, K]}} */
    public Parameter bias() {
        return bias;
    }

    @Override
    public int inputSize() {
        return weight.value().numRows;
    }

    @Override
    public int outputSize(int inputSize) {
        return weight.value().numCols;
    }

    @Override
    public void addParameters(String prefix, ParameterSet.Builder builder) {
        builder.add(prefix, List.of(weight, bias));
    }

    @Override
    public Tape newTape(int maxSteps, int maxBatch, int inputSize, Backend backend) {
        return new AffineTape(this, weight, bias, maxSteps, maxBatch, backend);
    }

    @Override
    public Sequence forward(Sequence x, State initial, Tape tape) {
        if (x.width() != inputSize()) {
            throw new ShapeException(this + ".forward: x", "[T, N, " + inputSize() + "]", x.shape());
        }
        return AffineTape.of(this, tape).forward(x);
    }

    @Override
    public Sequence backward(Sequence dy, State dState, Gradients gradients, Tape tape) {
        return AffineTape.of(this, tape).backward(dy, gradients);
    }

    @Override
    public Settings settings() {
        return Settings.ofType("dense").with("inputSize", inputSize()).with("outputSize", weight.value().numCols);
    }

    @Override
    public String toString() {
        return "Dense(" + inputSize() + " -> " + weight.value().numCols + ", " + (weight.size() + bias.size()) + " parameters)";
    }
}
