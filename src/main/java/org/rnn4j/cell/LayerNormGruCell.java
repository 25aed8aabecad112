package org.rnn4j.cell;

import java.util.List;
import java.util.random.RandomGenerator;
import org.rnn4j.config.Settings;
import org.rnn4j.tensor.Backend;
import org.rnn4j.tensor.Sequence;

/**
 * The {@link GruCell} of variant RESET_AFTER with layer normalisation of both products: gates {@code r z n}, in this order of
 * columns, and one hidden state.
 * <pre>
 *   p = g_ih⊙norm(x·W_ih) + b_ih     q = g_hh⊙norm(h'·W_hh)
 *   r = σ(p_r + q_r)   z = σ(p_z + q_z)
 *   n = tanh(p_n + r⊙(q_n + b_hh))
 *   h = (1−z)⊙h' + z⊙n
 *   norm(v) = (v − mean(v)) / √(var(v) + 10⁻⁵)           over the 2H numbers of r and z, and over the H of n
 * </pre>
 * Parameters {@code weight_ih [D, 3H]}, {@code weight_hh [H, 3H]}, {@code bias_ih}, {@code gain_ih} and {@code gain_hh [1, 3H]},
 * {@code bias_hh [1, H]}; gains start at 1. Keeps {@code T·N·16H} floats a window.
 *
 * <p>Source: Ba, Kiros and Hinton, "Layer normalization", 2016, equations 23 to 25; the update gate as in {@link GruCell}.
 */
public final class LayerNormGruCell implements Cell {

    private final StepCell delegate;

    /** A cell of the given sizes. */
    public LayerNormGruCell(int inputSize, int hiddenSize, RandomGenerator random) {
        delegate = ResetAfterGru.normalized(inputSize, hiddenSize, random);
    }

    /** {@return a cell of the described shape} */
    public static LayerNormGruCell of(Settings settings, RandomGenerator random) {
        return new LayerNormGruCell(settings.count("inputSize", 1), settings.count("hiddenSize", 1), random);
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
        return Settings.ofType("layer_norm_gru").with("inputSize", inputSize()).with("hiddenSize", outputSize());
    }

    @Override
    public String toString() {
        return delegate.toString();
    }
}
