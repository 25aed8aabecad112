package org.rnn4j.internal;

import static org.rnn4j.internal.Lanes.COUNT;
import static org.rnn4j.internal.Lanes.FLOATS;

import jdk.incubator.vector.FloatVector;

/** Sums and multiples of rows. The last vector is read before anything is written, as in {@link VectorMath}. */
final class VectorRows {

    private VectorRows() {
    }

    static void add(int n, float[] x, int xOffset, float[] y, int yOffset) {
        if (n < COUNT) {
            for (int j = 0; j < n; j++) {
                y[yOffset + j] += x[xOffset + j];
            }
            return;
        }
        int last = n - COUNT;
        FloatVector lastSum = FloatVector.fromArray(FLOATS, x, xOffset + last)
                .add(FloatVector.fromArray(FLOATS, y, yOffset + last));
        for (int j = 0; j < last; j += COUNT) {
            FloatVector.fromArray(FLOATS, x, xOffset + j).add(FloatVector.fromArray(FLOATS, y, yOffset + j))
                    .intoArray(y, yOffset + j);
        }
        lastSum.intoArray(y, yOffset + last);
    }

    static void scale(int n, float factor, float[] y, int yOffset) {
        if (n < COUNT) {
            for (int j = 0; j < n; j++) {
                y[yOffset + j] *= factor;
            }
            return;
        }
        int last = n - COUNT;
        FloatVector lastProduct = FloatVector.fromArray(FLOATS, y, yOffset + last).mul(factor);
        for (int j = 0; j < last; j += COUNT) {
            FloatVector.fromArray(FLOATS, y, yOffset + j).mul(factor).intoArray(y, yOffset + j);
        }
        lastProduct.intoArray(y, yOffset + last);
    }

    static void addColumnSums(int m, int n, float[] a, int aOffset, int lda, float[] sum, int sumOffset) {
        int j = 0;
        for (; j + 4 * COUNT <= n; j += 4 * COUNT) {
            four(m, a, aOffset + j, lda, sum, sumOffset + j);
        }
        for (; j + COUNT <= n; j += COUNT) {
            one(m, a, aOffset + j, lda, sum, sumOffset + j);
        }
        for (; j < n; j++) {
            float s = sum[sumOffset + j];
            for (int i = 0; i < m; i++) {
                s += a[aOffset + i * lda + j];
            }
            sum[sumOffset + j] = s;
        }
    }

    /** 4 vectors of columns at once, so that 4 sums are in flight and a row's columns are read together. */
    private static void four(int m, float[] a, int aAt, int lda, float[] sum, int at) {
        FloatVector s0 = FloatVector.fromArray(FLOATS, sum, at);
        FloatVector s1 = FloatVector.fromArray(FLOATS, sum, at + COUNT);
        FloatVector s2 = FloatVector.fromArray(FLOATS, sum, at + 2 * COUNT);
        FloatVector s3 = FloatVector.fromArray(FLOATS, sum, at + 3 * COUNT);
        for (int i = 0; i < m; i++) {
            int row = aAt + i * lda;
            s0 = s0.add(FloatVector.fromArray(FLOATS, a, row));
            s1 = s1.add(FloatVector.fromArray(FLOATS, a, row + COUNT));
            s2 = s2.add(FloatVector.fromArray(FLOATS, a, row + 2 * COUNT));
            s3 = s3.add(FloatVector.fromArray(FLOATS, a, row + 3 * COUNT));
        }
        s0.intoArray(sum, at);
        s1.intoArray(sum, at + COUNT);
        s2.intoArray(sum, at + 2 * COUNT);
        s3.intoArray(sum, at + 3 * COUNT);
    }

    private static void one(int m, float[] a, int aAt, int lda, float[] sum, int at) {
        FloatVector s = FloatVector.fromArray(FLOATS, sum, at);
        for (int i = 0; i < m; i++) {
            s = s.add(FloatVector.fromArray(FLOATS, a, aAt + i * lda));
        }
        s.intoArray(sum, at);
    }
}
