package org.rnn4j.layer;

import java.util.random.RandomGenerator;
import org.rnn4j.config.Settings;
import org.rnn4j.tensor.Sequence;

/**
 * Drops whole steps: in training the row of a step is zero with the given probability, and else divided by the probability to
 * stay, {@code y[t, n, ·] = x[t, n, ·]·m[t, n]}. Its place is after an {@link Embedding}, where it hides whole words, so that a
 * classifier of texts does not come to rely on a single one.
 *
 * <p>The mask is drawn anew for every training window, sequence after sequence and in each step after step, with one number for
 * each step that is not padding. It does not depend on padding or on threads, so that a batch padded further gives the same rows,
 * and a sequence alone what it gives in the batch when the generator has first made as many numbers as the sequences before
 * it have steps. Padding becomes zero.
 *
 * <p>Source: Iyyer et al., "Deep unordered composition rivals syntactic methods for text classification", 2015. Gal and Ghahramani
 * 2016 drop a word at all its places in a text at once, which needs the ids; this drops each place by itself.
 */
public final class WordDropout extends InvertedDropout {

    /** @param probability of a step to be dropped, from 0 to less than 1 */
    public WordDropout(float probability) {
        super(probability);
    }

    /** {@return a layer with the described probability} */
    public static WordDropout of(Settings settings, RandomGenerator random) {
        return new WordDropout((float) settings.number("probability"));
    }

    @Override
    int maskLength(int maxSteps, int maxBatch, int width) {
        return maxSteps * maxBatch;
    }

    @Override
    void drawMask(Sequence x, RandomGenerator random, float[] mask) {
        int batch = x.batchSize();
        for (int n = 0; n < batch; n++) {
            for (int t = 0; t < x.steps(); t++) {
                mask[t * batch + n] = t < x.length(n) ? draw(random) : 0;
            }
        }
    }

    @Override
    void multiply(float[] mask, Sequence x, Sequence y) {
        float[] from = x.data();
        float[] to = y.data();
        int width = x.width();
        for (int row = 0; row < x.rows(); row++) {
            float m = mask[row];
            int start = x.offset(row);
            int target = y.offset(row);
            for (int j = 0; j < width; j++) {
                to[target + j] = from[start + j] * m;
            }
        }
    }

    @Override
    public Settings settings() {
        return Settings.ofType("word_dropout").with("probability", probability());
    }
}
