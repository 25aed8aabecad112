package org.rnn4j.internal;

/**
 * The left side of a product, copied to rows a constant distance apart. Then one register tells a tile where all of its rows are; with
 * one for each row, the instructions that add up addresses are more than the processor can start beside its multiply-adds. With
 * AVX2, tiles of 6 rows reach 93 % of the peak that way and 79 without (JDK 17, 256 terms); where vectors are twice as wide there is
 * twice the time for it, and A is read where it lies.
 */
final class RowScratch {

    /** The most terms of a row. */
    private static final int TERMS = VectorProducts.BLOCK + VectorProducts.BLOCK / 2;

    /** A line more than the terms, so that rows do not start in the same set of the nearest cache. */
    private static final int PITCH = TERMS + 16;

    private RowScratch() {
    }

    static float[] newRows() {
        return Heights.TALL ? null : new float[VectorProducts.ROWS * PITCH];
    }

    /** {@return how far it is from row to row} */
    static int pitch(int lda) {
        return Heights.TALL ? lda : PITCH;
    }

    /**
     * Copies some terms of {@code rows} rows of {@code m}, from row {@code first} on, to the scratch. A whole block of rows or more are
     * those of a window, which are far; fewer are those of a step.
     *
     * @param aAt where the first of them begins
     */
    static void copy(int first, int rows, int m, int terms, float[] a, int aAt, int lda, PanelScratch scratch) {
        float[] target = scratch.left;
        for (int i = 0; i < rows; i++) {
            if (m >= VectorProducts.ROWS) {
                scratch.touched += Ahead.touch(i, m - first, terms, a, aAt, lda);
            }
            System.arraycopy(a, aAt + i * lda, target, i * PITCH, terms);
            target[i * PITCH + terms] = 0;          // for the term that makes an odd number of them even
        }
    }
}
