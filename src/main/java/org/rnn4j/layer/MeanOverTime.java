package org.rnn4j.layer;

import java.util.Arrays;
import java.util.random.RandomGenerator;
import org.rnn4j.config.Settings;
import org.rnn4j.tensor.Sequence;

/**
 * The mean over the steps of each sequence, not over the padding: {@code [T, N, D] -> [1, N, D]},
 * {@code y[n, j] = 1/length(n) Σ_t x[t, n, j]}. Summed in double and in the order of time, so that a long sequence loses no
 * digits. A sequence of length 0 gives zeros, and the outputs have no lengths.
 */
public final class MeanOverTime extends TimeReduction {

    /** {@return the layer} */
    public static MeanOverTime of(Settings settings, RandomGenerator random) {
        return new MeanOverTime();
    }

    @Override
    void reduce(ReductionTape tape, int worker, int n, float[] y, int to) {
        Sequence x = tape.x();
        int length = x.length(n);
        double[] sums = tape.sums(worker);
        Arrays.fill(sums, 0);
        for (int t = 0; t < length; t++) {
            int row = x.offset(t * x.batchSize() + n);
            for (int j = 0; j < sums.length; j++) {
                sums[j] += x.data()[row + j];
            }
        }
        for (int j = 0; j < sums.length; j++) {
            y[to + j] = (float) (sums[j] / length);
        }
    }

    @Override
    void spread(ReductionTape tape, int n, float[] dy, int from, Sequence dx) {
        int length = dx.length(n);
        for (int t = 0; t < length; t++) {
            int row = dx.offset(t * dx.batchSize() + n);
            for (int j = 0; j < tape.width(); j++) {
                dx.data()[row + j] = dy[from + j] / length;
            }
        }
    }

    @Override
    public Settings settings() {
        return Settings.ofType("mean_over_time");
    }
}
