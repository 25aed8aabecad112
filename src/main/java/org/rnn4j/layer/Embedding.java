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

/** A learned vector for each id: {@code y = weight[id]}. Parameter {@code weight [V, K]}, standard normal as in PyTorch. */
public final class Embedding implements Layer {

    private final Parameter weight;

    /** Vectors of {@code width} floats for ids from 0 to {@code size - 1}. */
    public Embedding(int size, int width, RandomGenerator random) {
        if (size < 1 || width < 1) {
            throw new IllegalArgumentException("Embedding: expected sizes of at least 1 but got " + size + " -> " + width);
        }
        if ((long) size * width > Integer.MAX_VALUE - 8) {
            throw new IllegalArgumentException("Embedding: expected a matrix of at most 2^31 - 9 floats but got " + size + " x "
                    + width);
        }
        weight = new Parameter("weight", new FMatrixRMaj(size, width));
        Initializers.normal(1).fill(weight.value(), random);
    }

    /** {@return a layer of the described shape} */
    public static Embedding of(Settings settings, RandomGenerator random) {
        return new Embedding(settings.count("inputSize", 1), settings.count("outputSize", 1), random);
    }

    /** {@return {@code weight [V, K]}} */
    public Parameter weight() {
        return weight;
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
        builder.add(prefix, List.of(weight));
    }

    @Override
    public Tape newTape(int maxSteps, int maxBatch, int inputSize, Backend backend) {
        return new AffineTape(this, weight, null, maxSteps, maxBatch, backend);
    }

    @Override
    public Sequence forward(Sequence x, State initial, Tape tape) {
        if (!x.isIds() || x.width() != inputSize()) {
            throw new ShapeException(this + ".forward: x", "ids [T, N] below " + inputSize(), x.toString());
        }
        return AffineTape.of(this, tape).forward(x);
    }

    @Override
    public Sequence backward(Sequence dy, State dState, Gradients gradients, Tape tape) {
        return AffineTape.of(this, tape).backward(dy, gradients);
    }

    @Override
    public Settings settings() {
        return Settings.ofType("embedding").with("inputSize", inputSize()).with("outputSize", weight.value().numCols);
    }

    @Override
    public String toString() {
        return "Embedding(" + inputSize() + " -> " + weight.value().numCols + ", " + weight.size() + " parameters)";
    }
}
