package org.rnn4j.optim;

/** Checks of hyperparameters, in the float that computes with them: what underflows to zero there is zero. */
final class Require {

    private Require() {
    }

    /** {@return the value, which is 0 or more and finite} */
    static double nonNegative(String place, String name, double value) {
        float used = (float) value;
        return check(used >= 0 && Float.isFinite(used), place, name, "a finite number of at least 0", value);
    }

    /** {@return the value, which is more than 0 and finite} */
    static double positive(String place, String name, double value) {
        float used = (float) value;
        return check(used > 0 && Float.isFinite(used), place, name, "a finite number above 0", value);
    }

    /** {@return the value, which is 0 or more and less than 1} */
    static double belowOne(String place, String name, double value) {
        return check(value >= 0 && (float) value < 1, place, name, "a number of at least 0 and below 1", value);
    }

    /** {@return the value, which is more than 0 and at most 1} */
    static double fraction(String place, String name, double value) {
        return check((float) value > 0 && value <= 1, place, name, "a number above 0 and at most 1", value);
    }

    /** {@return the value, which is at least a minimum} */
    static long atLeast(String place, String name, long minimum, long value) {
        if (value < minimum) {
            throw new IllegalArgumentException(place + ": expected " + name + " to be at least " + minimum
                    + " but got " + value);
        }
        return value;
    }

    private static double check(boolean holds, String place, String name, String expected, double value) {
        if (!holds) {
            throw new IllegalArgumentException(place + ": expected " + name + " to be " + expected + " but got " + value);
        }
        return value;
    }
}
