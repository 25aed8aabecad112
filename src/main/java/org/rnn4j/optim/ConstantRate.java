package org.rnn4j.optim;

import org.rnn4j.config.Settings;

/**
 * The same rate throughout.
 *
 * @param rate 0 or more
 */
public record ConstantRate(float rate) implements LearningRate {

    /** @throws IllegalArgumentException when the rate is negative or not finite */
    public ConstantRate {
        Require.nonNegative("ConstantRate", "rate", rate);
    }

    /** {@return what {@link #settings()} describes} */
    static ConstantRate of(Settings settings) {
        return new ConstantRate((float) settings.number("rate"));
    }

    @Override
    public float at(long update) {
        return rate;
    }

    @Override
    public Settings settings() {
        return Settings.ofType("constant").with("rate", rate);
    }
}
