package org.rnn4j.internal;

/**
 * What the kernels should compute, as the plainest loops in double precision. Beside each sum stands the sum of its terms'
 * magnitudes, which bounds what rounding may do to it.
 */
final class ReferenceKernels {

    private ReferenceKernels() {
    }

    /** Element {@code (i, j)} of a matrix somewhere in an array. */
    interface Element {
        double at(int i, int j);
    }

    /** {@code C (+)= A·B}; {@code magnitude} gets {@code Σ|a||b| (+ |c|)}. Both are <em>Modified</em>. */
    static void multiply(int m, int n, int k, Element a, Element b, boolean accumulate, double[][] c, double[][] magnitude) {
        for (int i = 0; i < m; i++) {
            for (int j = 0; j < n; j++) {
                double sum = accumulate ? c[i][j] : 0;
                double size = Math.abs(sum);
                for (int l = 0; l < k; l++) {
                    sum += a.at(i, l) * b.at(l, j);
                    size += Math.abs(a.at(i, l) * b.at(l, j));
                }
                c[i][j] = sum;
                magnitude[i][j] = size;
            }
        }
    }

    /** {@code y = softmax(x)}; returns {@code ln Σ exp(x)}. */
    static double softmax(double[] x, double[] y) {
        double max = Double.NEGATIVE_INFINITY;
        for (double v : x) {
            max = Math.max(max, v);
        }
        double sum = 0;
        for (double v : x) {
            sum += Math.exp(v - max);
        }
        for (int j = 0; j < x.length; j++) {
            y[j] = Math.exp(x[j] - max) / sum;
        }
        return max + Math.log(sum);
    }
}
