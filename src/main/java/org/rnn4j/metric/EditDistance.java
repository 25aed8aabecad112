package org.rnn4j.metric;

import java.util.Map;

/**
 * How many symbols must be put in, taken out or changed to make what was expected out of what was predicted, for each symbol expected:
 * {@code Σ_s edits(predicted_s, expected_s) / Σ_s |expected_s|} over all sequences, as {@code edit_distance}. 0 when all is right; above 1
 * when more is wrong than there is. Of characters this is known as the character error rate, of words as the word error rate.
 * Time of one sequence pair: the product of their lengths.
 *
 * <p>Source: Levenshtein, "Binary codes capable of correcting deletions, insertions, and reversals", 1966; the algorithm is that of Wagner
 * and Fischer, "The string-to-string correction problem", 1974.
 */
public final class EditDistance extends SequenceMetric {

    private long edits;
    private long expectedLength;
    private int[] distances = new int[0];

    @Override
    public void add(int[] predicted, int[] expected) {
        edits += distance(predicted, expected);
        expectedLength += expected.length;
    }

    /** After round i, {@code distances[j]} is the distance of the first i symbols of a from the first j of b. */
    private int distance(int[] a, int[] b) {
        if (distances.length <= b.length) {
            distances = new int[b.length + 1];
        }
        for (int j = 0; j <= b.length; j++) {
            distances[j] = j;
        }
        for (int i = 1; i <= a.length; i++) {
            int diagonal = distances[0];
            distances[0] = i;
            for (int j = 1; j <= b.length; j++) {
                int above = distances[j];
                int same = a[i - 1] == b[j - 1] ? diagonal : diagonal + 1;
                distances[j] = Math.min(same, Math.min(above, distances[j - 1]) + 1);
                diagonal = above;
            }
        }
        return distances[b.length];
    }

    @Override
    public void reset() {
        edits = 0;
        expectedLength = 0;
    }

    /** {@return the number of edits} */
    public long edits() {
        return edits;
    }

    /** {@return the number of symbols expected} */
    public long expectedLength() {
        return expectedLength;
    }

    /** {@return edits for each symbol expected; NaN of nothing, infinity when symbols came and none were expected} */
    public double value() {
        return (double) edits / expectedLength;
    }

    @Override
    public Map<String, Double> values() {
        return Map.of("edit_distance", value());
    }

    @Override
    public String toString() {
        return "EditDistance";
    }
}
