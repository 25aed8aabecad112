package org.rnn4j.tensor;

import org.ejml.data.FMatrixRMaj;

/**
 * A weight matrix, or some of its columns, laid out for the many products of one window: packed once, used by all steps.
 * When only few rows will be multiplied, packing would cost more than it saves, and the matrix is used where it lies.
 *
 * <p>Call {@link #refresh} or {@link #refreshTransposed} at the start of each pass; the weights may have changed. The
 * multiplying methods change nothing here and may run on several threads.
 */
public final class PackedWeight {

    /** Below this many rows in a pass, products read the weights in place: packing costs about as much as two rows. */
    private static final int ROWS_WORTH_PACKING = 8;

    private final Kernels kernels;
    private final int rows;
    private final int columns;
    private float[] packed;
    private float[] packedTransposed;
    private boolean direct;
    private boolean directTransposed;
    private float[] weight;
    private int firstColumn;
    private int leadingDimension;

    /** Makes room for nothing yet: the buffers come with the first pass that packs. */
    public PackedWeight(Kernels kernels, int rows, int columns) {
        this.kernels = kernels;
        this.rows = rows;
        this.columns = columns;
    }

    /**
     * Prepares {@link #multiply} with the columns from {@code firstColumn} on.
     *
     * @param totalRows how many rows all the products of this pass will have together; decides whether packing pays
     */
    public void refresh(FMatrixRMaj matrix, int firstColumn, int totalRows) {
        locate(matrix, firstColumn);
        direct = totalRows < ROWS_WORTH_PACKING;
        if (!direct) {
            if (packed == null) {
                packed = new float[kernels.packedLength(rows, columns)];
            }
            kernels.pack(rows, columns, weight, firstColumn, leadingDimension, packed);
        }
    }

    /** Prepares {@link #multiplyTransposed}, as {@link #refresh} does {@link #multiply}. */
    public void refreshTransposed(FMatrixRMaj matrix, int firstColumn, int totalRows) {
        locate(matrix, firstColumn);
        directTransposed = totalRows < ROWS_WORTH_PACKING;
        if (!directTransposed) {
            if (packedTransposed == null) {
                packedTransposed = new float[kernels.packedLength(columns, rows)];
            }
            kernels.packTransposed(columns, rows, weight, firstColumn, leadingDimension, packedTransposed);
        }
    }

    private void locate(FMatrixRMaj matrix, int firstColumn) {
        weight = matrix.data;
        leadingDimension = matrix.numCols;
        this.firstColumn = firstColumn;
    }

    /** {@code C[m, columns] (+)= A[m, rows] · W}. C is <em>Modified</em>. */
    public void multiply(int m, float[] a, int aOffset, int lda, boolean accumulate, float[] c, int cOffset, int ldc) {
        if (direct) {
            kernels.multiply(m, columns, rows, a, aOffset, lda, weight, firstColumn, leadingDimension,
                    accumulate, c, cOffset, ldc);
        } else {
            kernels.multiplyPacked(m, columns, rows, a, aOffset, lda, packed, accumulate, c, cOffset, ldc);
        }
    }

    /** {@code C[m, rows] (+)= A[m, columns] · Wᵀ}. C is <em>Modified</em>. */
    public void multiplyTransposed(int m, float[] a, int aOffset, int lda, boolean accumulate,
                                   float[] c, int cOffset, int ldc) {
        if (directTransposed) {
            kernels.multiplyTransposedB(m, rows, columns, a, aOffset, lda, weight, firstColumn, leadingDimension,
                    accumulate, c, cOffset, ldc);
        } else {
            kernels.multiplyPacked(m, rows, columns, a, aOffset, lda, packedTransposed, accumulate, c, cOffset, ldc);
        }
    }
}
