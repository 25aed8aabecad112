package org.rnn4j.internal;

import static jdk.incubator.vector.VectorOperators.GE;
import static org.rnn4j.internal.Lanes.COUNT;
import static org.rnn4j.internal.Lanes.FLOATS;

import jdk.incubator.vector.FloatVector;
import jdk.incubator.vector.VectorMask;

/**
 * The innermost loops of {@code C += Aᵀ·B} with both operands where they lie: as {@link PackedTiles}, but a step of the summed
 * index goes to the next row of A and of B. The rows of the tile are neighbours in A, and share one bounds check.
 */
final class StreamedTiles {

    /** The columns of {@link #strip}: 8 vectors, so that 8 sums are in flight although there is only one row. */
    static final int STRIP = 8 * COUNT;

    private StreamedTiles() {
    }

    /** 8 rows and 2 whole vectors. */
    static void eight(int k, float[] a, int aAt, int lda, float[] b, int bAt, int ldb,
                      float[] c, int cAt, int ldc) {
        FloatVector s00 = FloatVector.zero(FLOATS);
        FloatVector s01 = s00;
        FloatVector s10 = s00;
        FloatVector s11 = s00;
        FloatVector s20 = s00;
        FloatVector s21 = s00;
        FloatVector s30 = s00;
        FloatVector s31 = s00;
        FloatVector s40 = s00;
        FloatVector s41 = s00;
        FloatVector s50 = s00;
        FloatVector s51 = s00;
        FloatVector s60 = s00;
        FloatVector s61 = s00;
        FloatVector s70 = s00;
        FloatVector s71 = s00;
        for (int l = 0; l < k; l++) {
            int bRow = bAt + l * ldb;
            FloatVector b0 = FloatVector.fromArray(FLOATS, b, bRow);
            FloatVector b1 = FloatVector.fromArray(FLOATS, b, bRow + COUNT);
            int aRow = aAt + l * lda;
            FloatVector x = FloatVector.broadcast(FLOATS, a[aRow]);
            s00 = x.fma(b0, s00);
            s01 = x.fma(b1, s01);
            x = FloatVector.broadcast(FLOATS, a[aRow + 1]);
            s10 = x.fma(b0, s10);
            s11 = x.fma(b1, s11);
            x = FloatVector.broadcast(FLOATS, a[aRow + 2]);
            s20 = x.fma(b0, s20);
            s21 = x.fma(b1, s21);
            x = FloatVector.broadcast(FLOATS, a[aRow + 3]);
            s30 = x.fma(b0, s30);
            s31 = x.fma(b1, s31);
            x = FloatVector.broadcast(FLOATS, a[aRow + 4]);
            s40 = x.fma(b0, s40);
            s41 = x.fma(b1, s41);
            x = FloatVector.broadcast(FLOATS, a[aRow + 5]);
            s50 = x.fma(b0, s50);
            s51 = x.fma(b1, s51);
            x = FloatVector.broadcast(FLOATS, a[aRow + 6]);
            s60 = x.fma(b0, s60);
            s61 = x.fma(b1, s61);
            x = FloatVector.broadcast(FLOATS, a[aRow + 7]);
            s70 = x.fma(b0, s70);
            s71 = x.fma(b1, s71);
        }
        FloatVector.fromArray(FLOATS, c, cAt).add(s00).intoArray(c, cAt);
        FloatVector.fromArray(FLOATS, c, cAt + COUNT).add(s01).intoArray(c, cAt + COUNT);
        FloatVector.fromArray(FLOATS, c, cAt + ldc).add(s10).intoArray(c, cAt + ldc);
        FloatVector.fromArray(FLOATS, c, cAt + ldc + COUNT).add(s11).intoArray(c, cAt + ldc + COUNT);
        FloatVector.fromArray(FLOATS, c, cAt + 2 * ldc).add(s20).intoArray(c, cAt + 2 * ldc);
        FloatVector.fromArray(FLOATS, c, cAt + 2 * ldc + COUNT).add(s21).intoArray(c, cAt + 2 * ldc + COUNT);
        FloatVector.fromArray(FLOATS, c, cAt + 3 * ldc).add(s30).intoArray(c, cAt + 3 * ldc);
        FloatVector.fromArray(FLOATS, c, cAt + 3 * ldc + COUNT).add(s31).intoArray(c, cAt + 3 * ldc + COUNT);
        FloatVector.fromArray(FLOATS, c, cAt + 4 * ldc).add(s40).intoArray(c, cAt + 4 * ldc);
        FloatVector.fromArray(FLOATS, c, cAt + 4 * ldc + COUNT).add(s41).intoArray(c, cAt + 4 * ldc + COUNT);
        FloatVector.fromArray(FLOATS, c, cAt + 5 * ldc).add(s50).intoArray(c, cAt + 5 * ldc);
        FloatVector.fromArray(FLOATS, c, cAt + 5 * ldc + COUNT).add(s51).intoArray(c, cAt + 5 * ldc + COUNT);
        FloatVector.fromArray(FLOATS, c, cAt + 6 * ldc).add(s60).intoArray(c, cAt + 6 * ldc);
        FloatVector.fromArray(FLOATS, c, cAt + 6 * ldc + COUNT).add(s61).intoArray(c, cAt + 6 * ldc + COUNT);
        FloatVector.fromArray(FLOATS, c, cAt + 7 * ldc).add(s70).intoArray(c, cAt + 7 * ldc);
        FloatVector.fromArray(FLOATS, c, cAt + 7 * ldc + COUNT).add(s71).intoArray(c, cAt + 7 * ldc + COUNT);
    }

