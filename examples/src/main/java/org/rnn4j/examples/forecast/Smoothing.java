package org.rnn4j.examples.forecast;

import java.util.Arrays;

/**
 * What a series with a season is expected to do next, from what it did: a running mean of the values one, two, three … seasons ago,
 * less a part of the last error.
 * <pre>
 *   expected_t = p_{t-s} − θ·e_{t-1}      e_t = d_t − expected_t      p_t = p_{t-s} + α·(d_t − p_{t-s})
 * </pre>
 * With {@code α = 1} and {@code θ = 0} an error is the difference to a season ago. Without a season, {@code p = 0}. On the differences of
 * a series this is exponential smoothing, and its errors are those of the ARIMA models (0,1,1)(0,1,1) with {@code Θ = 1 − α}; what a
 * network gets to see is thus close to noise, with only that left in it which weights of the past cannot say.
 *
 * <p>Sources: Box and Jenkins, "Time series analysis: forecasting and control", 1970; smoothing before a recurrent network: Smyl, "A hybrid
 * method of exponential smoothing and recurrent neural networks for time series forecasting", 2020.
 */
final class Smoothing {

    private final double seasonRate;
    private final double errorShare;
    private final double[] profile;
    private int seen;
    private double lastError;

    /**
     * One that has seen nothing.
     *
     * @param season s, the length of a season; 0 for none
     * @param seasonRate α
     * @param errorShare θ
     */
    Smoothing(int season, double seasonRate, double errorShare) {
        this.seasonRate = seasonRate;
        this.errorShare = errorShare;
        profile = new double[season];
    }

    private Smoothing(Smoothing other) {
        seasonRate = other.seasonRate;
        errorShare = other.errorShare;
        profile = Arrays.copyOf(other.profile, other.profile.length);
        seen = other.seen;
        lastError = other.lastError;
    }

    /** {@return another one at the same place} */
    Smoothing copy() {
        return new Smoothing(this);
    }

    /** {@return whether a season has passed, so that something can be expected} */
    boolean ready() {
        return seen >= profile.length;
    }

    /** {@return what is expected of the next value} */
    double expected() {
        return (profile.length == 0 ? 0 : profile[seen % profile.length]) - errorShare * lastError;
    }

    /** Goes on by one value. {@return its error; 0 before anything could be expected} */
    double see(double d) {
        lastError = ready() ? d - expected() : 0;
        if (profile.length > 0) {
            int phase = seen % profile.length;
            profile[phase] = ready() ? profile[phase] + seasonRate * (d - profile[phase]) : d;
        }
        seen++;
        return lastError;
    }
}
