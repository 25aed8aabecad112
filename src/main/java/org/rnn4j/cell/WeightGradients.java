package org.rnn4j.cell;

import java.util.Arrays;
import org.rnn4j.tensor.RangeTask;

/**
 * The weight gradients of a {@link StepCell}: the terms of some steps at a time, the last steps first. One thread alone adds them on
 * its way back, while it has the gradients of these gates in the cache. Several threads share sequences on the way back and columns
 * afterwards, and then go through the same steps at a time in the same order, so that the sums have the same bits.
 */
final class WeightGradients {

    /** The fewest rows worth a product of their own: with fewer, laying out both sides of it costs more than the cache saves. */
    private static final int ROWS = 256;

    /** The most floats of gates and what else a cell keeps, half a megabyte, that the second-level cache has after so many rows. */
    private static final int CACHED = 1 << 17;

    private final StepCell cell;
    private final StepTape tape;
    private final InputWeightGradient inputs;
    private final GradientBlock[] blocks;
    private final boolean inParts;
    private final boolean onTheWay;
    private Gradients gradients;

    /** Steps at a time. */
    private int stride;

    private final RangeTask addColumns = this::addColumns;

    WeightGradients(StepCell cell, StepTape tape, InputWeightGradient inputs) {
        this.cell = cell;
        this.tape = tape;
        this.inputs = inputs;
        int width = cell.gateWidth() + Arrays.stream(cell.savedWidths()).sum();
        inParts = cell.inputNorm() == null && ROWS * width <= CACHED && tape.backend().kernels().multipliesTransposedInParts();
        blocks = new GradientBlock[tape.backend().workers().count()];
        for (int worker = 0; worker < blocks.length; worker++) {
            blocks[worker] = new GradientBlock(tape);
        }
        onTheWay = inParts && blocks.length == 1;
    }

    /** Gets ready for {@link #step}. */
    void start(Gradients gradients) {
        this.gradients = gradients;
        int batchSize = Math.max(1, tape.batchSize());          // a batch of no sequences is one too
        stride = inParts ? (ROWS + batchSize - 1) / batchSize : Math.max(1, tape.steps());
    }

    /** Comes after the way back through step t of all sequences. */
    void step(int t) {
        if (onTheWay && t % stride == 0) {
            add(blocks[0], t, 0, cell.gateWidth());
        }
    }

    /**
     * Adds what is not there yet.
     *
     * @param terms the multiply-adds of one gate of one row
     */
    void finish(int terms) {
        if (onTheWay) {
            inputs.finish(gradients, 0, cell.gateWidth());
        } else {
            inputs.undoNorm(gradients);
            tape.backend().workers().split(cell.gateWidth(), 32, (double) tape.rows() * terms, addColumns);
        }
        cell.addOtherGradients(tape, gradients);
        gradients = null;
    }

    private void addColumns(int worker, int from, int to) {
        for (int t = (tape.steps() - 1) / stride * stride; t >= 0; t -= stride) {
            add(blocks[worker], t, from, to);
        }
        inputs.finish(gradients, from, to);
    }

    /** Adds the terms of {@code stride} steps from t on, or of those that are left. */
    private void add(GradientBlock block, int t, int from, int to) {
        int steps = Math.min(stride, tape.steps() - t);
        block.place(gradients, t * tape.batchSize(), steps * tape.batchSize(), from, to);
        inputs.add(block);
        cell.addRecurrentGradients(block);
    }
}
