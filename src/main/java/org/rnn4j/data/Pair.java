package org.rnn4j.data;

/**
 * An example for an encoder and a decoder: a sentence and its translation. Start and end symbols are the sampler's business, neither
 * side holds them.
 *
 * @param source what the encoder reads: ids or rows of floats; possibly none
 * @param target what the decoder should say: ids; possibly none
 * @param weight how much each of its steps counts, finite and not negative
 */
public record Pair(Steps source, Steps target, float weight) {

    /** Checks that the target is of ids and that the weight is one. */
    public Pair {
        if (!target.isIds()) {
            throw new IllegalArgumentException("Pair: target: expected ids but got " + target);
        }
        ExampleChecks.requireWeight("Pair", weight);
    }

    /** {@return two sequences of ids} */
    public static Pair of(int[] source, int[] target) {
        return new Pair(Steps.of(source), Steps.of(target), 1);
    }

    /** {@return rows of floats and the ids they become} */
    public static Pair of(float[][] source, int[] target) {
        return new Pair(Steps.of(source), Steps.of(target), 1);
    }

    /** {@return the same, counting so much} */
    public Pair weighing(float weight) {
        return new Pair(source, target, weight);
    }
}
