package org.rnn4j.cell;

import java.util.List;
import java.util.Locale;
import java.util.random.RandomGenerator;
import org.rnn4j.config.Settings;
import org.rnn4j.tensor.Backend;
import org.rnn4j.tensor.Sequence;

/**
 * Gated recurrent unit: gates {@code r z n}, in this order of columns, and one hidden state.
 * <pre>
 *   r = σ(x·W_r + h'·U_r + b_r)      z = σ(x·W_z + h'·U_z + b_z)
 *   n = tanh(x·W_n + (r⊙h')·U_n + b_n)                   RESET_BEFORE, the default
 *   n = tanh(x·W_n + b_n + r⊙(h'·U_n + b_hn))            RESET_AFTER
 *   h = (1−z)⊙h' + z⊙n
 * </pre>
 * The reset gate acts before the product as in the paper, or on the product as in PyTorch, cuDNN and Keras. Those write
 * {@code h = z⊙h' + (1−z)⊙n}: to convert, negate the weights and the bias of z.
 *
 * <p>Parameters {@code weight_ih [D, 3H]}, {@code weight_hh [H, 3H]}, {@code bias_ih [1, 3H]}, and for RESET_AFTER
 * {@code bias_hh [1, H]}, the {@code b_hn} above: the only second bias that is not simply added to the first. Keeps
 * {@code T·N·5H} floats a window, RESET_AFTER {@code T·N·7H}.
 *
 * <p>Sources: Cho et al., "Learning phrase representations using RNN encoder-decoder", 2014; Chung et al., "Empirical evaluation of
 * gated recurrent neural networks on sequence modeling", 2014.
 */
public final class GruCell implements Cell {

    static final List<String> GATES = List.of("r", "z", "n");

    /** Where the reset gate acts. */
    public enum Variant {
        /** On the state, before it is multiplied. */
        RESET_BEFORE,
        /** On the product of the state with its weights. */
        RESET_AFTER
    }

    private final Variant variant;
    private final StepCell delegate;

    /** A cell of the default variant. */
    public GruCell(int inputSize, int hiddenSize, RandomGenerator random) {
        this(inputSize, hiddenSize, Variant.RESET_BEFORE, random);
    }

    /** A cell of the given variant. */
    public GruCell(int inputSize, int hiddenSize, Variant variant, RandomGenerator random) {
        this.variant = variant;
        this.delegate = variant == Variant.RESET_BEFORE
                ? new ResetBeforeGru(inputSize, hiddenSize, random)
                : new ResetAfterGru(inputSize, hiddenSize, random);
    }

    /** {@return a cell of the described shape} */
    public static GruCell of(Settings settings, RandomGenerator random) {
        return new GruCell(settings.count("inputSize", 1), settings.count("hiddenSize", 1),
                settings.constant("variant", Variant.class), random);
    }

    /** {@return where the reset gate acts} */
    public Variant variant() {
        return variant;
    }

    /** {@return H} */
    public int hiddenSize() {
        return delegate.hiddenSize();
    }

    @Override
    public int inputSize() {
        return delegate.inputSize();
    }

    @Override
    public int outputSize() {
        return delegate.outputSize();
    }

    @Override
    public StateSpec stateSpec() {
        return delegate.stateSpec();
    }

    @Override
    public List<Parameter> parameters() {
        return delegate.parameters();
    }

    @Override
    public Tape newTape(int maxSteps, int maxBatch, Backend backend) {
        return delegate.newTape(maxSteps, maxBatch, backend);
    }

    @Override
    public Tape newTape(int maxSteps, int maxBatch, StateNoise noise, Backend backend) {
        return delegate.newTape(maxSteps, maxBatch, noise, backend);
    }

    @Override
    public void requireSupport(StateNoise noise) {
        delegate.requireSupport(noise);
    }

    @Override
    public Sequence forward(Sequence x, State initial, Tape tape) {
        return delegate.forward(x, initial, tape);
    }

    @Override
    public Sequence backward(Sequence dy, State dState, Gradients gradients, Tape tape) {
        return delegate.backward(dy, dState, gradients, tape);
    }

    @Override
    public void readState(Tape tape, int[] steps, State target) {
        delegate.readState(tape, steps, target);
    }

    @Override
    public Settings settings() {
        return Settings.ofType("gru").with("inputSize", inputSize()).with("hiddenSize", hiddenSize())
                .with("variant", variant.name().toLowerCase(Locale.ROOT));
    }

    @Override
    public String toString() {
        return delegate.toString();
    }
}
