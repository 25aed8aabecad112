package org.rnn4j.cell;

import java.util.Arrays;
import java.util.List;
import java.util.random.RandomGenerator;
import org.rnn4j.config.Settings;
import org.rnn4j.tensor.Kernels;

/**
 * Long short-term memory: gates {@code i f g o}, in this order of columns, a hidden state h and a cell state c.
 * <pre>
 *   i = σ(a_i)   f = σ(a_f)   g = tanh(a_g)   o = σ(a_o)        a = x·W_ih + h'·W_hh + b
 *   c = f⊙c' + i⊙g
 *   h = o⊙tanh(c)
 * </pre>
 * With peepholes {@code a_i} and {@code a_f} also see {@code p_i⊙c'} and {@code p_f⊙c'}, and {@code a_o} sees {@code p_o⊙c}.
 * The bias of the forget gate starts at 1, so that the gradient flows through c from the first update on.
 *
 * <p>Parameters {@code weight_ih [D, 4H]}, {@code weight_hh [H, 4H]}, {@code bias_ih [1, 4H]}, and with peepholes
 * {@code peephole [1, 3H]} in the order i f o. Keeps {@code T·N·6H} floats a window.
 *
 * <p>Sources: Hochreiter and Schmidhuber, "Long short-term memory", 1997; forget gate and its bias Gers, Schmidhuber and Cummins,
 * "Learning to forget", 2000; peepholes Gers, Schraudolph and Schmidhuber, "Learning precise timing with LSTM recurrent
 * networks", JMLR 3, 2002.
 */
public final class LstmCell extends GatedCell {

    private static final int I = 0;
    private static final int F = 1;
    private static final int G = 2;
    private static final int O = 3;

    private final Parameter peephole;

    /** A cell without peepholes. */
    public LstmCell(int inputSize, int hiddenSize, RandomGenerator random) {
        this(inputSize, hiddenSize, false, random);
    }

    /** A cell with or without peepholes; those start at zero. */
    public LstmCell(int inputSize, int hiddenSize, boolean peepholes, RandomGenerator random) {
        super(inputSize, hiddenSize, List.of("i", "f", "g", "o"), List.of("h", "c"), random);
        Arrays.fill(biasIh().value().data, F * hiddenSize, (F + 1) * hiddenSize, 1);
        peephole = peepholes ? add("peephole", 1, 3 * hiddenSize) : null;
    }

    /** {@return a cell of the described shape} */
    public static LstmCell of(Settings settings, RandomGenerator random) {
        return new LstmCell(settings.count("inputSize", 1), settings.count("hiddenSize", 1), settings.flag("peepholes"), random);
    }

    /** {@return whether the gates see the cell state} */
    public boolean hasPeepholes() {
        return peephole != null;
    }

    @Override
    boolean readsPreactivations() {
        return peephole == null;
    }

    @Override
    void activateRows(StepBlock block) {
        if (peephole == null) {
            block.kernels().lstm(block.rows(), hiddenSize(), block.preactivations(), block.preactivationsOffset(),
                    block.gates(), block.gatesOffset(), block.state(0), block.state(1),
                    block.previous(), block.next());
        } else {
            super.activateRows(block);
        }
    }

    @Override
    void activateRowsBackward(StepBlock block) {
        if (peephole == null) {
            block.kernels().lstmBackward(block.rows(), hiddenSize(), block.gates(), block.gatesOffset(), block.state(1),
                    block.previous(), block.next(), block.stateGradient(0), block.stateGradient(1), block.unit());
        } else {
            super.activateRowsBackward(block);
        }
    }

    /** With peepholes; without, the kernels do all rows at once. */
    @Override
    protected void activate(GateRow row) {
        int size = hiddenSize();
        Kernels kernels = row.kernels();
        float[] a = row.gates();
        float[] h = row.state(0);
        float[] c = row.state(1);
        int i = row.gate(I);
        int f = row.gate(F);
        int g = row.gate(G);
        int o = row.gate(O);
        int previous = row.previous();
        int next = row.next();
        float[] p = peephole.value().data;
        for (int j = 0; j < size; j++) {
            a[i + j] += p[j] * c[previous + j];
            a[f + j] += p[size + j] * c[previous + j];
        }
        kernels.sigmoid(2 * size, a, i, a, i);                  // i and f are neighbours
        kernels.tanh(size, a, g, a, g);
        for (int j = 0; j < size; j++) {
            c[next + j] = a[f + j] * c[previous + j] + a[i + j] * a[g + j];
            a[o + j] += p[2 * size + j] * c[next + j];
        }
        kernels.sigmoid(size, a, o, a, o);
        kernels.tanh(size, c, next, h, next);
        for (int j = 0; j < size; j++) {
            h[next + j] *= a[o + j];
        }
    }

    @Override
    protected void activateBackward(GateRow row) {
        int size = hiddenSize();
        float[] a = row.gates();
        float[] c = row.state(1);
        float[] dh = row.stateGradient(0);
        float[] dc = row.stateGradient(1);
        int ai = row.gate(I);
        int af = row.gate(F);
        int ag = row.gate(G);
        int ao = row.gate(O);
        int previous = row.previous();
        int unit = row.unit();
        float[] tanhC = row.scratch(size);                      // cheaper computed again than kept for every step
        row.kernels().tanh(size, c, row.next(), tanhC, 0);
        float[] p = peephole.value().data;
        for (int j = 0; j < size; j++) {
            float i = a[ai + j];
            float f = a[af + j];
            float g = a[ag + j];
            float o = a[ao + j];
            float y = tanhC[j];
            float dOut = dh[unit + j];
            float dO = dOut * y * o * (1 - o);
            float dC = dc[unit + j] + dOut * o * (1 - y * y) + dO * p[2 * size + j];
            float dI = dC * g * i * (1 - i);
            float dF = dC * c[previous + j] * f * (1 - f);
            a[ai + j] = dI;
            a[af + j] = dF;
            a[ag + j] = dC * i * (1 - g * g);
            a[ao + j] = dO;
            dc[unit + j] = dC * f + dI * p[j] + dF * p[size + j];
            dh[unit + j] = 0;                                   // h reaches the next step through W_hh alone
        }
    }

    @Override
    protected void addOtherGradients(StepTape tape, Gradients gradients) {
        if (peephole == null) {
            return;
        }
        int size = hiddenSize();
        float[] da = tape.gates();
        float[] c = tape.state(1);
        float[] dp = gradients.of(peephole).data;
        int ahead = tape.ahead() * size;
        for (int row = 0; row < tape.rows(); row++) {
            int gates = row * gateWidth();
            int previous = row * size;
            for (int j = 0; j < size; j++) {
                dp[j] += da[gates + I * size + j] * c[previous + j];
                dp[size + j] += da[gates + F * size + j] * c[previous + j];
                dp[2 * size + j] += da[gates + O * size + j] * c[previous + ahead + j];
            }
        }
    }

    @Override
    public Settings settings() {
        return Settings.ofType("lstm").with("inputSize", inputSize()).with("hiddenSize", hiddenSize())
                .with("peepholes", hasPeepholes());
    }
}
