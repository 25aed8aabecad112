package org.rnn4j.internal;

import org.rnn4j.tensor.Kernels;

/** Kernels on the vectors of {@code jdk.incubator.vector}, as wide as the machine's. */
final class VectorKernels implements Kernels {

    private final Pool<PanelScratch> pool = new Pool<>(PanelScratch::new);

    @Override
    public String name() {
        return "vector";
    }

    @Override
    public boolean packsForSingleRows() {
        return false;
    }

    @Override
    public boolean multipliesTransposedInParts() {
        return true;
    }

    @Override
    public int packedLength(int k, int n) {
        return Panels.packedLength(k, n);
    }

    @Override
    public void pack(int k, int n, float[] b, int bOffset, int ldb, float[] packed) {
        Panels.pack(k, n, b, bOffset, ldb, packed);
    }

    @Override
    public void packTransposed(int k, int n, float[] b, int bOffset, int ldb, float[] packed) {
        Panels.packTransposed(k, n, b, bOffset, ldb, packed);
    }

    @Override
    public void multiplyPacked(int m, int n, int k, float[] a, int aOffset, int lda, float[] packed,
                               boolean accumulate, float[] c, int cOffset, int ldc) {
        PanelScratch scratch = pool.take();
        VectorProducts.packed(m, n, k, a, aOffset, lda, packed, accumulate, c, cOffset, ldc, scratch);
        pool.giveBack(scratch);
    }

    @Override
    public void multiply(int m, int n, int k, float[] a, int aOffset, int lda, float[] b, int bOffset, int ldb,
                         boolean accumulate, float[] c, int cOffset, int ldc) {
        PanelScratch scratch = pool.take();
        VectorRowProducts.multiply(m, n, k, a, aOffset, lda, b, bOffset, ldb, accumulate, c, cOffset, ldc, scratch);
        pool.giveBack(scratch);
    }

    @Override
    public void multiplyTransposedB(int m, int n, int k, float[] a, int aOffset, int lda, float[] b, int bOffset, int ldb,
                                    boolean accumulate, float[] c, int cOffset, int ldc) {
        PanelScratch scratch = pool.take();
        VectorDots.transposedB(m, n, k, a, aOffset, lda, b, bOffset, ldb, accumulate, c, cOffset, ldc, scratch.sums);
        pool.giveBack(scratch);
    }

    @Override
    public void multiplyTransposedA(int m, int n, int k, float[] a, int aOffset, int lda, float[] b, int bOffset, int ldb,
                                    boolean accumulate, float[] c, int cOffset, int ldc) {
        PanelScratch scratch = pool.take();
        VectorProducts.transposedA(m, n, k, a, aOffset, lda, b, bOffset, ldb, accumulate, c, cOffset, ldc, scratch);
        pool.giveBack(scratch);
    }

    @Override
    public void addColumnSums(int m, int n, float[] a, int aOffset, int lda, float[] sum, int sumOffset) {
        VectorRows.addColumnSums(m, n, a, aOffset, lda, sum, sumOffset);
    }

    @Override
    public void add(int n, float[] x, int xOffset, float[] y, int yOffset) {
        VectorRows.add(n, x, xOffset, y, yOffset);
    }

    @Override
    public void addRows(int m, int n, float[] x, int xOffset, int ldx, int[] ids, int idsOffset, float[] y, int yOffset, int ldy) {
        PanelScratch scratch = pool.take();
        for (int i = 0; i < m; i++) {
            scratch.touched += Ahead.touch(i, m, n, x, xOffset, ldx);
            VectorRows.add(n, x, xOffset + i * ldx, y, yOffset + ids[idsOffset + i] * ldy);
        }
        pool.giveBack(scratch);
    }

    @Override
    public void scale(int n, float factor, float[] y, int yOffset) {
        VectorRows.scale(n, factor, y, yOffset);
    }

    @Override
    public void tanh(int n, float[] x, int xOffset, float[] y, int yOffset) {
        VectorMath.tanh(n, x, xOffset, y, yOffset);
    }

