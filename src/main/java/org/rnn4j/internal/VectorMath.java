package org.rnn4j.internal;

import static org.rnn4j.internal.Lanes.COUNT;
import static org.rnn4j.internal.Lanes.FLOATS;
import static org.rnn4j.tensor.FloatMath.Coefficients.EXP_E2;
import static org.rnn4j.tensor.FloatMath.Coefficients.EXP_E3;
import static org.rnn4j.tensor.FloatMath.Coefficients.EXP_E4;
import static org.rnn4j.tensor.FloatMath.Coefficients.EXP_E5;
import static org.rnn4j.tensor.FloatMath.Coefficients.EXP_E6;
import static org.rnn4j.tensor.FloatMath.Coefficients.EXP_E7;
import static org.rnn4j.tensor.FloatMath.Coefficients.EXP_HIGH;
import static org.rnn4j.tensor.FloatMath.Coefficients.EXP_LOW;
import static org.rnn4j.tensor.FloatMath.Coefficients.INVERSE_2LN2;
import static org.rnn4j.tensor.FloatMath.Coefficients.ROUNDER;
import static org.rnn4j.tensor.FloatMath.Coefficients.SIGMOID_LIMIT;
import static org.rnn4j.tensor.FloatMath.Coefficients.SIGMOID_SCALE;
import static org.rnn4j.tensor.FloatMath.Coefficients.TANH_LIMIT;
import static org.rnn4j.tensor.FloatMath.Coefficients.TANH_P1;
import static org.rnn4j.tensor.FloatMath.Coefficients.TANH_P2;
import static org.rnn4j.tensor.FloatMath.Coefficients.TANH_Q1;
import static org.rnn4j.tensor.FloatMath.Coefficients.TANH_Q2;
import static org.rnn4j.tensor.FloatMath.Coefficients.TANH_Q3;
import static org.rnn4j.tensor.FloatMath.Coefficients.TWO_LN2_HIGH;
import static org.rnn4j.tensor.FloatMath.Coefficients.TWO_LN2_LOW;

import jdk.incubator.vector.FloatVector;
import jdk.incubator.vector.VectorOperators;
import org.rnn4j.tensor.FloatMath;

