package org.rnn4j.examples.customcell;

import java.util.Arrays;
import java.util.List;
import java.util.random.RandomGenerator;
import org.rnn4j.cell.GateRow;
import org.rnn4j.cell.GatedCell;
import org.rnn4j.config.Settings;

// [start:cell]
/**
 * "Just another network": an LSTM that kept its forget gate only. With {@code a = x·W_ih + h'·W_hh + b},
 * <pre>
 *   f = σ(a_f)   g = tanh(a_g)
 *   h = f⊙h' + (1−f)⊙g
 * </pre>
 * and on the way back, for the gradient {@code dh} of the next state,
 * <pre>
 *   da_f = dh⊙(h'−g)⊙f⊙(1−f)   da_g = dh⊙(1−f)⊙(1−g²)   dh' = dh⊙f
 * </pre>
 * Parameters {@code weight_ih [D, 2H]}, {@code weight_hh [H, 2H]}, {@code bias_ih [1, 2H]}: half of the LSTM's. Keeps
 * {@code T·N·3H} floats a window. The forget gate's bias starts at 1.
 *
 * <p>Source: van der Westhuizen and Lasenby, "The unreasonable effectiveness of the forget gate", 2018, with β = 0; there the
 * bias starts at values spread by the length of what is to be remembered.
 */
public final class JanetCell extends GatedCell {

    /** The name of this cell in model files. */
    public static final String TYPE = "janet";

    private static final int F = 0;
    private static final int G = 1;

    /** A cell from {@code inputSize} inputs to {@code hiddenSize} outputs. */
    public JanetCell(int inputSize, int hiddenSize, RandomGenerator random) {
        super(inputSize, hiddenSize, List.of("f", "g"), List.of("h"), random);
        Arrays.fill(biasIh().value().data, F * hiddenSize, (F + 1) * hiddenSize, 1);
    }

    /** {@return a cell of the described shape} */
    public static JanetCell of(Settings settings, RandomGenerator random) {
        return new JanetCell(settings.count("inputSize", 1), settings.count("hiddenSize", 1), random);
    }

    @Override
    public Settings settings() {
        return Settings.ofType(TYPE).with("inputSize", inputSize()).with("hiddenSize", hiddenSize());
    }

    @Override
    protected void activate(GateRow row) {
        float[] a = row.gates();
        float[] h = row.state(0);
        int f = row.gate(F);
        int g = row.gate(G);
        int previous = row.previous();
        int next = row.next();
        row.kernels().sigmoid(hiddenSize(), a, f, a, f);
        row.kernels().tanh(hiddenSize(), a, g, a, g);
        for (int j = 0; j < hiddenSize(); j++) {
            h[next + j] = a[f + j] * h[previous + j] + (1 - a[f + j]) * a[g + j];
        }
    }

    @Override
    protected void activateBackward(GateRow row) {
        float[] a = row.gates();
        float[] h = row.state(0);
        float[] dh = row.stateGradient(0);
        int gateF = row.gate(F);
        int gateG = row.gate(G);
        int previous = row.previous();
        int unit = row.unit();
        for (int j = 0; j < hiddenSize(); j++) {
            float f = a[gateF + j];
            float g = a[gateG + j];
            float d = dh[unit + j];
            a[gateF + j] = d * (h[previous + j] - g) * f * (1 - f);         // activations become their gradients
            a[gateG + j] = d * (1 - f) * (1 - g * g);
            dh[unit + j] = d * f;                                           // without the path through weight_hh
        }
    }
}
// [end:cell]
