package org.rnn4j.internal;

import static org.rnn4j.internal.Lanes.COUNT;

import java.util.Arrays;

/**
 * Products with few rows, through B as it lies: packing it would take longer than the product. Sums are cut as in
 * {@link VectorProducts}, so the bits are the same.
 */
final class VectorRowProducts {

    /** Sums of a row that is multiplied in place: 8 kB, a fourth of the nearest cache. */
    static final int SUMS = 2048;

    private VectorRowProducts() {
    }

    /** {@code C (+)= A·B} for few rows: one after the other, through B as it lies. */
    static void multiply(int m, int n, int k, float[] a, int aOffset, int lda, float[] b, int bOffset, int ldb,
                        boolean accumulate, float[] c, int cOffset, int ldc, PanelScratch scratch) {
        if (!accumulate) {
            VectorProducts.clear(m, n, c, cOffset, ldc);
        }
        int block = VectorProducts.terms(k, VectorProducts.BLOCK);
        int width = VectorProducts.block(n, SUMS);
        for (int j = 0; j < n; j += width) {
            int columns = Math.min(width, n - j);
            for (int l = 0; l < k; l += block) {
                int terms = Math.min(block, k - l);
                for (int i = 0; i < m; i++) {
                    row(columns, terms, a, aOffset + i * lda + l, b, bOffset + l * ldb + j, ldb, c, cOffset + i * ldc + j, scratch.sums);
                }
            }
        }
    }

    private static void row(int n, int k, float[] a, int aAt, float[] b, int bAt, int ldb, float[] c, int cAt, float[] sums) {
        if (n < COUNT) {
            RowTiles.narrow(n, k, a, aAt, b, bAt, ldb, c, cAt);
            return;
        }
        int whole = n - n % COUNT;
        Arrays.fill(sums, 0, whole, 0);
        int l = 0;
        for (; l + 4 <= k; l += 4) {
            RowTiles.fourTerms(whole, a, aAt + l, b, bAt + l * ldb, ldb, sums);
        }
        for (; l < k; l++) {
            RowTiles.oneTerm(whole, a[aAt + l], b, bAt + l * ldb, sums);
        }
        VectorRows.add(whole, sums, 0, c, cAt);
        if (whole < n) {
            // A vector that ends with the row: its first columns are done already.
            RowTiles.oneVector(k, a, aAt, b, bAt + n - COUNT, ldb, sums, 0);
            for (int j = whole; j < n; j++) {
                c[cAt + j] += sums[j - n + COUNT];
            }
        }
    }
}
