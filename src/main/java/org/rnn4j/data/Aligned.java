package org.rnn4j.data;

/**
 * An example of one answer for each step: the words of a sentence and their parts of speech, the frames of a film and what happens.
 *
 * @param inputs the steps to read, possibly none
 * @param targets as many steps: ids of classes, or rows of values
 * @param weight how much each of its steps counts, finite and not negative
 */
public record Aligned(Steps inputs, Steps targets, float weight) {

    /** Checks that there is a target for each step and that the weight is one. */
    public Aligned {
        if (inputs.length() != targets.length()) {
            throw new IllegalArgumentException("Aligned: expected a target for each step but got " + targets.length()
                    + " targets for " + inputs.length() + " steps");
        }
        ExampleChecks.requireWeight("Aligned", weight);
    }

    /** {@return steps and their targets} */
    public static Aligned of(Steps inputs, Steps targets) {
        return new Aligned(inputs, targets, 1);
    }

    /** {@return ids and the class of each} */
    public static Aligned of(int[] ids, int[] labels) {
        return of(Steps.of(ids), Steps.of(labels));
    }

    /** {@return rows and the class of each} */
    public static Aligned of(float[][] rows, int[] labels) {
        return of(Steps.of(rows), Steps.of(labels));
    }

    /** {@return rows and the values that each should give} */
    public static Aligned of(float[][] rows, float[][] values) {
        return of(Steps.of(rows), Steps.of(values));
    }

    /** {@return the same, counting so much} */
    public Aligned weighing(float weight) {
        return new Aligned(inputs, targets, weight);
    }
}
