package org.rnn4j.inference;

import org.rnn4j.cell.State;
import org.rnn4j.cell.StateSpec;

/** The streams of a session: which are open, and the state of each, a row of one matrix for each component. */
final class Streams {

    private final State states;
    private final boolean[] open;

    /** Which streams were already named in the check under way: all false between checks. */
    private final boolean[] named;

    Streams(StateSpec spec, int count) {
        states = State.zeros(spec, count);
        open = new boolean[count];
        named = new boolean[count];
    }

    int count() {
        return open.length;
    }

    State states() {
        return states;
    }

    /** {@return the lowest that is not open, which is open now} */
    int open() {
        for (int stream = 0; stream < open.length; stream++) {
            if (!open[stream]) {
                open[stream] = true;
                return stream;
            }
        }
        throw new IllegalStateException("Session.open: expected a free stream but all " + open.length + " are open");
    }

    void close(int stream) {
        requireOpen("close", stream);
        open[stream] = false;
    }

    boolean isOpen(int stream) {
        requireInRange("isOpen", stream);
        return open[stream];
    }

    private void requireInRange(String place, int stream) {
        if (stream < 0 || stream >= open.length) {
            throw new IllegalArgumentException("Session." + place + ": expected a stream from 0 to " + (open.length - 1) + " but got "
                    + stream);
        }
    }

    void requireOpen(String place, int stream) {
        requireInRange(place, stream);
        if (!open[stream]) {
            throw new IllegalArgumentException("Session." + place + ": expected an open stream but got " + stream + ", which is closed");
        }
    }

    /** Checks that the first {@code count} are open and none is there twice. */
    void requireDistinct(int[] streams, int count) {
        int checked = 0;
        try {
            while (checked < count) {
                int stream = streams[checked];
                requireOpen("step", stream);
                if (named[stream]) {
                    throw new IllegalArgumentException("Session.step: row " + checked + ": expected each stream once but got " + stream
                            + " again");
                }
                named[stream] = true;
                checked++;
            }
        } finally {
            for (int n = 0; n < checked; n++) {
                named[streams[n]] = false;
            }
        }
    }

    /** Copies the states of some streams to the first rows of a batch. {@code batch} is <em>Modified</em>. */
    void gather(int[] streams, int count, State batch) {
        for (int n = 0; n < count; n++) {
            copyRow(states, streams[n], batch, n);
        }
    }

    /** Copies the first rows of a batch to the states of some streams. */
    void scatter(State batch, int[] streams, int count) {
        for (int n = 0; n < count; n++) {
            copyRow(batch, n, states, streams[n]);
        }
    }

    void copy(int from, int to) {
        copyRow(states, from, states, to);
    }

    private static void copyRow(State from, int row, State to, int target) {
        for (int k = 0; k < from.spec().size(); k++) {
            int width = from.part(k).numCols;
            System.arraycopy(from.part(k).data, row * width, to.part(k).data, target * width, width);
        }
    }
}
