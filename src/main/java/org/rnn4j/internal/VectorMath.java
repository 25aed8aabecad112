package org.rnn4j.internal;

import static jdk.incubator.vector.VectorOperators.GT;
import static jdk.incubator.vector.VectorOperators.LT;
import static org.rnn4j.internal.Lanes.COUNT;
import static org.rnn4j.internal.Lanes.FLOATS;

import jdk.incubator.vector.FloatVector;
import jdk.incubator.vector.VectorOperators;
import org.rnn4j.tensor.FloatMath;

/**
 * {@link FloatMath} on vectors: the same steps, so the same bits.
 *
 * <p>Each loop takes whole vectors only. Where the array does not end with one, its last {@code COUNT} arguments, which were kept,
 * are put where the results go and turned into results there, some of them for the second time.
 *
 * <p>Each loop spells its formula out, with constants that are vectors already. As methods on vectors, or with a broadcast for
 * each constant, C2 decides now and then (one JVM in twenty) not to inline one of them, and then that vector is an object in
 * every round, for good. Constants cost 4 % of a training step at hidden size 128, and spare the one slow process.
 */
final class VectorMath {

    private VectorMath() {
    }

    static void tanh(int n, float[] x, int xOffset, float[] y, int yOffset) {
        if (n < COUNT) {
            for (int j = 0; j < n; j++) {
                y[yOffset + j] = FloatMath.tanh(x[xOffset + j]);
            }
            return;
        }
        int last = n - COUNT;
        int whole = n - n % COUNT;
        FloatVector kept = FloatVector.fromArray(FLOATS, x, xOffset + last);
        tanhUnits(whole, x, xOffset, y, yOffset);
        if (whole < n) {
            kept.intoArray(y, yOffset + last);
            tanhUnits(COUNT, y, yOffset + last, y, yOffset + last);
        }
    }

    private static void tanhUnits(int n, float[] x, int xOffset, float[] y, int yOffset) {
        for (int j = 0; j < n; j += COUNT) {
            FloatVector t = FloatVector.fromArray(FLOATS, x, xOffset + j);
            t = t.blend(Spread.TANH_LIMIT, t.compare(GT, Spread.TANH_LIMIT));
            t = t.blend(Spread.MINUS_TANH_LIMIT, t.compare(LT, Spread.MINUS_TANH_LIMIT));
            FloatVector u = t.mul(t);
            FloatVector p = u.fma(Spread.TANH_P2, Spread.TANH_P1);
            FloatVector q = u.fma(u.fma(Spread.TANH_Q3, Spread.TANH_Q2), Spread.TANH_Q1);
            FloatVector numerator = t.mul(u).fma(p, t);
            FloatVector e = u.mul(q);
            FloatVector half = numerator.mul(Spread.HALF);
            FloatVector result = numerator.fma(e, numerator).div(e.fma(e.add(Spread.TWO), half.mul(half)).add(Spread.ONE));
            result.intoArray(y, yOffset + j);
        }
    }

    static void sigmoid(int n, float[] x, int xOffset, float[] y, int yOffset) {
        if (n < COUNT) {
            for (int j = 0; j < n; j++) {
                y[yOffset + j] = FloatMath.sigmoid(x[xOffset + j]);
            }
            return;
        }
        int last = n - COUNT;
        int whole = n - n % COUNT;
        FloatVector kept = FloatVector.fromArray(FLOATS, x, xOffset + last);
        sigmoidUnits(whole, x, xOffset, y, yOffset);
        if (whole < n) {
            kept.intoArray(y, yOffset + last);
            sigmoidUnits(COUNT, y, yOffset + last, y, yOffset + last);
        }
    }

