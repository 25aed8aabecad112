package org.rnn4j.seq2seq;

import java.util.List;
import org.rnn4j.tensor.Sequence;
import org.rnn4j.tensor.ShapeException;

/** Sources for a search. */
final class Sources {

    private Sources() {
    }

    /** {@return one source; a sequence has at least one step, and a length says that it counts for nothing} */
    static Sequence of(int width, int[] ids) {
        return of(width, List.of(ids));
    }

    /** {@return several sources, padded} */
    static Sequence of(int width, List<int[]> sources) {
        int steps = 1;
        int[] lengths = new int[sources.size()];
        for (int n = 0; n < lengths.length; n++) {
            lengths[n] = sources.get(n).length;
            steps = Math.max(steps, lengths[n]);
        }
        Sequence batch = Sequence.ids(steps, lengths.length, width).lengths(lengths);
        for (int n = 0; n < lengths.length; n++) {
            for (int s = 0; s < lengths[n]; s++) {
                batch.ids()[s * lengths.length + n] = sources.get(n)[s];
            }
        }
        return batch;
    }

    static void requireOne(String place, Sequence source) {
        if (source.batchSize() != 1) {
            throw new ShapeException(place + ": source", "one sequence", source.shape());
        }
    }

    /** {@return the part of a row of attention weights that is the source's own} */
    static float[] weights(Sequence weights, int row, int length) {
        float[] copy = new float[length];
        System.arraycopy(weights.data(), weights.offset(row), copy, 0, length);
        return copy;
    }
}
