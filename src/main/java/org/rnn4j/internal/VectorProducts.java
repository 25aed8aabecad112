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

    /** Rows done before the next panel: 96 of them and 512 terms of A are 192 kB, so that A and C stay near while B passes. */
    static final int ROWS = 96;

    /** From how many floats between rows of C on the rows are done in {@linkplain Heights#group groups}; nearer ones fit the cache. */
    private static final int FAR = 512;

    /** Columns of A packed at a time for a transposed product; B is packed again for the next so many, and with 256 they fit the L2. */
    static final int TRANSPOSED_ROWS = 256;

    /**
     * Columns of B packed at a time for a transposed product: whole rows up to this size, since the hardware fetches ahead what is read
     * without gaps. With 256 of 512 columns at a time the product takes 7 % longer, although its panels stay nearer.
     */
    static final int COLUMNS = 2048;

    /** No summed index: see {@link PackedTiles}. */
    private static final int NEVER = Integer.MIN_VALUE;

    private VectorProducts() {
    }

    /** {@return how many of {@code k} are done at a time: equal parts, so that 513 do not end in a block of 1} */
    static int block(int k, int size) {
        int blocks = Math.max(1, (k + size / 2) / size);
        return (k + blocks - 1) / blocks;
    }

    /** {@return how many of {@code k} terms are summed at a time: only the last block may have to be filled up} */
    static int terms(int k, int size) {
        return Heights.terms(block(k, size));
    }

    static void packed(int m, int n, int k, float[] a, int aOffset, int lda, float[] packed,
                       boolean accumulate, float[] c, int cOffset, int ldc, PanelScratch scratch) {
        int block = terms(k, BLOCK);
        int rows;
        for (int i = 0; i < m; i += rows) {
            rows = Math.min(ROWS, ldc < FAR ? m - i : Heights.group(m - i));
            int cRow = cOffset + i * ldc;
            if (!accumulate) {
                clear(rows, n, c, cRow, ldc);
            }
            for (int l = 0; l < k; l += block) {
                int terms = Math.min(block, k - l);
                int from = aOffset + i * lda + l;
                if (Heights.TALL) {
                    panels(rows, n, terms, a, from, lda, packed, k, l, c, cRow, ldc, scratch.edge);
                } else {
                    RowScratch.copy(i, rows, m, terms, a, from, lda, scratch);
                    panels(rows, n, terms, scratch.left, 0, RowScratch.pitch(lda), packed, k, l, c, cRow, ldc, scratch.edge);
                }
            }
        }
    }

    /**
     * {@code C (+)= Aᵀ·B}, or {@code Cᵀ (+)= Bᵀ·A} where that leaves less of the panels empty: 128 rows times 65 columns fill 5 panels
     * as they are and 8 the other way round, of 65 rows then, and that is a fifth less. Each element is the same sum either way.
     */
    static void transposedA(int m, int n, int k, float[] a, int aOffset, int lda, float[] b, int bOffset, int ldb,
                            boolean accumulate, float[] c, int cOffset, int ldc, PanelScratch scratch) {
        if (k < TRANSPOSED_BLOCK || 10L * n * padded(m) > 9L * m * padded(n)) {
            transposedInPanels(m, n, k, a, aOffset, lda, b, bOffset, ldb, accumulate, c, cOffset, ldc, scratch);
            return;
        }
        float[] turned = scratch.turned(m * n);
        if (accumulate) {
            Panels.transpose(n, m, c, cOffset, ldc, turned, 0, m);
        }
        transposedInPanels(n, m, k, b, bOffset, ldb, a, aOffset, lda, accumulate, turned, 0, m, scratch);
        Panels.transpose(m, n, turned, 0, m, c, cOffset, ldc);
    }

    /** {@return how many columns tiles compute for {@code n}} */
    private static long padded(int n) {
        int step = Heights.TALL ? COUNT : WIDTH;
        return (n + step - 1L) / step * step;
    }

    /**
     * {@code C (+)= Aᵀ·B}. A block of A and each panel of B are packed as they are reached: read where they lie, with rows a power
     * of two apart that compete for a few cache lines, they cost more.
     */
    private static void transposedInPanels(int m, int n, int k, float[] a, int aOffset, int lda, float[] b, int bOffset, int ldb,
                                           boolean accumulate, float[] c, int cOffset, int ldc, PanelScratch scratch) {
        if (!accumulate) {
            clear(m, n, c, cOffset, ldc);
        }
        int block = terms(k, TRANSPOSED_BLOCK);
        int height = block(m, TRANSPOSED_ROWS);
        for (int i = 0; i < m; i += height) {
            int rows = Math.min(height, m - i);
            for (int l = 0; l < k; l += block) {
                int terms = Math.min(block, k - l);
                ColumnPanels.pack(terms, rows, a, aOffset + l * lda + i, lda, scratch.rows);
                for (int j = 0; j < n; j += COLUMNS) {
                    int columns = Math.min(COLUMNS, n - j);
                    float[] panels = scratch.panels(Panels.count(columns) * panelPitch(terms));
                    Panels.pack(terms, columns, b, bOffset + l * ldb + j, ldb, panels, panelPitch(terms));
                    columnPanels(rows, columns, terms, scratch, panels, c, cOffset + i * ldc + j, ldc);
                }
            }
        }
    }

    /** {@return how far it is from panel to panel of what {@link #transposedA} packs: a row more than there is, not a power of two} */
    private static int panelPitch(int terms) {
        return (Heights.terms(terms) + 1) * WIDTH;
    }

    /** Adds {@code terms} terms to all columns; {@code packed} has {@code k} of them, {@code from} the first to be used. */
    private static void panels(int m, int n, int terms, float[] a, int aAt, int lda, float[] packed, int k, int from,
                               float[] c, int cOffset, int ldc, float[] edge) {
        int whole = n / WIDTH * WIDTH;
        int pitch = Heights.terms(k);
        int filled = Heights.terms(terms);
        for (int j = 0; j < whole; j += WIDTH) {
            tiles(m, filled, a, aAt, lda, packed, j * pitch + from * WIDTH, false, c, cOffset + j, ldc);
        }
        if (whole < n) {
            Arrays.fill(edge, 0, m * WIDTH, 0);
            tiles(m, filled, a, aAt, lda, packed, whole * pitch + from * WIDTH, n - whole <= COUNT, edge, 0, WIDTH);
            addEdge(m, n - whole, edge, c, cOffset + whole, ldc);
        }
    }

    /** As {@link #panels}, with what {@link #transposedA} packed. */
    private static void columnPanels(int m, int n, int terms, PanelScratch scratch, float[] panels,
                                     float[] c, int cOffset, int ldc) {
        int pitch = panelPitch(terms);
        int filled = Heights.terms(terms);
        int whole = n / WIDTH * WIDTH;
        int rows;
        for (int i = 0, tile = 0; i < m; i += rows, tile += Heights.tiles(rows)) {
            rows = Heights.group(m - i);
            for (int j = 0; j < whole; j += WIDTH) {
                columnTiles(rows, tile, filled, scratch.rows, panels, j / WIDTH * pitch, false, c, cOffset + i * ldc + j, ldc);
            }
        }
        if (whole < n) {
            Arrays.fill(scratch.edge, 0, m * WIDTH, 0);
            columnTiles(m, 0, filled, scratch.rows, panels, whole / WIDTH * pitch, n - whole <= COUNT, scratch.edge, 0, WIDTH);
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
        if (narrow) {
            for (; i + 8 <= m; i += 8) {
                PackedTiles.eightNarrow(k, a, aAt + i * lda, lda, packed, packedAt, c, cAt + i * ldc, ldc, NEVER);
            }
        } else if (Heights.TALL) {
            for (; i + 8 <= m; i += 8) {
                PackedTiles.eight(k, a, aAt + i * lda, lda, packed, packedAt, c, cAt + i * ldc, ldc);
            }
        } else {
            for (int end = Heights.sixes(m) * 6; i < end; i += 6) {
                PackedTiles.six(k, a, aAt + i * lda, lda, packed, packedAt, c, cAt + i * ldc, ldc, NEVER);
            }
            for (int end = i + Heights.fives(m) * 5; i < end; i += 5) {
                PackedTiles.five(k, a, aAt + i * lda, lda, packed, packedAt, c, cAt + i * ldc, ldc, NEVER);
            }
        }
        for (; i + 4 <= m; i += 4) {
            PackedTiles.four(k, a, aAt + i * lda, lda, packed, packedAt, c, cAt + i * ldc, ldc);
        }
        if (i + 3 == m) {
            PackedTiles.three(k, a, aAt + i * lda, lda, packed, packedAt, c, cAt + i * ldc, ldc);
        } else if (i + 2 == m) {
            PackedTiles.two(k, a, aAt + i * lda, lda, packed, packedAt, c, cAt + i * ldc, ldc);
        } else if (i + 1 == m) {
            PackedTiles.one(k, a, aAt + i * lda, packed, packedAt, c, cAt + i * ldc);
        }
    }

    /** @param firstTile which tile of a the first row is in */
    private static void columnTiles(int m, int firstTile, int k, float[] a, float[] packed, int packedAt, boolean narrow,
                                    float[] c, int cAt, int ldc) {
        int i = 0;
        int tile = firstTile;
        if (narrow && Heights.TALL) {
            for (; i + 8 <= m; i += 8) {
                ColumnTiles.eightNarrow(k, a, ColumnPanels.at(i, tile++), packed, packedAt, c, cAt + i * ldc, ldc, NEVER);
            }
        } else if (Heights.TALL) {
            for (; i + 8 <= m; i += 8) {
                ColumnTiles.eight(k, a, ColumnPanels.at(i, tile++), packed, packedAt, c, cAt + i * ldc, ldc);
            }
        } else {
            for (int end = Heights.sixes(m) * 6; i < end; i += 6) {
                ColumnTiles.six(k, a, ColumnPanels.at(i, tile++), packed, packedAt, c, cAt + i * ldc, ldc, NEVER);
            }
            for (int end = i + Heights.fives(m) * 5; i < end; i += 5) {
                ColumnTiles.five(k, a, ColumnPanels.at(i, tile++), packed, packedAt, c, cAt + i * ldc, ldc, NEVER);
            }
        }
        for (; i + 4 <= m; i += 4) {
            ColumnTiles.four(k, a, ColumnPanels.at(i, tile++), packed, packedAt, c, cAt + i * ldc, ldc);
        }
        if (i + 3 == m) {
            ColumnTiles.three(k, a, ColumnPanels.at(i, tile++), packed, packedAt, c, cAt + i * ldc, ldc);
        } else if (i + 2 == m) {
            ColumnTiles.two(k, a, ColumnPanels.at(i, tile++), packed, packedAt, c, cAt + i * ldc, ldc);
        } else if (i + 1 == m) {
            ColumnTiles.one(k, a, ColumnPanels.at(i, tile++), packed, packedAt, c, cAt + i * ldc);
        }
    }

    static void clear(int m, int n, float[] c, int cOffset, int ldc) {
        for (int i = 0; i < m; i++) {
            Arrays.fill(c, cOffset + i * ldc, cOffset + i * ldc + n, 0);
        }
    }
}
