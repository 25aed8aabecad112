package org.rnn4j.metric;

import java.util.Map;

/**
 * {@code exp} of the mean negative log-likelihood in nats, see {@link CrossEntropy}, as {@code perplexity}: K for one who knows
 * nothing about K classes, 1 for one who knows all.
 */
public final class Perplexity extends LikelihoodMetric {

    /** {@return the perplexity; NaN of nothing} */
    public double value() {
        return Math.exp(nats());
    }

    @Override
    public Map<String, Double> values() {
        return Map.of("perplexity", value());
    }

    @Override
    public String toString() {
        return "Perplexity";
    }
}
