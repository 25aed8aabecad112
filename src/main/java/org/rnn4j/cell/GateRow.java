package org.rnn4j.cell;

import org.rnn4j.tensor.Kernels;

/**
 * One sequence of a {@link GatedCell} at one step: where its numbers lie. Reused for every row, never to be kept. Offsets
 * index the arrays directly, so that the mathematics is plain loops over {@code j < hiddenSize()}.
 */
public final class GateRow {

    private final StepBlock block;
    private int index;

    GateRow(StepBlock block) {
        this.block = block;
    }

    void place(int index) {
        this.index = index;
    }

    private int hiddenSize() {
        return block.tape().hiddenSize();
    }

    /** {@return the array of the gates: pre-activation in, activation out; in the backward step its gradient out} */
    public float[] gates() {
        return block.gates();
    }

    /** {@return where gate {@code k} of this row starts, in {@link #gates()} and in {@link #recurrent()}} */
    public int gate(int k) {
        return block.gatesOffset() + index * block.tape().gateWidth() + k * hiddenSize();
    }

    /** {@return the array of the recurrent part {@code h'·W_hh}, for a cell that keeps it apart; in the backward step its gradient out} */
    public float[] recurrent() {
        return block.saved(0);
    }

    /** {@return the array of a buffer the cell asked for} */
    float[] buffer(int buffer) {
        return block.saved(buffer);
    }

    /** {@return where this row starts in a buffer the cell asked for} */
    int saved(int buffer) {
        return block.savedOffset(buffer) + index * block.tape().savedWidth(buffer);
    }


    /** {@return the array of a state component} */
    public float[] state(int component) {
        return block.state(component);
    }

    /** {@return where the previous state of this row starts} */
    public int previous() {
        return block.previous() + index * hiddenSize();
    }

    /** {@return where the next state of this row starts} */
    public int next() {
        return block.next() + index * hiddenSize();
    }

    /**
     * {@return the array of a state component's gradient: of the next state in; out that of the previous state, without the
     * path through {@code W_hh}, which the driver adds}
     */
    public float[] stateGradient(int component) {
        return block.stateGradient(component);
    }

    /** {@return where the state gradients of this row start} */
    public int unit() {
        return block.unit() + index * hiddenSize();
    }

    /** {@return at least so many floats of this thread's own, of any content} */
    public float[] scratch(int length) {
        return block.scratch(length);
    }

    /** {@return the arithmetic: {@code tanh} and {@code sigmoid} over a gate are many times faster than one by one} */
    public Kernels kernels() {
        return block.kernels();
    }
}
