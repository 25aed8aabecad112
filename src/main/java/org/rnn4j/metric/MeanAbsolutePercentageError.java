package org.rnn4j.metric;

import java.util.Map;

/**
 * The mean absolute error in percent of the targets, {@code 100·Σ w·|x − y|/|y| / Σ w} over all columns of all rows with
 * {@code y ≠ 0}, as {@code mape}. Of each column with a name {@code c} also as {@code mape_c}.
 *
 * <p>A target of zero has no percentage. It is left out of the mean and counted, as {@code mape_excluded}. A target close to zero is not,
 * and may outweigh all others; where there are such, {@link AbsoluteError} says more. So it does of values that were standardised.
 */
public final class MeanAbsolutePercentageError extends ColumnMetric {

    /**
     * Over all columns, and over each.
     *
     * @param columns names of all columns of the outputs; none when they are not wanted one by one
     * @throws IllegalArgumentException when two have the same name
     */
    public MeanAbsolutePercentageError(String... columns) {
        super("mape", columns);
    }

    @Override
    boolean counts(float target) {
        return target != 0;
    }

    @Override
    double error(double output, double target) {
        return Math.abs((output - target) / target);
    }

    @Override
    double ofMean(double mean) {
        return 100 * mean;
    }

    /** {@return the number of targets left out because they are zero, whatever their weight above 0} */
    public long excluded() {
        return leftOut();
    }

    @Override
    public Map<String, Double> values() {
        Map<String, Double> values = super.values();
        values.put("mape_excluded", (double) excluded());
        return values;
    }

    @Override
    public String toString() {
        return "MeanAbsolutePercentageError";
    }
}
