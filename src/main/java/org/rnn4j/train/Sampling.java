package org.rnn4j.train;

import java.util.Arrays;
import java.util.random.RandomGenerator;

/**
 * How the next symbol is chosen from the logits: the most likely one (greedy), or drawn from
 * {@code softmax(logits / temperature)}, optionally only from the k most likely symbols, optionally only from the smallest set of
 * symbols whose probabilities reach p. Immutable.
 *
 * <p>Source of top-p: Holtzman et al., "The curious case of neural text degeneration", 2020.
 */
public final class Sampling {

    private static final Sampling GREEDY = new Sampling(0, 0, 1);

    private final float temperature;
    private final int topK;
    private final float topP;

    private Sampling(float temperature, int topK, float topP) {
        this.temperature = temperature;
        this.topK = topK;
        this.topP = topP;
    }

    /** {@return always the most likely symbol, the lowest id among equals} */
    public static Sampling greedy() {
        return GREEDY;
    }

    /** {@return draw at this temperature: 1 as the network says, less is bolder} @param temperature above 0 */
    public static Sampling temperature(float temperature) {
        if (!(temperature > 0) || Float.isInfinite(temperature)) {
            throw new IllegalArgumentException("temperature: expected a number above 0 but got " + temperature);
        }
        return new Sampling(temperature, 0, 1);
    }

    /** {@return draw only from the {@code k} most likely symbols} @param k at least 1 */
    public Sampling topK(int k) {
        if (k < 1) {
            throw new IllegalArgumentException("top-k: expected at least 1 but got " + k);
        }
        return new Sampling(temperature, k, topP);
    }

    /** {@return draw only from the most likely symbols that together reach probability {@code p}} @param p above 0, at most 1 */
    public Sampling topP(float p) {
        if (!(p > 0 && p <= 1)) {
            throw new IllegalArgumentException("top-p: expected a probability above 0 and at most 1 but got " + p);
        }
        return new Sampling(temperature, topK, p);
    }

    /** {@return a chooser for vocabularies of the given size} */
    Chooser chooser(int size) {
        return new Chooser(size);
    }

    /** Chooses; owns its scratch space, so that a choice allocates nothing. */
    final class Chooser {

        private final double[] weights;
        private final double[] sorted;

        private Chooser(int size) {
            weights = new double[size];
            sorted = new double[size];
        }

        /** Weights of the symbols that may be drawn, largest 1, others 0. Draws from them with one random number. */
        int choose(float[] logits, int offset, RandomGenerator random) {
            int best = 0;
            for (int i = 1; i < weights.length; i++) {
                if (logits[offset + i] > logits[offset + best]) {
                    best = i;
                }
            }
            if (temperature == 0) {
                return best;
            }
            double max = logits[offset + best];
            for (int i = 0; i < weights.length; i++) {
                weights[i] = Math.exp((logits[offset + i] - max) / temperature);
            }
            restrict();
            double total = 0;
            for (double weight : weights) {
                total += weight;
            }
            double left = random.nextDouble() * total;
            int last = best;
            for (int i = 0; i < weights.length; i++) {
                if (weights[i] > 0) {
                    last = i;
                    left -= weights[i];
                    if (left < 0) {
                        return i;
                    }
                }
            }
            return last;                        // rounding left a crumb
        }

        /** Sets to zero what top-k and top-p exclude; of symbols as likely as the last one let in, the lowest ids go in. */
        private void restrict() {
            int size = weights.length;
            if ((topK == 0 || topK >= size) && topP == 1) {
                return;
            }
            System.arraycopy(weights, 0, sorted, 0, size);
            Arrays.sort(sorted);                // ascending, in place
            int kept = topK == 0 ? size : Math.min(topK, size);
            if (topP < 1) {
                double total = 0;
                for (int i = size - kept; i < size; i++) {
                    total += sorted[i];
                }
                double reached = 0;
                int count = 0;
                while (count < kept && reached < topP * total) {
                    count++;
                    reached += sorted[size - count];
                }
                kept = count;
            }
            double threshold = sorted[size - kept];
            int above = 0;
            for (double weight : weights) {
                above += weight > threshold ? 1 : 0;
            }
            int atThreshold = kept - above;
            for (int i = 0; i < size; i++) {
                if (weights[i] < threshold || (weights[i] == threshold && atThreshold-- <= 0)) {
                    weights[i] = 0;
                }
            }
        }
    }

    @Override
    public String toString() {
        return temperature == 0 ? "Sampling(greedy)"
                : "Sampling(temperature " + temperature + (topK > 0 ? ", top-k " + topK : "") + (topP < 1 ? ", top-p " + topP : "") + ")";
    }
}
