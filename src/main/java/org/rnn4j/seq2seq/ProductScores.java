package org.rnn4j.seq2seq;

import org.rnn4j.cell.Gradients;
import org.rnn4j.tensor.Kernels;
import org.rnn4j.tensor.Sequence;

/** {@code score = factor · q·k}: two products for the steps of a whole sequence. */
final class ProductScores implements AttentionScores {

    private final Kernels kernels;
    private final float factor;

    ProductScores(Kernels kernels, float factor) {
        this.kernels = kernels;
        this.factor = factor;
    }

    @Override
    public void score(int worker, Pair pair, float[] scores, int offset, int leadingDimension) {
        Sequence q = pair.queries;
        Sequence k = pair.keys;
        kernels.multiplyTransposedB(pair.steps, pair.length, q.width(),
                q.data(), q.offset(pair.sequence), q.batchSize() * q.width(),
                k.data(), k.offset(pair.memory), k.batchSize() * k.width(), false, scores, offset, leadingDimension);
        for (int t = 0; factor != 1 && t < pair.steps; t++) {
            kernels.scale(pair.length, factor, scores, offset + t * leadingDimension);
        }
    }

    @Override
    public void scoreBackward(int worker, Pair pair, float[] dScores, Sequence dQueries, Sequence dKeys) {
        Sequence q = pair.queries;
        Sequence k = pair.keys;
        if (factor != 1) {
            kernels.scale(pair.steps * pair.length, factor, dScores, 0);
        }
        kernels.multiply(pair.steps, q.width(), pair.length, dScores, 0, pair.length,
                k.data(), k.offset(pair.memory), k.batchSize() * k.width(), true,
                dQueries.data(), dQueries.offset(pair.sequence), dQueries.batchSize() * dQueries.width());
        kernels.multiplyTransposedA(pair.length, q.width(), pair.steps, dScores, 0, pair.length,
                q.data(), q.offset(pair.sequence), q.batchSize() * q.width(), true,
                dKeys.data(), dKeys.offset(pair.memory), dKeys.batchSize() * dKeys.width());
    }

    @Override
    public void addGradients(int batchSize, Gradients gradients) {
    }
}
