package org.rnn4j.optim;

import org.rnn4j.config.Settings;

/**
 * A rate that falls along half a cosine and stays at the bottom:
 * {@code rate(t) = minimum + (initial − minimum)·(1 + cos(π·min(t, updates) / updates)) / 2}.
 *
 * <p>Source: Loshchilov and Hutter, "SGDR: stochastic gradient descent with warm restarts", ICLR 2017, equation 5, one cycle
 * without restarts. PyTorch's {@code CosineAnnealingLR} is the same up to {@code updates} and rises again after.
 *
 * @param initial the rate of the first update
 * @param minimum the rate from {@code updates} on, from 0 to {@code initial}
 * @param updates the length of the fall in updates, at least 1
 */
public record CosineDecay(float initial, float minimum, long updates) implements LearningRate {

    /** @throws IllegalArgumentException when a number is out of its range */
    public CosineDecay {
        Require.nonNegative("CosineDecay", "initial", initial);
        Require.nonNegative("CosineDecay", "minimum", minimum);
        Require.atLeast("CosineDecay", "updates", 1, updates);
        if (minimum > initial) {
            throw new IllegalArgumentException("CosineDecay: expected minimum to be at most initial, " + initial + ", but got "
                    + minimum);
        }
    }

    /** {@return what {@link #settings()} describes} */
    static CosineDecay of(Settings settings) {
        return new CosineDecay((float) settings.number("initial"), (float) settings.number("minimum"),
                settings.whole("updates"));
    }

    @Override
    public float at(long update) {
        double done = (double) Math.min(update, updates) / updates;
        return (float) (minimum + ((double) initial - minimum) * (1 + Math.cos(Math.PI * done)) / 2);
    }

    @Override
    public Settings settings() {
        return Settings.ofType("cosineDecay").with("initial", initial).with("minimum", minimum).with("updates", updates);
    }
}
