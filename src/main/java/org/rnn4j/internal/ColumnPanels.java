package org.rnn4j.internal;

import static org.rnn4j.internal.Lanes.COUNT;
import static org.rnn4j.internal.Lanes.FLOATS;

import java.util.Arrays;
import jdk.incubator.vector.FloatVector;

/**
 * The left side of a product with a transposed A, {@code a[k, m]}, cut into panels, each {@code [k, WIDTH]}, for {@link ColumnTiles}. A
 * tile reads a few floats of each row; where the rows lie they are often a power of two apart and would compete for a few lines of
 * the nearest cache.
 *
 * <p>A panel is for one tile of at most 6 columns, and the rest of its rows is of no use, or for two tiles of 8: a row of a panel is
 * copied in whole vectors, and is a power of two long, since C2 hoists bounds checks of no other distance.
 */
final class ColumnPanels {

    /** Floats of a panel's row. */
    static final int WIDTH = Heights.TALL ? 16 : 8;

    /**
     * How far it is from panel to panel, whatever their terms, since C2 does more with a constant: a line more than the most floats of
     * one, not to be a power of two.
     */
    private static final int PITCH = PanelScratch.TERMS * WIDTH + 16;

    private ColumnPanels() {
    }

    /** {@return the floats that panels of at most {@code m} columns take} */
    static int length(int m) {
        return (Heights.TALL ? m / 16 + 1 : m / 5 + 2) * PITCH;
    }

    /** {@return where a tile begins: the one of number {@code tile}, with column {@code i}} */
    static int at(int i, int tile) {
        return Heights.TALL ? i / 16 * PITCH + i % 16 : tile * PITCH;
    }

    /** What the panels have beyond their columns is of no use. */
    static void pack(int k, int m, float[] a, int aOffset, int lda, float[] panels) {
        int step = Heights.TALL ? 16 : 6;
        int tall = Heights.TALL ? m / 16 : Heights.sixes(m);
        int fives = Heights.TALL ? 0 : Heights.fives(m);
        // The last tiles of the last row are copied float by float: a whole vector would reach beyond the last column, and that may be
        // the last of the array. In the rows before, what it reaches are columns of the next row.
        int most = Math.max(0, Math.min(tall, Math.floorDiv(m - WIDTH, step) + 1));
        int few = most < tall ? 0 : Math.max(0, Math.min(fives, Math.floorDiv(m - step * tall - WIDTH, 5) + 1));
        for (int l = 0; l < k; l++) {
            int row = aOffset + l * lda;
            int at = l * WIDTH;
            boolean goesOn = row + m + WIDTH <= a.length;
            int first = goesOn ? tall : most;
            int second = goesOn ? fives : few;
            packRow(first, step, a, row, panels, at);
            packRow(second, 5, a, row + first * step, panels, at + first * PITCH);
            int done = first + second;
            for (int i = first * step + second * 5; i < m; done++) {
                int columns = Math.min(m - i, Heights.TALL ? 16 : done < tall ? 6 : done < tall + fives ? 5 : 4);
                System.arraycopy(a, row + i, panels, at + done * PITCH, columns);
                i += columns;
            }
        }
        if (Heights.terms(k) > k) {
            for (int at = k * WIDTH; at < length(m); at += PITCH) {
                Arrays.fill(panels, at, at + WIDTH, 0);
            }
        }
    }

    private static void packRow(int panels, int step, float[] a, int aAt, float[] target, int at) {
        for (int p = 0; p < panels; p++) {
            for (int v = 0; v < WIDTH; v += COUNT) {
                FloatVector.fromArray(FLOATS, a, aAt + p * step + v).intoArray(target, at + p * PITCH + v);
            }
        }
    }
}
