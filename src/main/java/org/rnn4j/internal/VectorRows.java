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

    /** Rows in the order they lie in, which is what the hardware fetches ahead; strips of columns took five times as long. */
    static void addColumnSums(int m, int n, float[] a, int aOffset, int lda, float[] sum, int sumOffset) {
        int whole = n - n % COUNT;
        int i = 0;
        for (; i + 4 <= m; i += 4) {
            addFour(whole, a, aOffset + i * lda, lda, sum, sumOffset);
        }
        for (; i < m; i++) {
            add(whole, a, aOffset + i * lda, sum, sumOffset);
        }
        for (int j = whole; j < n; j++) {
            float s = sum[sumOffset + j];
            for (int row = 0; row < m; row++) {
                s += a[aOffset + row * lda + j];
            }
            sum[sumOffset + j] = s;
        }
    }

    /** Four rows at once, so that the sums are read and written once for them. */
    private static void addFour(int n, float[] a, int aAt, int lda, float[] sum, int at) {
        int second = aAt + lda;
        int third = second + lda;
        int fourth = third + lda;
        for (int j = 0; j < n; j += COUNT) {
            FloatVector.fromArray(FLOATS, sum, at + j)
                    .add(FloatVector.fromArray(FLOATS, a, aAt + j))
                    .add(FloatVector.fromArray(FLOATS, a, second + j))
                    .add(FloatVector.fromArray(FLOATS, a, third + j))
                    .add(FloatVector.fromArray(FLOATS, a, fourth + j))
                    .intoArray(sum, at + j);
        }
    }
}
