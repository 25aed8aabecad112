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

    private static final int ROWS = 8;

    private VectorDots() {
    }

    static void transposedB(int m, int n, int k, float[] a, int aOffset, int lda, float[] b, int bOffset, int ldb,
                            boolean accumulate, float[] c, int cOffset, int ldc, float[] sums) {
        for (int i = 0; i < m; i++) {
            for (int j = 0; j < n; j += ROWS) {
                int rows = Math.min(ROWS, n - j);
                int from = bOffset + j * ldb;
                // Where less rows are left, the last is multiplied again and the result not kept.
                int last = from + (rows - 1) * ldb;
                eight(k, a, aOffset + i * lda, b, from, Math.min(from + ldb, last), Math.min(from + 2 * ldb, last),
                        Math.min(from + 3 * ldb, last), Math.min(from + 4 * ldb, last), Math.min(from + 5 * ldb, last),
                        Math.min(from + 6 * ldb, last), Math.min(from + 7 * ldb, last), sums);
                int to = cOffset + i * ldc + j;
                for (int r = 0; r < rows; r++) {
                    c[to + r] = accumulate ? c[to + r] + sums[r] : sums[r];
                }
            }
        }
    }

    /** 8 rows of B: 8 sums in flight, as many as 2 units of 4 cycles can use, and A is loaded once for all. */
    private static void eight(int k, float[] a, int aAt, float[] b, int row0, int row1, int row2, int row3,
                              int row4, int row5, int row6, int row7, float[] sums) {
        FloatVector s0 = FloatVector.zero(FLOATS);
        FloatVector s1 = s0;
        FloatVector s2 = s0;
        FloatVector s3 = s0;
        FloatVector s4 = s0;
        FloatVector s5 = s0;
        FloatVector s6 = s0;
        FloatVector s7 = s0;
        int end = k - k % COUNT;
        for (int l = 0; l < end; l += COUNT) {
            FloatVector x = FloatVector.fromArray(FLOATS, a, aAt + l);
            s0 = x.fma(FloatVector.fromArray(FLOATS, b, row0 + l), s0);
            s1 = x.fma(FloatVector.fromArray(FLOATS, b, row1 + l), s1);
            s2 = x.fma(FloatVector.fromArray(FLOATS, b, row2 + l), s2);
            s3 = x.fma(FloatVector.fromArray(FLOATS, b, row3 + l), s3);
            s4 = x.fma(FloatVector.fromArray(FLOATS, b, row4 + l), s4);
            s5 = x.fma(FloatVector.fromArray(FLOATS, b, row5 + l), s5);
            s6 = x.fma(FloatVector.fromArray(FLOATS, b, row6 + l), s6);
            s7 = x.fma(FloatVector.fromArray(FLOATS, b, row7 + l), s7);
        }
        if (COUNT >= 16) {
            s0 = s0.add(s0.rearrange(BY_8));
            s1 = s1.add(s1.rearrange(BY_8));
            s2 = s2.add(s2.rearrange(BY_8));
            s3 = s3.add(s3.rearrange(BY_8));
            s4 = s4.add(s4.rearrange(BY_8));
            s5 = s5.add(s5.rearrange(BY_8));
            s6 = s6.add(s6.rearrange(BY_8));
            s7 = s7.add(s7.rearrange(BY_8));
        }
        if (COUNT >= 8) {
            s0 = s0.add(s0.rearrange(BY_4));
            s1 = s1.add(s1.rearrange(BY_4));
            s2 = s2.add(s2.rearrange(BY_4));
            s3 = s3.add(s3.rearrange(BY_4));
            s4 = s4.add(s4.rearrange(BY_4));
            s5 = s5.add(s5.rearrange(BY_4));
            s6 = s6.add(s6.rearrange(BY_4));
            s7 = s7.add(s7.rearrange(BY_4));
        }
        s0 = s0.add(s0.rearrange(BY_2));
        s1 = s1.add(s1.rearrange(BY_2));
        s2 = s2.add(s2.rearrange(BY_2));
        s3 = s3.add(s3.rearrange(BY_2));
        s4 = s4.add(s4.rearrange(BY_2));
        s5 = s5.add(s5.rearrange(BY_2));
        s6 = s6.add(s6.rearrange(BY_2));
        s7 = s7.add(s7.rearrange(BY_2));
        sums[0] = s0.add(s0.rearrange(BY_1)).lane(0);
        sums[1] = s1.add(s1.rearrange(BY_1)).lane(0);
        sums[2] = s2.add(s2.rearrange(BY_1)).lane(0);
        sums[3] = s3.add(s3.rearrange(BY_1)).lane(0);
        sums[4] = s4.add(s4.rearrange(BY_1)).lane(0);
        sums[5] = s5.add(s5.rearrange(BY_1)).lane(0);
        sums[6] = s6.add(s6.rearrange(BY_1)).lane(0);
        sums[7] = s7.add(s7.rearrange(BY_1)).lane(0);
        for (int l = end; l < k; l++) {
            float x = a[aAt + l];
            sums[0] = Math.fma(x, b[row0 + l], sums[0]);
            sums[1] = Math.fma(x, b[row1 + l], sums[1]);
            sums[2] = Math.fma(x, b[row2 + l], sums[2]);
            sums[3] = Math.fma(x, b[row3 + l], sums[3]);
            sums[4] = Math.fma(x, b[row4 + l], sums[4]);
            sums[5] = Math.fma(x, b[row5 + l], sums[5]);
            sums[6] = Math.fma(x, b[row6 + l], sums[6]);
            sums[7] = Math.fma(x, b[row7 + l], sums[7]);
        }
    }
}
