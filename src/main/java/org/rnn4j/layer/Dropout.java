package org.rnn4j.layer;

import java.util.random.RandomGenerator;
import org.rnn4j.config.Settings;
import org.rnn4j.tensor.Sequence;

/**
 * Inverted dropout between layers: in training each float is zero with the given probability, anew for every float of every
 * window, and the others are divided by the probability to stay; in inference the inputs pass through untouched.
 *
 * <p>The mask is drawn row by row in the order in which a window lies in memory, padding included, and lives until the next
 * training pass. So it is the same for any number of threads, and another when a batch is put together or padded differently;
 * the dropouts that draw sequence by sequence are {@link VariationalDropout} and {@link WordDropout}.
 *
 * <p>Sources: Srivastava et al., "Dropout", JMLR 15, 2014; between the layers of a recurrent network, not within, Zaremba,
 * Sutskever and Vinyals, "Recurrent neural network regularization", 2014.
 */
public final class Dropout extends InvertedDropout {

    /** @param probability of a float to be dropped, from 0 to less than 1 */
    public Dropout(float probability) {
        super(probability);
    }

    /** {@return a layer with the described probability} */
    public static Dropout of(Settings settings, RandomGenerator random) {
        return new Dropout((float) settings.number("probability"));
    }

    @Override
    int maskLength(int maxSteps, int maxBatch, int width) {
        return maxSteps * maxBatch * width;
    }

    @Override
    void drawMask(Sequence x, RandomGenerator random, float[] mask) {
        for (int i = 0; i < x.rows() * x.width(); i++) {
            mask[i] = draw(random);
        }
    }

    @Override
    void multiply(float[] mask, Sequence x, Sequence y) {
        float[] from = x.data();
        float[] to = y.data();
        int start = x.offset();
        int target = y.offset();
        for (int i = 0; i < x.rows() * x.width(); i++) {
            to[target + i] = from[start + i] * mask[i];
        }
    }

    @Override
    public Settings settings() {
        return Settings.ofType("dropout").with("probability", probability());
    }
}