    /** 4 rows and 2 vectors; {@code done} and {@code doneSecond} as in {@link PackedTiles#four}. */
    static void four(int k, float[] a, int aAt, int lda, float[] b, int bAt, int ldb, int bSecond,
                     float[] c, int cAt, int ldc, int cSecond, int done, int doneSecond) {
        FloatVector s00 = FloatVector.zero(FLOATS);
        FloatVector s01 = s00;
        FloatVector s10 = s00;
        FloatVector s11 = s00;
        FloatVector s20 = s00;
        FloatVector s21 = s00;
        FloatVector s30 = s00;
        FloatVector s31 = s00;
        for (int l = 0; l < k; l++) {
            int bRow = bAt + l * ldb;
            FloatVector b0 = FloatVector.fromArray(FLOATS, b, bRow);
            FloatVector b1 = FloatVector.fromArray(FLOATS, b, bRow + bSecond);
            int aRow = aAt + l * lda;
            FloatVector x = FloatVector.broadcast(FLOATS, a[aRow]);
            s00 = x.fma(b0, s00);
            s01 = x.fma(b1, s01);
            x = FloatVector.broadcast(FLOATS, a[aRow + 1]);
            s10 = x.fma(b0, s10);
            s11 = x.fma(b1, s11);
            x = FloatVector.broadcast(FLOATS, a[aRow + 2]);
            s20 = x.fma(b0, s20);
            s21 = x.fma(b1, s21);
            x = FloatVector.broadcast(FLOATS, a[aRow + 3]);
            s30 = x.fma(b0, s30);
            s31 = x.fma(b1, s31);
        }
        VectorMask<Float> fresh = Lanes.NUMBERS.compare(GE, done);
        VectorMask<Float> freshSecond = Lanes.NUMBERS.compare(GE, doneSecond);
        FloatVector.fromArray(FLOATS, c, cAt).add(s00, fresh).intoArray(c, cAt);
        FloatVector.fromArray(FLOATS, c, cAt + cSecond).add(s01, freshSecond).intoArray(c, cAt + cSecond);
        FloatVector.fromArray(FLOATS, c, cAt + ldc).add(s10, fresh).intoArray(c, cAt + ldc);
        FloatVector.fromArray(FLOATS, c, cAt + ldc + cSecond).add(s11, freshSecond).intoArray(c, cAt + ldc + cSecond);
        FloatVector.fromArray(FLOATS, c, cAt + 2 * ldc).add(s20, fresh).intoArray(c, cAt + 2 * ldc);
        FloatVector.fromArray(FLOATS, c, cAt + 2 * ldc + cSecond).add(s21, freshSecond).intoArray(c, cAt + 2 * ldc + cSecond);
        FloatVector.fromArray(FLOATS, c, cAt + 3 * ldc).add(s30, fresh).intoArray(c, cAt + 3 * ldc);
        FloatVector.fromArray(FLOATS, c, cAt + 3 * ldc + cSecond).add(s31, freshSecond).intoArray(c, cAt + 3 * ldc + cSecond);
    }

    /** 1 row and 2 vectors. */
    static void one(int k, float[] a, int aAt, int lda, float[] b, int bAt, int ldb, int bSecond,
                    float[] c, int cAt, int cSecond, int done, int doneSecond) {
        FloatVector s00 = FloatVector.zero(FLOATS);
        FloatVector s01 = s00;
        for (int l = 0; l < k; l++) {
            int bRow = bAt + l * ldb;
            FloatVector b0 = FloatVector.fromArray(FLOATS, b, bRow);
            FloatVector b1 = FloatVector.fromArray(FLOATS, b, bRow + bSecond);
            int aRow = aAt + l * lda;
            FloatVector x = FloatVector.broadcast(FLOATS, a[aRow]);
            s00 = x.fma(b0, s00);
            s01 = x.fma(b1, s01);
        }
        VectorMask<Float> fresh = Lanes.NUMBERS.compare(GE, done);
        VectorMask<Float> freshSecond = Lanes.NUMBERS.compare(GE, doneSecond);
        FloatVector.fromArray(FLOATS, c, cAt).add(s00, fresh).intoArray(c, cAt);
        FloatVector.fromArray(FLOATS, c, cAt + cSecond).add(s01, freshSecond).intoArray(c, cAt + cSecond);
    }

    /** 1 row, contiguous in A, and {@link #STRIP} columns: a part of a vector times a matrix. */
    static void strip(int k, float[] a, int aAt, float[] b, int bAt, int ldb, float[] c, int cAt) {
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
}
