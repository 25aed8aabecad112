package org.rnn4j.cell;

import java.util.List;
import java.util.random.RandomGenerator;
import org.rnn4j.tensor.Kernels;

/** The GRU whose reset gate acts on the product; see {@link GruCell}. */
class ResetAfterGru extends GatedCell {

    private static final int R = 0;
    private static final int Z = 1;
    private static final int N = 2;

    private final Parameter biasHh;

    ResetAfterGru(int inputSize, int hiddenSize, RandomGenerator random) {
        super(inputSize, hiddenSize, GruCell.GATES, List.of("h"), true, random);
        biasHh = add("bias_hh", 1, hiddenSize);
    }

    /** The same with both products normalised: r and z together, and n. */
    private ResetAfterGru(int inputSize, int hiddenSize, int[] groups, RandomGenerator random) {
        super(inputSize, hiddenSize, GruCell.GATES, List.of("h"), true, groups, random);
        biasHh = add("bias_hh", 1, hiddenSize);
    }

    /** {@return the recurrence of a {@link LayerNormGruCell}} */
    static StepCell normalized(int inputSize, int hiddenSize, RandomGenerator random) {
        return new ResetAfterGru(inputSize, hiddenSize, new int[] {2, 1}, random) {
            @Override
            String displayName() {
                return "LayerNormGruCell";
            }
        };
    }

    @Override
    String displayName() {
        return "GruCell";
    }

    @Override
    protected void activate(GateRow row) {
        int size = hiddenSize();
        Kernels kernels = row.kernels();
        float[] a = row.gates();
        float[] q = row.recurrent();
        float[] h = row.state(0);
        float[] b = biasHh.value().data;
        int r = row.gate(R);
        int z = row.gate(Z);
        int n = row.gate(N);
        int previous = row.previous();
        int next = row.next();
        kernels.add(2 * size, q, r, a, r);                      // r and z are neighbours
        kernels.sigmoid(2 * size, a, r, a, r);
        for (int j = 0; j < size; j++) {
            q[n + j] += b[j];
            a[n + j] += a[r + j] * q[n + j];
        }
        kernels.tanh(size, a, n, a, n);
        for (int j = 0; j < size; j++) {
            h[next + j] = (1 - a[z + j]) * h[previous + j] + a[z + j] * a[n + j];
        }
    }

    @Override
    protected void activateBackward(GateRow row) {
        float[] a = row.gates();
        float[] q = row.recurrent();
        float[] h = row.state(0);
        float[] dh = row.stateGradient(0);
        int ar = row.gate(R);
        int az = row.gate(Z);
        int an = row.gate(N);
        int previous = row.previous();
        int unit = row.unit();
        for (int j = 0; j < hiddenSize(); j++) {
            float r = a[ar + j];
            float z = a[az + j];
            float n = a[an + j];
            float d = dh[unit + j];
            float dN = d * z * (1 - n * n);
            float dR = dN * q[an + j] * r * (1 - r);
            float dZ = d * (n - h[previous + j]) * z * (1 - z);
            a[ar + j] = dR;
            a[az + j] = dZ;
            a[an + j] = dN;
            q[ar + j] = dR;
            q[az + j] = dZ;
            q[an + j] = dN * r;
            dh[unit + j] = d * (1 - z);
        }
    }

    @Override
    protected void addOtherGradients(StepTape tape, Gradients gradients) {
        tape.backend().kernels().addColumnSums(tape.rows(), hiddenSize(), tape.saved(0), N * hiddenSize(), gateWidth(),
                gradients.of(biasHh).data, 0);
    }
}
