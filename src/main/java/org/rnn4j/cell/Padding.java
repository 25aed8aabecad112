package org.rnn4j.cell;

import org.rnn4j.tensor.Sequence;

/**
 * The steps of one tape that lie past the end of their sequence: its state and the gradient of it pass through unchanged. The cell
 * steps on these rows all the same, since rows do not depend on each other, and whatever it leaves there is replaced.
 */
final class Padding {

    private final StepTape tape;
    private float[][] held;

    Padding(StepTape tape) {
        this.tape = tape;
    }

    /** Carries the state through: into the history, and to where the cell writes its own, so that a later sum finds numbers there. */
    void carry(Sequence x, int t, int from, int to) {
        int size = tape.hiddenSize();
        int next = tape.batchSize() * size;
        int own = tape.ahead() * size;
        for (int n = from; n < to; n++) {
            if (t >= x.length(n)) {
                int previous = (t * tape.batchSize() + n) * size;
                for (int k = 0; k < tape.components(); k++) {
                    float[] s = tape.state(k);
                    System.arraycopy(s, previous, s, previous + next, size);
                    if (own != next) {
                        System.arraycopy(s, previous, s, previous + own, size);
                    }
                }
            }
        }
    }

    /** Makes room for {@link #setAside}. */
    void startBackward() {
        if (held == null) {
            held = new float[tape.components()][tape.maxBatch() * tape.hiddenSize()];
        }
    }

    /** Keeps a copy of the gradient of sequences that have ended. @return whether there are any */
    boolean setAside(Sequence x, int t, int from, int to) {
        int size = tape.hiddenSize();
        boolean any = false;
        for (int n = from; n < to; n++) {
            if (t >= x.length(n)) {
                any = true;
                for (int k = 0; k < held.length; k++) {
                    System.arraycopy(tape.stateGradient().part(k).data, n * size, held[k], n * size, size);
                }
            }
        }
        return any;
    }

    /** Puts the gradients back, and zero to what the cell left in its buffers. */
    void restore(Sequence x, int t, int from, int to) {
        int size = tape.hiddenSize();
        for (int n = from; n < to; n++) {
            if (t >= x.length(n)) {
                tape.clearRow(t * tape.batchSize() + n);
                for (int k = 0; k < held.length; k++) {
                    System.arraycopy(held[k], n * size, tape.stateGradient().part(k).data, n * size, size);
                }
            }
        }
    }
}
