package org.rnn4j.seq2seq;

import org.rnn4j.cell.Tape;
import org.rnn4j.layer.Layer;
import org.rnn4j.tensor.Sequence;

/**
 * A layer of a decoder that reads a memory beside its inputs: the outputs of the encoder, all steps of them. An
 * {@link EncoderDecoder} hands the memory over before the forward pass and takes its gradient after the backward pass. Like any
 * layer it remembers nothing itself; the memory is in the {@link Tape}.
 */
public interface MemoryLayer extends Layer {

    /** {@return the width of the memory, E} */
    int memorySize();

    /**
     * Makes room for memories of up to {@code maxMemorySteps} steps; once, before the first of them.
     *
     * @param tape made by this layer. <em>Modified</em>
     */
    void reserveMemory(int maxMemorySteps, Tape tape);

    /**
     * Takes a memory for all forward passes until the next one.
     *
     * @param memory {@code [S, M, E]} with lengths; kept until the backward pass, not changed. For inputs of {@code N} sequences,
     *        {@code N} a multiple of {@code M}, sequence {@code n} reads the memory {@code n / (N / M)}
     * @param tape made by this layer. <em>Modified</em>
     */
    void readMemory(Sequence memory, Tape tape);

    /** {@return the gradient of the memory {@code [S, M, E]}, zero at padding, valid until the tape's next pass} After a backward pass. */
    Sequence memoryGradient(Tape tape);

    /**
     * {@return how much each output of the last forward pass took from each step of the memory, {@code [T, N, maxMemorySteps]}}
     * The part of a row up to the length of its memory sums to 1, the rest is zero; so is a row that is padding.
     */
    Sequence memoryWeights(Tape tape);
}
