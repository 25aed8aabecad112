package org.rnn4j.metric;

import org.rnn4j.tensor.Sequence;

/** A metric made of {@code Σ w·(ln Σ_k exp(x_k) − x_y) / Σ w}, the mean negative log-likelihood in nats, computed in double. */
abstract class LikelihoodMetric extends RowMetric {

    private final Mean nats = new Mean();

    @Override
    protected final void check(Sequence outputs, Sequence targets) {
        Classes.checkIds(this, outputs, targets);
    }

    @Override
    protected final void row(Sequence outputs, Sequence targets, int row, float weight) {
        int y = Classes.expected(this, outputs, targets, row);
        float[] x = outputs.data();
        int from = outputs.offset(row);
        double largest = Double.NEGATIVE_INFINITY;
        for (int k = 0; k < outputs.width(); k++) {
            largest = Math.max(largest, x[from + k]);
        }
        double sum = 0;
        for (int k = 0; k < outputs.width(); k++) {
            sum += Math.exp(x[from + k] - largest);         // the largest term is 1: no overflow, and no logarithm of 0
        }
        nats.add(Math.log(sum) + (largest - x[from + y]), weight);
    }

    @Override
    public final void reset() {
        nats.reset();
    }

    /** {@return the mean; NaN of nothing} */
    final double nats() {
        return nats.value();
    }
}
