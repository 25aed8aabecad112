package org.rnn4j.seq2seq;

import org.rnn4j.tensor.Kernels;
import org.rnn4j.tensor.Sequence;

/** What rows of logits say. */
final class Logits {

    private Logits() {
    }

    /** {@return the most likely id of a row, the lowest among equals} */
    static int best(Sequence logits, int row) {
        float[] x = logits.data();
        int at = logits.offset(row);
        int best = 0;
        for (int id = 1; id < logits.width(); id++) {
            if (x[at + id] > x[at + best]) {
                best = id;
            }
        }
        return best;
    }

    /** {@return the most likely id of a row that the rules allow, the lowest among equals} */
    static int best(Sequence logits, int row, SearchRules rules) {
        float[] x = logits.data();
        int at = logits.offset(row);
        int best = -1;
        for (int id = 0; id < logits.width(); id++) {
            if (rules.allows(id) && (best < 0 || x[at + id] > x[at + best])) {
                best = id;
            }
        }
        return best;
    }

    /**
     * {@return {@code ln Σ exp} of a row, what a logit lacks to be the logarithm of a probability}
     *
     * @param scratch room for a row. <em>Modified</em>
     * @throws IllegalStateException when a logit is not a number, or infinite
     */
    static double logOfSum(Kernels kernels, Sequence logits, int row, float[] scratch) {
        double log = kernels.softmax(logits.width(), logits.data(), logits.offset(row), scratch, 0);
        if (!Double.isFinite(log)) {
            throw new IllegalStateException("search: expected finite outputs of the decoder but their sum of exponentials has the"
                    + " logarithm " + log);
        }
        return log;
    }
}
