package org.rnn4j.metric;

import java.util.Map;

/**
 * The part of the rows whose class is right: {@code Σ w·[class = y] / Σ w}, from 0 to 1, as {@code accuracy}.
 *
 * <p>The class of logits {@code [T, N, K]} is that of the largest one, the lowest id among equals; targets are ids. A single logit
 * ({@code K = 1}) says class 1 where it is above 0, that is where σ(x) is above 1/2, and class 0 elsewhere; targets are then ids below 2
 * or, as for {@link org.rnn4j.loss.SigmoidCrossEntropy}, numbers from 0 to 1, of which those above 1/2 mean 1.
 */
public final class Accuracy extends ClassMetric {

    private final Mean right = new Mean();

    @Override
    void count(int predicted, int expected, double weight) {
        right.add(predicted == expected ? 1 : 0, weight);
    }

    @Override
    public void reset() {
        right.reset();
    }

    /** {@return the accuracy, from 0 to 1; NaN of nothing} */
    public double value() {
        return right.value();
    }

    @Override
    public Map<String, Double> values() {
        return Map.of("accuracy", value());
    }

    @Override
    public String toString() {
        return "Accuracy";
    }
}
