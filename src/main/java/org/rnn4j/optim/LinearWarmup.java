package org.rnn4j.optim;

import org.rnn4j.config.Settings;

/**
 * A rate that rises evenly to the beginning of another schedule, which then follows:
 *
 * <pre>
 * rate(t) = then(0)·(start + (1 − start)·t / updates)     t &lt; updates
 * rate(t) = then(t − updates)                             t ≥ updates
 * </pre>
 *
 * <p>Source: Goyal et al., "Accurate, large minibatch SGD: training ImageNet in 1 hour", 2017, section 2.2, gradual warm-up. As
 * PyTorch's {@code LinearLR} followed by another in a {@code SequentialLR}. Validation losses go to the other schedule.
 *
 * @param updates the length of the rise in updates, at least 1
 * @param start the fraction of the full rate that the first update has, above 0 and at most 1
 * @param then what follows
 */
public record LinearWarmup(long updates, double start, LearningRate then) implements LearningRate {

    /** @throws IllegalArgumentException when a number is out of its range */
    public LinearWarmup {
        Require.atLeast("LinearWarmup", "updates", 1, updates);
        Require.fraction("LinearWarmup", "start", start);
        if (then == null) {
            throw new IllegalArgumentException("LinearWarmup: expected a schedule to follow but got null");
        }
    }

    /** A rise in steps of equal height, of which the first update is one: {@code start} is {@code 1 / (updates + 1)}. */
    public LinearWarmup(long updates, LearningRate then) {
        this(updates, 1.0 / (Require.atLeast("LinearWarmup", "updates", 1, updates) + 1), then);
    }

    @Override
    public float at(long update) {
        if (update >= updates) {
            return then.at(update - updates);
        }
        return (float) (then.at(0) * (start + (1 - start) * update / updates));
    }

    @Override
    public void report(double validationLoss) {
        then.report(validationLoss);
    }

    @Override
    public Settings state() {
        return then.state();
    }

    @Override
    public void restore(Settings state) {
        then.restore(state);
    }

    @Override
    public Settings settings() {
        return Settings.ofType("linearWarmup").with("updates", updates).with("start", start).with("then", then.settings());
    }
}
