package org.rnn4j.inference;

import org.rnn4j.tensor.Sequence;
import org.rnn4j.tensor.ShapeException;

/**
 * Checks and copies the inputs of a step. A copy costs next to nothing beside the product that reads it, and the caller may then give
 * the outputs of the last step, which lie in the buffers that this one writes.
 */
final class StepInputs {

    private final int width;
    private final Sequence ids;
    private final int batch;
    private Sequence floats;

    StepInputs(int width, int batch) {
        this.width = width;
        this.batch = batch;
        ids = Sequence.ids(1, batch, width);
    }

    Sequence of(int id) {
        if (id < 0 || id >= width) {
            throw new IllegalArgumentException("Session.step: expected an id from 0 to " + (width - 1) + " but got " + id);
        }
        ids.reshape(1, 1).ids()[0] = id;
        return ids;
    }

    Sequence of(float[] x) {
        if (x.length != width) {
            throw new ShapeException("Session.step: x", width + " floats", Integer.toString(x.length));
        }
        System.arraycopy(x, 0, floats(1).data(), 0, width);
        return floats;
    }

    Sequence of(Sequence x) {
        int count = x.batchSize();
        boolean fits = x.width() == width && x.steps() == 1 && count >= 1 && count <= batch;
        for (int n = 0; fits && n < count; n++) {
            fits = x.length(n) == 1;
        }
        if (!fits) {
            throw new ShapeException("Session.step: x", "[1, N, " + width + "] with N from 1 to " + batch + " and no padding",
                    x.shape() + (x.hasLengths() ? " with lengths" : ""));
        }
        if (!x.isIds()) {
            System.arraycopy(x.data(), x.offset(), floats(count).data(), 0, count * width);
            return floats;
        }
        for (int n = 0; n < count; n++) {
            int id = x.ids()[n];
            if (id < 0 || id >= width) {
                throw new IllegalArgumentException("Session.step: row " + n + ": expected an id from 0 to " + (width - 1) + " but got "
                        + id);
            }
        }
        System.arraycopy(x.ids(), 0, ids.reshape(1, count).ids(), 0, count);
        return ids;
    }

    /** Takes no memory until there are floats: where ids stand for one-hot vectors, it would be the widest buffer of all. */
    private Sequence floats(int count) {
        if (floats == null) {
            floats = Sequence.dense(1, batch, width);
        }
        return floats.reshape(1, count);
    }
}