    /**
     * Two vectors in a round, for their sake less than for C2's: it inlines methods of up to 325 bytes of bytecode into hot callers, and
     * with half of this one in theirs it leaves a vector on the heap for good in one JVM of six. An odd last vector is done twice.
     */
    private static void sigmoidUnits(int n, float[] x, int xOffset, float[] y, int yOffset) {
        int last = n - COUNT;
        for (int j = 0; j < n; j += 2 * COUNT) {
            int next = Math.min(j + COUNT, last);
            FloatVector t0 = FloatVector.fromArray(FLOATS, x, xOffset + j);
            FloatVector t1 = FloatVector.fromArray(FLOATS, x, xOffset + next);
            t0 = t0.blend(Spread.SIGMOID_HIGH, t0.compare(GT, Spread.SIGMOID_HIGH));
            t1 = t1.blend(Spread.SIGMOID_HIGH, t1.compare(GT, Spread.SIGMOID_HIGH));
            t0 = t0.blend(Spread.SIGMOID_LOW, t0.compare(LT, Spread.SIGMOID_LOW));
            t1 = t1.blend(Spread.SIGMOID_LOW, t1.compare(LT, Spread.SIGMOID_LOW));
            FloatVector rounded0 = t0.fma(Spread.MINUS_LOG2_E, Spread.ROUNDER);
            FloatVector rounded1 = t1.fma(Spread.MINUS_LOG2_E, Spread.ROUNDER);
            FloatVector r0 = t0.fma(Spread.MINUS_LOG2_E, Spread.ROUNDER.sub(rounded0));
            FloatVector r1 = t1.fma(Spread.MINUS_LOG2_E, Spread.ROUNDER.sub(rounded1));
            FloatVector u0 = r0.mul(r0);
            FloatVector u1 = r1.mul(r1);
            FloatVector upper0 = u0.fma(r0.fma(Spread.EXP2_C5, Spread.EXP2_C4), r0.fma(Spread.EXP2_C3, Spread.EXP2_C2));
            FloatVector upper1 = u1.fma(r1.fma(Spread.EXP2_C5, Spread.EXP2_C4), r1.fma(Spread.EXP2_C3, Spread.EXP2_C2));
            FloatVector p0 = u0.fma(upper0, r0.fma(Spread.EXP2_C1, Spread.ONE));
            FloatVector p1 = u1.fma(upper1, r1.fma(Spread.EXP2_C1, Spread.ONE));
            // 2^k: the lowest nine bits of k + 1.5·2^23 are those of k.
            FloatVector s0 = rounded0.reinterpretAsInts().lanewise(VectorOperators.LSHL, 23).add(127 << 23).reinterpretAsFloats();
            FloatVector s1 = rounded1.reinterpretAsInts().lanewise(VectorOperators.LSHL, 23).add(127 << 23).reinterpretAsFloats();
            FloatVector result0 = Spread.ONE.div(p0.fma(s0, Spread.ONE));
            FloatVector result1 = Spread.ONE.div(p1.fma(s1, Spread.ONE));
            result0.intoArray(y, yOffset + j);
            result1.intoArray(y, yOffset + next);
        }
    }

    /** {@code y = exp(x - shift)}. */
    static void expOfDifference(int n, float[] x, int xOffset, float shift, float[] y, int yOffset) {
        if (n < COUNT) {
            for (int j = 0; j < n; j++) {
                y[yOffset + j] = FloatMath.exp(x[xOffset + j] - shift);
            }
            return;
        }
        int last = n - COUNT;
        int whole = n - n % COUNT;
        FloatVector kept = FloatVector.fromArray(FLOATS, x, xOffset + last);
        expUnits(whole, x, xOffset, shift, y, yOffset);
        if (whole < n) {
            kept.intoArray(y, yOffset + last);
            expUnits(COUNT, y, yOffset + last, shift, y, yOffset + last);
        }
    }

    private static void expUnits(int n, float[] x, int xOffset, float shift, float[] y, int yOffset) {
        for (int j = 0; j < n; j += COUNT) {
            FloatVector t = FloatVector.fromArray(FLOATS, x, xOffset + j).sub(shift);
            t = t.blend(Spread.EXP_HIGH, t.compare(GT, Spread.EXP_HIGH));
            t = t.blend(Spread.EXP_LOW, t.compare(LT, Spread.EXP_LOW));
            FloatVector rounded = t.fma(Spread.INVERSE_2LN2, Spread.ROUNDER);
            FloatVector k = rounded.sub(Spread.ROUNDER);
            FloatVector r = k.fma(Spread.MINUS_TWO_LN2_LOW, k.fma(Spread.MINUS_TWO_LN2_HIGH, t));
            FloatVector q = r.fma(r.fma(Spread.EXP_E7, Spread.EXP_E6), Spread.EXP_E5);
            q = r.fma(r.fma(r.fma(q, Spread.EXP_E4), Spread.EXP_E3), Spread.EXP_E2);
            FloatVector p = r.fma(r.fma(q, Spread.ONE), Spread.ONE);
            // 2^k: the lowest nine bits of k + 1.5·2^23 are those of k.
            FloatVector s = rounded.reinterpretAsInts().lanewise(VectorOperators.LSHL, 23).add(127 << 23).reinterpretAsFloats();
            FloatVector result = p.mul(s).mul(s);
            result.intoArray(y, yOffset + j);
        }
    }
}
