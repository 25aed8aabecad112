package org.rnn4j.data;

import java.util.Iterator;
import java.util.List;
import java.util.NoSuchElementException;

/**
 * Deals training data out in windows. One pass over all data is an epoch; iterating makes one. Not for several threads at
 * once.
 */
public interface SequenceSampler extends Iterable<Batch> {

    /** {@return the most steps a window has} */
    int maxSteps();

    /** {@return the most sequences a window has} */
    int maxBatch();

    /** {@return the most steps of a source; 0 where there are inputs only} */
    default int maxSourceSteps() {
        return 0;
    }

    /**
     * Says which epoch comes, from 0, and goes to its start. A sampler that shuffles deals each epoch in an order of its own, which
     * follows from its seed and this number alone, so that a run can be resumed in the middle of any epoch. The number of windows
     * stays the same.
     */
    default void epoch(int epoch) {
        seek(0);
    }

    /** {@return the number of windows in an epoch, the same in each} */
    long windows();

    /** {@return the number of windows of this epoch dealt so far} */
    long position();

    /**
     * Goes to a place within the epoch.
     *
     * @param window how many windows count as dealt, from 0 to {@link #windows()}
     * @throws IllegalArgumentException when there are not so many
     */
    void seek(long window);

    /** {@return the next window, valid until the one after is asked for; null at the end of the epoch} */
    Batch next();

    /** {@return the windows of one epoch, from its start} */
    @Override
    default Iterator<Batch> iterator() {
        seek(0);
        return new Iterator<>() {
            @Override
            public boolean hasNext() {
                return position() < windows();
            }

            @Override
            public Batch next() {
                Batch batch = SequenceSampler.this.next();
                if (batch == null) {
                    throw new NoSuchElementException("the epoch has ended");
                }
                return batch;
            }
        };
    }

    /** {@return one text read in windows of {@code steps}: {@link StreamSampler} with {@code k1 = k2} and one text} */
    static StreamSampler stream(int[] text, int lanes, int steps, int vocabularySize) {
        return new StreamSampler(List.of(text), lanes, steps, steps, vocabularySize);
    }

    /**
     * {@return one answer for one vector} Inputs {@code [1, N, D]} floats (or {@code [1, N]} ids), targets {@code [1, N]} ids or
     * {@code [1, N, K]} floats.
     *
     * @param examples vectors with a class or values each: a list, or a stream's {@code iterator}; read at once
     * @param batch N
     * @param inputWidth D
     * @param outputs K, the number of classes or of values
     * @throws IllegalArgumentException when there is no example, or one does not fit; the message names example, step and column
     */
    static ExampleSampler oneToOne(Iterable<Labelled> examples, int batch, int inputWidth, int outputs) {
        return new ExampleSampler(ExampleSet.labelled("oneToOne", examples, inputWidth, outputs, true), batch);
    }

    /**
     * {@return a sequence from one vector} The vector is given at the first step, later inputs are zeros; the first target belongs to
     * the first step. Inputs {@code [T, N, D]}, targets {@code [T, N]} ids or {@code [T, N, K]} floats:
     * <pre>
     *   inputs    v   0   0   0
     *   targets   a   b   c   .
     * </pre>
     *
     * @param examples vectors with the sequence of each; read at once
     * @param batch N
     * @param inputWidth D
     * @param outputs K, the number of symbols or of values
     * @throws IllegalArgumentException when there is no example, or one does not fit; the message names example, step and column
     */
    static ExampleSampler oneToMany(Iterable<Unrolled> examples, int batch, int inputWidth, int outputs) {
        return new ExampleSampler(ExampleSet.unrolled("oneToMany", examples, inputWidth, outputs, false), batch);
    }

    /**
     * {@return a sequence from one vector, in which each step is given the target of the one before} Inputs {@code [T, N, D + K]}:
     * the first D columns hold the vector at the first step and zeros later, the last K hold zeros at the first step and later the
     * target of the step before, one-hot for an id:
     * <pre>
     *   columns 0 .. D-1      v   0   0   0
     *   columns D .. D+K-1    0   a   b   c
     *   targets               a   b   c   .
     * </pre>
     * A program that uses the network feeds what it chose at the step before.
     *
     * @param examples vectors with the sequence of each; read at once
     * @param batch N
     * @param inputWidth D
     * @param outputs K, the number of symbols or of values
     * @throws IllegalArgumentException when there is no example, or one does not fit; the message names example, step and column
     */
    static ExampleSampler oneToManyWithFeedback(Iterable<Unrolled> examples, int batch, int inputWidth, int outputs) {
        return new ExampleSampler(ExampleSet.unrolled("oneToManyWithFeedback", examples, inputWidth, outputs, true), batch);
    }

    /**
     * {@return one answer for a sequence} Inputs {@code [T, N]} ids or {@code [T, N, D]} floats with lengths, targets {@code [1, N]}
     * ids or {@code [1, N, K]} floats, for a network that gives one row for a sequence. An empty sequence keeps its target.
     * <pre>
     *   inputs    a   b   c   d
     *   targets               y
     * </pre>
     *
     * @param examples sequences with a class or values each; read at once
     * @param batch N
     * @param inputWidth D, for ids the number of symbols
     * @param outputs K, the number of classes or of values
     * @throws IllegalArgumentException when there is no example, or one does not fit; the message names example, step and column
     */
    static ExampleSampler manyToOne(Iterable<Labelled> examples, int batch, int inputWidth, int outputs) {
        return new ExampleSampler(ExampleSet.labelled("manyToOne", examples, inputWidth, outputs, false), batch);
    }

    /**
     * {@return one answer for each step} Inputs {@code [T, N]} ids or {@code [T, N, D]} floats, targets {@code [T, N]} ids or
     * {@code [T, N, K]} floats, both with the same lengths:
     * <pre>
     *   inputs    a   b   c   d
     *   targets   w   x   y   z
     * </pre>
     * Long sequences are read in windows with {@link ExampleSampler#window}.
     *
     * @param examples sequences with a class or values for each step; read at once
     * @param batch N
     * @param inputWidth D, for ids the number of symbols
     * @param outputs K, the number of classes or of values
     * @throws IllegalArgumentException when there is no example, or one does not fit; the message names example, step and column
     */
    static ExampleSampler manyToManyAligned(Iterable<Aligned> examples, int batch, int inputWidth, int outputs) {
        return new ExampleSampler(ExampleSet.aligned("manyToManyAligned", examples, inputWidth, outputs), batch);
    }

    /**
     * {@return sequences for an encoder and a decoder} Source {@code [S, N]} ids or {@code [S, N, D]} floats with lengths of their
     * own; inputs and targets {@code [T, N]} ids with T one more than the longest target: the decoder is given the start symbol and
     * then the target, and should say the target and then the end symbol.
     * <pre>
     *   source    a   b   c
     *   inputs                start   x   y
     *   targets                   x   y   end
     * </pre>
     *
     * @param examples sources with their targets, without start and end; read at once
     * @param batch N
     * @param sourceWidth D, for ids the number of source symbols
     * @param outputs the number of target symbols, start and end among them
     * @param start id of the symbol that a target starts with
     * @param end id of the symbol that it ends with; may be the same
     * @throws IllegalArgumentException when there is no example, or one does not fit; the message names example, step and column
     */
    static ExampleSampler manyToManyDelayed(Iterable<Pair> examples, int batch, int sourceWidth, int outputs, int start, int end) {
        return new ExampleSampler(ExampleSet.delayed("manyToManyDelayed", examples, sourceWidth, outputs, start, end), batch);
    }
}
