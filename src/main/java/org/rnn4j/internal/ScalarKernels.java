package org.rnn4j.internal;

import org.rnn4j.tensor.FloatMath;
import org.rnn4j.tensor.Kernels;

/** Kernels in plain Java, in loops that C2 vectorises where that is worth a copy to {@link Scratch}. */
class ScalarKernels implements Kernels {

    /** With fewer elements, copying costs more than vectors save. */
    private static final int FEWEST_ELEMENTS = 32;

    private final Pool<Scratch> pool = new Pool<>(Scratch::new);

    @Override
    public String name() {
        return "scalar";
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
        // 16 floats of a row of B are one cache line, which stays near until all 16 columns have been written.
        for (int l = 0; l < k; l += 16) {
            for (int j = 0; j < n; j++) {
                for (int t = l; t < Math.min(k, l + 16); t++) {
                    packed[t * n + j] = b[bOffset + j * ldb + t];
                }
            }
        }
    }

    @Override
    public void multiplyPacked(int m, int n, int k, float[] a, int aOffset, int lda, float[] packed,
                               boolean accumulate, float[] c, int cOffset, int ldc) {
        multiply(m, n, k, a, aOffset, lda, packed, 0, n, accumulate, c, cOffset, ldc);
    }

    @Override
    public void multiply(int m, int n, int k, float[] a, int aOffset, int lda, float[] b, int bOffset, int ldb,
                         boolean accumulate, float[] c, int cOffset, int ldc) {
        Scratch scratch = pool.take();
        ScalarProducts.multiply(m, n, k, a, aOffset, lda, 1, b, bOffset, ldb, accumulate, c, cOffset, ldc, scratch);
        pool.giveBack(scratch);
    }

    @Override
    public void multiplyTransposedB(int m, int n, int k, float[] a, int aOffset, int lda, float[] b, int bOffset, int ldb,
                                    boolean accumulate, float[] c, int cOffset, int ldc) {
        ScalarProducts.transposedB(m, n, k, a, aOffset, lda, b, bOffset, ldb, accumulate, c, cOffset, ldc);
    }

    @Override
    public void multiplyTransposedA(int m, int n, int k, float[] a, int aOffset, int lda, float[] b, int bOffset, int ldb,
                                    boolean accumulate, float[] c, int cOffset, int ldc) {
        Scratch scratch = pool.take();
        ScalarProducts.multiply(m, n, k, a, aOffset, 1, lda, b, bOffset, ldb, accumulate, c, cOffset, ldc, scratch);
        pool.giveBack(scratch);
    }

    @Override
    public void addColumnSums(int m, int n, float[] a, int aOffset, int lda, float[] sum, int sumOffset) {
        Scratch scratch = pool.take();
        for (int j = 0; j < n; j += Scratch.WIDTH) {
            int width = Math.min(Scratch.WIDTH, n - j);
            System.arraycopy(sum, sumOffset + j, scratch.first(), 0, width);
            for (int i = 0; i < m; i++) {
                System.arraycopy(a, aOffset + i * lda + j, scratch.second(), 0, width);
                addRows(width, scratch.second(), scratch.first());
            }
            System.arraycopy(scratch.first(), 0, sum, sumOffset + j, width);
        }
        pool.giveBack(scratch);
    }

    private static void addRows(int n, float[] x, float[] y) {
        for (int j = 0; j < n; j++) {
            y[j] += x[j];
        }
    }

    @Override
    public void add(int n, float[] x, int xOffset, float[] y, int yOffset) {
        for (int j = 0; j < n; j++) {
            y[yOffset + j] += x[xOffset + j];           // not vectorised, but copying three times would take as long
        }
    }

    @Override
    public void addRows(int m, int n, float[] x, int xOffset, int ldx, int[] ids, int idsOffset, float[] y, int yOffset, int ldy) {
        for (int i = 0; i < m; i++) {
            add(n, x, xOffset + i * ldx, y, yOffset + ids[idsOffset + i] * ldy);
        }
    }

    @Override
    public void scale(int n, float factor, float[] y, int yOffset) {
        for (int j = 0; j < n; j++) {
            y[yOffset + j] *= factor;
        }
    }

    @Override
    public void tanh(int n, float[] x, int xOffset, float[] y, int yOffset) {
        if (n < FEWEST_ELEMENTS) {
            for (int j = 0; j < n; j++) {
                y[yOffset + j] = FloatMath.tanh(x[xOffset + j]);
            }
            return;
        }
        Scratch scratch = pool.take();
        ScalarMath.tanh(n, x, xOffset, y, yOffset, scratch);
        pool.giveBack(scratch);
    }

    @Override
    public void sigmoid(int n, float[] x, int xOffset, float[] y, int yOffset) {
        if (n < FEWEST_ELEMENTS) {
            for (int j = 0; j < n; j++) {
                y[yOffset + j] = FloatMath.sigmoid(x[xOffset + j]);
            }
            return;
        }
        Scratch scratch = pool.take();
        ScalarMath.sigmoid(n, x, xOffset, y, yOffset, scratch);
        pool.giveBack(scratch);
    }

