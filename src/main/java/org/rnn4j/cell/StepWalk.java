package org.rnn4j.cell;

import org.rnn4j.tensor.Kernels;
import org.rnn4j.tensor.RangeTask;
import org.rnn4j.tensor.Sequence;

/**
 * The way of a {@link StepCell} through the steps of a window and back. Threads share the sequences, each of which is walked from end
 * to end by one of them, so that none waits for another on the way.
 */
final class StepWalk {

    private final StepCell cell;
    private final StepTape tape;
    private final Padding padding;
    private final InputProjection inputs;
    private final WeightGradients weightGradients;
    private final StepBlock[] blocks;

    // Arguments of the pass under way, read by the tasks below.
    private Sequence x;
    private Sequence dy;

    // Allocated once, so that a pass allocates nothing.
    private final RangeTask walk = this::walk;
    private final RangeTask walkBack = this::walkBack;

    StepWalk(StepCell cell, StepTape tape) {
        this.cell = cell;
        this.tape = tape;
        this.padding = new Padding(tape);
        this.inputs = new InputProjection(cell, tape);
        this.weightGradients = new WeightGradients(cell, tape, inputs.weightGradient());
        this.blocks = new StepBlock[tape.backend().workers().count()];
        for (int worker = 0; worker < blocks.length; worker++) {
            blocks[worker] = new StepBlock(tape);
        }
    }

    /** {@return how many rows the products of the steps have together, or just one where it is of no use to pack for them} */
    private int rowsToPackFor() {
        return tape.batchSize() > 1 || tape.backend().kernels().packsForSingleRows() ? tape.rows() : 1;
    }

    /** The products of all steps; what follows each of them costs about as much as 32 terms. */
    private double costOfASequence() {
        return (double) tape.steps() * tape.gateWidth() * (tape.hiddenSize() + 32);
    }

    /** Fills the tape, which holds the initial state and has the shape of x. */
    void forward(Sequence x) {
        this.x = x;
        if (tape.dropout() != null) {
            tape.dropout().start(tape.random());
        }
        if (tape.zoneout() != null) {
            tape.zoneout().start(tape.random());
        }
        cell.prepare(tape, rowsToPackFor());
        inputs.start(x);
        tape.backend().workers().split(tape.batchSize(), 1, costOfASequence(), walk);
    }

    private void walk(int worker, int from, int to) {
        StepBlock block = blocks[worker];
        block.keepApart(cell.readsPreactivations() && inputs.comeByStep(), to - from);
        for (int t = 0; t < tape.steps(); t++) {
            block.place(t, from, to);
            inputs.forward(block);
            if (tape.isDropping()) {
                tape.dropout().apply(block);
            }
            cell.step(block);
            if (tape.zoneout() != null) {
                tape.zoneout().mix(block);
            }
            if (x.hasLengths()) {
                padding.carry(x, t, from, to);
            }
        }
    }

    /**
     * Goes back, with the gradient of the state in {@link StepTape#stateGradient()}.
     *
     * @return gradient of the inputs; null when they are ids or nobody wants it
     */
    Sequence backward(Sequence dy, Gradients gradients) {
        this.dy = dy;
        if (x.hasLengths()) {
            padding.startBackward();
        }
        if (tape.zoneout() != null) {
            tape.zoneout().startBackward();
        }
        cell.prepareBackward(tape, rowsToPackFor());
        inputs.startBackward();
        weightGradients.start(gradients);
        tape.backend().workers().split(tape.batchSize(), 1, costOfASequence(), walkBack);
        weightGradients.finish(inputs.terms() + tape.hiddenSize());
        return inputs.inputGradient();
    }

    private void walkBack(int worker, int from, int to) {
        StepBlock block = blocks[worker];
        Kernels kernels = tape.backend().kernels();
        int size = tape.hiddenSize();
        float[] dh = tape.stateGradient().part(0).data;
        for (int t = tape.steps() - 1; t >= 0; t--) {
            block.place(t, from, to);
            boolean ended = x.hasLengths() && padding.setAside(x, t, from, to);
            kernels.add((to - from) * size, dy.data(), dy.offset(t * tape.batchSize() + from), dh, from * size);
            if (tape.zoneout() != null) {
                tape.zoneout().splitGradient(block);
            }
            cell.stepBackward(block);
            if (tape.zoneout() != null) {
                tape.zoneout().joinGradient(block);
            }
            if (ended) {
                padding.restore(x, t, from, to);
            }
            inputs.backward(block);
            weightGradients.step(t);
        }
    }
}
