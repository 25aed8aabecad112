package org.rnn4j.examples.common;

/** Checks of option values; what is wrong is a {@link UserException} that names the option, the expectation and the fact. */
public final class Require {

    private Require() {
    }

    /** A whole number of at least {@code minimum}. */
    public static void atLeast(String option, long value, long minimum) {
        if (value < minimum) {
            throw new UserException(option + ": expected at least " + minimum + " but got " + value);
        }
    }

    /** A whole number from {@code minimum} to {@code maximum}. */
    public static void inRange(String option, long value, long minimum, long maximum) {
        if (value < minimum || value > maximum) {
            throw new UserException(option + ": expected a whole number from " + minimum + " to " + maximum + " but got " + value);
        }
    }

    /** A finite number above zero. */
    public static void positive(String option, double value) {
        if (!(value > 0) || Double.isInfinite(value)) {
            throw new UserException(option + ": expected a number above 0 but got " + value);
        }
    }

    /** A finite number of at least zero. */
    public static void notNegative(String option, double value) {
        if (!(value >= 0) || Double.isInfinite(value)) {
            throw new UserException(option + ": expected a number of at least 0 but got " + value);
        }
    }

    /** A number from {@code minimum} to {@code maximum}. */
    public static void inRange(String option, double value, double minimum, double maximum) {
        if (!(value >= minimum && value <= maximum)) {
            throw new UserException(option + ": expected a number from " + minimum + " to " + maximum + " but got " + value);
        }
    }
}
