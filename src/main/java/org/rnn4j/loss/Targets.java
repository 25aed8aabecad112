package org.rnn4j.loss;

import org.rnn4j.tensor.Sequence;
import org.rnn4j.tensor.ShapeException;

/**
 * What the outputs should have been, and how much each position counts. Padding counts nothing, whatever it holds; so does a
 * position of weight zero.
 *
 * @param values ids {@code [T, N]} or floats {@code [T, N, K]}, with lengths where sequences differ
 * @param weights one for each row {@code t·N + n}, finite and not negative; null when all count 1
 */
public record Targets(Sequence values, float[] weights) {

    /** Checks that there is a weight for each row. */
    public Targets {
        if (weights != null && weights.length < values.rows()) {
            throw new ShapeException("Targets: weights", values.rows() + " weights", Integer.toString(weights.length));
        }
    }

    /** {@return targets that all count the same} */
    public static Targets of(Sequence values) {
        return new Targets(values, null);
    }

    /** {@return how much a row counts} */
    public float weight(int row) {
        if (!values.isStep(row)) {
            return 0;
        }
        return weights == null ? 1 : weights[row];
    }

    /** {@return how much all rows count together} @throws IllegalArgumentException when a weight is negative or not finite */
    public double totalWeight() {
        if (weights == null && !values.hasLengths()) {
            return values.rows();
        }
        double total = 0;
        for (int row = 0; row < values.rows(); row++) {
            float weight = weight(row);
            if (!(weight >= 0 && weight < Float.POSITIVE_INFINITY)) {
                throw new IllegalArgumentException("Targets: step " + row / values.batchSize() + " of sequence "
                        + row % values.batchSize() + ": expected a finite weight of at least 0 but got " + weight);
            }
            total += weight;
        }
        return total;
    }
}
