package org.rnn4j.internal;

import org.ejml.data.FMatrixRMaj;
import org.ejml.dense.row.CommonOps_FDRM;
import org.rnn4j.tensor.Kernels;

/**
 * Products by EJML's own multiplication, the rest as in {@link ScalarKernels}: kept to compare with, never chosen by itself.
 *
 * <p>EJML multiplies whole matrices that start their array, so operands that do not are copied, and the product is formed
 * apart before it goes to C. This provider alone therefore breaks the promise of {@link Kernels} to allocate nothing.
 */
final class EjmlKernels extends ScalarKernels {

    @Override
    public String name() {
        return "ejml";
    }

    @Override
    public int packedLength(int k, int n) {
        return k * n;
    }

    @Override
    public void pack(int k, int n, float[] b, int bOffset, int ldb, float[] packed) {
        for (int l = 0; l < k; l++) {
            System.arraycopy(b, bOffset + l * ldb, packed, l * n, n);
        }
    }

    @Override
    public void packTransposed(int k, int n, float[] b, int bOffset, int ldb, float[] packed) {
        CommonOps_FDRM.transpose(matrix(n, k, b, bOffset, ldb), FMatrixRMaj.wrap(k, n, packed));
    }

    @Override
    public void multiplyPacked(int m, int n, int k, float[] a, int aOffset, int lda, float[] packed,
                               boolean accumulate, float[] c, int cOffset, int ldc) {
        multiply(m, n, k, a, aOffset, lda, packed, 0, n, accumulate, c, cOffset, ldc);
    }

    @Override
    public void multiply(int m, int n, int k, float[] a, int aOffset, int lda, float[] b, int bOffset, int ldb,
                         boolean accumulate, float[] c, int cOffset, int ldc) {
        FMatrixRMaj product = new FMatrixRMaj(m, n);
        CommonOps_FDRM.mult(matrix(m, k, a, aOffset, lda), matrix(k, n, b, bOffset, ldb), product);
        put(product, accumulate, c, cOffset, ldc);
    }

    @Override
    public void multiplyTransposedB(int m, int n, int k, float[] a, int aOffset, int lda, float[] b, int bOffset, int ldb,
                                    boolean accumulate, float[] c, int cOffset, int ldc) {
        FMatrixRMaj product = new FMatrixRMaj(m, n);
        CommonOps_FDRM.multTransB(matrix(m, k, a, aOffset, lda), matrix(n, k, b, bOffset, ldb), product);
        put(product, accumulate, c, cOffset, ldc);
    }

    @Override
    public void multiplyTransposedA(int m, int n, int k, float[] a, int aOffset, int lda, float[] b, int bOffset, int ldb,
                                    boolean accumulate, float[] c, int cOffset, int ldc) {
        FMatrixRMaj product = new FMatrixRMaj(m, n);
        CommonOps_FDRM.multTransA(matrix(k, m, a, aOffset, lda), matrix(k, n, b, bOffset, ldb), product);
        put(product, accumulate, c, cOffset, ldc);
    }

    private static FMatrixRMaj matrix(int rows, int columns, float[] data, int offset, int ld) {
        if (offset == 0 && ld == columns) {
            return FMatrixRMaj.wrap(rows, columns, data);
        }
        FMatrixRMaj copy = new FMatrixRMaj(rows, columns);
        for (int i = 0; i < rows; i++) {
            System.arraycopy(data, offset + i * ld, copy.data, i * columns, columns);
        }
        return copy;
    }

    private void put(FMatrixRMaj product, boolean accumulate, float[] c, int cOffset, int ldc) {
        int n = product.numCols;
        for (int i = 0; i < product.numRows; i++) {
            if (accumulate) {
                add(n, product.data, i * n, c, cOffset + i * ldc);
            } else {
                System.arraycopy(product.data, i * n, c, cOffset + i * ldc, n);
            }
        }
    }
}
