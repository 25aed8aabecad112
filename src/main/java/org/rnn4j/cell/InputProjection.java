package org.rnn4j.cell;

import org.rnn4j.tensor.Kernels;
import org.rnn4j.tensor.PackedWeight;
import org.rnn4j.tensor.RangeTask;
import org.rnn4j.tensor.Sequence;

/**
 * The part of a {@link StepCell}'s gates that comes from its inputs: {@code b_ih + X·W_ih}, or {@code b_ih + g_ih⊙norm(X·W_ih)} for
 * a cell that normalises.
 *
 * <p>A step's inputs are projected when the step comes to them, and so are still in the cache; the gates of all steps are many times
 * its size. A cell that reads them from {@link StepBlock#preactivations()} has them in a buffer that never leaves the cache, and the
 * gates are first touched by what writes the activations. Only when a step has too few rows for a product of its own are all steps
 * projected at once, before the first. The way back is the work of {@link InputGradient} and {@link InputWeightGradient}.
 */
final class InputProjection {

    /** The fewest rows of a step that are a product of their own: with fewer, reading W for each step costs more than the cache saves. */
    private static final int ROWS_OF_A_STEP = 24;

    private final StepCell cell;
    private final StepTape tape;
    private final int gateWidth;
    private final PackedWeight weight;
    private final InputGradient inputGradient;
    private final InputWeightGradient weightGradient;

    /** Null unless the cell normalises; what it keeps of each row comes with the first pass. */
    private final RowNorm norm;
    private final float[] normalized;
    private final float[] scales;

    /**
     * {@code W_ih + b_ih}, for ids when there are more of them than rows of W; on the way back, the gradient of W_ih in this window.
     * Comes with the first pass that uses it.
     */
    private float[] table;

    private Sequence x;
    private boolean stepwise;
    private boolean tabled;

    private final RangeTask project = this::project;

    InputProjection(StepCell cell, StepTape tape) {
        int rows = tape.maxSteps() * tape.maxBatch();
        this.cell = cell;
        this.tape = tape;
        this.gateWidth = cell.gateWidth();
        this.weight = new PackedWeight(tape.backend().kernels(), cell.inputSize(), gateWidth);
        this.inputGradient = new InputGradient(cell, tape, weight);
        this.norm = cell.inputNorm();
        this.normalized = norm == null ? null : new float[rows * gateWidth];
        this.scales = norm == null ? null : new float[rows * norm.groups()];
        this.weightGradient = new InputWeightGradient(cell, tape, normalized, scales);
    }

    /** Gets ready for {@link #forward}; what that will not do is done here. */
    void start(Sequence x) {
        this.x = x;
        stepwise = norm == null && (x.isIds() || x.batchSize() / tape.backend().workers().count() >= ROWS_OF_A_STEP);
        tabled = norm == null && x.isIds() && tape.rows() >= 2 * cell.inputSize();
        if (!x.isIds()) {
            weight.refresh(cell.weightIh().value(), 0, tape.rows());
        }
        if (tabled) {
            tabulate();
        }
        if (!stepwise) {
            tape.backend().workers().split(tape.rows(), 8, costOfARow(), project);
        }
    }

    /** {@return whether {@link #forward} projects the inputs of a step} Otherwise those of all steps have been, to the gates. */
    boolean comeByStep() {
        return stepwise;
    }

    private void tabulate() {
        if (table == null) {
            table = new float[cell.inputSize() * gateWidth];
        }
        System.arraycopy(cell.weightIh().value().data, 0, table, 0, table.length);
        for (int id = 0; id < cell.inputSize(); id++) {
            tape.backend().kernels().add(gateWidth, cell.biasIh().value().data, 0, table, id * gateWidth);
        }
    }

    /** Fills the pre-activations of some sequences at one step. */
    void forward(StepBlock block) {
        if (stepwise) {
            project(block.preactivations(), block.preactivationsOffset(), block.firstRow(), block.firstRow() + block.rows());
        }
    }

    private double costOfARow() {
        return (double) gateWidth * terms();
    }

    /** {@return the multiply-adds of one gate of one row, or what a gather takes instead} */
    int terms() {
        return x.isIds() ? 4 : cell.inputSize();
    }

    private void project(int worker, int from, int to) {
        project(tape.gates(), from * gateWidth, from, to);
    }

    /** Projects rows {@code [from, to)}, the first of them to {@code a[at]}. */
    private void project(float[] a, int at, int from, int to) {
        Kernels kernels = tape.backend().kernels();
        float[] bias = cell.biasIh().value().data;
        if (norm != null) {
            multiply(a, at, from, to, false);
            for (int row = from; row < to; row++) {
                int y = at + (row - from) * gateWidth;
                norm.forward(a, y, normalized, row * gateWidth, scales, row * norm.groups());
                kernels.add(gateWidth, bias, 0, a, y);
            }
        } else if (tabled) {
            gather(table, a, at, from, to);
        } else if (x.isIds()) {
            multiply(a, at, from, to, false);
            for (int row = from; row < to; row++) {
                kernels.add(gateWidth, bias, 0, a, at + (row - from) * gateWidth);
            }
        } else {
            for (int row = from; row < to; row++) {
                System.arraycopy(bias, 0, a, at + (row - from) * gateWidth, gateWidth);
            }
            multiply(a, at, from, to, true);
        }
    }

    /** {@code X·W_ih}; for ids, which stand alone, the rows of {@code W_ih}. */
    private void multiply(float[] a, int at, int from, int to, boolean accumulate) {
        if (x.isIds()) {
            gather(cell.weightIh().value().data, a, at, from, to);
        } else {
            weight.multiply(to - from, x.data(), x.offset(from), x.width(), accumulate, a, at, gateWidth);
        }
    }

    private void gather(float[] source, float[] a, int at, int from, int to) {
        for (int row = from; row < to; row++) {
            System.arraycopy(source, x.ids()[row] * gateWidth, a, at + (row - from) * gateWidth, gateWidth);
        }
    }

    /** Gets ready for the way back, {@link #backward} and {@link #weightGradient()}. */
    void startBackward() {
        inputGradient.start(x, stepwise);
        weightGradient.start(x, tabled ? table : null);
    }

    /** Makes the gradient of the inputs of some sequences at one step from that of their gates. */
    void backward(StepBlock block) {
        inputGradient.step(block);
    }

    InputWeightGradient weightGradient() {
        return weightGradient;
    }

    /** {@return the gradient of the inputs; null when they are ids or nobody wants it} */
    Sequence inputGradient() {
        return inputGradient.finish();
    }
}
