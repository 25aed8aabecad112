package org.rnn4j.tensor;

/**
 * Fast single-precision functions of stated accuracy.
 *
 * <p>The errors were measured over every {@code float} there is, against {@link Math} in double precision; one ulp is the
 * distance between neighbouring floats at the true result. Every step is an exactly rounded {@code float} operation
 * ({@link Math#fma(float, float, float)} included), so a function gives the same bits on every machine, and kernels that
 * take the same steps with the same {@link Coefficients} give the bits of the methods here. NaN in, NaN out.
 */
public final class FloatMath {

    private FloatMath() {
    }

    /**
     * {@return tanh(x), within 3.6 ulp and 2.2e-7}
     *
     * <p>With {@code t = tanh(x/2) = n / 2d}, {@code tanh(x) = 2t / (1 + t²) = n·d / (d² + n²/4)}. Where tanh saturates, that
     * damps the rounding of {@code n} and {@code d}, which a rational function of {@code x} itself would pass on.
     * {@code n = x·P(x²)} and {@code d = 1 + e = 1 + x²·Q(x²)}. Odd to the bit, exact for tiny {@code x}, and exactly ±1 from
     * {@link Coefficients#TANH_LIMIT} on.
     */
    public static float tanh(float x) {
        float t = Math.max(-Coefficients.TANH_LIMIT, Math.min(Coefficients.TANH_LIMIT, x));
        float u = t * t;
        float n = Math.fma(t * u, Math.fma(u, Coefficients.TANH_P2, Coefficients.TANH_P1), t);
        float e = u * Math.fma(u, Math.fma(u, Coefficients.TANH_Q3, Coefficients.TANH_Q2), Coefficients.TANH_Q1);
        float halfN = 0.5f * n;
        return Math.fma(n, e, n) / (1 + Math.fma(e, e + 2, halfN * halfN));
    }

    /**
     * {@return {@code σ(x) = 1 / (1 + exp(-x))}, within 1.1e-7 everywhere, within 7.2 ulp from -17 on and 22 ulp from -87 on}
     *
     * <p>{@code exp(-x) = 2^k·2^r} with {@code k = round(-x·log2 e)} and {@code |r| ≤ 1/2}. Exactly ½ at 0 and exactly 1 for large
     * {@code x}. Below {@link Coefficients#SIGMOID_LOW} it stays at σ of that, 1.6e-38: a gate that is all but shut.
     */
    public static float sigmoid(float x) {
        float t = Math.max(Coefficients.SIGMOID_LOW, Math.min(Coefficients.SIGMOID_HIGH, x));
        float k = Math.fma(t, -Coefficients.LOG2_E, Coefficients.ROUNDER) - Coefficients.ROUNDER;
        float r = Math.fma(t, -Coefficients.LOG2_E, -k);
        float u = r * r;
        float upper = Math.fma(r, Coefficients.EXP2_C5, Coefficients.EXP2_C4);
        float middle = Math.fma(r, Coefficients.EXP2_C3, Coefficients.EXP2_C2);
        float lower = Math.fma(r, Coefficients.EXP2_C1, 1);
        float p = Math.fma(u, Math.fma(u, upper, middle), lower);
        return 1 / Math.fma(p, powerOfTwo(k), 1);
    }

    /**
     * {@return exp(x), within 1.7 ulp}
     *
     * <p>{@code exp(x) = exp(r)·2^k·2^k} with {@code k = round(x / 2ln2)} and {@code |r| ≤ ln2}. Scaling by {@code 2^k} twice,
     * instead of once by its square, keeps the factor a normal number from the smallest result to the largest. Infinity and 0
     * where a float must be, subnormal results as accurate as their spacing allows.
     */
    public static float exp(float x) {
        float t = Math.max(Coefficients.EXP_LOW, Math.min(Coefficients.EXP_HIGH, x));
        float k = Math.fma(t, Coefficients.INVERSE_2LN2, Coefficients.ROUNDER) - Coefficients.ROUNDER;
        float r = Math.fma(k, -Coefficients.TWO_LN2_LOW, Math.fma(k, -Coefficients.TWO_LN2_HIGH, t));
        float s = powerOfTwo(k);
        return expOfRest(r) * s * s;
    }

