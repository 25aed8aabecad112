package org.rnn4j.optim;

import org.rnn4j.config.Settings;

/**
 * A rate that falls when the validation loss does not. A reported loss is better when it is below
 * {@code (1 − threshold)·best}; after more than {@code patience} reports in a row that are not, the rate becomes
 * {@code max(factor·rate, minimum)}, and the next {@code cooldown} reports are not counted as bad.
 *
 * <p>As PyTorch's {@code ReduceLROnPlateau} in its mode {@code min} with a relative threshold, and with its defaults: factor
 * 0.1, patience 10, threshold 1e-4, no cooldown, minimum 0; a change of 1e-8 or less is not made. The unit of patience and
 * cooldown is the report. Losses are 0 or more; one that is not finite is never better.
 *
 * <p>Remembers the rate, the best loss, and how many bad and cooldown reports are counted.
 */
public final class ReduceOnPlateau implements LearningRate {

    /** PyTorch's {@code eps}: the smallest change of the rate that is made. */
    private static final double SMALLEST_CHANGE = 1e-8;

    private final float initial;
    private final double factor;
    private final long patience;
    private final double threshold;
    private final long cooldown;
    private final float minimum;

    private Memory memory;

    /** What was learned from the reports; infinite is the best loss of no report. */
    private record Memory(double rate, double best, long bad, long cooling) {
    }

    /** With the defaults above. @throws IllegalArgumentException when the rate is negative or not finite */
    public ReduceOnPlateau(float initial) {
        this(initial, 0.1, 10, 1e-4, 0, 0);
    }

    private ReduceOnPlateau(float initial, double factor, long patience, double threshold, long cooldown, float minimum) {
        Require.nonNegative("ReduceOnPlateau", "initial", initial);
        Require.fraction("ReduceOnPlateau", "factor", factor);
        Require.atLeast("ReduceOnPlateau", "patience", 0, patience);
        Require.belowOne("ReduceOnPlateau", "threshold", threshold);
        Require.atLeast("ReduceOnPlateau", "cooldown", 0, cooldown);
        Require.nonNegative("ReduceOnPlateau", "minimum", minimum);
        this.initial = initial;
        this.factor = factor;
        this.patience = patience;
        this.threshold = threshold;
        this.cooldown = cooldown;
        this.minimum = minimum;
        this.memory = new Memory(initial, Double.POSITIVE_INFINITY, 0, 0);
    }

    /** {@return what {@link #settings()} describes} */
    static ReduceOnPlateau of(Settings settings) {
        return new ReduceOnPlateau((float) settings.number("initial"), settings.number("factor"), settings.whole("patience"),
                settings.number("threshold"), settings.whole("cooldown"), (float) settings.number("minimum"));
    }

    /** {@return a new schedule with this factor} @throws IllegalArgumentException when it is not above 0 and at most 1 */
    public ReduceOnPlateau withFactor(double factor) {
        return new ReduceOnPlateau(initial, factor, patience, threshold, cooldown, minimum);
    }

    /** {@return a new schedule that bears this many bad reports in a row} @throws IllegalArgumentException when negative */
    public ReduceOnPlateau withPatience(long patience) {
        return new ReduceOnPlateau(initial, factor, patience, threshold, cooldown, minimum);
    }

    /** {@return a new schedule with this relative threshold} @throws IllegalArgumentException outside [0, 1) */
    public ReduceOnPlateau withThreshold(double threshold) {
        return new ReduceOnPlateau(initial, factor, patience, threshold, cooldown, minimum);
    }

    /** {@return a new schedule that counts nothing bad for this many reports} @throws IllegalArgumentException when negative */
    public ReduceOnPlateau withCooldown(long cooldown) {
        return new ReduceOnPlateau(initial, factor, patience, threshold, cooldown, minimum);
    }

    /** {@return a new schedule that does not fall below} @throws IllegalArgumentException when negative or not finite */
    public ReduceOnPlateau withMinimum(float minimum) {
        return new ReduceOnPlateau(initial, factor, patience, threshold, cooldown, minimum);
    }

    @Override
    public float at(long update) {
        return (float) memory.rate;
    }

    @Override
    public void report(double validationLoss) {
        boolean better = Double.isFinite(validationLoss) && validationLoss < memory.best * (1 - threshold);
        double best = better ? validationLoss : memory.best;
        long bad = better || memory.cooling > 0 ? 0 : memory.bad + 1;
        long cooling = Math.max(0, memory.cooling - 1);
        if (bad > patience) {
            memory = new Memory(reduced(memory.rate), best, 0, cooldown);
        } else {
            memory = new Memory(memory.rate, best, bad, cooling);
        }
    }

    private double reduced(double rate) {
        double lower = Math.max(rate * factor, minimum);
        return rate - lower > SMALLEST_CHANGE ? lower : rate;
    }

    /** {@return {@code rate}, {@code bad}, {@code cooling}, and {@code best} when a finite loss was reported} */
    @Override
    public Settings state() {
        Settings state = Settings.empty().with("rate", memory.rate).with("bad", memory.bad).with("cooling", memory.cooling);
        return Double.isInfinite(memory.best) ? state : state.with("best", memory.best);
    }

    @Override
    public void restore(Settings state) {
        memory = new Memory(
                Require.nonNegative("ReduceOnPlateau.restore", "rate", state.number("rate")),
                state.has("best") ? state.number("best") : Double.POSITIVE_INFINITY,
                Require.atLeast("ReduceOnPlateau.restore", "bad", 0, state.whole("bad")),
                Require.atLeast("ReduceOnPlateau.restore", "cooling", 0, state.whole("cooling")));
    }

    @Override
    public Settings settings() {
        return Settings.ofType("reduceOnPlateau").with("initial", initial).with("factor", factor).with("patience", patience)
                .with("threshold", threshold).with("cooldown", cooldown).with("minimum", minimum);
    }

    @Override
    public String toString() {
        return "ReduceOnPlateau[initial=" + initial + ", factor=" + factor + ", patience=" + patience + ", threshold="
                + threshold + ", cooldown=" + cooldown + ", minimum=" + minimum + "]";
    }
}
