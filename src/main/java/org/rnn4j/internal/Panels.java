package org.rnn4j.internal;

import static org.rnn4j.internal.Lanes.COUNT;
import static org.rnn4j.internal.Lanes.FLOATS;

import java.util.Arrays;
import jdk.incubator.vector.FloatVector;

/**
 * A {@code [k, n]} matrix packed for {@link PackedTiles}: cut into panels two vectors wide, each {@code [k, WIDTH]} without
 * gaps, one after the other. The last panel is filled up with zeros, and an odd k with a row of them: see
 * {@link Heights#terms}.
 */
final class Panels {

    /** The columns of a panel. */
    static final int WIDTH = 2 * COUNT;

    private Panels() {
    }

    static int packedLength(int k, int n) {
        return count(n) * WIDTH * Heights.terms(k);
    }

    /** {@return the panels that {@code n} columns take} */
    static int count(int n) {
        return (n + WIDTH - 1) / WIDTH;
    }

    static void pack(int k, int n, float[] b, int bOffset, int ldb, float[] packed) {
        pack(k, n, b, bOffset, ldb, packed, Heights.terms(k) * WIDTH);
    }

    /**
     * Row by row, so that b is read in the order it lies in.
     *
     * @param pitch how far it is from one panel to the next, at least {@code terms(k) * WIDTH}
     */
    static void pack(int k, int n, float[] b, int bOffset, int ldb, float[] packed, int pitch) {
        int whole = n / WIDTH * WIDTH;
        for (int l = 0; l < k; l++) {
            packRow(whole, b, bOffset + l * ldb, packed, l * WIDTH, pitch);
            if (whole < n) {
                int at = whole / WIDTH * pitch + l * WIDTH;
                System.arraycopy(b, bOffset + l * ldb + whole, packed, at, n - whole);
                Arrays.fill(packed, at + n - whole, at + WIDTH, 0);
            }
        }
        fillUp(k, n, packed, pitch);
    }

    /** Zeros for the term that makes an odd number of them even. */
    private static void fillUp(int k, int n, float[] packed, int pitch) {
        int length = (Heights.terms(k) - k) * WIDTH;
        for (int j = 0, at = k * WIDTH; j < n; j += WIDTH, at += pitch) {
            Arrays.fill(packed, at, at + length, 0);
        }
    }

    private static void packRow(int n, float[] b, int bAt, float[] packed, int at, int panel) {
        for (int j = 0, to = at; j < n; j += WIDTH, to += panel) {
            FloatVector.fromArray(FLOATS, b, bAt + j).intoArray(packed, to);
            FloatVector.fromArray(FLOATS, b, bAt + j + COUNT).intoArray(packed, to + COUNT);
        }
    }

    static void packTransposed(int k, int n, float[] b, int bOffset, int ldb, float[] packed) {
        int terms = Heights.terms(k);
        for (int j = 0; j < n; j += WIDTH) {
            int columns = Math.min(WIDTH, n - j);
            transpose(k, columns, b, bOffset + j * ldb, ldb, packed, j * terms, WIDTH);
            if (columns < WIDTH) {
                for (int l = 0; l < k; l++) {
                    Arrays.fill(packed, j * terms + l * WIDTH + columns, j * terms + (l + 1) * WIDTH, 0);
                }
            }
        }
        fillUp(k, n, packed, terms * WIDTH);
    }

    /** {@code target[k, n] = b[n, k]ᵀ}, 16 columns of b at a time: a cache line, near until all of it has been read. */
    static void transpose(int k, int n, float[] b, int bAt, int ldb, float[] target, int at, int ld) {
        for (int l = 0; l < k; l += 16) {
            int end = Math.min(k, l + 16);
            for (int j = 0; j < n; j++) {
                for (int t = l; t < end; t++) {
                    target[at + t * ld + j] = b[bAt + j * ldb + t];
                }
            }
        }
    }
}
