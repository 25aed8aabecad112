package org.rnn4j.internal;

import static org.rnn4j.internal.Lanes.COUNT;
import static org.rnn4j.internal.Lanes.FLOATS;

import jdk.incubator.vector.FloatVector;

/**
 * The left side of a product with a transposed A, {@code a[k, m]}, cut into panels of {@link #WIDTH} columns, each
 * {@code [k, WIDTH]}, for {@link ColumnTiles}. A tile reads a few floats of each row; where the rows lie they are often a power of
 * two apart and would compete for a few lines of the nearest cache.
 */
final class ColumnPanels {

    /** The columns of a panel: a cache line, two tall tiles. */
    static final int WIDTH = 16;

    private ColumnPanels() {
    }

    /** {@return from where to where it is from one panel to the next: a line more than its floats, not to be a power of two} */
    static int pitch(int k) {
        return (k + 1) * WIDTH;
    }

    /** What the last panel has beyond column m is left as it was. */
    static void pack(int k, int m, float[] a, int aOffset, int lda, float[] panels) {
        int pitch = pitch(k);
        int whole = m / WIDTH * WIDTH;
        for (int l = 0; l < k; l++) {
            packRow(whole, a, aOffset + l * lda, panels, l * WIDTH, pitch);
            if (whole < m) {
                System.arraycopy(a, aOffset + l * lda + whole, panels, whole / WIDTH * pitch + l * WIDTH, m - whole);
            }
        }
    }

    private static void packRow(int m, float[] a, int aAt, float[] panels, int at, int pitch) {
        for (int i = 0, to = at; i < m; i += WIDTH, to += pitch) {
            for (int v = 0; v < WIDTH; v += COUNT) {
                FloatVector.fromArray(FLOATS, a, aAt + i + v).intoArray(panels, to + v);
            }
        }
    }
}
