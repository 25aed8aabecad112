package org.rnn4j.optim;

import org.rnn4j.config.Settings;

/**
 * A rate that falls in steps: {@code rate(t) = initial·factor^⌊t / every⌋}. As PyTorch's {@code StepLR}.
 *
 * @param initial the rate of the first updates, 0 or more
 * @param every the length of a step in updates, at least 1
 * @param factor what the rate is multiplied by after each, above 0 and at most 1
 */
public record StepDecay(float initial, long every, double factor) implements LearningRate {

    /** @throws IllegalArgumentException when a number is out of its range */
    public StepDecay {
        Require.nonNegative("StepDecay", "initial", initial);
        Require.atLeast("StepDecay", "every", 1, every);
        Require.fraction("StepDecay", "factor", factor);
    }

    /** {@return what {@link #settings()} describes} */
    static StepDecay of(Settings settings) {
        return new StepDecay((float) settings.number("initial"), settings.whole("every"), settings.number("factor"));
    }

    @Override
    public float at(long update) {
        return (float) (initial * Math.pow(factor, update / every));
    }

    @Override
    public Settings settings() {
        return Settings.ofType("stepDecay").with("initial", initial).with("every", every).with("factor", factor);
    }
}
