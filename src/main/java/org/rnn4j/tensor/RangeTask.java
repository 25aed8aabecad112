package org.rnn4j.tensor;

/** Work on the indices {@code from} (inclusive) to {@code to} (exclusive), done by one of several workers. */
@FunctionalInterface
public interface RangeTask {

    /**
     * Does the part of the work that lies in {@code [from, to)}.
     *
     * @param worker who does it, from 0 to {@link Workers#count()} - 1: the index of private scratch space
     */
    void run(int worker, int from, int to);
}
