package org.rnn4j.data;

/** What examples must be, with messages that name the example, the step and the column, all counted from 0. */
final class ExampleChecks {

    private ExampleChecks() {
    }

    static void requireWeight(String place, float weight) {
        if (!(weight >= 0 && weight < Float.POSITIVE_INFINITY)) {
            throw new IllegalArgumentException(place + ": weight: expected a finite number of at least 0 but got " + weight);
        }
    }

    static void requireWidth(String place, int width) {
        if (width < 1) {
            throw new IllegalArgumentException(place + ": expected a width of at least 1 but got " + width);
        }
    }

    /** Ids below the width, or rows of just this width of finite floats. */
    static void requireSteps(String place, Steps steps, boolean ids, int width) {
        if (ids ? !steps.isIds() : !steps.isRows()) {
            throw new IllegalArgumentException(place + ": expected " + (ids ? "ids" : "rows of floats")
                    + " as in the examples before it but got " + steps);
        }
        for (int t = 0; t < steps.length(); t++) {
            if (ids) {
                int id = steps.id(t);
                if (id < 0 || id >= width) {
                    throw new IllegalArgumentException(place + ", step " + t + ": expected an id from 0 to " + (width - 1)
                            + " but got " + id);
                }
            } else {
                requireRow(place, steps, t, width);
            }
        }
    }

    private static void requireRow(String place, Steps steps, int t, int width) {
        if (steps.width(t) != width) {
            throw new IllegalArgumentException(place + ", step " + t + ": expected " + width + " values but got " + steps.width(t));
        }
        for (int column = 0; column < width; column++) {
            float value = steps.value(t, column);
            if (!Float.isFinite(value)) {
                throw new IllegalArgumentException(place + ", step " + t + ", column " + column
                        + ": expected a finite value but got " + value);
            }
        }
    }
}
