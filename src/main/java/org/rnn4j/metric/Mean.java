package org.rnn4j.metric;

/** {@code Σ w·x / Σ w} in double; NaN of nothing. */
final class Mean {

    private double sum;
    private double weight;

    void add(double value, double weight) {
        sum += weight * value;
        this.weight += weight;
    }

    void reset() {
        sum = 0;
        weight = 0;
    }

    double value() {
        return sum / weight;
    }
}
