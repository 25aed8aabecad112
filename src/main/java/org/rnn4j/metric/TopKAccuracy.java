package org.rnn4j.metric;

import java.util.Map;
import org.rnn4j.tensor.Sequence;

/**
 * The part of the rows whose right class is among the {@code k} of the largest logits: {@code Σ w·[rank(y) < k] / Σ w}, from 0 to 1,
 * as {@code top5_accuracy} for k = 5. Of equal logits the one of the lower id ranks first, so that k = 1 is {@link Accuracy}. Always
 * 1 when k is the number of classes or more.
 */
public final class TopKAccuracy extends RowMetric {

    private final int k;
    private final Mean right = new Mean();

    /** Looks at the {@code k} best. @throws IllegalArgumentException when less than 1 */
    public TopKAccuracy(int k) {
        if (k < 1) {
            throw new IllegalArgumentException("TopKAccuracy: expected k to be at least 1 but got " + k);
        }
        this.k = k;
    }

    @Override
    protected void check(Sequence outputs, Sequence targets) {
        Classes.checkIds(this, outputs, targets);
    }

    @Override
    protected void row(Sequence outputs, Sequence targets, int row, float weight) {
        int y = Classes.expected(this, outputs, targets, row);
        float own = Classes.requireNumber(this, outputs, row, y);
        int rank = 0;
        for (int j = 0; j < outputs.width(); j++) {
            float other = Classes.requireNumber(this, outputs, row, j);
            if (other > own || other == own && j < y) {
                rank++;
            }
        }
        right.add(rank < k ? 1 : 0, weight);
    }

    @Override
    public void reset() {
        right.reset();
    }

    /** {@return the accuracy, from 0 to 1; NaN of nothing} */
    public double value() {
        return right.value();
    }

    @Override
    public Map<String, Double> values() {
        return Map.of("top" + k + "_accuracy", value());
    }

    @Override
    public String toString() {
        return "TopKAccuracy(" + k + ")";
    }
}
