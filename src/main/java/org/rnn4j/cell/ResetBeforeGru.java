package org.rnn4j.cell;

import java.util.List;
import java.util.random.RandomGenerator;
import org.rnn4j.tensor.Kernels;
import org.rnn4j.tensor.PackedWeight;

/**
 * The GRU whose reset gate acts before the product; see {@link GruCell}. Its step has two products, one after the other:
 * {@code h'·W_hh} for r and z, then {@code (r⊙h')·W_hh} for the candidate.
 */
final class ResetBeforeGru extends StepCell {

    private static final int R = 0;
    private static final int Z = 1;
    private static final int N = 2;

    /** The buffer that keeps {@code r⊙h'}: the left operand of the candidate's weight gradient. */
    private static final int RESET_STATE = 0;

    ResetBeforeGru(int inputSize, int hiddenSize, RandomGenerator random) {
        super(inputSize, hiddenSize, GruCell.GATES, List.of("h"), random);
    }

    @Override
    String displayName() {
        return "GruCell";
    }

    @Override
    protected int[] savedWidths() {
        return new int[] {hiddenSize()};
    }

    @Override
    protected boolean usesRecurrentInput() {
        return true;
    }

    @Override
    protected List<PackedWeight> recurrentWeights(Kernels kernels) {
        return List.of(new PackedWeight(kernels, hiddenSize(), 2 * hiddenSize()),
                new PackedWeight(kernels, hiddenSize(), hiddenSize()));
    }

    @Override
    protected void prepare(StepTape tape, int totalRows) {
        tape.recurrentWeight(0).refresh(weightHh().value(), 0, totalRows);
        tape.recurrentWeight(1).refresh(weightHh().value(), N * hiddenSize(), totalRows);
    }

    @Override
    protected void prepareBackward(StepTape tape, int totalRows) {
        tape.recurrentWeight(0).refreshTransposed(weightHh().value(), 0, totalRows);
        tape.recurrentWeight(1).refreshTransposed(weightHh().value(), N * hiddenSize(), totalRows);
    }

    @Override
    protected void step(StepBlock block) {
        int size = hiddenSize();
        int width = gateWidth();
        Kernels kernels = block.kernels();
        StepTape tape = block.tape();
        float[] a = block.gates();
        float[] h = block.state(0);
        float[] u = block.recurrentInput();
        float[] s = block.saved(RESET_STATE);
        tape.recurrentWeight(0).multiply(block.rows(), u, block.previous(), size, true, a, block.gatesOffset(), width);
        for (int n = 0; n < block.rows(); n++) {
            int r = block.gatesOffset() + n * width + R * size;
            int previous = block.previous() + n * size;
            int reset = block.savedOffset(RESET_STATE) + n * size;
            kernels.sigmoid(2 * size, a, r, a, r);              // r and z are neighbours
            for (int j = 0; j < size; j++) {
                s[reset + j] = a[r + j] * u[previous + j];
            }
        }
        tape.recurrentWeight(1).multiply(block.rows(), s, block.savedOffset(RESET_STATE), size, true,
                a, block.gatesOffset() + N * size, width);
        for (int n = 0; n < block.rows(); n++) {
            int z = block.gatesOffset() + n * width + Z * size;
            int candidate = z + size;
            int previous = block.previous() + n * size;
            int next = block.next() + n * size;
            kernels.tanh(size, a, candidate, a, candidate);
            for (int j = 0; j < size; j++) {
                h[next + j] = (1 - a[z + j]) * h[previous + j] + a[z + j] * a[candidate + j];
            }
        }
    }

    @Override
    protected void stepBackward(StepBlock block) {
        int size = hiddenSize();
        int width = gateWidth();
        StepTape tape = block.tape();
        float[] a = block.gates();
        float[] h = block.state(0);
        float[] u = block.recurrentInput();
        float[] dh = block.stateGradient(0);
        for (int n = 0; n < block.rows(); n++) {
            int az = block.gatesOffset() + n * width + Z * size;
            int an = az + size;
            int previous = block.previous() + n * size;
            int unit = block.unit() + n * size;
            for (int j = 0; j < size; j++) {
                float z = a[az + j];
                float candidate = a[an + j];
                float d = dh[unit + j];
                a[az + j] = d * (candidate - h[previous + j]) * z * (1 - z);
                a[an + j] = d * z * (1 - candidate * candidate);
                dh[unit + j] = d * (1 - z);
            }
        }
        float[] ds = block.scratch(block.rows() * size);
        tape.recurrentWeight(1).multiplyTransposed(block.rows(), a, block.gatesOffset() + N * size, width, false, ds, 0, size);
        for (int n = 0; n < block.rows(); n++) {
            int ar = block.gatesOffset() + n * width + R * size;
            int previous = block.previous() + n * size;
            int scratch = n * size;
            for (int j = 0; j < size; j++) {
                float r = a[ar + j];
                float d = ds[scratch + j];
                a[ar + j] = d * u[previous + j] * r * (1 - r);
                ds[scratch + j] = d * r;
            }
        }
        block.addRecurrentGradient(ds, 0);
        block.addRecurrentGradient(tape.recurrentWeight(0), a, block.gatesOffset(), width);
    }

    @Override
    protected void addRecurrentGradients(StepTape tape, Gradients gradients, int from, int to) {
        int border = N * hiddenSize();
        addColumns(tape, tape.recurrentInput(), gradients, from, Math.min(to, border));
        addColumns(tape, tape.saved(RESET_STATE), gradients, Math.max(from, border), to);
    }

    private void addColumns(StepTape tape, float[] left, Gradients gradients, int from, int to) {
        if (from < to) {
            tape.backend().kernels().multiplyTransposedA(hiddenSize(), to - from, tape.rows(), left, 0, hiddenSize(),
                    tape.gates(), from, gateWidth(), true, gradients.of(weightHh()).data, from, gateWidth());
        }
    }
}
