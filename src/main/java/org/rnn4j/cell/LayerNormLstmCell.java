package org.rnn4j.cell;

import java.util.Arrays;
import java.util.List;
import java.util.random.RandomGenerator;
import org.rnn4j.config.Settings;
import org.rnn4j.tensor.Kernels;

/**
 * The {@link LstmCell} with layer normalisation of both products and of the cell state on its way to the output: gates
 * {@code i f g o}, in this order of columns, a hidden state h and a cell state c.
 * <pre>
 *   a = g_ih⊙norm(x·W_ih) + g_hh⊙norm(h'·W_hh) + b       norm over all 4H numbers of a row
 *   i = σ(a_i)   f = σ(a_f)   g = tanh(a_g)   o = σ(a_o)
 *   c = f⊙c' + i⊙g
 *   h = o⊙tanh(g_c⊙norm(c) + b_c)                        norm over the H numbers of a row
 *   norm(v) = (v − mean(v)) / √(var(v) + 10⁻⁵)
 * </pre>
 * The state c that is carried on is not normalised. The bias of the forget gate starts at 1, gains at 1.
 *
 * <p>Parameters {@code weight_ih [D, 4H]}, {@code weight_hh [H, 4H]}, {@code bias_ih [1, 4H]}, {@code gain_ih} and {@code gain_hh
 * [1, 4H]}, {@code gain_c} and {@code bias_c [1, H]}. The paper has a bias for each normalisation; those of the products would only
 * be summed. Keeps {@code T·N·24H} floats a window.
 *
 * <p>Source: Ba, Kiros and Hinton, "Layer normalization", 2016, equations 20 to 22.
 */
public final class LayerNormLstmCell extends GatedCell {

    private static final int I = 0;
    private static final int F = 1;
    private static final int G = 2;
    private static final int O = 3;

    /** The buffer that keeps norm(c); then the terms of the gain's gradient. */
    private static final int NORMALIZED_C = GateNorm.BUFFERS;

    /** The buffer that keeps {@code tanh(g_c⊙norm(c) + b_c)}; then the gradient of what is in the brackets. */
    private static final int OUTPUT = GateNorm.BUFFERS + 1;

    /** The buffer that keeps the scale of norm(c). */
    private static final int SCALE_C = GateNorm.BUFFERS + 2;

    private final RowNorm normC;
    private final Parameter biasC;

    /** A cell of the given sizes. */
    public LayerNormLstmCell(int inputSize, int hiddenSize, RandomGenerator random) {
        super(inputSize, hiddenSize, List.of("i", "f", "g", "o"), List.of("h", "c"), false, new int[] {4}, random);
        Arrays.fill(biasIh().value().data, F * hiddenSize, (F + 1) * hiddenSize, 1);
        normC = new RowNorm(addOnes("gain_c", hiddenSize), hiddenSize);
        biasC = add("bias_c", 1, hiddenSize);
    }

    /** {@return a cell of the described shape} */
    public static LayerNormLstmCell of(Settings settings, RandomGenerator random) {
        return new LayerNormLstmCell(settings.count("inputSize", 1), settings.count("hiddenSize", 1), random);
    }

    @Override
    protected int[] savedWidths() {
        int[] widths = Arrays.copyOf(super.savedWidths(), GateNorm.BUFFERS + 3);
        widths[NORMALIZED_C] = hiddenSize();
        widths[OUTPUT] = hiddenSize();
        widths[SCALE_C] = 1;
        return widths;
    }

    @Override
    protected void activate(GateRow row) {
        int size = hiddenSize();
        Kernels kernels = row.kernels();
        float[] a = row.gates();
        float[] h = row.state(0);
        float[] c = row.state(1);
        float[] y = row.buffer(OUTPUT);
        int i = row.gate(I);
        int f = row.gate(F);
        int g = row.gate(G);
        int o = row.gate(O);
        int previous = row.previous();
        int next = row.next();
        int out = row.saved(OUTPUT);
        kernels.sigmoid(2 * size, a, i, a, i);                  // i and f are neighbours
        kernels.tanh(size, a, g, a, g);
        kernels.sigmoid(size, a, o, a, o);
        for (int j = 0; j < size; j++) {
            c[next + j] = a[f + j] * c[previous + j] + a[i + j] * a[g + j];
            y[out + j] = c[next + j];
        }
        normC.forward(y, out, row.buffer(NORMALIZED_C), row.saved(NORMALIZED_C), row.buffer(SCALE_C), row.saved(SCALE_C));
        kernels.add(size, biasC.value().data, 0, y, out);
        kernels.tanh(size, y, out, y, out);
        for (int j = 0; j < size; j++) {
            h[next + j] = a[o + j] * y[out + j];
        }
    }

    @Override
    protected void activateBackward(GateRow row) {
        int size = hiddenSize();
        float[] a = row.gates();
        float[] c = row.state(1);
        float[] dh = row.stateGradient(0);
        float[] dc = row.stateGradient(1);
        float[] y = row.buffer(OUTPUT);
        int ai = row.gate(I);
        int af = row.gate(F);
        int ag = row.gate(G);
        int ao = row.gate(O);
        int previous = row.previous();
        int unit = row.unit();
        int out = row.saved(OUTPUT);
        for (int j = 0; j < size; j++) {
            float o = a[ao + j];
            float tanhC = y[out + j];
            a[ao + j] = dh[unit + j] * tanhC * o * (1 - o);
            y[out + j] = dh[unit + j] * o * (1 - tanhC * tanhC);
            dh[unit + j] = 0;                                   // h reaches the next step through W_hh alone
        }
        float[] dOwn = row.scratch(size);
        normC.backward(y, out, dOwn, 0, row.buffer(NORMALIZED_C), row.saved(NORMALIZED_C), row.buffer(SCALE_C), row.saved(SCALE_C));
        for (int j = 0; j < size; j++) {
            float i = a[ai + j];
            float f = a[af + j];
            float g = a[ag + j];
            float dC = dc[unit + j] + dOwn[j];
            a[ai + j] = dC * g * i * (1 - i);
            a[af + j] = dC * c[previous + j] * f * (1 - f);
            a[ag + j] = dC * i * (1 - g * g);
            dc[unit + j] = dC * f;
        }
    }

    @Override
    protected void addOtherGradients(StepTape tape, Gradients gradients) {
        Kernels kernels = tape.backend().kernels();
        int size = hiddenSize();
        kernels.addColumnSums(tape.rows(), size, tape.saved(NORMALIZED_C), 0, size, gradients.of(normC.gain()).data, 0);
        kernels.addColumnSums(tape.rows(), size, tape.saved(OUTPUT), 0, size, gradients.of(biasC).data, 0);
    }

    @Override
    public Settings settings() {
        return Settings.ofType("layer_norm_lstm").with("inputSize", inputSize()).with("hiddenSize", hiddenSize());
    }
}
