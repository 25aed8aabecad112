package org.rnn4j.layer;

import java.util.random.RandomGenerator;
import org.rnn4j.config.Settings;
import org.rnn4j.tensor.Sequence;

/**
 * The largest number of each column over the steps of each sequence, not over the padding: {@code [T, N, D] -> [1, N, D]},
 * {@code y[n, j] = max_t x[t, n, j]}. The gradient goes to the first step that has it. What is not a number stays visible: it
 * counts as the largest. A sequence of length 0 gives zeros, and the outputs have no lengths.
 */
public final class MaxOverTime extends TimeReduction {

    /** {@return the layer} */
    public static MaxOverTime of(Settings settings, RandomGenerator random) {
        return new MaxOverTime();
    }

    @Override
    void reduce(ReductionTape tape, int worker, int n, float[] y, int to) {
        Sequence x = tape.x();
        int[] places = tape.places();
        for (int t = 0; t < x.length(n); t++) {
            int row = x.offset(t * x.batchSize() + n);
            for (int j = 0; j < tape.width(); j++) {
                float value = x.data()[row + j];
                if (t == 0 || value > y[to + j] || value != value) {
                    y[to + j] = value;
                    places[n * tape.width() + j] = t;
                }
            }
        }
    }

    @Override
    void spread(ReductionTape tape, int n, float[] dy, int from, Sequence dx) {
        for (int j = 0; j < tape.width(); j++) {
            int t = tape.places()[n * tape.width() + j];
            dx.data()[dx.offset(t * dx.batchSize() + n) + j] = dy[from + j];
        }
    }

    @Override
    boolean keepsPlaces() {
        return true;
    }

    @Override
    public Settings settings() {
        return Settings.ofType("max_over_time");
    }
}
