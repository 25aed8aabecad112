package org.rnn4j.internal;

/** What a product on packed panels needs beside its operands. */
final class PanelScratch {

    /** The most terms of a transposed product, and rows, that the arrays are meant for. */
    static final int TERMS = VectorProducts.TRANSPOSED_BLOCK + VectorProducts.TRANSPOSED_BLOCK / 2;
    static final int ROWS = Math.max(VectorProducts.ROWS, VectorProducts.TRANSPOSED_ROWS);

    /** A block of a transposed A. */
    final float[] rows = new float[VectorProducts.TRANSPOSED_ROWS / ColumnPanels.WIDTH * ColumnPanels.pitch(TERMS)];

    /** Packed panels of B. */
    final float[] panels = new float[(TERMS + 1) * VectorProducts.COLUMNS];

    /** The columns of C that fill no panel. */
    final float[] edge = new float[ROWS * Panels.WIDTH];
}
