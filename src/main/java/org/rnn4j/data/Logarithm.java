package org.rnn4j.data;

import org.rnn4j.config.Settings;

/**
 * {@code z = ln x}, back {@code x = exp z}: growth by a factor becomes growth by a difference. For positive values only.
 */
public record Logarithm() implements SeriesTransform {

    static final String TYPE = "logarithm";

    @Override
    public int lost() {
        return 0;
    }

    @Override
    public double[][] apply(double[][] series) {
        SeriesChecks.require(this + ".apply", series);
        double[][] result = new double[series.length][];
        for (int t = 0; t < series.length; t++) {
            result[t] = new double[series[t].length];
            for (int d = 0; d < series[t].length; d++) {
                if (!(series[t][d] > 0)) {
                    throw new IllegalArgumentException(this + ".apply: row " + t + ", column " + d
                            + ": expected a value above 0 but got " + series[t][d]);
                }
                result[t][d] = Math.log(series[t][d]);
            }
        }
        return result;
    }

    @Override
    public double[][] invert(double[][] history, double[][] transformed) {
        SeriesChecks.require(this + ".invert", transformed);
        double[][] result = new double[transformed.length][];
        for (int t = 0; t < transformed.length; t++) {
            result[t] = new double[transformed[t].length];
            for (int d = 0; d < result[t].length; d++) {
                result[t][d] = Math.exp(transformed[t][d]);
            }
        }
        return result;
    }

    @Override
    public Logarithm columns(int... columns) {
        return this;
    }

    @Override
    public Settings settings() {
        return Settings.ofType(TYPE);
    }

    @Override
    public String toString() {
        return "Logarithm";
    }
}
