package org.rnn4j.cell;

import java.util.List;
import java.util.random.RandomGenerator;
import org.rnn4j.config.Settings;

/**
 * The vanilla recurrence with layer normalisation of both products:
 * <pre>
 *   h = tanh(g_ih⊙norm(x·W_ih) + g_hh⊙norm(h'·W_hh) + b)
 *   norm(v) = (v − mean(v)) / √(var(v) + 10⁻⁵)           over the H numbers of a row
 * </pre>
 * Parameters {@code weight_ih [D, H]}, {@code weight_hh [H, H]}, {@code bias_ih [1, H]}, {@code gain_ih} and {@code gain_hh [1, H]};
 * gains start at 1. Keeps {@code T·N·6H} floats a window.
 *
 * <p>Source: Ba, Kiros and Hinton, "Layer normalization", 2016. There the sum of the products is normalised in the plain
 * recurrence and each of them in the LSTM and the GRU; here each of them in all three.
 */
public final class LayerNormRnnCell extends GatedCell {

    /** A cell of the given sizes. */
    public LayerNormRnnCell(int inputSize, int hiddenSize, RandomGenerator random) {
        super(inputSize, hiddenSize, List.of("h"), List.of("h"), false, new int[] {1}, random);
    }

    /** {@return a cell of the described shape} */
    public static LayerNormRnnCell of(Settings settings, RandomGenerator random) {
        return new LayerNormRnnCell(settings.count("inputSize", 1), settings.count("hiddenSize", 1), random);
    }

    @Override
    protected void activate(GateRow row) {
        row.kernels().tanh(hiddenSize(), row.gates(), row.gate(0), row.state(0), row.next());
    }

    @Override
    protected void activateBackward(GateRow row) {
        float[] a = row.gates();
        float[] h = row.state(0);
        float[] dh = row.stateGradient(0);
        int gate = row.gate(0);
        int next = row.next();
        int unit = row.unit();
        for (int j = 0; j < hiddenSize(); j++) {
            float y = h[next + j];
            a[gate + j] = dh[unit + j] * (1 - y * y);
            dh[unit + j] = 0;
        }
    }

    @Override
    public Settings settings() {
        return Settings.ofType("layer_norm_rnn").with("inputSize", inputSize()).with("hiddenSize", hiddenSize());
    }
}