    @Override
    public void sigmoid(int n, float[] x, int xOffset, float[] y, int yOffset) {
        VectorMath.sigmoid(n, x, xOffset, y, yOffset);
    }

    @Override
    public double softmax(int n, float[] x, int xOffset, float[] y, int yOffset) {
        float max = Maximum.of(n, x, xOffset);
        VectorMath.expOfDifference(n, x, xOffset, max, y, yOffset);
        double sum = DoubleSums.sum(n, y, yOffset);
        VectorRows.scale(n, (float) (1 / sum), y, yOffset);
        return max + Math.log(sum);
    }

    @Override
    public double sumOfSquares(int n, float[] x, int xOffset) {
        return DoubleSums.squares(n, x, xOffset);
    }

    @Override
    public void lstm(int rows, int size, float[] x, int xOffset, float[] a, int aOffset, float[] h, float[] c, int previous, int next) {
        for (int n = 0; n < rows; n++) {
            VectorCells.lstm(size, x, xOffset + n * 4 * size, a, aOffset + n * 4 * size, h, c, previous + n * size, next + n * size);
        }
    }

    @Override
    public void lstmBackward(int rows, int size, float[] a, int aOffset, float[] c, int previous, int next, float[] dh,
                             float[] dc, int unit) {
        PanelScratch scratch = pool.take();
        for (int n = 0; n < rows; n++) {
            scratch.touched += Ahead.touch(n, rows, 4 * size, a, aOffset, 4 * size);
            VectorCells.lstmBackward(size, a, aOffset + n * 4 * size, c, previous + n * size, next + n * size, dh, dc, unit + n * size);
        }
        pool.giveBack(scratch);
    }

    @Override
    public void gruReset(int rows, int size, float[] a, int aOffset, float[] u, int uOffset, float[] s, int sOffset) {
        for (int n = 0; n < rows; n++) {
            VectorGru.reset(size, a, aOffset + n * 3 * size, u, uOffset + n * size, s, sOffset + n * size);
        }
    }

    @Override
    public void gruUpdate(int rows, int size, float[] a, int aOffset, float[] h, int previous, int next) {
        for (int n = 0; n < rows; n++) {
            VectorGru.update(size, a, aOffset + n * 3 * size, h, previous + n * size, next + n * size);
        }
    }

    @Override
    public void gruUpdateBackward(int rows, int size, float[] a, int aOffset, float[] h, int previous, float[] dh, int unit) {
        for (int n = 0; n < rows; n++) {
            VectorGru.updateBackward(size, a, aOffset + n * 3 * size, h, previous + n * size, dh, unit + n * size);
        }
    }

    @Override
    public void gruResetBackward(int rows, int size, float[] a, int aOffset, float[] u, int uOffset, float[] ds, int dsOffset) {
        for (int n = 0; n < rows; n++) {
            VectorGru.resetBackward(size, a, aOffset + n * 3 * size, u, uOffset + n * size, ds, dsOffset + n * size);
        }
    }

    @Override
    public void gruAfter(int rows, int size, float[] a, float[] q, int aOffset, float[] b, float[] h, int previous, int next) {
        for (int n = 0; n < rows; n++) {
            VectorGru.after(size, a, q, aOffset + n * 3 * size, b, h, previous + n * size, next + n * size);
        }
    }

    @Override
    public void gruAfterBackward(int rows, int size, float[] a, float[] q, int aOffset, float[] h, int previous, float[] dh,
                                 int unit) {
        for (int n = 0; n < rows; n++) {
            VectorGru.afterBackward(size, a, q, aOffset + n * 3 * size, h, previous + n * size, dh, unit + n * size);
        }
    }

    @Override
    public void tanhBackward(int n, float[] y, int yOffset, float[] dy, int dyOffset, float[] dx, int dxOffset) {
        VectorCells.tanhBackward(n, y, yOffset, dy, dyOffset, dx, dxOffset);
    }

    @Override
    public String toString() {
        return "VectorKernels(" + Lanes.COUNT + " lanes)";
    }
}
