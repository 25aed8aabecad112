package org.rnn4j.seq2seq;

import java.util.Arrays;

/**
 * A sequence that a search found.
 *
 * @param ids its symbols, without start and end
 * @param logProbability the logarithm of its probability under the model, in nats, the end included if it has one
 * @param score what the search ranks by: the logarithm of the probability, normalised by length where the search does so
 * @param complete whether it ended with the end symbol, and not because it got too long
 * @param attention for each symbol, and then for the end if it has one, how much it took from each step of the source; null
 *         when the decoder has no attention
 */
public record Hypothesis(int[] ids, double logProbability, double score, boolean complete, float[][] attention) {

    /** {@return how many symbols were chosen: the end counts} */
    public int steps() {
        return ids.length + (complete ? 1 : 0);
    }

    @Override
    public String toString() {
        return "Hypothesis(" + Arrays.toString(ids) + (complete ? "" : " cut off") + ", score " + score + ")";
    }
}
