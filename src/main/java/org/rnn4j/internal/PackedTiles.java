package org.rnn4j.internal;

import static org.rnn4j.internal.Lanes.COUNT;
import static org.rnn4j.internal.Lanes.FLOATS;
import static org.rnn4j.internal.Lanes.ZEROS;

import jdk.incubator.vector.FloatVector;

/**
 * The innermost loops of a product with a packed B: a tile of sums held in registers while the summed index runs, then added
 * to C. Every lane is one chain of multiply-adds in ascending order of that index, whatever the tile.
 *
 * <p>Vectors are local variables, one by one, and the calls on them are spelled out: only what the compiler can inline whole
 * stays in registers. Arrays of vectors live on the heap, and so many operations exhaust the budget within which C2 inlines
 * methods that are not the Vector API's own: with a helper method for its stores the tall tile ran at a tenth of its speed,
 * and with masked stores the flat one did, every other time. The distances that can be constant are, so that C2 can hoist
 * the bounds checks and fold the distances into the instructions: see {@link RowScratch}.
 *
 * <p>{@code never} is a number that the summed index never is, and that C2 does not know. C2 loads all operands of a basic block before
 * it uses the first, and where that takes more registers than there are, sums go to the stack and back in every round: at half the
 * speed. A comparison with {@code never} ends the block, and costs next to nothing; one that was made before is left out, so that each
 * needs a number of its own.
 */
final class PackedTiles {

    private PackedTiles() {
    }

