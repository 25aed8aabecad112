package org.rnn4j.metric;

/**
 * {@code √(Σ w·1/K Σ_k (x_k − y_k)² / Σ w)}, in the unit of the outputs, as {@code rmse}: the root of the mean over all columns of all
 * rows, not the mean of the columns' roots. Of each column with a name {@code c} also as {@code rmse_c}.
 */
public final class RootMeanSquaredError extends ColumnMetric {

    /**
     * Over all columns, and over each.
     *
     * @param columns names of all columns of the outputs; none when they are not wanted one by one
     * @throws IllegalArgumentException when two have the same name
     */
    public RootMeanSquaredError(String... columns) {
        super("rmse", columns);
    }

    @Override
    double error(double output, double target) {
        return (output - target) * (output - target);
    }

    @Override
    double ofMean(double mean) {
        return Math.sqrt(mean);
    }

    @Override
    public String toString() {
        return "RootMeanSquaredError";
    }
}
