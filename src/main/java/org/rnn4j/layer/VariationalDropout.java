package org.rnn4j.layer;

import java.util.random.RandomGenerator;
import org.rnn4j.config.Settings;
import org.rnn4j.tensor.Sequence;

/**
 * Dropout with one mask {@code [N, D]} for all steps of a sequence: a unit that is dropped is dropped from the first step of the
 * window to the last, {@code y[t, n, j] = x[t, n, j]·m[n, j]}. Its place is before a recurrent layer, where {@link Dropout} would
 * add fresh noise at every step, or after one.
 *
 * <p>The mask is drawn anew for every training window, sequence after sequence: element {@code (n, j)} is number
 * {@code n·D + j} of the generator. It depends neither on the lengths nor on padding nor on threads, so that a batch padded
 * further gives the same rows, and a sequence alone what it gives in the batch when the generator has first made the
 * {@code n·D} numbers of those before it. In a stream every window has a mask of its own, also where a text goes on.
 *
 * <p>Source: Gal and Ghahramani, "A theoretically grounded application of dropout in recurrent neural networks", 2016; this is
 * their mask of inputs and outputs.
 */
public final class VariationalDropout extends InvertedDropout {

    /** @param probability of a unit to be dropped, from 0 to less than 1 */
    public VariationalDropout(float probability) {
        super(probability);
    }

    /** {@return a layer with the described probability} */
    public static VariationalDropout of(Settings settings, RandomGenerator random) {
        return new VariationalDropout((float) settings.number("probability"));
    }

    @Override
    int maskLength(int maxSteps, int maxBatch, int width) {
        return maxBatch * width;
    }

    @Override
    void drawMask(Sequence x, RandomGenerator random, float[] mask) {
        for (int i = 0; i < x.batchSize() * x.width(); i++) {
            mask[i] = draw(random);
        }
    }

    @Override
    void multiply(float[] mask, Sequence x, Sequence y) {
        float[] from = x.data();
        float[] to = y.data();
        int step = x.batchSize() * x.width();
        for (int t = 0; t < x.steps(); t++) {
            int start = x.offset() + t * step;
            int target = y.offset() + t * step;
            for (int i = 0; i < step; i++) {
                to[target + i] = from[start + i] * mask[i];
            }
        }
    }

    @Override
    public Settings settings() {
        return Settings.ofType("variational_dropout").with("probability", probability());
    }
}
