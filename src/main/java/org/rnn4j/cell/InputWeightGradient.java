package org.rnn4j.cell;

import java.util.Arrays;
import org.rnn4j.tensor.Kernels;
import org.rnn4j.tensor.RangeTask;
import org.rnn4j.tensor.Sequence;

/**
 * The gradients of {@code weight_ih}, {@code bias_ih} and, where the product is normalised, its gain, from those of the gates:
 * {@code dW_ih += Xᵀ·dA}, {@code db_ih += Σ dA}.
 */
final class InputWeightGradient {

    private final StepCell cell;
    private final StepTape tape;
    private final int gateWidth;

    /** Null unless the cell normalises; what the projection kept of each row. */
    private final RowNorm norm;
    private final float[] normalized;
    private final float[] scales;

    /** The gradient of {@code weight_ih} in this window alone; null when it is not made by ids. */
    private float[] table;
    private Sequence x;

    /** Those of the bias while the normalisation is undone. */
    private Gradients gradients;

    private final RangeTask addBiasGradient = this::addBiasGradient;
    private final RangeTask undoNorm = this::undoNorm;

    InputWeightGradient(StepCell cell, StepTape tape, float[] normalized, float[] scales) {
        this.cell = cell;
        this.tape = tape;
        this.gateWidth = cell.gateWidth();
        this.norm = cell.inputNorm();
        this.normalized = normalized;
        this.scales = scales;
    }

    /**
     * Gets ready for {@link #add}.
     *
     * @param table room for the gradient of {@code weight_ih}, to be made by ids: worth it when there are more of them than rows of W
     */
    void start(Sequence x, float[] table) {
        this.x = x;
        this.table = table;
        if (table != null) {
            Arrays.fill(table, 0);
        }
    }

    /** Turns the gradients of the gates into those of {@code X·W_ih}, for a cell that normalises; comes before {@link #add} then. */
    void undoNorm(Gradients gradients) {
        if (norm != null) {
            this.gradients = gradients;
            tape.backend().workers().split(gateWidth, 32, 4.0 * tape.rows(), addBiasGradient);
            tape.backend().workers().split(tape.rows(), 8, 20.0 * gateWidth, undoNorm);
            this.gradients = null;
        }
    }

    private void addBiasGradient(int worker, int from, int to) {
        tape.backend().kernels().addColumnSums(tape.rows(), to - from, tape.gates(), from, gateWidth,
                gradients.of(cell.biasIh()).data, from);
    }

    private void undoNorm(int worker, int from, int to) {
        float[] da = tape.gates();
        for (int row = from; row < to; row++) {
            int at = row * gateWidth;
            if (x.isStep(row)) {
                norm.backward(da, at, da, at, normalized, at, scales, row * norm.groups());
            } else {
                Arrays.fill(normalized, at, at + gateWidth, 0);     // whatever padding held; its gates are zero already
            }
        }
    }

    /** Adds the terms of a block. */
    void add(GradientBlock block) {
        if (table != null) {
            addByIds(block, table);
            return;
        }
        if (x.isIds()) {
            addByIds(block, block.gradients().of(cell.weightIh()).data);
        } else {
            block.addProduct(cell.weightIh(), x.data(), x.offset(), tape.gates());
        }
        if (norm == null) {
            block.addColumnSums(cell.biasIh(), tape.gates());
        } else {
            block.addColumnSums(norm.gain(), normalized);
        }
    }

    private void addByIds(GradientBlock block, float[] target) {
        tape.backend().kernels().addRows(block.rows(), block.to() - block.from(),
                tape.gates(), block.firstRow() * gateWidth + block.from(), gateWidth,
                x.ids(), block.firstRow(), target, block.from(), gateWidth);
    }

    /**
     * Ends some columns, when all blocks of rows have been added. The gradient of each id stands in the table first: their sum is
     * that of the bias, without reading the gates again.
     */
    void finish(Gradients gradients, int from, int to) {
        if (table == null) {
            return;
        }
        Kernels kernels = tape.backend().kernels();
        float[] dw = gradients.of(cell.weightIh()).data;
        for (int id = 0; id < cell.inputSize(); id++) {
            kernels.add(to - from, table, id * gateWidth + from, dw, id * gateWidth + from);
        }
        kernels.addColumnSums(cell.inputSize(), to - from, table, from, gateWidth, gradients.of(cell.biasIh()).data, from);
    }
}
