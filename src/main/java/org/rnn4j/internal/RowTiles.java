package org.rnn4j.internal;

import static org.rnn4j.internal.Lanes.COUNT;
import static org.rnn4j.internal.Lanes.FLOATS;

import jdk.incubator.vector.FloatVector;

/**
 * A single row times a matrix that was not packed: the same chains of multiply-adds as in {@link PackedTiles}, but a few rows of B at a
 * time from end to end, with the sums in the nearest cache. B is then read as it lies, which is what hardware fetches ahead: with 512
 * terms of 2048 columns, 28 GFLOP/s in place of 14 for strips of columns whose sums stay in registers.
 */
final class RowTiles {

    private RowTiles() {
    }

    /** Adds four terms to {@code n} sums, a multiple of the lanes. */
    static void fourTerms(int n, float[] a, int aAt, float[] b, int bAt, int ldb, float[] sums) {
        FloatVector x0 = FloatVector.broadcast(FLOATS, a[aAt]);
        FloatVector x1 = FloatVector.broadcast(FLOATS, a[aAt + 1]);
        FloatVector x2 = FloatVector.broadcast(FLOATS, a[aAt + 2]);
        FloatVector x3 = FloatVector.broadcast(FLOATS, a[aAt + 3]);
        for (int j = 0; j < n; j += COUNT) {
            FloatVector s = x0.fma(FloatVector.fromArray(FLOATS, b, bAt + j), FloatVector.fromArray(FLOATS, sums, j));
            s = x1.fma(FloatVector.fromArray(FLOATS, b, bAt + ldb + j), s);
            s = x2.fma(FloatVector.fromArray(FLOATS, b, bAt + 2 * ldb + j), s);
            s = x3.fma(FloatVector.fromArray(FLOATS, b, bAt + 3 * ldb + j), s);
            s.intoArray(sums, j);
        }
    }

    /** Adds one term to {@code n} sums, a multiple of the lanes. */
    static void oneTerm(int n, float a, float[] b, int bAt, float[] sums) {
        FloatVector x = FloatVector.broadcast(FLOATS, a);
        for (int j = 0; j < n; j += COUNT) {
            x.fma(FloatVector.fromArray(FLOATS, b, bAt + j), FloatVector.fromArray(FLOATS, sums, j)).intoArray(sums, j);
        }
    }

    /** Sums {@code k} terms of one vector of columns. */
    static void oneVector(int k, float[] a, int aAt, float[] b, int bAt, int ldb, float[] sums, int at) {
        FloatVector s = FloatVector.zero(FLOATS);
        for (int l = 0; l < k; l++) {
            s = FloatVector.broadcast(FLOATS, a[aAt + l]).fma(FloatVector.fromArray(FLOATS, b, bAt + l * ldb), s);
        }
        s.intoArray(sums, at);
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
