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
}
