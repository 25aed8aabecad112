package org.rnn4j.internal;

import static org.rnn4j.internal.Lanes.COUNT;
import static org.rnn4j.internal.Panels.WIDTH;

import java.util.Arrays;

/**
 * Cuts products into tiles. Each element is a sum of sums of about {@link #BLOCK} terms, or {@link #TRANSPOSED_BLOCK}, each of those a
 * chain of multiply-adds: the order depends on the number of terms alone, and is the same packed and in place.
 */
final class VectorProducts {

    /**
     * About how many terms are summed before the sum is added to C. Each sum has a cost of its own, for its loop to begin and end and
     * for C to be read and written: with AVX-512 products reach 78 % of the peak with 64 terms, 86 % with 128, 93 % with 512,
     * although a panel of those comes from the second-level cache. A long sum is then a sum of short ones, which loses fewer bits than
     * one chain would.
     */
    static final int BLOCK = 512;

    /** The same for a transposed product, whose panels are packed each time and are to stay in the second-level cache. */
    static final int TRANSPOSED_BLOCK = 256;

    /** Rows done before the next panel: 128 of them and 512 terms of A are 256 kB, so that A and C stay near while B passes. */
    static final int ROWS = 128;

    /** Columns of A packed at a time for a transposed product; B is packed again for the next so many, and with 256 they fit the L2. */
    static final int TRANSPOSED_ROWS = 256;

    /** Columns of B packed at a time for a transposed product: 2 kB of each row, long enough for the hardware to fetch ahead. */
    static final int COLUMNS = 16 * WIDTH;

    /**
     * Whether there are registers for the tiles of 8 rows: AVX-512 and NEON have 32, AVX2 has 16, with which tiles of 8 rows
     * reach 42 % of the peak and tiles of 4 rows 85 %.
     */
    private static final boolean TALL = COUNT != 8;

    private VectorProducts() {
    }

    /** {@return how many of {@code k} terms are summed at a time: equal parts, so that 513 terms do not end in a block of 1} */
    private static int block(int k, int size) {
        int blocks = Math.max(1, (k + size / 2) / size);
        return (k + blocks - 1) / blocks;
    }

    static void packed(int m, int n, int k, float[] a, int aOffset, int lda, float[] packed,
                       boolean accumulate, float[] c, int cOffset, int ldc, PanelScratch scratch) {
        int block = block(k, BLOCK);
        for (int i = 0; i < m; i += ROWS) {
            int rows = Math.min(ROWS, m - i);
            int cRow = cOffset + i * ldc;
            if (!accumulate) {
                clear(rows, n, c, cRow, ldc);
            }
            for (int l = 0; l < k; l += block) {
                int terms = Math.min(block, k - l);
                panels(rows, n, terms, a, aOffset + i * lda + l, lda, packed, k, l, c, cRow, ldc, scratch.edge);
            }
        }
    }

    /**
     * {@code C (+)= Aᵀ·B}. A block of A and each panel of B are packed as they are reached: read where they lie, with rows a power
     * of two apart that compete for a few cache lines, they cost more.
     */
    static void transposedA(int m, int n, int k, float[] a, int aOffset, int lda, float[] b, int bOffset, int ldb,
                            boolean accumulate, float[] c, int cOffset, int ldc, PanelScratch scratch) {
        if (!accumulate) {
            clear(m, n, c, cOffset, ldc);
        }
        int block = block(k, TRANSPOSED_BLOCK);
        for (int i = 0; i < m; i += TRANSPOSED_ROWS) {
            int rows = Math.min(TRANSPOSED_ROWS, m - i);
            for (int l = 0; l < k; l += block) {
                int terms = Math.min(block, k - l);
                ColumnPanels.pack(terms, rows, a, aOffset + l * lda + i, lda, scratch.rows);
                for (int j = 0; j < n; j += COLUMNS) {
                    int columns = Math.min(COLUMNS, n - j);
                    Panels.pack(terms, columns, b, bOffset + l * ldb + j, ldb, scratch.panels, (terms + 1) * WIDTH);
                    columnPanels(rows, columns, terms, scratch, c, cOffset + i * ldc + j, ldc);
                }
            }
        }
    }

    /** Adds {@code terms} terms to all columns; {@code packed} has {@code k} of them, {@code from} the first to be used. */
    private static void panels(int m, int n, int terms, float[] a, int aAt, int lda, float[] packed, int k, int from,
                               float[] c, int cOffset, int ldc, float[] edge) {
        int whole = n / WIDTH * WIDTH;
        for (int j = 0; j < whole; j += WIDTH) {
            tiles(m, terms, a, aAt, lda, packed, j * k + from * WIDTH, false, c, cOffset + j, ldc);
        }
        if (whole < n) {
            Arrays.fill(edge, 0, m * WIDTH, 0);
            tiles(m, terms, a, aAt, lda, packed, whole * k + from * WIDTH, n - whole <= COUNT, edge, 0, WIDTH);
            addEdge(m, n - whole, edge, c, cOffset + whole, ldc);
        }
    }

