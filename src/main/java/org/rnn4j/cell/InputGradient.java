package org.rnn4j.cell;

import org.rnn4j.tensor.PackedWeight;
import org.rnn4j.tensor.RangeTask;
import org.rnn4j.tensor.Sequence;

/**
 * The gradient of a {@link StepCell}'s inputs, {@code dX = dA·W_ihᵀ}: step by step, while the way back has the gradient of the gates in
 * the cache, if W is small; otherwise in one product after it.
 */
final class InputGradient {

    /** The most floats of W, half a megabyte, that each step can read without pushing {@code W_hh} out of the cache. */
    private static final int SMALL_WEIGHT = 1 << 17;

    private final StepCell cell;
    private final StepTape tape;
    private final PackedWeight weight;
    private final RangeTask projectBack = this::projectBack;

    /** Comes with the first pass that wants it. */
    private Sequence gradient;
    private boolean wanted;
    private boolean stepwise;

    /** @param weight that of the projection, which is packed here in the other direction */
    InputGradient(StepCell cell, StepTape tape, PackedWeight weight) {
        this.cell = cell;
        this.tape = tape;
        this.weight = weight;
    }

    /** @param stepwise whether a step has enough rows for a product of its own */
    void start(Sequence x, boolean stepwise) {
        wanted = !x.isIds() && tape.inputGradient();
        this.stepwise = stepwise && cell.weightIh().size() <= SMALL_WEIGHT;
        if (wanted) {
            if (gradient == null) {
                gradient = Sequence.dense(tape.maxSteps(), tape.maxBatch(), cell.inputSize());
            }
            gradient.reshapeLike(x);
            weight.refreshTransposed(cell.weightIh().value(), 0, tape.rows());
        }
    }

    /** Comes after the way back through a step, which leaves the gradient of its gates. */
    void step(StepBlock block) {
        if (wanted && stepwise) {
            projectBack(0, block.firstRow(), block.firstRow() + block.rows());
        }
    }

    /** {@return the gradient; null when the inputs are ids or nobody wants it} */
    Sequence finish() {
        if (wanted && !stepwise) {
            double costOfARow = (double) cell.inputSize() * cell.gateWidth();
            tape.backend().workers().split(tape.rows(), 8, costOfARow, projectBack);
        }
        return wanted ? gradient : null;
    }

    private void projectBack(int worker, int from, int to) {
        int width = cell.gateWidth();
        weight.multiplyTransposed(to - from, tape.gates(), from * width, width, false,
                gradient.data(), gradient.offset(from), gradient.width());
    }
}
