package org.rnn4j.metric;

import java.util.LinkedHashMap;
import java.util.Map;
import org.rnn4j.loss.Targets;
import org.rnn4j.tensor.Sequence;

/**
 * A measure of outputs against targets, fed with windows. Each row counts by its weight, as in a loss; rows that do not count,
 * padding among them, are never looked at and may hold anything. Sums are made in double, in the order of the rows, on the calling
 * thread: the result depends on no number of threads, and on the cut into windows only by the rounding of double sums.
 *
 * <p>For one thread of control. After an error the metric holds a part of the window; {@link #reset} it.
 */
public interface Metric {

    /**
     * Adds a window.
     *
     * @param outputs what a network gave, {@code [T, N, K]}: logits where classes are meant; not changed, not kept
     * @param targets what it should have given; not changed, not kept
     * @throws IllegalArgumentException when the targets do not fit the outputs, a row counts that is padding of the outputs, a
     *         weight is negative or not finite, an id is out of range, or a class is to be read from logits that are not numbers
     */
    void add(Sequence outputs, Targets targets);

    /** Forgets all windows. */
    void reset();

    /**
     * {@return the results so far, by name, always the same names in the same order} Names are lower case with underscores, fit for a
     * column of a table or a field of JSON. A mean over nothing is NaN.
     */
    Map<String, Double> values();

    /**
     * {@return the values of several metrics, in order} Two may give the same value under the same name, as the accuracy of
     * {@link Accuracy} and of {@link ConfusionMatrix}.
     *
     * @throws IllegalArgumentException when two give different values under one name
     */
    static Map<String, Double> valuesOf(Metric... metrics) {
        Map<String, Double> all = new LinkedHashMap<>();
        for (Metric metric : metrics) {
            metric.values().forEach((name, value) -> {
                Double other = all.putIfAbsent(name, value);
                if (other != null && !other.equals(value)) {
                    throw new IllegalArgumentException("Metric.valuesOf: " + metric + ": expected one value of " + name + " but got "
                            + other + " and " + value);
                }
            });
        }
        return all;
    }
}
