package org.rnn4j.metric;

import java.util.Arrays;
import java.util.Map;

/**
 * The part of the sequences that are right from end to end: {@code 1/S Σ_s [predicted_s = expected_s]} over S sequences, from 0 to 1, as
 * {@code exact_match}. Of a window a sequence is right whose class is right at every step that counts.
 */
public final class ExactMatch extends SequenceMetric {

    private final Mean right = new Mean();

    @Override
    public void add(int[] predicted, int[] expected) {
        right.add(Arrays.equals(predicted, expected) ? 1 : 0, 1);
    }

    @Override
    public void reset() {
        right.reset();
    }

    /** {@return the part that is right, from 0 to 1; NaN of nothing} */
    public double value() {
        return right.value();
    }

    @Override
    public Map<String, Double> values() {
        return Map.of("exact_match", value());
    }

    @Override
    public String toString() {
        return "ExactMatch";
    }
}
