package org.rnn4j.internal;

import static org.rnn4j.internal.Scratch.GROUP;
import static org.rnn4j.internal.Scratch.ROWS;
import static org.rnn4j.internal.Scratch.TERMS;
import static org.rnn4j.internal.Scratch.WIDTH;

import java.util.Arrays;

/**
 * Products in loops that C2 vectorises. Each element is one chain of multiply-adds that starts from what is in C, or zero, and
 * takes the terms in ascending order.
 */
final class ScalarProducts {

    /** With fewer columns, copying to scratch costs more than vectors save. */
    private static final int FEWEST_COLUMNS = 16;

    private ScalarProducts() {
    }

    /**
     * {@code C[m, n] (+)= A·B}, where A's element {@code (i, l)} is {@code a[aOffset + i * aRow + l * aTerm]}: A may be
     * transposed.
     */
    static void multiply(int m, int n, int k, float[] a, int aOffset, int aRow, int aTerm, float[] b, int bOffset, int ldb,
                         boolean accumulate, float[] c, int cOffset, int ldc, Scratch scratch) {
        if (n < FEWEST_COLUMNS) {
            if (!accumulate) {
                for (int i = 0; i < m; i++) {
                    Arrays.fill(c, cOffset + i * ldc, cOffset + i * ldc + n, 0);
                }
            }
            narrow(m, n, k, a, aOffset, aRow, aTerm, b, bOffset, ldb, c, cOffset, ldc);
            return;
        }
        for (int j = 0; j < n; j += WIDTH) {
            int width = Math.min(WIDTH, n - j);
            for (int i = 0; i < m; i += ROWS) {
                int count = Math.min(ROWS, m - i);
                int cAt = cOffset + i * ldc + j;
                for (int r = 0; r < count; r++) {
                    if (accumulate) {
                        System.arraycopy(c, cAt + r * ldc, scratch.row(r), 0, width);
                    } else {
                        Arrays.fill(scratch.row(r), 0, width, 0);
                    }
                }
                for (int l = 0; l < k; l += TERMS) {
                    strip(count, width, Math.min(TERMS, k - l), a, aOffset + i * aRow + l * aTerm, aRow, aTerm,
                            b, bOffset + l * ldb + j, ldb, scratch);
                }
                for (int r = 0; r < count; r++) {
                    System.arraycopy(scratch.row(r), 0, c, cAt + r * ldc, width);
                }
            }
        }
    }

    /** At most {@link Scratch#TERMS} terms of at most {@link Scratch#WIDTH} columns and {@link Scratch#ROWS} rows. */
    private static void strip(int m, int n, int k, float[] a, int aAt, int aRow, int aTerm, float[] b, int bAt, int ldb,
                              Scratch scratch) {
        int filled = (k + GROUP - 1) / GROUP * GROUP;
        for (int l = 0; l < filled; l++) {
            float[] group = scratch.terms(l / GROUP);
            int at = l % GROUP * WIDTH;
            if (l < k) {
                System.arraycopy(b, bAt + l * ldb, group, at, n);
            } else {
                Arrays.fill(group, at, at + n, 0);              // 0 · 0 is added for the terms that fill up a group
            }
        }
        int i = 0;
        for (; i + 1 < m; i += 2) {
            int first = aAt + i * aRow;
            int second = first + aRow;
            for (int l = 0; l < filled; l += GROUP) {
                float[] group = scratch.terms(l / GROUP);
                if (GROUP == 3) {
                    ScalarTerms.three(n, term(a, first, aTerm, l, k), term(a, first, aTerm, l + 1, k), term(a, first, aTerm, l + 2, k),
                            term(a, second, aTerm, l, k), term(a, second, aTerm, l + 1, k), term(a, second, aTerm, l + 2, k),
                            group, scratch.row(i), scratch.row(i + 1));
                } else {
                    ScalarTerms.four(n, term(a, first, aTerm, l, k), term(a, first, aTerm, l + 1, k), term(a, first, aTerm, l + 2, k),
                            term(a, first, aTerm, l + 3, k), term(a, second, aTerm, l, k), term(a, second, aTerm, l + 1, k),
                            term(a, second, aTerm, l + 2, k), term(a, second, aTerm, l + 3, k),
                            group, scratch.row(i), scratch.row(i + 1));
                }
            }
        }
        if (i < m) {
            int at = aAt + i * aRow;
            for (int l = 0; l < filled; l += GROUP) {
                float[] group = scratch.terms(l / GROUP);
                if (GROUP == 3) {
                    ScalarTerms.three(n, term(a, at, aTerm, l, k), term(a, at, aTerm, l + 1, k), term(a, at, aTerm, l + 2, k),
                            group, scratch.row(i));
                } else {
                    ScalarTerms.four(n, term(a, at, aTerm, l, k), term(a, at, aTerm, l + 1, k), term(a, at, aTerm, l + 2, k),
                            term(a, at, aTerm, l + 3, k), group, scratch.row(i));
                }
            }
        }
    }

    private static float term(float[] a, int at, int aTerm, int l, int k) {
        return l < k ? a[at + l * aTerm] : 0;
    }

    private static void narrow(int m, int n, int k, float[] a, int aOffset, int aRow, int aTerm, float[] b, int bOffset, int ldb,
                               float[] c, int cOffset, int ldc) {
        for (int i = 0; i < m; i++) {
            for (int j = 0; j < n; j++) {
                float sum = c[cOffset + i * ldc + j];
                for (int l = 0; l < k; l++) {
                    sum = Math.fma(a[aOffset + i * aRow + l * aTerm], b[bOffset + l * ldb + j], sum);
                }
                c[cOffset + i * ldc + j] = sum;
            }
        }
    }

    /**
     * {@code C (+)= A·Bᵀ} for few rows. C2 does not reorder a float sum, so these are scalars; 4 sums are in flight, since each
     * alone waits 4 cycles for its last multiply-add.
     */
    static void transposedB(int m, int n, int k, float[] a, int aOffset, int lda, float[] b, int bOffset, int ldb,
                            boolean accumulate, float[] c, int cOffset, int ldc) {
        for (int i = 0; i < m; i++) {
            int aAt = aOffset + i * lda;
            int cAt = cOffset + i * ldc;
            for (int j = 0; j < n; j += 4) {
                // Where less than 4 rows of B are left, the last is multiplied again and the result not kept.
                int last = bOffset + (n - 1) * ldb;
                int row0 = bOffset + j * ldb;
                int row1 = Math.min(row0 + ldb, last);
                int row2 = Math.min(row0 + 2 * ldb, last);
                int row3 = Math.min(row0 + 3 * ldb, last);
                float sum0 = 0;
                float sum1 = 0;
                float sum2 = 0;
                float sum3 = 0;
                for (int l = 0; l < k; l++) {
                    float x = a[aAt + l];
                    sum0 = Math.fma(x, b[row0 + l], sum0);
                    sum1 = Math.fma(x, b[row1 + l], sum1);
                    sum2 = Math.fma(x, b[row2 + l], sum2);
                    sum3 = Math.fma(x, b[row3 + l], sum3);
                }
                put(sum0, accumulate, c, cAt + j);
                if (j + 1 < n) {
                    put(sum1, accumulate, c, cAt + j + 1);
                }
                if (j + 2 < n) {
                    put(sum2, accumulate, c, cAt + j + 2);
                }
                if (j + 3 < n) {
                    put(sum3, accumulate, c, cAt + j + 3);
                }
            }
        }
    }

    private static void put(float sum, boolean add, float[] c, int at) {
        c[at] = add ? c[at] + sum : sum;
    }
}
