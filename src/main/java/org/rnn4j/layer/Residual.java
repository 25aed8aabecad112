package org.rnn4j.layer;

import java.util.List;
import org.rnn4j.cell.Gradients;
import org.rnn4j.cell.ParameterSet;
import org.rnn4j.cell.State;
import org.rnn4j.cell.StateSpec;
import org.rnn4j.cell.Tape;
import org.rnn4j.config.Settings;
import org.rnn4j.tensor.Backend;
import org.rnn4j.tensor.Sequence;
import org.rnn4j.tensor.ShapeException;

/**
 * A connection past some layers: {@code y = x + f(x)}, where f is a chain of layers that keeps the width and the steps. Deep
 * stacks train with it, since the gradient has a way around every layer. Parameters and states of the layers are under
 * {@code inner.0.}, {@code inner.1.} and so on. The usual block is
 * {@code new Residual(new LayerNorm(D), new Recurrent(cell), new Dropout(p))}.
 *
 * <p>Source: He et al., "Deep residual learning for image recognition", 2016.
 */
public final class Residual implements Layer {

    private static final String PREFIX = "inner.";

    private final List<Layer> inner;
    private final int inputSize;
    private final StateSpec stateSpec;

    /**
     * A connection past these layers.
     *
     * @throws IllegalArgumentException when there are none, or one of them draws time together
     * @throws ShapeException when neighbours or the two ends differ in width
     */
    public Residual(Layer... inner) {
        this(List.of(inner));
    }

    /** A connection past these layers; see {@link #Residual(Layer...)}. */
    public Residual(List<Layer> inner) {
        if (inner.isEmpty()) {
            throw new IllegalArgumentException("Residual: expected at least one layer but got none");
        }
        this.inner = List.copyOf(inner);
        this.inputSize = inner.stream().mapToInt(Layer::inputSize).filter(size -> size > 0).findFirst().orElse(0);
        for (Layer layer : inner) {
            if (layer.outputSteps(2) != 2) {
                throw new IllegalArgumentException("Residual: expected layers that keep the steps but got " + layer);
            }
        }
        if (inputSize > 0) {
            chain(inputSize);
        }
        this.stateSpec = Chain.stateSpec(inner, PREFIX);
    }

    private Chain chain(int width) {
        Chain chain = new Chain("Residual", inner, width);
        if (chain.outputSize() != width) {
            throw new ShapeException("Residual: layers " + inner, "outputs as wide as the inputs, " + width,
                    "width " + chain.outputSize());
        }
        return chain;
    }

    /** {@return the layers that f is made of, first to last} */
    public List<Layer> inner() {
        return inner;
    }

    @Override
    public int inputSize() {
        return inputSize;
    }

    @Override
    public int outputSize(int inputSize) {
        return chain(inputSize).outputSize();
    }

    @Override
    public boolean streams() {
        return inner.stream().allMatch(Layer::streams);
    }

    @Override
    public void addParameters(String prefix, ParameterSet.Builder builder) {
        Chain.addParameters(inner, prefix + PREFIX, builder);
    }

    @Override
    public StateSpec stateSpec() {
        return stateSpec;
    }

    @Override
    public Tape newTape(int maxSteps, int maxBatch, int inputSize, Backend backend) {
        return new ResidualTape(this, chain(inputSize), maxSteps, maxBatch, backend);
    }

    @Override
    public Sequence forward(Sequence x, State initial, Tape tape) {
        ResidualTape own = own(tape);
        if (x.isIds() || x.width() != own.width() || x.rows() > own.maxSteps() * own.maxBatch()) {
            throw new ShapeException(this + ".forward: x",
                    "floats, at most [" + own.maxSteps() + ", " + own.maxBatch() + ", " + own.width() + "]", x.toString());
        }
        return own.forward(x, initial);
    }

    @Override
    public Sequence backward(Sequence dy, State dState, Gradients gradients, Tape tape) {
        return own(tape).backward(dy, dState, gradients);
    }

    @Override
    public void startState(int n, State target, Tape tape) {
        own(tape).startState(n, target);
    }

    @Override
    public void wantStateGradient(boolean wanted, Tape tape) {
        own(tape).wantStateGradient(wanted);
    }

    @Override
    public void addStartGradient(int n, State dState, Gradients gradients, Tape tape) {
        own(tape).addStartGradient(n, dState, gradients);
    }

    @Override
    public void readState(Tape tape, int[] steps, State target) {
        own(tape).readState(steps, target);
    }

    private ResidualTape own(Tape tape) {
        if (tape instanceof ResidualTape own && own.owner() == this) {
            return own;
        }
        throw new IllegalArgumentException(this + ": expected a tape made by this layer's newTape but got " + tape);
    }

    @Override
    public Settings settings() {
        return Settings.ofType("residual").with("layers", inner.stream().map(Layer::settings).toList());
    }

    @Override
    public String toString() {
        return "Residual" + inner.toString().replaceFirst("^\\[", "(").replaceFirst("]$", ")");
    }
}