    /** As {@link #panels}, with what {@link #transposedA} packed. */
    private static void columnPanels(int m, int n, int terms, PanelScratch scratch, float[] c, int cOffset, int ldc) {
        int pitch = (terms + 1) * WIDTH;
        int whole = n / WIDTH * WIDTH;
        int at = 0;
        for (int j = 0; j < whole; j += WIDTH, at += pitch) {
            columnTiles(m, terms, scratch.rows, scratch.panels, at, false, c, cOffset + j, ldc);
        }
        if (whole < n) {
            Arrays.fill(scratch.edge, 0, m * WIDTH, 0);
            columnTiles(m, terms, scratch.rows, scratch.panels, at, n - whole <= COUNT, scratch.edge, 0, WIDTH);
            addEdge(m, n - whole, scratch.edge, c, cOffset + whole, ldc);
        }
    }

    private static void addEdge(int m, int n, float[] edge, float[] c, int cOffset, int ldc) {
        for (int i = 0; i < m; i++) {
            int from = i * WIDTH;
            int to = cOffset + i * ldc;
            for (int j = 0; j < n; j++) {
                c[to + j] += edge[from + j];
            }
        }
    }

    /** @param narrow whether the first vector of the panel is all that is wanted */
    private static void tiles(int m, int k, float[] a, int aAt, int lda, float[] packed, int packedAt, boolean narrow,
                              float[] c, int cAt, int ldc) {
        int i = 0;
        if (TALL && narrow) {
            for (; i + 8 <= m; i += 8) {
                PackedTiles.eightNarrow(k, a, aAt + i * lda, lda, packed, packedAt, c, cAt + i * ldc, ldc);
            }
        } else if (TALL) {
            for (; i + 8 <= m; i += 8) {
                PackedTiles.eight(k, a, aAt + i * lda, lda, packed, packedAt, c, cAt + i * ldc, ldc);
            }
        }
        for (; i + 4 <= m; i += 4) {
            PackedTiles.four(k, a, aAt + i * lda, lda, packed, packedAt, c, cAt + i * ldc, ldc);
        }
        if (i + 2 <= m) {
            PackedTiles.two(k, a, aAt + i * lda, lda, packed, packedAt, c, cAt + i * ldc, ldc);
            i += 2;
        }
        if (i < m) {
            PackedTiles.one(k, a, aAt + i * lda, packed, packedAt, c, cAt + i * ldc);
        }
    }

    /** Where column i of A starts. */
    private static int columnAt(int i, int pitch) {
        return i / ColumnPanels.WIDTH * pitch + i % ColumnPanels.WIDTH;
    }

    private static void columnTiles(int m, int k, float[] a, float[] packed, int packedAt, boolean narrow,
                                    float[] c, int cAt, int ldc) {
        int pitch = ColumnPanels.pitch(k);
        int i = 0;
        if (TALL && narrow) {
            for (; i + 8 <= m; i += 8) {
                ColumnTiles.eightNarrow(k, a, columnAt(i, pitch), packed, packedAt, c, cAt + i * ldc, ldc);
            }
        } else if (TALL) {
            for (; i + 8 <= m; i += 8) {
                ColumnTiles.eight(k, a, columnAt(i, pitch), packed, packedAt, c, cAt + i * ldc, ldc);
            }
        }
        for (; i + 4 <= m; i += 4) {
            ColumnTiles.four(k, a, columnAt(i, pitch), packed, packedAt, c, cAt + i * ldc, ldc);
        }
        for (; i < m; i++) {
            ColumnTiles.one(k, a, columnAt(i, pitch), packed, packedAt, c, cAt + i * ldc);
        }
    }

    /** {@code C (+)= A·B} for few rows: one after the other, through B as it lies. */
    static void inPlace(int m, int n, int k, float[] a, int aOffset, int lda, float[] b, int bOffset, int ldb,
                        boolean accumulate, float[] c, int cOffset, int ldc) {
        if (!accumulate) {
            clear(m, n, c, cOffset, ldc);
        }
        int block = block(k, BLOCK);
        for (int l = 0; l < k; l += block) {
            int terms = Math.min(block, k - l);
            for (int i = 0; i < m; i++) {
                row(n, terms, a, aOffset + i * lda + l, b, bOffset + l * ldb, ldb, c, cOffset + i * ldc);
            }
        }
    }

    private static void row(int n, int k, float[] a, int aAt, float[] b, int bAt, int ldb, float[] c, int cAt) {
        if (n < COUNT) {
            RowTiles.narrow(n, k, a, aAt, b, bAt, ldb, c, cAt);
            return;
        }
        int j = 0;
        for (; j + 8 * COUNT <= n; j += 8 * COUNT) {
            RowTiles.eight(k, a, aAt, b, bAt + j, ldb, c, cAt + j);
        }
        for (; j < n; j += WIDTH) {
            // The vectors are moved back to end with the row, over columns that are done and must not be added to again.
            int first = Math.max(0, Math.min(j, n - WIDTH));
            int second = Math.min(j, n - WIDTH) + COUNT;
            RowTiles.two(k, a, aAt, b, bAt + first, ldb, c, cAt + first, second - first,
                    j - first, Math.max(j, first + COUNT) - second);
        }
    }

    private static void clear(int m, int n, float[] c, int cOffset, int ldc) {
        for (int i = 0; i < m; i++) {
            Arrays.fill(c, cOffset + i * ldc, cOffset + i * ldc + n, 0);
        }
    }
}
