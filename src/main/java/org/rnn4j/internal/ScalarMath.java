package org.rnn4j.internal;

import static org.rnn4j.internal.Scratch.WIDTH;
import static org.rnn4j.tensor.FloatMath.Coefficients.EXP2_C1;
import static org.rnn4j.tensor.FloatMath.Coefficients.EXP2_C2;
import static org.rnn4j.tensor.FloatMath.Coefficients.EXP2_C3;
import static org.rnn4j.tensor.FloatMath.Coefficients.EXP2_C4;
import static org.rnn4j.tensor.FloatMath.Coefficients.EXP2_C5;
import static org.rnn4j.tensor.FloatMath.Coefficients.EXP_E2;
import static org.rnn4j.tensor.FloatMath.Coefficients.EXP_E3;
import static org.rnn4j.tensor.FloatMath.Coefficients.EXP_E4;
import static org.rnn4j.tensor.FloatMath.Coefficients.EXP_E5;
import static org.rnn4j.tensor.FloatMath.Coefficients.EXP_E6;
import static org.rnn4j.tensor.FloatMath.Coefficients.EXP_E7;
import static org.rnn4j.tensor.FloatMath.Coefficients.EXP_HIGH;
import static org.rnn4j.tensor.FloatMath.Coefficients.EXP_LOW;
import static org.rnn4j.tensor.FloatMath.Coefficients.INVERSE_2LN2;
import static org.rnn4j.tensor.FloatMath.Coefficients.LOG2_E;
import static org.rnn4j.tensor.FloatMath.Coefficients.ROUNDER;
import static org.rnn4j.tensor.FloatMath.Coefficients.SIGMOID_HIGH;
import static org.rnn4j.tensor.FloatMath.Coefficients.SIGMOID_LOW;
import static org.rnn4j.tensor.FloatMath.Coefficients.TANH_LIMIT;
import static org.rnn4j.tensor.FloatMath.Coefficients.TANH_P1;
import static org.rnn4j.tensor.FloatMath.Coefficients.TANH_P2;
import static org.rnn4j.tensor.FloatMath.Coefficients.TANH_Q1;
import static org.rnn4j.tensor.FloatMath.Coefficients.TANH_Q2;
import static org.rnn4j.tensor.FloatMath.Coefficients.TANH_Q3;
import static org.rnn4j.tensor.FloatMath.Coefficients.TWO_LN2_HIGH;
import static org.rnn4j.tensor.FloatMath.Coefficients.TWO_LN2_LOW;

/**
 * {@link org.rnn4j.tensor.FloatMath} in several passes over a strip: the same steps, so the same bits. Each pass is small
 * enough for C2 to vectorise; the whole formula in one loop is not, and takes 3.3 (tanh) and 4.4 ns an element, not 0.7 and 1.2.
 */
final class ScalarMath {

    private ScalarMath() {
    }

    static void tanh(int n, float[] x, int xOffset, float[] y, int yOffset, Scratch scratch) {
        for (int j = 0; j < n; j += WIDTH) {
            int width = Math.min(WIDTH, n - j);
            System.arraycopy(x, xOffset + j, scratch.first(), 0, width);
            clamp(width, -TANH_LIMIT, TANH_LIMIT, scratch.first());
            tanhParts(width, scratch.first(), scratch.second());
            tanhOfParts(width, scratch.first(), scratch.second());
            System.arraycopy(scratch.first(), 0, y, yOffset + j, width);
        }
    }

    static void sigmoid(int n, float[] x, int xOffset, float[] y, int yOffset, Scratch scratch) {
        for (int j = 0; j < n; j += WIDTH) {
            int width = Math.min(WIDTH, n - j);
            System.arraycopy(x, xOffset + j, scratch.first(), 0, width);
            clamp(width, SIGMOID_LOW, SIGMOID_HIGH, scratch.first());
            exponentsOfTwo(width, scratch.first(), scratch.second());
            restsOfTwo(width, scratch.first(), scratch.second());
            exp2OfRests(width, scratch.first());
            powersOfTwo(width, scratch.second());
            sigmoidOfParts(width, scratch.first(), scratch.second());
            System.arraycopy(scratch.first(), 0, y, yOffset + j, width);
        }
    }

    /** {@code y = exp(x - shift)}. */
    static void expOfDifference(int n, float[] x, int xOffset, float shift, float[] y, int yOffset, Scratch scratch) {
        for (int j = 0; j < n; j += WIDTH) {
            int width = Math.min(WIDTH, n - j);
            System.arraycopy(x, xOffset + j, scratch.first(), 0, width);
            subtract(width, shift, scratch.first());
            clamp(width, EXP_LOW, EXP_HIGH, scratch.first());
            expParts(width, scratch);
            expOfParts(width, scratch.first(), scratch.second());
            System.arraycopy(scratch.first(), 0, y, yOffset + j, width);
        }
    }

    private static void subtract(int n, float shift, float[] x) {
        for (int j = 0; j < n; j++) {
            x[j] = x[j] - shift;
        }
    }

    private static void clamp(int n, float low, float high, float[] x) {
        for (int j = 0; j < n; j++) {
            x[j] = Math.max(low, Math.min(high, x[j]));
        }
    }

