package org.rnn4j.layer;

import org.rnn4j.cell.Gradients;
import org.rnn4j.cell.State;
import org.rnn4j.cell.Tape;
import org.rnn4j.tensor.Backend;
import org.rnn4j.tensor.Sequence;
import org.rnn4j.tensor.ShapeException;

/**
 * What the layers share that draw a whole sequence together into one row, {@code [T, N, D] -> [1, N, D]}. They read the steps of a
 * sequence and never its padding. The outputs have no lengths: all are one step long, and that of a sequence of length 0 is zero.
 */
abstract class TimeReduction implements Layer {

    /** Draws sequence {@code n}, of at least one step, together. {@code y[to ..]} is <em>Modified</em>; it holds zeros. */
    abstract void reduce(ReductionTape tape, int worker, int n, float[] y, int to);

    /** Gives the gradient of a sequence of at least one step to its steps. {@code dx} is <em>Modified</em>; it holds zeros. */
    abstract void spread(ReductionTape tape, int n, float[] dy, int from, Sequence dx);

    /** {@return whether {@link #reduce} keeps a step for each column, for the way back, in {@link ReductionTape#places}} */
    boolean keepsPlaces() {
        return false;
    }

    @Override
    public final int inputSize() {
        return 0;
    }

    @Override
    public final int outputSize(int inputSize) {
        return inputSize;
    }

    @Override
    public final int outputSteps(int steps) {
        return 1;
    }

    @Override
    public final boolean streams() {
        return false;
    }

    @Override
    public final Tape newTape(int maxSteps, int maxBatch, int inputSize, Backend backend) {
        return new ReductionTape(this, maxSteps, maxBatch, inputSize, backend);
    }

    @Override
    public final Sequence forward(Sequence x, State initial, Tape tape) {
        ReductionTape own = own(tape);
        if (x.isIds() || x.width() != own.width() || x.batchSize() > own.maxBatch()
                || x.rows() > own.maxSteps() * own.maxBatch()) {
            throw new ShapeException(this + ".forward: x",
                    "floats, at most [" + own.maxSteps() + ", " + own.maxBatch() + ", " + own.width() + "]", x.toString());
        }
        return own.forward(x);
    }

    @Override
    public final Sequence backward(Sequence dy, State dState, Gradients gradients, Tape tape) {
        return own(tape).backward(dy);
    }

    private ReductionTape own(Tape tape) {
        if (tape instanceof ReductionTape own && own.owner() == this) {
            return own;
        }
        throw new IllegalArgumentException(this + ": expected a tape made by this layer's newTape but got " + tape);
    }

    @Override
    public final String toString() {
        return getClass().getSimpleName();
    }
}