    /**
     * 8 rows and 2 vectors: 16 sums in flight hide the 4 cycles of a multiply-add on 2 units twice over, and each vector of B
     * is used 8 times. 19 registers, which AVX-512 and NEON have.
     */
    static void eight(int k, float[] a, int aAt, int lda, float[] packed, int packedAt, float[] c, int cAt, int ldc) {
        int pitch = RowScratch.pitch(lda);
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
            FloatVector b0 = FloatVector.fromArray(FLOATS, packed, packedAt + l * (2 * COUNT));
            FloatVector b1 = FloatVector.fromArray(FLOATS, packed, packedAt + l * (2 * COUNT) + COUNT);
            FloatVector x = FloatVector.broadcast(FLOATS, a[aAt + l]);
            s00 = x.fma(b0, s00);
            s01 = x.fma(b1, s01);
            x = FloatVector.broadcast(FLOATS, a[aAt + pitch + l]);
            s10 = x.fma(b0, s10);
            s11 = x.fma(b1, s11);
            x = FloatVector.broadcast(FLOATS, a[aAt + 2 * pitch + l]);
            s20 = x.fma(b0, s20);
            s21 = x.fma(b1, s21);
            x = FloatVector.broadcast(FLOATS, a[aAt + 3 * pitch + l]);
            s30 = x.fma(b0, s30);
            s31 = x.fma(b1, s31);
            x = FloatVector.broadcast(FLOATS, a[aAt + 4 * pitch + l]);
            s40 = x.fma(b0, s40);
            s41 = x.fma(b1, s41);
            x = FloatVector.broadcast(FLOATS, a[aAt + 5 * pitch + l]);
            s50 = x.fma(b0, s50);
            s51 = x.fma(b1, s51);
            x = FloatVector.broadcast(FLOATS, a[aAt + 6 * pitch + l]);
            s60 = x.fma(b0, s60);
            s61 = x.fma(b1, s61);
            x = FloatVector.broadcast(FLOATS, a[aAt + 7 * pitch + l]);
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

    /**
     * 6 rows and 2 vectors: 12 sums in flight, half as many again as 2 units of 4 cycles need, so that one that is late does not hold
     * up the others. With two rows' operands at a time all of AVX2's 16 registers are used.
     */
    static void six(int k, float[] a, int aAt, int lda, float[] packed, int packedAt, float[] c, int cAt, int ldc, int never) {
        int pitch = RowScratch.pitch(lda);
        FloatVector s00 = FloatVector.fromArray(FLOATS, ZEROS, 0);
        FloatVector s01 = FloatVector.fromArray(FLOATS, ZEROS, COUNT);
        FloatVector s10 = FloatVector.fromArray(FLOATS, ZEROS, 2 * COUNT);
        FloatVector s11 = FloatVector.fromArray(FLOATS, ZEROS, 3 * COUNT);
        FloatVector s20 = FloatVector.fromArray(FLOATS, ZEROS, 4 * COUNT);
        FloatVector s21 = FloatVector.fromArray(FLOATS, ZEROS, 5 * COUNT);
        FloatVector s30 = FloatVector.fromArray(FLOATS, ZEROS, 6 * COUNT);
        FloatVector s31 = FloatVector.fromArray(FLOATS, ZEROS, 7 * COUNT);
        FloatVector s40 = FloatVector.fromArray(FLOATS, ZEROS, 8 * COUNT);
        FloatVector s41 = FloatVector.fromArray(FLOATS, ZEROS, 9 * COUNT);
        FloatVector s50 = FloatVector.fromArray(FLOATS, ZEROS, 10 * COUNT);
        FloatVector s51 = FloatVector.fromArray(FLOATS, ZEROS, 11 * COUNT);
        for (int l = 0; l < k; l++) {
            FloatVector b0 = FloatVector.fromArray(FLOATS, packed, packedAt + l * (2 * COUNT));
            FloatVector b1 = FloatVector.fromArray(FLOATS, packed, packedAt + l * (2 * COUNT) + COUNT);
            FloatVector x = FloatVector.broadcast(FLOATS, a[aAt + l]);
            s00 = x.fma(b0, s00);
            s01 = x.fma(b1, s01);
            x = FloatVector.broadcast(FLOATS, a[aAt + pitch + l]);
            s10 = x.fma(b0, s10);
            s11 = x.fma(b1, s11);
            if (l == never) {
                break;
            }
            x = FloatVector.broadcast(FLOATS, a[aAt + 2 * pitch + l]);
            s20 = x.fma(b0, s20);
            s21 = x.fma(b1, s21);
            x = FloatVector.broadcast(FLOATS, a[aAt + 3 * pitch + l]);
            s30 = x.fma(b0, s30);
            s31 = x.fma(b1, s31);
            if (l == never + 1) {
                break;
            }
            x = FloatVector.broadcast(FLOATS, a[aAt + 4 * pitch + l]);
            s40 = x.fma(b0, s40);
            s41 = x.fma(b1, s41);
            x = FloatVector.broadcast(FLOATS, a[aAt + 5 * pitch + l]);
            s50 = x.fma(b0, s50);
            s51 = x.fma(b1, s51);
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
    }

    /**
     * 5 rows and 2 vectors: together with the tiles of 6 they make up every number of rows from 20 on. Two terms in a round, since 10
     * multiply-adds leave less time than 12 for the instructions of the loop itself: 83 GFLOP/s in place of 80.
     *
     * @param k an even number, see {@link Heights#terms}
     */
    static void five(int k, float[] a, int aAt, int lda, float[] packed, int packedAt, float[] c, int cAt, int ldc, int never) {
        int pitch = RowScratch.pitch(lda);
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
        for (int l = 0; l < k; l += 2) {
            FloatVector b0 = FloatVector.fromArray(FLOATS, packed, packedAt + l * (2 * COUNT));
            FloatVector b1 = FloatVector.fromArray(FLOATS, packed, packedAt + l * (2 * COUNT) + COUNT);
            FloatVector x = FloatVector.broadcast(FLOATS, a[aAt + l]);
            s00 = x.fma(b0, s00);
            s01 = x.fma(b1, s01);
            x = FloatVector.broadcast(FLOATS, a[aAt + pitch + l]);
            s10 = x.fma(b0, s10);
            s11 = x.fma(b1, s11);
            if (l == never) {
                break;
            }
            x = FloatVector.broadcast(FLOATS, a[aAt + 2 * pitch + l]);
            s20 = x.fma(b0, s20);
            s21 = x.fma(b1, s21);
            x = FloatVector.broadcast(FLOATS, a[aAt + 3 * pitch + l]);
            s30 = x.fma(b0, s30);
            s31 = x.fma(b1, s31);
            x = FloatVector.broadcast(FLOATS, a[aAt + 4 * pitch + l]);
            s40 = x.fma(b0, s40);
            s41 = x.fma(b1, s41);
            if (l == never + 1) {
                break;
            }
            b0 = FloatVector.fromArray(FLOATS, packed, packedAt + l * (2 * COUNT) + 2 * COUNT);
            b1 = FloatVector.fromArray(FLOATS, packed, packedAt + l * (2 * COUNT) + 3 * COUNT);
            x = FloatVector.broadcast(FLOATS, a[aAt + l + 1]);
            s00 = x.fma(b0, s00);
            s01 = x.fma(b1, s01);
            x = FloatVector.broadcast(FLOATS, a[aAt + pitch + l + 1]);
            s10 = x.fma(b0, s10);
            s11 = x.fma(b1, s11);
            if (l == never + 2) {
                break;
            }
            x = FloatVector.broadcast(FLOATS, a[aAt + 2 * pitch + l + 1]);
            s20 = x.fma(b0, s20);
            s21 = x.fma(b1, s21);
            x = FloatVector.broadcast(FLOATS, a[aAt + 3 * pitch + l + 1]);
            s30 = x.fma(b0, s30);
            s31 = x.fma(b1, s31);
            x = FloatVector.broadcast(FLOATS, a[aAt + 4 * pitch + l + 1]);
            s40 = x.fma(b0, s40);
            s41 = x.fma(b1, s41);
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
    }

    /** 4 rows and 2 vectors: 8 sums in flight, as many as 2 units of 4 cycles can use. */
    static void four(int k, float[] a, int aAt, int lda, float[] packed, int packedAt, float[] c, int cAt, int ldc) {
        int pitch = RowScratch.pitch(lda);
        FloatVector s00 = FloatVector.zero(FLOATS);
        FloatVector s01 = s00;
        FloatVector s10 = s00;
        FloatVector s11 = s00;
        FloatVector s20 = s00;
        FloatVector s21 = s00;
        FloatVector s30 = s00;
        FloatVector s31 = s00;
        for (int l = 0; l < k; l++) {
            FloatVector b0 = FloatVector.fromArray(FLOATS, packed, packedAt + l * (2 * COUNT));
            FloatVector b1 = FloatVector.fromArray(FLOATS, packed, packedAt + l * (2 * COUNT) + COUNT);
            FloatVector x = FloatVector.broadcast(FLOATS, a[aAt + l]);
            s00 = x.fma(b0, s00);
            s01 = x.fma(b1, s01);
            x = FloatVector.broadcast(FLOATS, a[aAt + pitch + l]);
            s10 = x.fma(b0, s10);
            s11 = x.fma(b1, s11);
            x = FloatVector.broadcast(FLOATS, a[aAt + 2 * pitch + l]);
            s20 = x.fma(b0, s20);
            s21 = x.fma(b1, s21);
            x = FloatVector.broadcast(FLOATS, a[aAt + 3 * pitch + l]);
            s30 = x.fma(b0, s30);
            s31 = x.fma(b1, s31);
        }
        FloatVector.fromArray(FLOATS, c, cAt).add(s00).intoArray(c, cAt);
        FloatVector.fromArray(FLOATS, c, cAt + COUNT).add(s01).intoArray(c, cAt + COUNT);
        FloatVector.fromArray(FLOATS, c, cAt + ldc).add(s10).intoArray(c, cAt + ldc);
        FloatVector.fromArray(FLOATS, c, cAt + ldc + COUNT).add(s11).intoArray(c, cAt + ldc + COUNT);
        FloatVector.fromArray(FLOATS, c, cAt + 2 * ldc).add(s20).intoArray(c, cAt + 2 * ldc);
        FloatVector.fromArray(FLOATS, c, cAt + 2 * ldc + COUNT).add(s21).intoArray(c, cAt + 2 * ldc + COUNT);
        FloatVector.fromArray(FLOATS, c, cAt + 3 * ldc).add(s30).intoArray(c, cAt + 3 * ldc);
        FloatVector.fromArray(FLOATS, c, cAt + 3 * ldc + COUNT).add(s31).intoArray(c, cAt + 3 * ldc + COUNT);
    }

    /** 3 rows and 2 vectors. */
    static void three(int k, float[] a, int aAt, int lda, float[] packed, int packedAt, float[] c, int cAt, int ldc) {
        int pitch = RowScratch.pitch(lda);
        FloatVector s00 = FloatVector.zero(FLOATS);
        FloatVector s01 = s00;
        FloatVector s10 = s00;
        FloatVector s11 = s00;
        FloatVector s20 = s00;
        FloatVector s21 = s00;
        for (int l = 0; l < k; l++) {
            FloatVector b0 = FloatVector.fromArray(FLOATS, packed, packedAt + l * (2 * COUNT));
            FloatVector b1 = FloatVector.fromArray(FLOATS, packed, packedAt + l * (2 * COUNT) + COUNT);
            FloatVector x = FloatVector.broadcast(FLOATS, a[aAt + l]);
            s00 = x.fma(b0, s00);
            s01 = x.fma(b1, s01);
            x = FloatVector.broadcast(FLOATS, a[aAt + pitch + l]);
            s10 = x.fma(b0, s10);
            s11 = x.fma(b1, s11);
            x = FloatVector.broadcast(FLOATS, a[aAt + 2 * pitch + l]);
            s20 = x.fma(b0, s20);
            s21 = x.fma(b1, s21);
        }
        FloatVector.fromArray(FLOATS, c, cAt).add(s00).intoArray(c, cAt);
        FloatVector.fromArray(FLOATS, c, cAt + COUNT).add(s01).intoArray(c, cAt + COUNT);
        FloatVector.fromArray(FLOATS, c, cAt + ldc).add(s10).intoArray(c, cAt + ldc);
        FloatVector.fromArray(FLOATS, c, cAt + ldc + COUNT).add(s11).intoArray(c, cAt + ldc + COUNT);
        FloatVector.fromArray(FLOATS, c, cAt + 2 * ldc).add(s20).intoArray(c, cAt + 2 * ldc);
        FloatVector.fromArray(FLOATS, c, cAt + 2 * ldc + COUNT).add(s21).intoArray(c, cAt + 2 * ldc + COUNT);
    }

    /** 2 rows and 2 vectors: as many sums as the cycles that each waits for itself, so that two rows take no longer than one. */
    static void two(int k, float[] a, int aAt, int lda, float[] packed, int packedAt, float[] c, int cAt, int ldc) {
        int pitch = RowScratch.pitch(lda);
        FloatVector s00 = FloatVector.zero(FLOATS);
        FloatVector s01 = s00;
        FloatVector s10 = s00;
        FloatVector s11 = s00;
        for (int l = 0; l < k; l++) {
            FloatVector b0 = FloatVector.fromArray(FLOATS, packed, packedAt + l * (2 * COUNT));
            FloatVector b1 = FloatVector.fromArray(FLOATS, packed, packedAt + l * (2 * COUNT) + COUNT);
            FloatVector x = FloatVector.broadcast(FLOATS, a[aAt + l]);
            s00 = x.fma(b0, s00);
            s01 = x.fma(b1, s01);
            x = FloatVector.broadcast(FLOATS, a[aAt + pitch + l]);
            s10 = x.fma(b0, s10);
            s11 = x.fma(b1, s11);
        }
        FloatVector.fromArray(FLOATS, c, cAt).add(s00).intoArray(c, cAt);
        FloatVector.fromArray(FLOATS, c, cAt + COUNT).add(s01).intoArray(c, cAt + COUNT);
        FloatVector.fromArray(FLOATS, c, cAt + ldc).add(s10).intoArray(c, cAt + ldc);
        FloatVector.fromArray(FLOATS, c, cAt + ldc + COUNT).add(s11).intoArray(c, cAt + ldc + COUNT);
    }

    /** 1 row and 2 vectors. */
    static void one(int k, float[] a, int aAt, float[] packed, int packedAt, float[] c, int cAt) {
        FloatVector s00 = FloatVector.zero(FLOATS);
        FloatVector s01 = s00;
        for (int l = 0; l < k; l++) {
            FloatVector b0 = FloatVector.fromArray(FLOATS, packed, packedAt + l * (2 * COUNT));
            FloatVector b1 = FloatVector.fromArray(FLOATS, packed, packedAt + l * (2 * COUNT) + COUNT);
            FloatVector x = FloatVector.broadcast(FLOATS, a[aAt + l]);
            s00 = x.fma(b0, s00);
            s01 = x.fma(b1, s01);
        }
        FloatVector.fromArray(FLOATS, c, cAt).add(s00).intoArray(c, cAt);
        FloatVector.fromArray(FLOATS, c, cAt + COUNT).add(s01).intoArray(c, cAt + COUNT);
    }

    /** 8 rows and the first vector of a panel, for the last columns: 8 sums in flight. */
    static void eightNarrow(int k, float[] a, int aAt, int lda, float[] packed, int packedAt, float[] c, int cAt, int ldc,
                            int never) {
        int pitch = RowScratch.pitch(lda);
        FloatVector s00 = FloatVector.zero(FLOATS);
        FloatVector s10 = s00;
        FloatVector s20 = s00;
        FloatVector s30 = s00;
        FloatVector s40 = s00;
        FloatVector s50 = s00;
        FloatVector s60 = s00;
        FloatVector s70 = s00;
        for (int l = 0; l < k; l++) {
            FloatVector b0 = FloatVector.fromArray(FLOATS, packed, packedAt + l * (2 * COUNT));
            FloatVector x = FloatVector.broadcast(FLOATS, a[aAt + l]);
            s00 = x.fma(b0, s00);
            x = FloatVector.broadcast(FLOATS, a[aAt + pitch + l]);
            s10 = x.fma(b0, s10);
            x = FloatVector.broadcast(FLOATS, a[aAt + 2 * pitch + l]);
            s20 = x.fma(b0, s20);
            x = FloatVector.broadcast(FLOATS, a[aAt + 3 * pitch + l]);
            s30 = x.fma(b0, s30);
            if (l == never) {
                break;
            }
            x = FloatVector.broadcast(FLOATS, a[aAt + 4 * pitch + l]);
            s40 = x.fma(b0, s40);
            x = FloatVector.broadcast(FLOATS, a[aAt + 5 * pitch + l]);
            s50 = x.fma(b0, s50);
            x = FloatVector.broadcast(FLOATS, a[aAt + 6 * pitch + l]);
            s60 = x.fma(b0, s60);
            x = FloatVector.broadcast(FLOATS, a[aAt + 7 * pitch + l]);
            s70 = x.fma(b0, s70);
        }
        FloatVector.fromArray(FLOATS, c, cAt).add(s00).intoArray(c, cAt);
        FloatVector.fromArray(FLOATS, c, cAt + ldc).add(s10).intoArray(c, cAt + ldc);
        FloatVector.fromArray(FLOATS, c, cAt + 2 * ldc).add(s20).intoArray(c, cAt + 2 * ldc);
        FloatVector.fromArray(FLOATS, c, cAt + 3 * ldc).add(s30).intoArray(c, cAt + 3 * ldc);
        FloatVector.fromArray(FLOATS, c, cAt + 4 * ldc).add(s40).intoArray(c, cAt + 4 * ldc);
        FloatVector.fromArray(FLOATS, c, cAt + 5 * ldc).add(s50).intoArray(c, cAt + 5 * ldc);
        FloatVector.fromArray(FLOATS, c, cAt + 6 * ldc).add(s60).intoArray(c, cAt + 6 * ldc);
        FloatVector.fromArray(FLOATS, c, cAt + 7 * ldc).add(s70).intoArray(c, cAt + 7 * ldc);
    }
}