/**
 * {@link FloatMath} on vectors: the same steps, so the same bits.
 *
 * <p>The last vector is moved back to end with the array. Where the result replaces the argument, its first lanes then hold
 * results already; what is computed of those is thrown away.
 *
 * <p>Each loop spells its formula out. As methods on vectors, the formulas are large enough for C2 to decide, now and then,
 * not to inline them, and then every vector is an object.
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
        for (int j = 0; j < n; j += COUNT) {
            int at = Math.min(j, n - COUNT);
            FloatVector t = FloatVector.fromArray(FLOATS, x, xOffset + at).min(TANH_LIMIT).max(-TANH_LIMIT);
            FloatVector u = t.mul(t);
            FloatVector p = u.fma(spread(TANH_P2), spread(TANH_P1));
            FloatVector q = u.fma(u.fma(spread(TANH_Q3), spread(TANH_Q2)), spread(TANH_Q1));
            FloatVector numerator = t.mul(u).fma(p, t);
            FloatVector e = u.mul(q);
            FloatVector half = numerator.mul(0.5f);
            FloatVector result = numerator.fma(e, numerator).div(e.fma(e.add(2), half.mul(half)).add(1));
            if (at == j) {
                result.intoArray(y, yOffset + at);
            } else {
                FloatVector.fromArray(FLOATS, y, yOffset + at)
                        .blend(result, Lanes.NUMBERS.compare(VectorOperators.GE, j - at)).intoArray(y, yOffset + at);
            }
        }
    }

    static void sigmoid(int n, float[] x, int xOffset, float[] y, int yOffset) {
        if (n < COUNT) {
            for (int j = 0; j < n; j++) {
                y[yOffset + j] = FloatMath.sigmoid(x[xOffset + j]);
            }
            return;
        }
        for (int j = 0; j < n; j += COUNT) {
            int at = Math.min(j, n - COUNT);
            FloatVector t = FloatVector.fromArray(FLOATS, x, xOffset + at).min(SIGMOID_LIMIT).max(-SIGMOID_LIMIT);
            FloatVector rounded = t.fma(spread(-INVERSE_2LN2), spread(ROUNDER));
            FloatVector k = rounded.sub(ROUNDER);
            FloatVector r = k.fma(spread(-TWO_LN2_LOW), k.fma(spread(-TWO_LN2_HIGH), t.neg()));
            FloatVector q = r.fma(r.fma(spread(EXP_E7), spread(EXP_E6)), spread(EXP_E5));
            q = r.fma(r.fma(r.fma(q, spread(EXP_E4)), spread(EXP_E3)), spread(EXP_E2));
            FloatVector p = r.fma(r.fma(q, spread(1)), spread(1));
            // 2^k: the lowest nine bits of k + 1.5·2^23 are those of k.
            FloatVector s = rounded.reinterpretAsInts().lanewise(VectorOperators.LSHL, 23).add(127 << 23).reinterpretAsFloats();
            FloatVector scale = spread(SIGMOID_SCALE);
            FloatVector result = scale.div(p.mul(s).fma(s.mul(scale), scale));
            if (at == j) {
                result.intoArray(y, yOffset + at);
            } else {
                FloatVector.fromArray(FLOATS, y, yOffset + at)
                        .blend(result, Lanes.NUMBERS.compare(VectorOperators.GE, j - at)).intoArray(y, yOffset + at);
            }
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
        for (int j = 0; j < n; j += COUNT) {
            int at = Math.min(j, n - COUNT);
            FloatVector t = FloatVector.fromArray(FLOATS, x, xOffset + at).sub(shift).min(EXP_HIGH).max(EXP_LOW);
            FloatVector rounded = t.fma(spread(INVERSE_2LN2), spread(ROUNDER));
            FloatVector k = rounded.sub(ROUNDER);
            FloatVector r = k.fma(spread(-TWO_LN2_LOW), k.fma(spread(-TWO_LN2_HIGH), t));
            FloatVector q = r.fma(r.fma(spread(EXP_E7), spread(EXP_E6)), spread(EXP_E5));
            q = r.fma(r.fma(r.fma(q, spread(EXP_E4)), spread(EXP_E3)), spread(EXP_E2));
            FloatVector p = r.fma(r.fma(q, spread(1)), spread(1));
            // 2^k: the lowest nine bits of k + 1.5·2^23 are those of k.
            FloatVector s = rounded.reinterpretAsInts().lanewise(VectorOperators.LSHL, 23).add(127 << 23).reinterpretAsFloats();
            FloatVector result = p.mul(s).mul(s);
            if (at == j) {
                result.intoArray(y, yOffset + at);
            } else {
                FloatVector.fromArray(FLOATS, y, yOffset + at)
                        .blend(result, Lanes.NUMBERS.compare(VectorOperators.GE, j - at)).intoArray(y, yOffset + at);
            }
        }
    }

    /** {@return the largest element, NaN when one is, minus infinity when there is none} */
    static float max(int n, float[] x, int xOffset) {
        if (n < COUNT) {
            float max = Float.NEGATIVE_INFINITY;
            for (int j = 0; j < n; j++) {
                max = Math.max(max, x[xOffset + j]);
            }
            return max;
        }
        FloatVector max = FloatVector.fromArray(FLOATS, x, xOffset + n - COUNT);
        for (int j = 0; j < n - COUNT; j += COUNT) {
            max = max.max(FloatVector.fromArray(FLOATS, x, xOffset + j));
        }
        return max.reduceLanes(VectorOperators.MAX);            // in any order the same
    }

    private static FloatVector spread(float value) {
        return FloatVector.broadcast(FLOATS, value);
    }
}