    /** {@code exp(r) ≈ 1 + r + r²·(E2 + … + E7·r⁵)} for {@code |r| ≤ ln2}. */
    private static float expOfRest(float r) {
        float q = Math.fma(r, Coefficients.EXP_E7, Coefficients.EXP_E6);
        q = Math.fma(r, q, Coefficients.EXP_E5);
        q = Math.fma(r, q, Coefficients.EXP_E4);
        q = Math.fma(r, q, Coefficients.EXP_E3);
        q = Math.fma(r, q, Coefficients.EXP_E2);
        return Math.fma(r, Math.fma(r, q, 1), 1);
    }

    /** Exactly {@code 2^k}, by its exponent bits. NaN, which the casts turn into 1, still reaches the result through {@code r}. */
    private static float powerOfTwo(float k) {
        return Float.intBitsToFloat((int) k + 127 << 23);
    }

    /**
     * The numbers behind the functions, for kernels that must give the same bits. The polynomials were fitted by the Remez
     * algorithm in 60 digits and rounded to float: {@code src/test/resources/org/rnn4j/tensor/float-math.py}.
     */
    public static final class Coefficients {

        /** The smallest {@code x} whose tanh rounds to 1 here; beyond, the rational function would overshoot. */
        public static final float TANH_LIMIT = 8.356551f;
        /** {@code n = x + x³·(P1 + P2·x²)}. */
        public static final float TANH_P1 = 0x1.e6f3f4p-6f;
        /** See {@link #TANH_P1}. */
        public static final float TANH_P2 = 0x1.da8deap-14f;
        /** {@code e = x²·(Q1 + Q2·x² + Q3·x⁴)}. */
        public static final float TANH_Q1 = 0x1.cf1244p-4f;
        /** See {@link #TANH_Q1}. */
        public static final float TANH_Q2 = 0x1.3adaa4p-10f;
        /** See {@link #TANH_Q1}. */
        public static final float TANH_Q3 = 0x1.43e2e4p-20f;

        /** {@code exp(87)}, times a {@code p} of at most √2, is still finite. */
        public static final float SIGMOID_LOW = -87;
        /** {@code exp(-18) < 2^-25}: σ(18) rounds to 1. */
        public static final float SIGMOID_HIGH = 18;
        /** {@code 1 / ln 2}. */
        public static final float LOG2_E = 0x1.715476p0f;
        /** {@code 2^r ≈ 1 + C1·r + … + C5·r⁵} for {@code |r| ≤ 1/2}. */
        public static final float EXP2_C1 = 0x1.62e42ap-1f;
        /** See {@link #EXP2_C1}. */
        public static final float EXP2_C2 = 0x1.ebf9bcp-3f;
        /** See {@link #EXP2_C1}. */
        public static final float EXP2_C3 = 0x1.c6b754p-5f;
        /** See {@link #EXP2_C1}. */
        public static final float EXP2_C4 = 0x1.3ceab4p-7f;
        /** See {@link #EXP2_C1}. */
        public static final float EXP2_C5 = 0x1.5bb9e4p-10f;

        /** Below {@code ln(2^-150)}, so that exp rounds to 0. */
        public static final float EXP_LOW = -104;
        /** Above {@code ln(2^128)}, so that exp rounds to infinity. */
        public static final float EXP_HIGH = 89;
        /** {@code 1 / (2·ln 2)}. */
        public static final float INVERSE_2LN2 = 0x1.715476p-1f;
        /** {@code 2·ln 2} in 17 bits: times a {@code k} of at most 7 bits it is exact. */
        public static final float TWO_LN2_HIGH = 0x1.62e4p0f;
        /** The rest of {@code 2·ln 2}. */
        public static final float TWO_LN2_LOW = 0x1.7f7d1cp-19f;
        /** Adding and subtracting 1.5·2^23 rounds to the nearest integer: floats of that size have no fraction bits. */
        public static final float ROUNDER = 0x1.8p23f;
        /** {@code exp(r) ≈ 1 + r + r²·(E2 + E3·r + … + E7·r⁵)} for {@code |r| ≤ ln2}. */
        public static final float EXP_E2 = 0x1.00000cp-1f;
        /** See {@link #EXP_E2}. */
        public static final float EXP_E3 = 0x1.555510p-3f;
        /** See {@link #EXP_E2}. */
        public static final float EXP_E4 = 0x1.554a08p-5f;
        /** See {@link #EXP_E2}. */
        public static final float EXP_E5 = 0x1.112844p-7f;
        /** See {@link #EXP_E2}. */
        public static final float EXP_E6 = 0x1.71bc62p-10f;
        /** See {@link #EXP_E2}. */
        public static final float EXP_E7 = 0x1.9b4a0cp-13f;

        private Coefficients() {
        }
    }
}
