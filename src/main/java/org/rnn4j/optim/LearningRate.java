package org.rnn4j.optim;

import org.rnn4j.config.Settings;

/**
 * The learning rate over the course of training. Times are updates (steps of the optimizer), counted from 0, not epochs: a
 * schedule does not know how long an epoch is.
 *
 * <p>Most schedules depend on the number of the update alone and remember nothing. One that follows the validation loss
 * remembers; {@link #state()} and {@link #restore} carry that over a stop.
 */
public interface LearningRate {

    /** {@return the rate of an update} @param update how many updates were made before it, 0 or more */
    float at(long update);

    /** Tells a loss measured on validation data, in any unit, as long as less is better and the unit stays the same. */
    default void report(double validationLoss) {
    }

    /** {@return what is remembered; empty when nothing is} */
    default Settings state() {
        return Settings.empty();
    }

    /**
     * Goes on where a schedule of the same settings was.
     *
     * @throws IllegalArgumentException when the state is not of such a schedule; nothing is changed then
     */
    default void restore(Settings state) {
        if (!state.equals(Settings.empty())) {
            throw new IllegalArgumentException(this + ".restore: expected an empty state but got " + state);
        }
    }

    /** {@return type and numbers, without what is remembered} */
    Settings settings();
}