    /** From {@code t} to {@code e}, and to the numerator. */
    private static void tanhParts(int n, float[] t, float[] numerator) {
        for (int j = 0; j < n; j++) {
            float x = t[j];
            float u = x * x;
            numerator[j] = Math.fma(x * u, Math.fma(u, TANH_P2, TANH_P1), x);
            t[j] = u * Math.fma(u, Math.fma(u, TANH_Q3, TANH_Q2), TANH_Q1);
        }
    }

    private static void tanhOfParts(int n, float[] e, float[] numerator) {
        for (int j = 0; j < n; j++) {
            float half = 0.5f * numerator[j];
            e[j] = Math.fma(numerator[j], e[j], numerator[j]) / (1 + Math.fma(e[j], e[j] + 2, half * half));
        }
    }

    /** From {@code t} in the row to {@code p}, and {@code 2^k} as the second, such that {@code exp(t) = p·2^k·2^k}. */
    private static void expParts(int n, Scratch scratch) {
        exponents(n, scratch.first(), scratch.second());
        rests(n, scratch.first(), scratch.second());
        expOfRests(n, scratch.first(), scratch.third());
        powersOfTwo(n, scratch.second());
    }

    private static void exponents(int n, float[] t, float[] k) {
        for (int j = 0; j < n; j++) {
            k[j] = Math.fma(t[j], INVERSE_2LN2, ROUNDER) - ROUNDER;
        }
    }

    private static void rests(int n, float[] t, float[] k) {
        for (int j = 0; j < n; j++) {
            t[j] = Math.fma(k[j], -TWO_LN2_LOW, Math.fma(k[j], -TWO_LN2_HIGH, t[j]));
        }
    }

    /** From {@code r} to {@code exp(r)}, in halves: eight multiply-adds in one loop are too many for C2. */
    private static void expOfRests(int n, float[] r, float[] q) {
        upperTerms(n, r, q);
        lowerTerms(n, r, q);
    }

    private static void upperTerms(int n, float[] r, float[] q) {
        for (int j = 0; j < n; j++) {
            q[j] = Math.fma(r[j], Math.fma(r[j], Math.fma(r[j], EXP_E7, EXP_E6), EXP_E5), EXP_E4);
        }
    }

    private static void lowerTerms(int n, float[] r, float[] q) {
        for (int j = 0; j < n; j++) {
            r[j] = Math.fma(r[j], Math.fma(r[j], Math.fma(r[j], Math.fma(r[j], q[j], EXP_E3), EXP_E2), 1), 1);
        }
    }

    /** Exactly {@code 2^k}, for integers {@code |k| ≤ 76}. */
    private static void powersOfTwo(int n, float[] k) {
        roughPowersOfTwo(n, k);
        roundUpToPowersOfTwo(n, k);
    }

    /**
     * {@code 2^k} to within a third below, for integers {@code |k| ≤ 76}: a cubic fit of {@code (0.7·2^k)^(1/64)}, squared six
     * times. Building the exponent from bits would be simpler, but C2 learnt to vectorise that only after JDK 17.
     */
    private static void roughPowersOfTwo(int n, float[] k) {
        for (int j = 0; j < n; j++) {
            float p = Math.fma(k[j], Math.fma(k[j], Math.fma(k[j], 2.03529336e-7f, 6.14641262e-5f), 0.0108246945f), 0.992611481f);
            p *= p;
            p *= p;
            p *= p;
            p *= p;
            p *= p;
            k[j] = p * p;
        }
    }

    /**
     * The next power of two, for numbers above half of it: {@code q = 2^24·p} is a multiple of that power and has 24 bits, so
     * adding {@code p} rounds to the next multiple. Source: Rump, Ogita and Oishi, "Accurate floating-point summation part I",
     * 2008, the idea of algorithm 3.5.
     */
    private static void roundUpToPowersOfTwo(int n, float[] p) {
        for (int j = 0; j < n; j++) {
            float q = p[j] * 0x1p24f;
            p[j] = (q + p[j]) - q;
        }
    }

    /** {@code k = round(-t·log2 e) - 50}: from -76 to 76, since the exponents of sigmoid go from -26 to 126. */
    private static void exponentsOfTwo(int n, float[] t, float[] k) {
        for (int j = 0; j < n; j++) {
            k[j] = Math.fma(t[j], -LOG2_E, ROUNDER) - (ROUNDER + 50);
        }
    }

    private static void restsOfTwo(int n, float[] t, float[] k) {
        for (int j = 0; j < n; j++) {
            t[j] = Math.fma(t[j], -LOG2_E, -(k[j] + 50));
        }
    }

    private static void exp2OfRests(int n, float[] r) {
        for (int j = 0; j < n; j++) {
            float u = r[j] * r[j];
            float upper = Math.fma(r[j], EXP2_C5, EXP2_C4);
            float middle = Math.fma(r[j], EXP2_C3, EXP2_C2);
            r[j] = Math.fma(u, Math.fma(u, upper, middle), Math.fma(r[j], EXP2_C1, 1));
        }
    }

    /** {@code 1 / (1 + p·s·2^50)}. */
    private static void sigmoidOfParts(int n, float[] p, float[] s) {
        for (int j = 0; j < n; j++) {
            p[j] = 1 / Math.fma(p[j], s[j] * 0x1p50f, 1);
        }
    }

    private static void expOfParts(int n, float[] p, float[] s) {
        for (int j = 0; j < n; j++) {
            p[j] = p[j] * s[j] * s[j];
        }
    }
}
