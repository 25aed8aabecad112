package org.rnn4j.docs;

import java.util.Map;
import org.rnn4j.metric.RowMetric;
import org.rnn4j.tensor.Sequence;
import org.rnn4j.tensor.ShapeException;

// [start:metric]
/** Of rows that are K times yes or no, the part of which every label is right: each logit above 0 where its target is 1. */
public final class AllLabelsRight extends RowMetric {

    private double right;
    private double total;

    @Override
    protected void check(Sequence outputs, Sequence targets) {
        if (targets.isIds() || targets.width() != outputs.width()) {
            throw new ShapeException(this + ": targets", "floats " + outputs.shape(), targets.toString());
        }
    }

    @Override
    protected void row(Sequence outputs, Sequence targets, int row, float weight) {
        boolean all = true;
        for (int k = 0; k < outputs.width(); k++) {
            all &= outputs.data()[outputs.offset(row) + k] > 0 == targets.data()[targets.offset(row) + k] > 0.5;
        }
        right += all ? weight : 0;
        total += weight;
    }

    @Override
    public void reset() {
        right = 0;
        total = 0;
    }

    @Override
    public Map<String, Double> values() {
        return Map.of("all_labels_right", right / total);               // NaN of nothing
    }

    @Override
    public String toString() {
        return "AllLabelsRight";
    }
}
// [end:metric]
