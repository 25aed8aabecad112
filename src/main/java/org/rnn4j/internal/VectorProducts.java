package org.rnn4j.internal;

import static org.rnn4j.internal.Lanes.COUNT;
import static org.rnn4j.internal.Panels.TALL;
import static org.rnn4j.internal.Panels.WIDTH;

import java.util.Arrays;

/**
 * Cuts products into tiles. Each element is a sum of sums of about {@link #BLOCK} terms, each of those a chain of
 * multiply-adds: the order depends on the number of terms alone, and is the same for all three products.
 */
final class VectorProducts {

    /**
     * About how many terms are summed before the sum is added to C. With AVX-512, a packed panel of so many is 16 kB, half of
     * the nearest cache. A long sum is then a sum of short ones, which also loses fewer bits than one chain would.
     */
    private static final int BLOCK = 128;

    /** Rows done before the next panel: 64 of them and 128 terms of A are 32 kB, so that A and C stay near while B streams by. */
    private static final int ROWS = 64;

    private VectorProducts() {
    }

    /** {@return how many of {@code k} terms are summed at a time: equal parts, so that 129 terms do not end in a block of 1} */
    private static int block(int k) {
        int blocks = Math.max(1, (k + BLOCK / 2) / BLOCK);
        return (k + blocks - 1) / blocks;
    }

    static void packed(int m, int n, int k, float[] a, int aOffset, int lda, float[] packed,
                       boolean accumulate, float[] c, int cOffset, int ldc) {
        if (!accumulate) {
            clear(m, n, c, cOffset, ldc);
        }
        if (n < COUNT) {
            narrow(m, n, k, a, aOffset, lda, 1, packed, 0, n, c, cOffset, ldc);
            return;
        }
        int block = block(k);
        for (int i = 0; i < m; i += ROWS) {
            int rows = Math.min(ROWS, m - i);
            for (int l = 0; l < k; l += block) {
                int terms = Math.min(block, k - l);
                for (int j = 0; j < n; j += WIDTH) {
                    packedPanel(rows, n, j, terms, a, aOffset + i * lda + l, lda, packed, j * k + l * WIDTH,
                            c, cOffset + i * ldc, ldc);
                }
            }
        }
    }

    private static void packedPanel(int m, int n, int j, int k, float[] a, int aAt, int lda, float[] packed, int packedAt,
                                    float[] c, int cOffset, int ldc) {
        int cAt = cOffset + Panels.first(n, j);
        int cSecond = Panels.second(n, j) - Panels.first(n, j);
        int done = Panels.done(n, j);
        int doneSecond = Panels.doneSecond(n, j);
        int i = 0;
        if (TALL && done == 0 && doneSecond == 0) {
            for (; i + 8 <= m; i += 8) {
                PackedTiles.eight(k, a, aAt + i * lda, lda, packed, packedAt, c, cAt + i * ldc, ldc);
            }
        }
        for (; i + 4 <= m; i += 4) {
            PackedTiles.four(k, a, aAt + i * lda, lda, packed, packedAt, c, cAt + i * ldc, ldc, cSecond, done, doneSecond);
        }
        for (; i < m; i++) {
            PackedTiles.one(k, a, aAt + i * lda, packed, packedAt, c, cAt + i * ldc, cSecond, done, doneSecond);
        }
    }

    /** {@code C (+)= Aᵀ·B}. */
    static void transposedA(int m, int n, int k, float[] a, int aOffset, int lda, float[] b, int bOffset, int ldb,
                            boolean accumulate, float[] c, int cOffset, int ldc) {
        if (!accumulate) {
            clear(m, n, c, cOffset, ldc);
        }
        if (n < COUNT) {
            narrow(m, n, k, a, aOffset, 1, lda, b, bOffset, ldb, c, cOffset, ldc);
            return;
        }
        int block = block(k);
        for (int l = 0; l < k; l += block) {
            int terms = Math.min(block, k - l);
            for (int j = 0; j < n; j += WIDTH) {
                streamedPanel(m, n, j, terms, a, aOffset + l * lda, lda, b, bOffset + l * ldb, ldb, c, cOffset, ldc);
            }
        }
    }

