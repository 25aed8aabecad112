package org.rnn4j.optim;

import org.rnn4j.config.Settings;

/**
 * A rate that falls by the same factor with each update: {@code rate(t) = initial·factor^t}. As PyTorch's
 * {@code ExponentialLR} when that is stepped at each update.
 *
 * @param initial the rate of the first update, 0 or more
 * @param factor above 0 and at most 1; 0.5^(1/n) halves the rate in n updates
 */
public record ExponentialDecay(float initial, double factor) implements LearningRate {

    /** @throws IllegalArgumentException when a number is out of its range */
    public ExponentialDecay {
        Require.nonNegative("ExponentialDecay", "initial", initial);
        Require.fraction("ExponentialDecay", "factor", factor);
    }

    /** {@return what {@link #settings()} describes} */
    static ExponentialDecay of(Settings settings) {
        return new ExponentialDecay((float) settings.number("initial"), settings.number("factor"));
    }

    @Override
    public float at(long update) {
        return (float) (initial * Math.pow(factor, update));
    }

    @Override
    public Settings settings() {
        return Settings.ofType("exponentialDecay").with("initial", initial).with("factor", factor);
    }
}
