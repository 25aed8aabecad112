package org.rnn4j.cell;

import org.rnn4j.tensor.RangeTask;

/** The weight gradients of a {@link StepCell}, after its way back: threads share their columns. */
final class WeightGradients {

    private final StepCell cell;
    private final StepTape tape;
    private final InputWeightGradient inputs;
    private final GradientBlock[] blocks;
    private Gradients gradients;

    private final RangeTask addColumns = this::addColumns;

    WeightGradients(StepCell cell, StepTape tape, InputWeightGradient inputs) {
        this.cell = cell;
        this.tape = tape;
        this.inputs = inputs;
        blocks = new GradientBlock[tape.backend().workers().count()];
        for (int worker = 0; worker < blocks.length; worker++) {
            blocks[worker] = new GradientBlock(tape);
        }
    }

    /** @param terms the multiply-adds of one gate of one row */
    void add(Gradients gradients, int terms) {
        this.gradients = gradients;
        inputs.undoNorm();
        tape.backend().workers().split(cell.gateWidth(), 32, (double) tape.rows() * terms, addColumns);
        cell.addOtherGradients(tape, gradients);
        this.gradients = null;
    }

    private void addColumns(int worker, int from, int to) {
        GradientBlock block = blocks[worker];
        block.place(gradients, 0, tape.rows(), from, to);
        inputs.add(block);
        cell.addRecurrentGradients(block);
        inputs.finish(from, to);
    }
}
