package org.rnn4j.seq2seq;

import java.util.Arrays;
import org.rnn4j.cell.Gradients;
import org.rnn4j.cell.Parameter;
import org.rnn4j.tensor.Kernels;
import org.rnn4j.tensor.Sequence;

/**
 * {@code score = v · tanh(q + k)}. The {@code T·N·S·A} values of tanh are not kept but computed again on the way back: for 100
 * steps each way, 32 sequences and 128 units they would be 160 MB.
 */
final class AdditiveScores implements AttentionScores {

    private final Kernels kernels;
    private final Parameter weight;
    private final int width;
    private final float[][] scratch;
    private final float[] weightGradients;

    /** @param weight v {@code [1, A]} */
    AdditiveScores(Kernels kernels, Parameter weight, int workers, int maxMemorySteps, int maxBatch) {
        this.kernels = kernels;
        this.weight = weight;
        this.width = weight.size();
        this.scratch = new float[workers][maxMemorySteps * width];
        this.weightGradients = new float[maxBatch * width];
    }

    @Override
    public void score(int worker, Pair pair, float[] scores, int offset, int leadingDimension) {
        float[] z = scratch[worker];
        for (int t = 0; t < pair.steps; t++) {
            activate(pair, t, z);
            kernels.multiplyTransposedB(1, pair.length, width, weight.value().data, 0, width, z, 0, width,
                    false, scores, offset + t * leadingDimension, leadingDimension);
        }
    }

    /** {@code z[s] = tanh(q_t + k_s)} for all s. */
    private void activate(Pair pair, int t, float[] z) {
        Sequence q = pair.queries;
        Sequence k = pair.keys;
        int query = q.offset(t * q.batchSize() + pair.sequence);
        for (int s = 0; s < pair.length; s++) {
            System.arraycopy(q.data(), query, z, s * width, width);
            kernels.add(width, k.data(), k.offset(s * k.batchSize() + pair.memory), z, s * width);
        }
        kernels.tanh(pair.length * width, z, 0, z, 0);
    }

    @Override
    public void scoreBackward(int worker, Pair pair, float[] dScores, Sequence dQueries, Sequence dKeys) {
        float[] z = scratch[worker];
        float[] v = weight.value().data;
        int own = pair.sequence * width;            // a row for each sequence, added up in their order by addGradients
        Arrays.fill(weightGradients, own, own + width, 0);
        for (int t = 0; t < pair.steps; t++) {
            activate(pair, t, z);
            kernels.multiply(1, width, pair.length, dScores, t * pair.length, pair.length, z, 0, width,
                    true, weightGradients, own, width);
            for (int s = 0; s < pair.length; s++) {
                float d = dScores[t * pair.length + s];
                int at = s * width;
                for (int j = 0; j < width; j++) {
                    z[at + j] = d * v[j] * (1 - z[at + j] * z[at + j]);     // activations become gradients
                }
                kernels.add(width, z, at, dKeys.data(), dKeys.offset(s * dKeys.batchSize() + pair.memory));
            }
            kernels.addColumnSums(pair.length, width, z, 0, width,
                    dQueries.data(), dQueries.offset(t * dQueries.batchSize() + pair.sequence));
        }
    }

    @Override
    public void addGradients(int batchSize, Gradients gradients) {
        kernels.addColumnSums(batchSize, width, weightGradients, 0, width, gradients.of(weight).data, 0);
    }
}
