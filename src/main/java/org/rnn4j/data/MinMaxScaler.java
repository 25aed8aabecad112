package org.rnn4j.data;

import org.rnn4j.config.Settings;

/**
 * Brings each column into a range: {@code z = low + (x − min) / (max − min) · (high − low)}, and back, with the least and the greatest
 * value of the rows it was fitted on: the training part only. Later values may lie outside the range. A column that was constant is
 * only shifted, so that it becomes {@code low}.
 */
public final class MinMaxScaler extends ColumnScaler {

    static final String TYPE = "min_max_scaler";

    private MinMaxScaler(double[] shift, double[] scale) {
        super(shift, scale);
    }

    /** {@return a scaler of these rows {@code [T][D]} into 0 to 1} @throws IllegalArgumentException as the other does */
    public static MinMaxScaler fit(double[][] training) {
        return fit(training, 0, 1);
    }

    /**
     * {@return a scaler of these rows {@code [T][D]} into a range}
     *
     * @throws IllegalArgumentException when there is no row, rows differ in width, a value is not finite, or the range is empty
     */
    public static MinMaxScaler fit(double[][] training, double low, double high) {
        SeriesChecks.requireFit("MinMaxScaler.fit", training);
        if (!(low < high) || !Double.isFinite(high - low)) {
            throw new IllegalArgumentException("MinMaxScaler.fit: expected a finite range with low < high but got " + low + " to " + high);
        }
        int width = training[0].length;
        double[] shift = new double[width];
        double[] scale = new double[width];
        for (int d = 0; d < width; d++) {
            double min = training[0][d];
            double max = min;
            for (double[] row : training) {
                min = Math.min(min, row[d]);
                max = Math.max(max, row[d]);
            }
            scale[d] = max > min ? (max - min) / (high - low) : 1;
            shift[d] = min - low * scale[d];
        }
        return new MinMaxScaler(shift, scale);
    }

    static MinMaxScaler of(Settings settings) {
        return new MinMaxScaler(settings.numbers("shift"), settings.numbers("scale"));
    }

    @Override
    public MinMaxScaler columns(int... columns) {
        return new MinMaxScaler(SeriesChecks.pick(this + ".columns", shift, columns), SeriesChecks.pick(this + ".columns", scale, columns));
    }

    @Override
    public Settings settings() {
        return settings(TYPE, shift, scale);
    }

    @Override
    public String toString() {
        return "MinMaxScaler";
    }
}