    @Override
    public double softmax(int n, float[] x, int xOffset, float[] y, int yOffset) {
        float max = Maximum.of(n, x, xOffset);
        Scratch scratch = pool.take();
        ScalarMath.expOfDifference(n, x, xOffset, max, y, yOffset, scratch);
        pool.giveBack(scratch);
        double sum = DoubleSums.sum(n, y, yOffset);
        scale(n, (float) (1 / sum), y, yOffset);
        return max + Math.log(sum);
    }

    @Override
    public double sumOfSquares(int n, float[] x, int xOffset) {
        return DoubleSums.squares(n, x, xOffset);
    }

    @Override
    public void lstm(int rows, int size, float[] x, int xOffset, float[] a, int aOffset, float[] h, float[] c, int previous, int next) {
        if (size < FEWEST_ELEMENTS) {
            for (int n = 0; n < rows; n++) {
                ScalarCells.lstm(size, x, xOffset + n * 4 * size, a, aOffset + n * 4 * size, h, c, previous + n * size, next + n * size);
            }
            return;
        }
        Scratch scratch = pool.take();
        for (int n = 0; n < rows; n++) {
            ScalarStrips.lstm(size, x, xOffset + n * 4 * size, a, aOffset + n * 4 * size, h, c, previous + n * size, next + n * size,
                    scratch);
        }
        pool.giveBack(scratch);
    }

    @Override
    public void lstmBackward(int rows, int size, float[] a, int aOffset, float[] c, int previous, int next, float[] dh,
                             float[] dc, int unit) {
        if (size < FEWEST_ELEMENTS) {
            for (int n = 0; n < rows; n++) {
                ScalarCells.lstmBackward(size, a, aOffset + n * 4 * size, c, previous + n * size, next + n * size, dh, dc, unit + n * size);
            }
            return;
        }
        Scratch scratch = pool.take();
        for (int n = 0; n < rows; n++) {
            ScalarStrips.lstmBackward(size, a, aOffset + n * 4 * size, c, previous + n * size, next + n * size, dh, dc, unit + n * size,
                    scratch);
        }
        pool.giveBack(scratch);
    }

    @Override
    public void gruReset(int rows, int size, float[] a, int aOffset, float[] u, int uOffset, float[] s, int sOffset) {
        if (size < FEWEST_ELEMENTS) {
            for (int n = 0; n < rows; n++) {
                ScalarCells.gruReset(size, a, aOffset + n * 3 * size, u, uOffset + n * size, s, sOffset + n * size);
            }
            return;
        }
        Scratch scratch = pool.take();
        for (int n = 0; n < rows; n++) {
            ScalarStrips.gruReset(size, a, aOffset + n * 3 * size, u, uOffset + n * size, s, sOffset + n * size,
                    scratch);
        }
        pool.giveBack(scratch);
    }

    @Override
    public void gruUpdate(int rows, int size, float[] a, int aOffset, float[] h, int previous, int next) {
        if (size < FEWEST_ELEMENTS) {
            for (int n = 0; n < rows; n++) {
                ScalarCells.gruUpdate(size, a, aOffset + n * 3 * size, h, previous + n * size, next + n * size);
            }
            return;
        }
        Scratch scratch = pool.take();
        for (int n = 0; n < rows; n++) {
            ScalarStrips.gruUpdate(size, a, aOffset + n * 3 * size, h, previous + n * size, next + n * size,
                    scratch);
        }
        pool.giveBack(scratch);
    }

    @Override
    public void gruUpdateBackward(int rows, int size, float[] a, int aOffset, float[] h, int previous, float[] dh, int unit) {
        for (int n = 0; n < rows; n++) {
            ScalarCells.gruUpdateBackward(size, a, aOffset + n * 3 * size, h, previous + n * size, dh, unit + n * size);
        }
    }

    @Override
    public void gruResetBackward(int rows, int size, float[] a, int aOffset, float[] u, int uOffset, float[] ds, int dsOffset) {
        for (int n = 0; n < rows; n++) {
            ScalarCells.gruResetBackward(size, a, aOffset + n * 3 * size, u, uOffset + n * size, ds, dsOffset + n * size);
        }
    }

    @Override
    public void gruAfter(int rows, int size, float[] a, float[] q, int aOffset, float[] b, float[] h, int previous, int next) {
        if (size < FEWEST_ELEMENTS) {
            for (int n = 0; n < rows; n++) {
                ScalarCells.gruAfter(size, a, q, aOffset + n * 3 * size, b, h, previous + n * size, next + n * size);
            }
            return;
        }
        Scratch scratch = pool.take();
        for (int n = 0; n < rows; n++) {
            ScalarStrips.gruAfter(size, a, q, aOffset + n * 3 * size, b, h, previous + n * size, next + n * size,
                    scratch);
        }
        pool.giveBack(scratch);
    }

    @Override
    public void gruAfterBackward(int rows, int size, float[] a, float[] q, int aOffset, float[] h, int previous, float[] dh,
                                 int unit) {
        for (int n = 0; n < rows; n++) {
            ScalarCells.gruAfterBackward(size, a, q, aOffset + n * 3 * size, h, previous + n * size, dh, unit + n * size);
        }
    }

    @Override
    public void tanhBackward(int n, float[] y, int yOffset, float[] dy, int dyOffset, float[] dx, int dxOffset) {
        ScalarCells.tanhBackward(n, y, yOffset, dy, dyOffset, dx, dxOffset);
    }
}
