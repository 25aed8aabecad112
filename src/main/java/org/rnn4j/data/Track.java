package org.rnn4j.data;

import org.rnn4j.tensor.Sequence;

/** The sources, the inputs or the targets of all examples: how many steps each has, and how it lies in a batch. Immutable. */
interface Track {

    /** {@return whether the steps are ids and not rows of floats} */
    boolean isIds();

    /** {@return the width of the rows, or of the one-hot vectors that the ids stand for} */
    int width();

    /** {@return the number of steps of an example} */
    int length(int example);

    /**
     * Writes {@code count} steps of an example, from step {@code from} on: the t-th of them goes to row {@code t·N + n}.
     *
     * @param to <em>Modified</em>
     */
    void write(int example, int from, int count, Sequence to, int n);

    /** {@return the most steps an example has} */
    static int longest(Track track, int examples) {
        int longest = 0;
        for (int example = 0; example < examples; example++) {
            longest = Math.max(longest, track.length(example));
        }
        return longest;
    }
}
