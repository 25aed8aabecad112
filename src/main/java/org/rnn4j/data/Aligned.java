package org.rnn4j.data;

/**
 * An example of one answer for each step: the words of a sentence and their parts of speech, the frames of a film and what happens.
 *
 * @param inputs the steps to read, possibly none
 * @param targets as many steps: ids of classes, or rows of values
 * @param weight how much each of its steps counts, finite and not negative
 * @param countFrom the first step that counts; those before it are only read, for the state they leave
 */
public record Aligned(Steps inputs, Steps targets, float weight, int countFrom) {

    /** Checks that there is a target for each step, that the weight is one, and that there are as many steps. */
    public Aligned {
        if (inputs.length() != targets.length()) {
            throw new IllegalArgumentException("Aligned: expected a target for each step but got " + targets.length()
                    + " targets for " + inputs.length() + " steps");
        }
        ExampleChecks.requireWeight("Aligned", weight);
        if (countFrom < 0 || countFrom > inputs.length()) {
            throw new IllegalArgumentException("Aligned: expected a first step that counts from 0 to " + inputs.length() + " but got "
                    + countFrom);
        }
    }

    /** {@return steps and their targets} */
    public static Aligned of(Steps inputs, Steps targets) {
        return new Aligned(inputs, targets, 1, 0);
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
        return new Aligned(inputs, targets, weight, countFrom);
    }

    /**
     * {@return the same, of which only the steps from {@code step} on count} With it the later part of a series is a validation set
     * that starts from the state the earlier part leaves.
     */
    public Aligned countingFrom(int step) {
        return new Aligned(inputs, targets, weight, step);
    }
}
