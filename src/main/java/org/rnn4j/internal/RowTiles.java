package org.rnn4j.internal;

import static jdk.incubator.vector.VectorOperators.GE;
import static org.rnn4j.internal.Lanes.COUNT;
import static org.rnn4j.internal.Lanes.FLOATS;

import jdk.incubator.vector.FloatVector;
import jdk.incubator.vector.VectorMask;

/** The innermost loops of a single row times a matrix that was not packed: as {@link PackedTiles}, but through B as it lies. */
final class RowTiles {

    private RowTiles() {
    }

    /** 8 vectors of columns, so that 8 sums are in flight although there is only one row. */
    static void eight(int k, float[] a, int aAt, float[] b, int bAt, int ldb, float[] c, int cAt) {
        FloatVector s0 = FloatVector.zero(FLOATS);
        FloatVector s1 = s0;
        FloatVector s2 = s0;
        FloatVector s3 = s0;
        FloatVector s4 = s0;
        FloatVector s5 = s0;
        FloatVector s6 = s0;
        FloatVector s7 = s0;
        for (int l = 0; l < k; l++) {
            FloatVector x = FloatVector.broadcast(FLOATS, a[aAt + l]);
            int at = bAt + l * ldb;
            s0 = x.fma(FloatVector.fromArray(FLOATS, b, at), s0);
            s1 = x.fma(FloatVector.fromArray(FLOATS, b, at + COUNT), s1);
            s2 = x.fma(FloatVector.fromArray(FLOATS, b, at + 2 * COUNT), s2);
            s3 = x.fma(FloatVector.fromArray(FLOATS, b, at + 3 * COUNT), s3);
            s4 = x.fma(FloatVector.fromArray(FLOATS, b, at + 4 * COUNT), s4);
            s5 = x.fma(FloatVector.fromArray(FLOATS, b, at + 5 * COUNT), s5);
            s6 = x.fma(FloatVector.fromArray(FLOATS, b, at + 6 * COUNT), s6);
            s7 = x.fma(FloatVector.fromArray(FLOATS, b, at + 7 * COUNT), s7);
        }
        FloatVector.fromArray(FLOATS, c, cAt).add(s0).intoArray(c, cAt);
        FloatVector.fromArray(FLOATS, c, cAt + COUNT).add(s1).intoArray(c, cAt + COUNT);
        FloatVector.fromArray(FLOATS, c, cAt + 2 * COUNT).add(s2).intoArray(c, cAt + 2 * COUNT);
        FloatVector.fromArray(FLOATS, c, cAt + 3 * COUNT).add(s3).intoArray(c, cAt + 3 * COUNT);
        FloatVector.fromArray(FLOATS, c, cAt + 4 * COUNT).add(s4).intoArray(c, cAt + 4 * COUNT);
        FloatVector.fromArray(FLOATS, c, cAt + 5 * COUNT).add(s5).intoArray(c, cAt + 5 * COUNT);
        FloatVector.fromArray(FLOATS, c, cAt + 6 * COUNT).add(s6).intoArray(c, cAt + 6 * COUNT);
        FloatVector.fromArray(FLOATS, c, cAt + 7 * COUNT).add(s7).intoArray(c, cAt + 7 * COUNT);
    }

    /**
     * 2 vectors of columns, the second of them {@code second} after the first. The first {@code done} lanes of the first
     * vector, and {@code doneSecond} of the second, leave C as it is.
     */
    static void two(int k, float[] a, int aAt, float[] b, int bAt, int ldb, float[] c, int cAt, int second,
                    int done, int doneSecond) {
        FloatVector s0 = FloatVector.zero(FLOATS);
        FloatVector s1 = s0;
        for (int l = 0; l < k; l++) {
            FloatVector x = FloatVector.broadcast(FLOATS, a[aAt + l]);
            s0 = x.fma(FloatVector.fromArray(FLOATS, b, bAt + l * ldb), s0);
            s1 = x.fma(FloatVector.fromArray(FLOATS, b, bAt + l * ldb + second), s1);
        }
        VectorMask<Float> fresh = Lanes.NUMBERS.compare(GE, done);
        VectorMask<Float> freshSecond = Lanes.NUMBERS.compare(GE, doneSecond);
        FloatVector.fromArray(FLOATS, c, cAt).add(s0, fresh).intoArray(c, cAt);
        FloatVector.fromArray(FLOATS, c, cAt + second).add(s1, freshSecond).intoArray(c, cAt + second);
    }

    /** Fewer columns than lanes: the same sums, one by one. */
    static void narrow(int n, int k, float[] a, int aAt, float[] b, int bAt, int ldb, float[] c, int cAt) {
        for (int j = 0; j < n; j++) {
            float sum = 0;
            for (int l = 0; l < k; l++) {
                sum = Math.fma(a[aAt + l], b[bAt + l * ldb + j], sum);
            }
            c[cAt + j] += sum;
        }
    }
}