    private static void streamedPanel(int m, int n, int j, int k, float[] a, int aAt, int lda, float[] b, int bOffset, int ldb,
                                      float[] c, int cOffset, int ldc) {
        int bAt = bOffset + Panels.first(n, j);
        int cAt = cOffset + Panels.first(n, j);
        int second = Panels.second(n, j) - Panels.first(n, j);
        int done = Panels.done(n, j);
        int doneSecond = Panels.doneSecond(n, j);
        int i = 0;
        if (TALL && done == 0 && doneSecond == 0) {
            for (; i + 8 <= m; i += 8) {
                StreamedTiles.eight(k, a, aAt + i, lda, b, bAt, ldb, c, cAt + i * ldc, ldc);
            }
        }
        for (; i + 4 <= m; i += 4) {
            StreamedTiles.four(k, a, aAt + i, lda, b, bAt, ldb, second, c, cAt + i * ldc, ldc, second, done, doneSecond);
        }
        for (; i < m; i++) {
            StreamedTiles.one(k, a, aAt + i, lda, b, bAt, ldb, second, c, cAt + i * ldc, second, done, doneSecond);
        }
    }

    /** {@code C (+)= A·B} for few rows: one after the other, through B as it lies. */
    static void inPlace(int m, int n, int k, float[] a, int aOffset, int lda, float[] b, int bOffset, int ldb,
                        boolean accumulate, float[] c, int cOffset, int ldc) {
        if (!accumulate) {
            clear(m, n, c, cOffset, ldc);
        }
        if (n < COUNT) {
            narrow(m, n, k, a, aOffset, lda, 1, b, bOffset, ldb, c, cOffset, ldc);
            return;
        }
        int block = block(k);
        for (int l = 0; l < k; l += block) {
            int terms = Math.min(block, k - l);
            for (int i = 0; i < m; i++) {
                row(n, terms, a, aOffset + i * lda + l, b, bOffset + l * ldb, ldb, c, cOffset + i * ldc);
            }
        }
    }

    private static void row(int n, int k, float[] a, int aAt, float[] b, int bOffset, int ldb, float[] c, int cOffset) {
        int j = 0;
        for (; j + StreamedTiles.STRIP <= n; j += StreamedTiles.STRIP) {
            StreamedTiles.strip(k, a, aAt, b, bOffset + j, ldb, c, cOffset + j);
        }
        for (; j < n; j += WIDTH) {
            int first = Panels.first(n, j);
            int second = Panels.second(n, j) - first;
            StreamedTiles.one(k, a, aAt, 1, b, bOffset + first, ldb, second,
                    c, cOffset + first, second, Panels.done(n, j), Panels.doneSecond(n, j));
        }
    }

    private static void clear(int m, int n, float[] c, int cOffset, int ldc) {
        for (int i = 0; i < m; i++) {
            Arrays.fill(c, cOffset + i * ldc, cOffset + i * ldc + n, 0);
        }
    }

    /** Fewer columns than lanes: the same sums, one by one. A's rows and terms are any distances apart. */
    private static void narrow(int m, int n, int k, float[] a, int aOffset, int aRow, int aTerm, float[] b, int bOffset, int ldb,
                               float[] c, int cOffset, int ldc) {
        int block = block(k);
        for (int l = 0; l < k; l += block) {
            int end = Math.min(k, l + block);
            for (int i = 0; i < m; i++) {
                for (int j = 0; j < n; j++) {
                    float sum = 0;
                    for (int t = l; t < end; t++) {
                        sum = Math.fma(a[aOffset + i * aRow + t * aTerm], b[bOffset + t * ldb + j], sum);
                    }
                    c[cOffset + i * ldc + j] += sum;
                }
            }
        }
    }
}
