package org.rnn4j.layer;

import java.util.random.RandomGenerator;
import org.rnn4j.config.Settings;
import org.rnn4j.tensor.Sequence;

/**
 * The last step of each sequence, its own and not the padding's: {@code [T, N, D] -> [1, N, D]}, {@code y[n] = x[length(n) − 1, n]}.
 * What follows reads one row for each sequence, as a classifier of whole sequences does. A sequence of length 0 gives zeros, and
 * the outputs have no lengths.
 *
 * <p>After a {@link Bidirectional} layer the backward cell's output at the last step has read that step only;
 * {@link Bidirectional#lastOutputs()} gives what each of the two cells put out when it had read all.
 */
public final class LastStep extends TimeReduction {

    /** {@return the layer} */
    public static LastStep of(Settings settings, RandomGenerator random) {
        return new LastStep();
    }

    @Override
    void reduce(ReductionTape tape, int worker, int n, float[] y, int to) {
        Sequence x = tape.x();
        System.arraycopy(x.data(), x.offset(row(x, n)), y, to, tape.width());
    }

    @Override
    void spread(ReductionTape tape, int n, float[] dy, int from, Sequence dx) {
        System.arraycopy(dy, from, dx.data(), dx.offset(row(dx, n)), tape.width());
    }

    private static int row(Sequence x, int n) {
        return (x.length(n) - 1) * x.batchSize() + n;
    }

    @Override
    public Settings settings() {
        return Settings.ofType("last_step");
    }
}
