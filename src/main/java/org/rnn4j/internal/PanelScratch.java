package org.rnn4j.internal;

/** What a product on packed panels needs beside its operands. */
final class PanelScratch {

    /** The most terms and rows that the arrays are meant for. */
    static final int TERMS = VectorProducts.BLOCK + VectorProducts.BLOCK / 2;
    static final int ROWS = VectorProducts.ROWS;

    /** A transposed block of A. */
    final float[] rows = new float[ROWS * TERMS];

    /** Packed panels of B. */
    final float[] panels = new float[TERMS * VectorProducts.COLUMNS];

    /** The columns of C that fill no panel. */
    final float[] edge = new float[ROWS * Panels.WIDTH];
}
