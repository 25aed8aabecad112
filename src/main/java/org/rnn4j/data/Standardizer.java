package org.rnn4j.data;

import java.util.Arrays;
import org.rnn4j.config.Settings;

/**
 * Brings each column to mean 0 and standard deviation 1: {@code z = (x − μ) / σ}, back {@code x = z·σ + μ}, with
 * {@code μ = 1/T Σ x} and {@code σ² = 1/T Σ (x − μ)²} of the rows it was fitted on: the training part only, for otherwise the model has
 * seen something of what it is to predict. A column that was constant has σ = 1, and becomes 0.
 */
public final class Standardizer extends ColumnScaler {

    static final String TYPE = "standardizer";

    private Standardizer(double[] means, double[] deviations) {
        super(means, deviations);
    }

    /**
     * {@return a standardizer of these rows {@code [T][D]}}
     *
     * @throws IllegalArgumentException when there is none, rows differ in width, or a value is not finite
     */
    public static Standardizer fit(double[][] training) {
        SeriesChecks.requireFit("Standardizer.fit", training);
        int width = training[0].length;
        double[] means = new double[width];
        double[] deviations = new double[width];
        for (int d = 0; d < width; d++) {
            int column = d;
            double first = training[0][d];
            if (Arrays.stream(training).allMatch(row -> row[column] == first)) {
                means[d] = first;               // exactly: the mean of equal numbers can differ from them in the last bit
                deviations[d] = 1;
                continue;
            }
            double mean = Arrays.stream(training).mapToDouble(row -> row[column] / training.length).sum();
            double variance = Arrays.stream(training).mapToDouble(row -> (row[column] - mean) * (row[column] - mean)).sum()
                    / training.length;
            means[d] = mean;
            deviations[d] = Math.sqrt(variance);
        }
        return new Standardizer(means, deviations);
    }

    static Standardizer of(Settings settings) {
        return new Standardizer(settings.numbers("shift"), settings.numbers("scale"));
    }

    /** {@return the mean of a column} */
    public double mean(int column) {
        return shift[column];
    }

    /** {@return the standard deviation of a column; 1 where it was constant} */
    public double deviation(int column) {
        return scale[column];
    }

    @Override
    public Standardizer columns(int... columns) {
        return new Standardizer(SeriesChecks.pick(this + ".columns", shift, columns), SeriesChecks.pick(this + ".columns", scale, columns));
    }

    @Override
    public Settings settings() {
        return settings(TYPE, shift, scale);
    }

    @Override
    public String toString() {
        return "Standardizer";
    }
}
