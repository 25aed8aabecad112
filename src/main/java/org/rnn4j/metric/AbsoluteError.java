package org.rnn4j.metric;

/**
 * The mean absolute error, {@code Σ w·1/K Σ_k |x_k − y_k| / Σ w}, in the unit of the outputs, as {@code mae}. Of each column with a
 * name {@code c} also as {@code mae_c}.
 */
public final class AbsoluteError extends ColumnMetric {

    /**
     * Over all columns, and over each.
     *
     * @param columns names of all columns of the outputs; none when they are not wanted one by one
     * @throws IllegalArgumentException when two have the same name
     */
    public AbsoluteError(String... columns) {
        super("mae", columns);
    }

    @Override
    double error(double output, double target) {
        return Math.abs(output - target);
    }

    @Override
    public String toString() {
        return "AbsoluteError";
    }
}
