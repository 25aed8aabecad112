package org.rnn4j.data;

import org.rnn4j.tensor.Sequence;

/** The sequence of a batch that a {@link Track} is written into, with its lengths. */
final class TrackBuffer {

    private final Track track;
    private final Sequence sequence;
    private final int[] lengths;

    TrackBuffer(Track track, int steps, int batch) {
        this.track = track;
        this.sequence = track.isIds() ? Sequence.ids(steps, batch, track.width()) : Sequence.dense(steps, batch, track.width());
        this.lengths = new int[batch];
    }

    Sequence sequence() {
        return sequence;
    }

    /** Starts a window. A window of empty sequences still has a step, of padding, since a network needs one. */
    void start(int steps, int batch) {
        sequence.reshape(Math.max(1, steps), batch);
    }

    /** Writes one row of the batch. */
    void put(int n, int example, int from, int count) {
        lengths[n] = count;
        track.write(example, from, count, sequence, n);
    }

    /** Leaves a row of the batch empty. */
    void putNothing(int n) {
        lengths[n] = 0;
    }

    int length(int n) {
        return lengths[n];
    }

    /** Ends a window: lengths only where they differ from the steps. */
    void end() {
        boolean full = true;
        for (int n = 0; n < sequence.batchSize(); n++) {
            full &= lengths[n] == sequence.steps();
        }
        sequence.lengths(full ? null : lengths);
    }
}
