package org.rnn4j.layer;

import java.util.Locale;
import java.util.random.RandomGenerator;
import org.rnn4j.cell.Gradients;
import org.rnn4j.cell.State;
import org.rnn4j.cell.Tape;
import org.rnn4j.config.Settings;
import org.rnn4j.tensor.Backend;
import org.rnn4j.tensor.Sequence;
import org.rnn4j.tensor.ShapeException;

/**
 * A function of each float by itself, {@code y = f(x)}, of the same shape: what stands between two {@link Dense} layers, which without it
 * would be one. Has no parameters, and is the same in training and in inference. Padding becomes zero.
 */
public final class Activation implements Layer {

    /** What can be computed. Each derivative follows from the output, so that inputs need not be kept. */
    public enum Function {
        /** {@code tanh(x)}, with {@code f' = 1 − y²}. */
        TANH,
        /** {@code max(0, x)}, with {@code f' = 1} above 0 and 0 elsewhere. */
        RELU,
        /** {@code 1 / (1 + exp(−x))}, with {@code f' = y·(1 − y)}. */
        SIGMOID;

        private String text() {
            return name().toLowerCase(Locale.ROOT);
        }
    }

    private final Function function;

    /** A layer that computes this. */
    public Activation(Function function) {
        if (function == null) {
            throw new IllegalArgumentException("Activation: expected a function but got null");
        }
        this.function = function;
    }

    /** {@return a layer with the described function} */
    public static Activation of(Settings settings, RandomGenerator random) {
        return new Activation(settings.constant("function", Function.class));
    }

    /** {@return what it computes} */
    public Function function() {
        return function;
    }

    @Override
    public int inputSize() {
        return 0;
    }

    @Override
    public int outputSize(int inputSize) {
        return inputSize;
    }

    @Override
    public Tape newTape(int maxSteps, int maxBatch, int inputSize, Backend backend) {
        return new ActivationTape(this, maxSteps, maxBatch, inputSize, backend);
    }

    /** @throws ShapeException when {@code x} is of ids, of another width than the tape, or larger */
    @Override
    public Sequence forward(Sequence x, State initial, Tape tape) {
        return own(tape).forward(x);
    }

    /** @throws ShapeException when {@code dy} is not of the shape of the outputs */
    @Override
    public Sequence backward(Sequence dy, State dState, Gradients gradients, Tape tape) {
        return own(tape).backward(dy);
    }

    private ActivationTape own(Tape tape) {
        if (tape instanceof ActivationTape own && own.owner() == this) {
            return own;
        }
        throw new IllegalArgumentException(this + ": expected a tape made by this layer's newTape but got " + tape);
    }

    @Override
    public Settings settings() {
        return Settings.ofType("activation").with("function", function.text());
    }

    @Override
    public String toString() {
        return "Activation(" + function.text() + ")";
    }
}
