package org.rnn4j.internal;

/**
 * Sums in double precision. Four partial sums, of every fourth element each, are in flight at once; one alone would wait four
 * cycles for each addition. The order is fixed and depends on the length only.
 */
final class DoubleSums {

    private DoubleSums() {
    }

    /** {@return {@code Σ x}} */
    static double sum(int n, float[] x, int offset) {
        double s0 = 0;
        double s1 = 0;
        double s2 = 0;
        double s3 = 0;
        int j = 0;
        for (; j + 4 <= n; j += 4) {
            s0 += x[offset + j];
            s1 += x[offset + j + 1];
            s2 += x[offset + j + 2];
            s3 += x[offset + j + 3];
        }
        for (; j < n; j++) {
            s0 += x[offset + j];
        }
        return (s0 + s1) + (s2 + s3);
    }

    /** {@return {@code Σ x²}} */
    static double squares(int n, float[] x, int offset) {
        double s0 = 0;
        double s1 = 0;
        double s2 = 0;
        double s3 = 0;
        int j = 0;
        for (; j + 4 <= n; j += 4) {
            s0 += (double) x[offset + j] * x[offset + j];
            s1 += (double) x[offset + j + 1] * x[offset + j + 1];
            s2 += (double) x[offset + j + 2] * x[offset + j + 2];
            s3 += (double) x[offset + j + 3] * x[offset + j + 3];
        }
        for (; j < n; j++) {
            s0 += (double) x[offset + j] * x[offset + j];
        }
        return (s0 + s1) + (s2 + s3);
    }
}
