package org.rnn4j.internal;

/** What kernels on vectors need beside their operands, products on packed panels above all. */
final class PanelScratch {

    /** The most terms of a transposed product, and rows, that the arrays are meant for. */
    static final int TERMS = VectorProducts.TRANSPOSED_BLOCK + VectorProducts.TRANSPOSED_BLOCK / 2;
    static final int ROWS = VectorProducts.TRANSPOSED_ROWS + VectorProducts.TRANSPOSED_ROWS / 2;

    /** A block of A. Null where A is read where it lies. */
    final float[] left = RowScratch.newRows();

    /** A block of a transposed A. */
    final float[] rows = new float[ColumnPanels.length(ROWS)];

    /** The sums of a row that is multiplied in place, or of some of its columns. */
    final float[] sums = new float[VectorRowProducts.SUMS + VectorRowProducts.SUMS / 2];

    /** The columns of C that fill no panel. */
    final float[] edge = new float[ROWS * Panels.WIDTH];

    /** What {@link Ahead#touch} returned. */
    int touched;

    /** Packed panels of B: as large as the largest product so far needed them. */
    private float[] panels = {};

    /** The result of a transposed product with rows for columns: as large as the largest so far. */
    private float[] turned = {};

    /** {@return an array of at least so many floats} */
    float[] turned(int length) {
        turned = grown(turned, length);
        return turned;
    }

    /** {@return an array of at least so many floats} */
    float[] panels(int length) {
        panels = grown(panels, length);
        return panels;
    }

    private static float[] grown(float[] array, int length) {
        return array.length < length ? new float[length] : array;
    }
}
