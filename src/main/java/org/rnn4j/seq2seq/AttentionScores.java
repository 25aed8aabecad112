package org.rnn4j.seq2seq;

import org.rnn4j.cell.Gradients;
import org.rnn4j.tensor.Sequence;

/** How well queries and keys go together: the part in which kinds of {@link Attention} differ. Works on one sequence at a time. */
interface AttentionScores {

    /**
     * The queries of one sequence and the keys of its memory.
     */
    final class Pair {
        Sequence queries;
        int sequence;
        int steps;
        Sequence keys;
        int memory;
        int length;
    }

    /**
     * Writes the score of query {@code t} and key {@code s} to {@code scores[offset + t·leadingDimension + s]}.
     *
     * @param worker who does it: the index of private scratch space
     * @param scores <em>Modified</em>
     */
    void score(int worker, Pair pair, float[] scores, int offset, int leadingDimension);

    /**
     * Goes back over the scores of one sequence.
     *
     * @param dScores their gradients, {@code [steps, length]} without gaps; may be changed
     * @param dQueries those of the queries are added here. <em>Modified</em>
     * @param dKeys those of the keys are added here. <em>Modified</em>
     */
    void scoreBackward(int worker, Pair pair, float[] dScores, Sequence dQueries, Sequence dKeys);

    /** Adds the gradients of parameters that the backward passes of all sequences of a batch collected. */
    void addGradients(int batchSize, Gradients gradients);
}
