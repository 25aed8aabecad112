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
        float[] u = block.recurrentInput();
        float[] s = block.saved(RESET_STATE);
        int gates = block.gatesOffset();
        int reset = block.savedOffset(RESET_STATE);
        tape.recurrentWeight(0).multiply(block.rows(), u, block.previous(), size, true, a, gates, width);
        kernels.gruReset(block.rows(), size, a, gates, u, block.previous(), s, reset);
        tape.recurrentWeight(1).multiply(block.rows(), s, reset, size, true, a, gates + N * size, width);
        kernels.gruUpdate(block.rows(), size, a, gates, block.state(0), block.previous(), block.next());
    }

    @Override
    protected void stepBackward(StepBlock block) {
        int size = hiddenSize();
        int width = gateWidth();
        Kernels kernels = block.kernels();
        StepTape tape = block.tape();
        float[] a = block.gates();
        int gates = block.gatesOffset();
        kernels.gruUpdateBackward(block.rows(), size, a, gates, block.state(0), block.previous(), block.stateGradient(0), block.unit());
        float[] ds = block.scratch(block.rows() * size);
        tape.recurrentWeight(1).multiplyTransposed(block.rows(), a, gates + N * size, width, false, ds, 0, size);
        kernels.gruResetBackward(block.rows(), size, a, gates, block.recurrentInput(), block.previous(), ds, 0);
        block.addRecurrentGradient(ds, 0);
        block.addRecurrentGradient(tape.recurrentWeight(0), a, gates, width);
    }

    @Override
    protected void addRecurrentGradients(GradientBlock block) {
        StepTape tape = block.tape();
        int border = N * hiddenSize();
        block.addProduct(weightHh(), tape.recurrentInput(), 0, tape.gates(), 0, border);
        block.addProduct(weightHh(), tape.saved(RESET_STATE), 0, tape.gates(), border, gateWidth());
    }
}
