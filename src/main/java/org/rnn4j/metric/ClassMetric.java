package org.rnn4j.metric;

import org.rnn4j.tensor.Sequence;

/** A metric of the class that was predicted and the one that was expected, row by row. */
abstract class ClassMetric extends RowMetric {

    @Override
    protected void check(Sequence outputs, Sequence targets) {
        Classes.check(this, outputs, targets);
    }

    @Override
    protected final void row(Sequence outputs, Sequence targets, int row, float weight) {
        count(Classes.predicted(this, outputs, row), Classes.expected(this, outputs, targets, row), weight);
    }

    abstract void count(int predicted, int expected, double weight);
}
