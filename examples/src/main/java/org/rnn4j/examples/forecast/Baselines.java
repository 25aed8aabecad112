package org.rnn4j.examples.forecast;

import java.util.Arrays;

/** Forecasts that need no learning. */
enum Baselines {
    /** The last value again: {@code ŷ_t = y_{t-1}}. */
    NAIVE("naive") {
        @Override
        double forecast(double[] y, int t, int season) {
            return y[t - 1];
        }
    },
    /** The value a season ago: {@code ŷ_t = y_{t-s}}. */
    SEASONAL_NAIVE("seasonal naive") {
        @Override
        double forecast(double[] y, int t, int season) {
            return y[t - season];
        }
    },
    /**
     * The value a season ago and what has been gained since: {@code ŷ_t = y_{t-s} · m_t / m_{t-s}}, where {@code m_t} is the mean of the s
     * values before t; {@code y_{t-s} + m_t − m_{t-s}} where not all of them are positive.
     */
    SEASONAL_NAIVE_WITH_GROWTH("seasonal naive with growth") {
        @Override
        double forecast(double[] y, int t, int season) {
            double now = Arrays.stream(y, t - season, t).average().orElseThrow();
            double then = Arrays.stream(y, t - 2 * season, t - season).average().orElseThrow();
            boolean positive = Arrays.stream(y, t - 2 * season, t).allMatch(value -> value > 0);
            return positive ? y[t - season] * now / then : y[t - season] + now - then;
        }
    };

    private final String title;

    Baselines(String title) {
        this.title = title;
    }

    /** {@return its name for people} */
    String title() {
        return title;
    }

    /** {@return the rows that have to come before the first forecast} */
    static int needed(int season) {
        return 2 * season;
    }

    /**
     * {@return what is forecast for row t from the rows before it}
     *
     * @param season s, at least 1
     */
    abstract double forecast(double[] y, int t, int season);

    /** {@return forecasts of rows {@code from .. to-1}, each from all true values before it} */
    double[] oneStep(double[] y, int from, int to, int season) {
        double[] forecasts = new double[to - from];
        for (int t = from; t < to; t++) {
            forecasts[t - from] = forecast(y, t, season);
        }
        return forecasts;
    }

    /** {@return forecasts of rows {@code from .. to-1}, each from the true values before {@code from} and the forecasts since} */
    double[] rolled(double[] y, int from, int to, int season) {
        double[] known = Arrays.copyOf(Arrays.copyOf(y, from), to);
        for (int t = from; t < to; t++) {
            known[t] = forecast(known, t, season);
        }
        return Arrays.copyOfRange(known, from, to);
    }
}
