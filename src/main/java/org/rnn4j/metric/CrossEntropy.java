package org.rnn4j.metric;

import java.util.Map;

/**
 * The mean negative log-likelihood of the right class, in nats: {@code Σ w·(ln Σ_k exp(x_k) − x_y) / Σ w} for logits x and class y,
 * computed in double, as {@code cross_entropy}. That of {@link org.rnn4j.loss.SoftmaxCrossEntropy} without label smoothing; of use
 * beside another loss. Logits that are not numbers give NaN.
 */
public final class CrossEntropy extends LikelihoodMetric {

    /** {@return the mean in nats; NaN of nothing} */
    public double value() {
        return nats();
    }

    /** {@return the mean in bits: of characters, bits per character} */
    public double bits() {
        return nats() / Math.log(2);
    }

    @Override
    public Map<String, Double> values() {
        return Map.of("cross_entropy", value());
    }

    @Override
    public String toString() {
        return "CrossEntropy";
    }
}
