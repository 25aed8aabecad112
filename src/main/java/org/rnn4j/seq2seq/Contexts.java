package org.rnn4j.seq2seq;

import java.util.Arrays;
import org.rnn4j.cell.Gradients;
import org.rnn4j.tensor.Backend;
import org.rnn4j.tensor.Kernels;
import org.rnn4j.tensor.RangeTask;
import org.rnn4j.tensor.Sequence;

/**
 * The middle of {@link Attention}: from queries and keys to weights, and with them from the memory to contexts. Works sequence by
 * sequence, on products of all its steps; threads share the sequences, and which thread has which changes no sum.
 */
final class Contexts {

    private final Backend backend;
    private final AttentionScores scores;
    private final AttentionScores.Pair[] pairs;
    private final Sequence weights;
    private final int maxSteps;
    private final int maxMemorySteps;
    private float[][] scratch;

    // Of the passes under way, read by the tasks below.
    private Sequence memory;
    private Sequence keys;
    private Sequence queries;
    private Sequence target;
    private Sequence dContexts;
    private Sequence dQueries;
    private Sequence dKeys;
    private Sequence dMemory;

    private final RangeTask attend = this::attend;
    private final RangeTask attendBackward = this::attendBackward;
    private final RangeTask addMemoryGradients = this::addMemoryGradients;

    Contexts(AttentionScores scores, int maxMemorySteps, int maxSteps, int maxBatch, Backend backend) {
        this.backend = backend;
        this.scores = scores;
        this.maxSteps = maxSteps;
        this.maxMemorySteps = maxMemorySteps;
        weights = Sequence.dense(maxSteps, maxBatch, maxMemorySteps);
        pairs = new AttentionScores.Pair[backend.workers().count()];
        for (int worker = 0; worker < pairs.length; worker++) {
            pairs[worker] = new AttentionScores.Pair();
        }
    }

    /** {@return {@code [T, N, maxMemorySteps]} of the last forward pass} */
    Sequence weights() {
        return weights;
    }

    /** How many sequences read one memory. */
    private int group() {
        return queries.batchSize() / memory.batchSize();
    }

    private AttentionScores.Pair pair(int worker, int m, int n) {
        AttentionScores.Pair pair = pairs[worker];
        pair.queries = queries;
        pair.sequence = n;
        pair.steps = queries.length(n);
        pair.keys = keys;
        pair.memory = m;
        pair.length = memory.length(m);
        return pair;
    }

    // ---- forward --------------------------------------------------------------------------------------------------------

    /**
     * Writes the contexts to the first columns of {@code target}; where there is nothing to read, or for padding, zero.
     *
     * @param target rows at least as wide as the memory. <em>Modified</em>
     */
    void forward(Sequence queries, Sequence keys, Sequence memory, Sequence target) {
        this.queries = queries;
        this.keys = keys;
        this.memory = memory;
        this.target = target;
        weights.reshapeLike(queries);
        backend.workers().split(memory.batchSize(), 1, attend);
    }

    private void attend(int worker, int from, int to) {
        for (int m = from; m < to; m++) {
            for (int n = m * group(); n < (m + 1) * group(); n++) {
                attend(pair(worker, m, n), worker);
            }
        }
    }

    private void attend(AttentionScores.Pair pair, int worker) {
        Kernels kernels = backend.kernels();
        int batch = queries.batchSize();
        int width = memory.width();
        int steps = pair.length == 0 ? 0 : pair.steps;
        for (int t = 0; t < queries.steps(); t++) {
            int row = t * batch + pair.sequence;
            Arrays.fill(weights.data(), weights.offset(row) + (t < steps ? pair.length : 0), weights.offset(row + 1), 0);
            if (t >= steps) {
                Arrays.fill(target.data(), target.offset(row), target.offset(row) + width, 0);
            }
        }
        if (steps == 0) {
            return;
        }
        int first = weights.offset(pair.sequence);
        scores.score(worker, pair, weights.data(), first, batch * maxMemorySteps);
        for (int t = 0; t < steps; t++) {
            int at = first + t * batch * maxMemorySteps;
            kernels.softmax(pair.length, weights.data(), at, weights.data(), at);
        }
        kernels.multiply(steps, width, pair.length, weights.data(), first, batch * maxMemorySteps,
                memory.data(), memory.offset(pair.memory), memory.batchSize() * width, false,
                target.data(), target.offset(pair.sequence), batch * target.width());
    }

