package org.rnn4j.data;

/**
 * An example of one answer for a whole sequence: a review and whether it is positive, a window of a series and its next value.
 *
 * @param inputs the steps to read, possibly none
 * @param target one step: the id of a class, or a row of values
 * @param weight how much the example counts, finite and not negative
 */
public record Labelled(Steps inputs, Steps target, float weight) {

    /** Checks that there is one target and that the weight is one. */
    public Labelled {
        if (target.length() != 1) {
            throw new IllegalArgumentException("Labelled: target: expected one step but got " + target.length());
        }
        ExampleChecks.requireWeight("Labelled", weight);
    }

    /** {@return a sequence of a class} */
    public static Labelled of(Steps inputs, int label) {
        return new Labelled(inputs, Steps.of(label), 1);
    }

    /** {@return a sequence with the values it should give} */
    public static Labelled of(Steps inputs, float[] values) {
        return new Labelled(inputs, Steps.ofRow(values), 1);
    }

    /** {@return a sequence of ids of a class} */
    public static Labelled of(int[] ids, int label) {
        return of(Steps.of(ids), label);
    }

    /** {@return a sequence of ids with the values it should give} */
    public static Labelled of(int[] ids, float[] values) {
        return of(Steps.of(ids), values);
    }

    /** {@return a sequence of rows of a class} */
    public static Labelled of(float[][] rows, int label) {
        return of(Steps.of(rows), label);
    }

    /** {@return a sequence of rows with the values it should give} */
    public static Labelled of(float[][] rows, float[] values) {
        return of(Steps.of(rows), values);
    }

    /** {@return a vector of a class: one step} */
    public static Labelled of(float[] vector, int label) {
        return of(Steps.ofRow(vector), label);
    }

    /** {@return a vector with the values it should give: one step} */
    public static Labelled of(float[] vector, float[] values) {
        return of(Steps.ofRow(vector), values);
    }

    /** {@return the id of the class} @throws IllegalStateException when the target is a row of values */
    public int label() {
        return target.id(0);
    }

    /** {@return the same, counting so much} */
    public Labelled weighing(float weight) {
        return new Labelled(inputs, target, weight);
    }
}
