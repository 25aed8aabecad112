package org.rnn4j.metric;

import org.rnn4j.tensor.Sequence;
import org.rnn4j.tensor.ShapeException;

/** Which class a row of logits means, and which one its target is. */
final class Classes {

    private Classes() {
    }

    /** Ids below the number of logits; for a single logit ids below 2, or floats of width 1. */
    static void check(Metric metric, Sequence outputs, Sequence targets) {
        boolean single = outputs.width() == 1;
        boolean fits = targets.isIds() ? targets.width() == (single ? 2 : outputs.width()) : single && targets.width() == 1;
        if (!fits) {
            throw new ShapeException(metric + ": targets",
                    single ? "ids below 2 or floats " + outputs.shape() : "ids below " + outputs.width(), targets.toString());
        }
    }

    /** Ids below the number of logits. */
    static void checkIds(Metric metric, Sequence outputs, Sequence targets) {
        if (!targets.isIds() || targets.width() != outputs.width()) {
            throw new ShapeException(metric + ": targets", "ids below " + outputs.width(), targets.toString());
        }
    }

    /** {@return the class of the largest logit, the lowest id among equals; for a single logit whether it is above 0} */
    static int predicted(Metric metric, Sequence outputs, int row) {
        int best = 0;
        float largest = requireNumber(metric, outputs, row, 0);
        if (outputs.width() == 1) {
            return largest > 0 ? 1 : 0;
        }
        for (int k = 1; k < outputs.width(); k++) {
            float logit = requireNumber(metric, outputs, row, k);
            if (logit > largest) {
                best = k;
                largest = logit;
            }
        }
        return best;
    }

    /** {@return a logit that can be compared} An infinite one can. */
    static float requireNumber(Metric metric, Sequence outputs, int row, int k) {
        float logit = outputs.data()[outputs.offset(row) + k];
        if (Float.isNaN(logit)) {
            throw new IllegalArgumentException(metric + ": outputs: " + Window.place(outputs, row)
                    + ": expected numbers but output " + k + " is NaN");
        }
        return logit;
    }

    /** {@return the target as a class} */
    static int expected(Metric metric, Sequence outputs, Sequence targets, int row) {
        if (targets.isIds()) {
            int id = targets.ids()[row];
            if (id < 0 || id >= targets.width()) {
                throw new IllegalArgumentException(metric + ": targets: " + Window.place(targets, row)
                        + ": expected an id from 0 to " + (targets.width() - 1) + " but got " + id);
            }
            return id;
        }
        float y = targets.data()[targets.offset(row)];
        if (!(y >= 0 && y <= 1)) {
            throw new IllegalArgumentException(metric + ": targets: " + Window.place(outputs, row)
                    + ": expected a number from 0 to 1 but got " + y);
        }
        return y > 0.5f ? 1 : 0;
    }
}
