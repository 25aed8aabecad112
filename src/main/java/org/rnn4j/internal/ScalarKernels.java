package org.rnn4j.internal;

import org.rnn4j.tensor.FloatMath;
import org.rnn4j.tensor.Kernels;

/** Plain loops. */
class ScalarKernels implements Kernels {

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
        for (int l = 0; l < k; l++) {
            for (int j = 0; j < n; j++) {
                packed[l * n + j] = b[bOffset + j * ldb + l];
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
        for (int i = 0; i < m; i++) {
            clear(accumulate, c, cOffset + i * ldc, n);
            for (int l = 0; l < k; l++) {
                axpy(n, a[aOffset + i * lda + l], b, bOffset + l * ldb, c, cOffset + i * ldc);
            }
        }
    }

    @Override
    public void multiplyTransposedB(int m, int n, int k, float[] a, int aOffset, int lda, float[] b, int bOffset, int ldb,
                                    boolean accumulate, float[] c, int cOffset, int ldc) {
        for (int i = 0; i < m; i++) {
            for (int j = 0; j < n; j++) {
                float sum = 0;
                for (int l = 0; l < k; l++) {
                    sum = Math.fma(a[aOffset + i * lda + l], b[bOffset + j * ldb + l], sum);
                }
                int at = cOffset + i * ldc + j;
                c[at] = accumulate ? c[at] + sum : sum;
            }
        }
    }

    @Override
    public void multiplyTransposedA(int m, int n, int k, float[] a, int aOffset, int lda, float[] b, int bOffset, int ldb,
                                    boolean accumulate, float[] c, int cOffset, int ldc) {
        for (int i = 0; i < m; i++) {
            clear(accumulate, c, cOffset + i * ldc, n);
            for (int l = 0; l < k; l++) {
                axpy(n, a[aOffset + l * lda + i], b, bOffset + l * ldb, c, cOffset + i * ldc);
            }
        }
    }

    private static void clear(boolean accumulate, float[] c, int offset, int n) {
        if (!accumulate) {
            java.util.Arrays.fill(c, offset, offset + n, 0);
        }
    }

    private static void axpy(int n, float s, float[] x, int xOffset, float[] y, int yOffset) {
        for (int j = 0; j < n; j++) {
            y[yOffset + j] = Math.fma(s, x[xOffset + j], y[yOffset + j]);
        }
    }

    @Override
    public void addColumnSums(int m, int n, float[] a, int aOffset, int lda, float[] sum, int sumOffset) {
        for (int i = 0; i < m; i++) {
            add(n, a, aOffset + i * lda, sum, sumOffset);
        }
    }

    @Override
    public void add(int n, float[] x, int xOffset, float[] y, int yOffset) {
        for (int j = 0; j < n; j++) {
            y[yOffset + j] += x[xOffset + j];
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
        for (int j = 0; j < n; j++) {
            y[yOffset + j] = FloatMath.tanh(x[xOffset + j]);
        }
    }

    @Override
    public void sigmoid(int n, float[] x, int xOffset, float[] y, int yOffset) {
        for (int j = 0; j < n; j++) {
            y[yOffset + j] = FloatMath.sigmoid(x[xOffset + j]);
        }
    }

    @Override
    public double softmax(int n, float[] x, int xOffset, float[] y, int yOffset) {
        float max = Float.NEGATIVE_INFINITY;
        for (int j = 0; j < n; j++) {
            max = Math.max(max, x[xOffset + j]);
        }
        double sum = 0;
        for (int j = 0; j < n; j++) {
            float e = FloatMath.exp(x[xOffset + j] - max);
            y[yOffset + j] = e;
            sum += e;
        }
        scale(n, (float) (1 / sum), y, yOffset);
        return max + Math.log(sum);
    }

    @Override
    public double sumOfSquares(int n, float[] x, int xOffset) {
        double sum = 0;
        for (int j = 0; j < n; j++) {
            double v = x[xOffset + j];
            sum += v * v;
        }
        return sum;
    }
}
