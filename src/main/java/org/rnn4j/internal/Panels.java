package org.rnn4j.internal;

import static org.rnn4j.internal.Lanes.COUNT;

import jdk.incubator.vector.FloatVector;

/**
 * A matrix of at least one vector's columns, cut into panels two vectors wide. The last panel is moved back to end with the
 * matrix, over columns that the panel before it has; a matrix of less than two vectors is one panel whose vectors overlap.
 *
 * <p>Packed, a panel is {@code [k, WIDTH]} without gaps, and the panels follow each other. A matrix of fewer columns than a
 * vector has lanes is packed as it is.
 */
final class Panels {

    /** The columns of a panel. */
    static final int WIDTH = 2 * COUNT;

    /** Whether there are registers for the tiles of 8 rows: AVX2 has 16 of them, AVX-512 and NEON 32. */
    static final boolean TALL = COUNT != 8;

    private Panels() {
    }

    /** {@return where the first vector of the panel starts that begins the columns from {@code j} on} */
    static int first(int n, int j) {
        return Math.max(0, Math.min(j, n - WIDTH));
    }

    /** {@return where its second vector starts} */
    static int second(int n, int j) {
        return Math.min(j, n - WIDTH) + COUNT;
    }

    /** {@return how many lanes of its first vector an earlier panel has} */
    static int done(int n, int j) {
        return j - first(n, j);
    }

    /** {@return how many lanes of its second vector an earlier panel or the first vector has} */
    static int doneSecond(int n, int j) {
        return Math.max(j, first(n, j) + COUNT) - second(n, j);
    }

    static int packedLength(int k, int n) {
        return n < COUNT ? k * n : (n + WIDTH - 1) / WIDTH * WIDTH * k;
    }

    static void pack(int k, int n, float[] b, int bOffset, int ldb, float[] packed) {
        if (n < COUNT) {
            for (int l = 0; l < k; l++) {
                System.arraycopy(b, bOffset + l * ldb, packed, l * n, n);
            }
            return;
        }
        for (int j = 0; j < n; j += WIDTH) {
            packPanel(k, b, bOffset + first(n, j), ldb, second(n, j) - first(n, j), packed, j * k);
        }
    }

    private static void packPanel(int k, float[] b, int bAt, int ldb, int bSecond, float[] packed, int at) {
        for (int l = 0; l < k; l++) {
            FloatVector.fromArray(Lanes.FLOATS, b, bAt + l * ldb).intoArray(packed, at + l * WIDTH);
            FloatVector.fromArray(Lanes.FLOATS, b, bAt + l * ldb + bSecond).intoArray(packed, at + l * WIDTH + COUNT);
        }
    }

    static void packTransposed(int k, int n, float[] b, int bOffset, int ldb, float[] packed) {
        if (n < COUNT) {
            transpose(k, n, b, bOffset, ldb, packed, 0, n);
            return;
        }
        for (int j = 0; j < n; j += WIDTH) {
            transpose(k, COUNT, b, bOffset + first(n, j) * ldb, ldb, packed, j * k, WIDTH);
            transpose(k, COUNT, b, bOffset + second(n, j) * ldb, ldb, packed, j * k + COUNT, WIDTH);
        }
    }

    private static void transpose(int k, int n, float[] b, int bAt, int ldb, float[] packed, int at, int ld) {
        for (int l = 0; l < k; l++) {
            for (int j = 0; j < n; j++) {
                packed[at + l * ld + j] = b[bAt + j * ldb + l];
            }
        }
    }
}
