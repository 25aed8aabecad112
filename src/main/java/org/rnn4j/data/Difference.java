package org.rnn4j.data;

import java.util.Arrays;
import org.rnn4j.config.Settings;

/**
 * {@code z_t = x_t − x_{t−lag}}, back {@code x_t = z_t + x_{t−lag}}: lag 1 removes a trend, the length of a season removes the season.
 *
 * @param lag how many rows back, at least 1
 */
public record Difference(int lag) implements SeriesTransform {

    static final String TYPE = "difference";

    /** Checks the lag. */
    public Difference {
        if (lag < 1) {
            throw new IllegalArgumentException("Difference: expected a lag of at least 1 but got " + lag);
        }
    }

    @Override
    public int lost() {
        return lag;
    }

    @Override
    public double[][] apply(double[][] series) {
        SeriesChecks.require(this + ".apply", series);
        double[][] result = new double[Math.max(0, series.length - lag)][];
        for (int t = 0; t < result.length; t++) {
            result[t] = new double[series[t].length];
            for (int d = 0; d < result[t].length; d++) {
                result[t][d] = series[t + lag][d] - series[t][d];
            }
        }
        return result;
    }

    @Override
    public double[][] invert(double[][] history, double[][] transformed) {
        if (history.length < lag) {
            throw new IllegalArgumentException(this + ".invert: expected a history of at least " + lag + " rows but got "
                    + history.length);
        }
        int width = history[history.length - 1].length;
        double[][] last = Arrays.copyOfRange(history, history.length - lag, history.length);
        SeriesChecks.require(this + ".invert: the last " + lag + " rows of the history", last, width);
        SeriesChecks.require(this + ".invert", transformed, width);
        double[][] result = new double[transformed.length][width];
        for (int t = 0; t < result.length; t++) {
            double[] before = t < lag ? last[t] : result[t - lag];
            for (int d = 0; d < width; d++) {
                result[t][d] = transformed[t][d] + before[d];
            }
        }
        return result;
    }

    @Override
    public Difference columns(int... columns) {
        return this;
    }

    @Override
    public Settings settings() {
        return Settings.ofType(TYPE).with("lag", lag);
    }

    @Override
    public String toString() {
        return "Difference(" + lag + ")";
    }
}
