package org.rnn4j.layer;

import java.util.Arrays;
import java.util.List;
import java.util.random.RandomGenerator;
import org.ejml.data.FMatrixRMaj;
import org.rnn4j.cell.Gradients;
import org.rnn4j.cell.Parameter;
import org.rnn4j.cell.ParameterSet;
import org.rnn4j.cell.State;
import org.rnn4j.cell.Tape;
import org.rnn4j.config.Settings;
import org.rnn4j.tensor.Backend;
import org.rnn4j.tensor.Sequence;
import org.rnn4j.tensor.ShapeException;

/**
 * Gives every row mean 0 and variance 1 and then a learned gain and bias, {@code y = w ⊙ (x − μ) / √(σ² + 1e-5) + b} with
 * {@code μ = 1/D Σ_j x_j} and {@code σ² = 1/D Σ_j (x_j − μ)²}, summed in double. Its place is between layers; each step of each
 * sequence by itself, the same in training and in inference. Padding becomes zero. Parameters {@code weight [1, D]}, one, and
 * {@code bias [1, D]}, zero.
 *
 * <p>Source: Ba, Kiros and Hinton, "Layer normalization", 2016.
 */
public final class LayerNorm implements Layer {

    /** Keeps a row whose numbers are all the same finite; PyTorch's. */
    static final double EPSILON = 1e-5;

    private final Parameter weight;
    private final Parameter bias;

    /** @param width D, that of the rows */
    public LayerNorm(int width) {
        if (width < 1) {
            throw new IllegalArgumentException("LayerNorm: expected a width of at least 1 but got " + width);
        }
        weight = new Parameter("weight", new FMatrixRMaj(1, width));
        bias = new Parameter("bias", new FMatrixRMaj(1, width));
        Arrays.fill(weight.value().data, 1);
    }

    /** {@return a layer of the described width} */
    public static LayerNorm of(Settings settings, RandomGenerator random) {
        return new LayerNorm(settings.count("inputSize", 1));
    }

    /** {@return the gain, {@code weight [1, D]}} */
    public Parameter weight() {
        return weight;
    }

    /** {@return {@code bias [1, D]}} */
    public Parameter bias() {
        return bias;
    }

    @Override
    public int inputSize() {
        return weight.value().numCols;
    }

    @Override
    public int outputSize(int inputSize) {
        return inputSize();
    }

    @Override
    public void addParameters(String prefix, ParameterSet.Builder builder) {
        builder.add(prefix, List.of(weight, bias));
    }

    @Override
    public Tape newTape(int maxSteps, int maxBatch, int inputSize, Backend backend) {
        return new LayerNormTape(this, maxSteps, maxBatch, backend);
    }

    @Override
    public Sequence forward(Sequence x, State initial, Tape tape) {
        LayerNormTape own = own(tape);
        if (x.isIds() || x.width() != inputSize() || x.rows() > own.maxSteps() * own.maxBatch()) {
            throw new ShapeException(this + ".forward: x",
                    "floats, at most [" + own.maxSteps() + ", " + own.maxBatch() + ", " + inputSize() + "]", x.toString());
        }
        return own.forward(x);
    }

    @Override
    public Sequence backward(Sequence dy, State dState, Gradients gradients, Tape tape) {
        return own(tape).backward(dy, gradients);
    }

    private LayerNormTape own(Tape tape) {
        if (tape instanceof LayerNormTape own && own.owner() == this) {
            return own;
        }
        throw new IllegalArgumentException(this + ": expected a tape made by this layer's newTape but got " + tape);
    }

    @Override
    public Settings settings() {
        return Settings.ofType("layer_norm").with("inputSize", inputSize());
    }

    @Override
    public String toString() {
        return "LayerNorm(" + inputSize() + ", " + (weight.size() + bias.size()) + " parameters)";
    }
}