    // ---- backward -------------------------------------------------------------------------------------------------------

    /**
     * From the gradient of the contexts to those of queries and keys, not counting what the memory gets as the contexts' terms.
     *
     * @param dContexts in its first columns the gradient of the contexts; not changed
     * @param dQueries <em>Modified</em>
     * @param dKeys <em>Modified</em>
     */
    void backward(Sequence dContexts, Sequence dQueries, Sequence dKeys, Gradients gradients) {
        if (scratch == null) {
            scratch = new float[pairs.length][maxSteps * maxMemorySteps];
        }
        this.dContexts = dContexts;
        this.dQueries = dQueries;
        this.dKeys = dKeys;
        Arrays.fill(dQueries.data(), dQueries.offset(), dQueries.offset(dQueries.rows()), 0);
        Arrays.fill(dKeys.data(), dKeys.offset(), dKeys.offset(dKeys.rows()), 0);
        backend.workers().split(memory.batchSize(), 1, attendBackward);
        scores.addGradients(queries.batchSize(), gradients);
    }

    private void attendBackward(int worker, int from, int to) {
        for (int m = from; m < to; m++) {
            for (int n = m * group(); n < (m + 1) * group(); n++) {
                attendBackward(pair(worker, m, n), worker);
            }
        }
    }

    private void attendBackward(AttentionScores.Pair pair, int worker) {
        int batch = queries.batchSize();
        int width = memory.width();
        int length = pair.length;
        float[] d = scratch[worker];
        float[] alpha = weights.data();
        if (length > 0 && pair.steps > 0) {
            backend.kernels().multiplyTransposedB(pair.steps, length, width,
                    dContexts.data(), dContexts.offset(pair.sequence), batch * dContexts.width(),
                    memory.data(), memory.offset(pair.memory), memory.batchSize() * width, false, d, 0, length);
        }
        for (int t = 0; t < pair.steps; t++) {                                      // softmax: α ⊙ (dα − Σ α dα)
            int at = weights.offset(t * batch + pair.sequence);
            double sum = 0;
            for (int s = 0; s < length; s++) {
                sum += (double) alpha[at + s] * d[t * length + s];
            }
            for (int s = 0; s < length; s++) {
                d[t * length + s] = (float) (alpha[at + s] * (d[t * length + s] - sum));
            }
        }
        scores.scoreBackward(worker, pair, d, dQueries, dKeys);
    }

    /** Adds what the memory gets as the terms of the contexts, after {@link #backward}. {@code dMemory} is <em>Modified</em>. */
    void addMemoryGradients(Sequence dMemory) {
        this.dMemory = dMemory;
        backend.workers().split(memory.batchSize(), 1, addMemoryGradients);
    }

    private void addMemoryGradients(int worker, int from, int to) {
        int width = memory.width();
        for (int m = from; m < to; m++) {
            for (int n = m * group(); n < (m + 1) * group(); n++) {
                if (memory.length(m) > 0 && queries.length(n) > 0) {
                    backend.kernels().multiplyTransposedA(memory.length(m), width, queries.length(n),
                            weights.data(), weights.offset(n), queries.batchSize() * maxMemorySteps,
                            dContexts.data(), dContexts.offset(n), queries.batchSize() * dContexts.width(), true,
                            dMemory.data(), dMemory.offset(m), dMemory.batchSize() * width);
                }
            }
        }
    }
}
