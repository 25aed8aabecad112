package org.rnn4j.cell;

import java.util.Arrays;
import org.rnn4j.tensor.Kernels;
import org.rnn4j.tensor.PackedWeight;

/**
 * Some consecutive sequences of a batch at one step: where their rows lie in the buffers of the tape. Reused for every step,
 * never to be kept. Offsets index the arrays directly; rows follow each other at a distance of the buffer's width.
 */
public final class StepBlock {

    private final StepTape tape;
    private final Kernels kernels;
    private final GateRow row;
    private float[] scratch = new float[0];
    private float[] near = new float[0];
    private boolean apart;
    private int step;
    private int rows;
    private int firstRow;
    private int firstUnit;

    StepBlock(StepTape tape) {
        this.tape = tape;
        this.kernels = tape.backend().kernels();
        this.row = new GateRow(this);
    }

    void place(int t, int from, int to) {
        step = t;
        rows = to - from;
        firstRow = t * tape.batchSize() + from;
        firstUnit = from * tape.hiddenSize();
    }

    /** Has the input projections of up to {@code most} sequences in a buffer of the block, or in the gates. */
    void keepApart(boolean apart, int most) {
        this.apart = apart;
        if (apart && near.length < most * tape.gateWidth()) {
            near = new float[most * tape.gateWidth()];
        }
    }

    /** {@return where the block begins among the {@code T·N} rows of the window} */
    int firstRow() {
        return firstRow;
    }

    GateRow row() {
        return row;
    }

    /** {@return the tape this is a part of} */
    public StepTape tape() {
        return tape;
    }

    /** {@return the arithmetic} */
    public Kernels kernels() {
        return kernels;
    }

    /** {@return which step of the window, t} */
    public int step() {
        return step;
    }

    /** {@return how many rows} */
    public int rows() {
        return rows;
    }

    /** {@return {@code [rows, G·H]}: input projection in, activations out; in the backward step their gradients out} */
    public float[] gates() {
        return tape.gates();
    }

    /** {@return where the first row's gates start} */
    public int gatesOffset() {
        return firstRow * tape.gateWidth();
    }

    /** {@return what holds the input projection before the step, {@code [rows, G·H]}: the gates, unless the cell asked for a buffer} */
    float[] preactivations() {
        return apart ? near : tape.gates();
    }

    /** {@return where the first row's input projection starts} */
    int preactivationsOffset() {
        return apart ? 0 : gatesOffset();
    }

    /** {@return the array of a state component, {@code [rows, H]} at {@link #previous()} and at {@link #next()}} */
    public float[] state(int component) {
        return tape.state(component);
    }

    /** {@return where the first row's previous state starts, for every component} */
    public int previous() {
        return firstRow * tape.hiddenSize();
    }

    /**
     * {@return where the first row's next state starts, for every component: the one that the step writes, which zoneout may yet
     * mix with the previous}
     */
    public int next() {
        return (firstRow + tape.ahead()) * tape.hiddenSize();
    }

    /**
     * {@return the array of h' as it enters the products with {@code W_hh}, {@code [rows, H]} at {@link #previous()}} It is that of
     * state component 0 itself, or a copy thinned by recurrent dropout.
     */
    public float[] recurrentInput() {
        return tape.recurrentInput();
    }

    /**
     * In the backward step, adds {@code dA·Wᵀ}, the gradient of {@link #recurrentInput()} by way of one product, to the gradient of
     * the previous h; not at the first step, if nobody wants the gradient of the initial state.
     *
     * @param a the gradient of the product, {@code [rows, columns of W]} from {@code offset} on, at a distance of {@code width}
     */
    public void addRecurrentGradient(PackedWeight weight, float[] a, int offset, int width) {
        if (step == 0 && !tape.initialGradient()) {
            return;
        }
        if (tape.isDropping()) {
            float[] products = tape.dropout().products();
            weight.multiplyTransposed(rows, a, offset, width, false, products, firstUnit, tape.hiddenSize());
            tape.dropout().addGradient(this, products, firstUnit);
        } else {
            weight.multiplyTransposed(rows, a, offset, width, true, stateGradient(0), firstUnit, tape.hiddenSize());
        }
    }

    /** In the backward step, adds a gradient of {@link #recurrentInput()}, {@code [rows, H]}, to that of the previous h. */
    public void addRecurrentGradient(float[] d, int offset) {
        if (tape.isDropping()) {
            tape.dropout().addGradient(this, d, offset);
        } else {
            kernels.add(rows * tape.hiddenSize(), d, offset, stateGradient(0), firstUnit);
        }
    }

    /** {@return gradient of the next state in, of the previous state out; {@code [rows, H]} at {@link #unit()}} */
    public float[] stateGradient(int component) {
        return tape.stateGradient().part(component).data;
    }

    /** {@return where the first row's state gradients start, for every component} */
    public int unit() {
        return firstUnit;
    }

    /** {@return a buffer the cell asked for, {@code [rows, width]} at {@link #savedOffset}} */
    public float[] saved(int buffer) {
        return tape.saved(buffer);
    }

    /** {@return where the first row of a buffer starts} */
    public int savedOffset(int buffer) {
        return firstRow * tape.savedWidth(buffer);
    }

    /** {@return at least so many floats of this thread's own, of any content; the same array each time} */
    public float[] scratch(int length) {
        if (scratch.length < length) {
            scratch = Arrays.copyOf(scratch, length);
        }
        return scratch;
    }
}
