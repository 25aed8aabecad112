package org.rnn4j.data;

/**
 * An example of a sequence that comes from one vector: a picture and its caption. Where the sequence should end with an end symbol,
 * its id is the last target.
 *
 * @param input what is given at the first step: one row of floats
 * @param targets the sequence: ids, or rows of values; possibly none
 * @param weight how much each of its steps counts, finite and not negative
 */
public record Unrolled(Steps input, Steps targets, float weight) {

    /** Checks that there is one input and that the weight is one. */
    public Unrolled {
        if (input.length() != 1 || !input.isRows()) {
            throw new IllegalArgumentException("Unrolled: input: expected one row of floats but got " + input);
        }
        ExampleChecks.requireWeight("Unrolled", weight);
    }

    /** {@return a vector and the ids it unrolls into} */
    public static Unrolled of(float[] input, int[] ids) {
        return new Unrolled(Steps.ofRow(input), Steps.of(ids), 1);
    }

    /** {@return a vector and the rows of values it unrolls into} */
    public static Unrolled of(float[] input, float[][] values) {
        return new Unrolled(Steps.ofRow(input), Steps.of(values), 1);
    }

    /** {@return the same, counting so much} */
    public Unrolled weighing(float weight) {
        return new Unrolled(input, targets, weight);
    }
}
