package org.rnn4j.internal;

import static org.rnn4j.internal.Lanes.COUNT;
import static org.rnn4j.internal.Lanes.FLOATS;

import jdk.incubator.vector.FloatVector;
import jdk.incubator.vector.VectorShuffle;

/**
 * {@code C (+)= A·Bᵀ} for few rows: rows of A times rows of B. Lane {@code v} sums the terms {@code v}, {@code v + COUNT}, …,
 * the lanes are added in halves, and the terms that make no vector follow one by one: an order of the number of terms alone.
 */
final class VectorDots {

    // The Vector API's own sum of lanes may take any order, and compiled code takes another than interpreted code.
    private static final VectorShuffle<Float> BY_8 = VectorShuffle.iota(FLOATS, 8 % COUNT, 1, true);
    private static final VectorShuffle<Float> BY_4 = VectorShuffle.iota(FLOATS, 4 % COUNT, 1, true);
    private static final VectorShuffle<Float> BY_2 = VectorShuffle.iota(FLOATS, 2 % COUNT, 1, true);
    private static final VectorShuffle<Float> BY_1 = VectorShuffle.iota(FLOATS, 1, 1, true);

    private VectorDots() {
    }

    static void transposedB(int m, int n, int k, float[] a, int aOffset, int lda, float[] b, int bOffset, int ldb,
                            boolean accumulate, float[] c, int cOffset, int ldc) {
        for (int i = 0; i < m; i++) {
            for (int j = 0; j < n; j += 4) {
                // Where less than 4 rows are left, the last is multiplied again and the result not kept.
                int last = bOffset + (n - 1) * ldb;
                int row = bOffset + j * ldb;
                four(k, a, aOffset + i * lda, b, row, Math.min(row + ldb, last), Math.min(row + 2 * ldb, last),
                        Math.min(row + 3 * ldb, last), accumulate, c, cOffset + i * ldc + j, n - j);
            }
        }
    }

    /** 4 rows of B: 4 sums in flight, and A is loaded once for all. Only the first {@code rows} results are kept. */
    private static void four(int k, float[] a, int aAt, float[] b, int row0, int row1, int row2, int row3,
                             boolean add, float[] c, int cAt, int rows) {
        FloatVector s0 = FloatVector.zero(FLOATS);
        FloatVector s1 = s0;
        FloatVector s2 = s0;
        FloatVector s3 = s0;
        int end = k - k % COUNT;
        for (int l = 0; l < end; l += COUNT) {
            FloatVector x = FloatVector.fromArray(FLOATS, a, aAt + l);
            s0 = x.fma(FloatVector.fromArray(FLOATS, b, row0 + l), s0);
            s1 = x.fma(FloatVector.fromArray(FLOATS, b, row1 + l), s1);
            s2 = x.fma(FloatVector.fromArray(FLOATS, b, row2 + l), s2);
            s3 = x.fma(FloatVector.fromArray(FLOATS, b, row3 + l), s3);
        }
        if (COUNT >= 16) {
            s0 = s0.add(s0.rearrange(BY_8));
            s1 = s1.add(s1.rearrange(BY_8));
            s2 = s2.add(s2.rearrange(BY_8));
            s3 = s3.add(s3.rearrange(BY_8));
        }
        if (COUNT >= 8) {
            s0 = s0.add(s0.rearrange(BY_4));
            s1 = s1.add(s1.rearrange(BY_4));
            s2 = s2.add(s2.rearrange(BY_4));
            s3 = s3.add(s3.rearrange(BY_4));
        }
        s0 = s0.add(s0.rearrange(BY_2));
        s1 = s1.add(s1.rearrange(BY_2));
        s2 = s2.add(s2.rearrange(BY_2));
        s3 = s3.add(s3.rearrange(BY_2));
        float sum0 = s0.add(s0.rearrange(BY_1)).lane(0);
        float sum1 = s1.add(s1.rearrange(BY_1)).lane(0);
        float sum2 = s2.add(s2.rearrange(BY_1)).lane(0);
        float sum3 = s3.add(s3.rearrange(BY_1)).lane(0);
        for (int l = end; l < k; l++) {
            float x = a[aAt + l];
            sum0 = Math.fma(x, b[row0 + l], sum0);
            sum1 = Math.fma(x, b[row1 + l], sum1);
            sum2 = Math.fma(x, b[row2 + l], sum2);
            sum3 = Math.fma(x, b[row3 + l], sum3);
        }
        c[cAt] = add ? c[cAt] + sum0 : sum0;
        if (rows > 1) {
            c[cAt + 1] = add ? c[cAt + 1] + sum1 : sum1;
        }
        if (rows > 2) {
            c[cAt + 2] = add ? c[cAt + 2] + sum2 : sum2;
        }
        if (rows > 3) {
            c[cAt + 3] = add ? c[cAt + 3] + sum3 : sum3;
        }
    }
}
