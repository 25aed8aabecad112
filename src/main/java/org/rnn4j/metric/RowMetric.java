package org.rnn4j.metric;

import org.rnn4j.loss.Targets;
import org.rnn4j.tensor.Sequence;

/** A metric that looks at one row at a time: most are. Weights, lengths and the checks of shapes are the business of this class. */
public abstract class RowMetric implements Metric {

    /** For subclasses. */
    protected RowMetric() {
    }

    @Override
    public final void add(Sequence outputs, Targets targets) {
        Window window = new Window(this, outputs, targets);
        check(outputs, targets.values());
        for (int row = 0; row < outputs.rows(); row++) {
            float weight = window.weight(row);
            if (weight > 0) {
                row(outputs, targets.values(), row, weight);
            }
        }
    }

    /** Checks, once for a window, that targets of this kind and width fit. @throws IllegalArgumentException when they do not */
    protected abstract void check(Sequence outputs, Sequence targets);

    /**
     * Adds a row.
     *
     * @param outputs has the row at {@link Sequence#offset(int)} of its data
     * @param targets has it at the same place, or as element {@code row} of its ids
     * @param weight how much it counts, above 0
     */
    protected abstract void row(Sequence outputs, Sequence targets, int row, float weight);
}
