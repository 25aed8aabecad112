package org.rnn4j.metric;

import java.util.Arrays;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import org.rnn4j.tensor.Sequence;
import org.rnn4j.tensor.ShapeException;

/** A metric of floats, made of a mean over each column of the outputs; all columns count alike in the mean over all. */
abstract class ColumnMetric extends RowMetric {

    private final String name;
    private final List<String> columns;
    private Mean[] means = new Mean[0];
    private final Mean all = new Mean();
    private long leftOut;

    ColumnMetric(String name, String... columns) {
        this.name = name;
        this.columns = List.of(columns);
        if (this.columns.stream().distinct().count() != columns.length) {
            throw new IllegalArgumentException(this + ": expected columns of different names but got " + this.columns);
        }
    }

    @Override
    protected final void check(Sequence outputs, Sequence targets) {
        int width = outputs.width();
        if (!columns.isEmpty() && columns.size() != width || means.length > 0 && means.length != width) {
            throw new ShapeException(this + ": outputs",
                    "[T, N, " + (columns.isEmpty() ? means.length : columns.size()) + "]", outputs.shape());
        }
        if (targets.isIds() || targets.width() != width) {
            throw new ShapeException(this + ": targets", "floats " + outputs.shape(), targets.toString());
        }
        if (means.length == 0) {
            means = new Mean[width];
            Arrays.setAll(means, column -> new Mean());
        }
    }

    @Override
    protected final void row(Sequence outputs, Sequence targets, int row, float weight) {
        int x = outputs.offset(row);
        int y = targets.offset(row);
        for (int k = 0; k < means.length; k++) {
            float target = targets.data()[y + k];
            if (!counts(target)) {
                leftOut++;
            } else {
                double error = error(outputs.data()[x + k], target);
                means[k].add(error, weight);
                all.add(error, weight);
            }
        }
    }

    /** {@return whether an output with this target enters the mean} */
    boolean counts(float target) {
        return true;
    }

    /** {@return that of which this is a mean} */
    abstract double error(double output, double target);

    /** {@return the metric, made of the mean} */
    double ofMean(double mean) {
        return mean;
    }

    /** {@return how many targets did not enter the mean} */
    final long leftOut() {
        return leftOut;
    }

    @Override
    public final void reset() {
        leftOut = 0;
        all.reset();
        means = new Mean[0];
    }

    /** {@return the metric over all columns; NaN of nothing} */
    public final double value() {
        return ofMean(all.value());
    }

    /**
     * {@return the metric of one column; NaN of nothing}
     *
     * @throws IndexOutOfBoundsException when windows were added and have no such column
     */
    public final double value(int column) {
        return means.length == 0 ? Double.NaN : ofMean(means[column].value());
    }

    @Override
    public Map<String, Double> values() {
        Map<String, Double> values = new LinkedHashMap<>();
        values.put(name, value());
        for (int column = 0; column < columns.size(); column++) {
            values.put(name + "_" + columns.get(column), value(column));
        }
        return values;
    }
}
