package org.rnn4j.tensor;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertTrue;

import org.junit.jupiter.api.Test;

/**
 * Holds {@link FloatMath} to what its Javadoc states. The stated errors were measured over all 2^32 arguments; here a prime
 * stride over all bit patterns, so that every exponent and every low bit comes up, and each float around the points where a
 * formula changes.
 */
class FloatMathTest {

    private static final int STRIDE = 2003;
    private static final int NEIGHBOURHOOD = 3000;
    private static final float[] INTERESTING = {
        0f, Float.MIN_VALUE, Float.MIN_NORMAL, 1e-3f, 0.125f, 0.25f, 0.5493f, 1f, 2.986f, 6.93f, 8.3565f, 9.01f, 16.6f,
        17.33f, 18f, 87f, 87.34f, 88.03f, 88.72f, 103.28f, 103.97f, 104f, Float.MAX_VALUE,
    };

    private interface FloatFunction {
        float at(float x);
    }

    private interface DoubleFunction {
        double at(double x);
    }

    private interface Check {
        void accept(float x);
    }

    private static void everywhere(Check check) {
        for (long bits = 0; bits < 1L << 32; bits += STRIDE) {
            check.accept(Float.intBitsToFloat((int) bits));
        }
        for (float centre : INTERESTING) {
            int middle = Float.floatToIntBits(centre);
            for (int bits = Math.max(0, middle - NEIGHBOURHOOD); bits < middle + NEIGHBOURHOOD; bits++) {
                check.accept(Float.intBitsToFloat(bits));
                check.accept(Float.intBitsToFloat(bits | 0x8000_0000));
            }
        }
    }

    private static void assertWithin(double ulps, double absolute, FloatFunction function, DoubleFunction exact) {
        everywhere(x -> {
            float actual = function.at(x);
            if (Float.isNaN(x)) {
                assertTrue(Float.isNaN(actual), "NaN in, NaN out");
                return;
            }
            double expected = exact.at(x);
            if (Float.isInfinite((float) expected)) {
                assertEquals((float) expected, actual, () -> "overflow at " + x);
                return;
            }
            double error = Math.abs(actual - expected);
            double allowed = Math.min(ulps * Math.ulp((float) expected), absolute);
            if (!(error <= allowed)) {
                assertEquals(expected, actual, allowed, "at " + x);
            }
        });
    }

    @Test
    void tanhIsWithinItsStatedErrorEverywhere() {
        assertWithin(3.6, 2.2e-7, FloatMath::tanh, Math::tanh);
    }

    @Test
    void sigmoidIsWithinItsStatedErrorEverywhere() {
        DoubleFunction exact = x -> 1 / (1 + Math.exp(-Math.max(x, FloatMath.Coefficients.SIGMOID_LOW)));
        assertWithin(22, 1.1e-7, FloatMath::sigmoid, exact);
        assertWithin(7.2, 1.1e-7, x -> FloatMath.sigmoid(Math.max(x, -17)), x -> exact.at(Math.max(x, -17)));
    }

    @Test
    void expIsWithinItsStatedErrorEverywhere() {
        assertWithin(1.7, Double.POSITIVE_INFINITY, FloatMath::exp, Math::exp);
    }

    @Test
    void tanhIsOddToTheBitAndNeverBeyondOne() {
        everywhere(x -> {
            float y = FloatMath.tanh(x);
            assertEquals(Float.floatToIntBits(-y), Float.floatToIntBits(Float.isNaN(x) ? -y : FloatMath.tanh(-x)));
            assertTrue(!(Math.abs(y) > 1), () -> "tanh(" + x + ") = " + y);
        });
    }

    @Test
    void tanhOfATinyNumberIsThatNumber() {
        for (float x : new float[] {0f, -0f, Float.MIN_VALUE, -Float.MIN_VALUE, Float.MIN_NORMAL, 1e-30f, -1e-10f, 1e-4f}) {
            assertEquals(Float.floatToIntBits(x), Float.floatToIntBits(FloatMath.tanh(x)), () -> "tanh(" + x + ")");
        }
    }

    @Test
    void tanhSaturatesExactlyAtItsLimitAndNotBefore() {
        float limit = FloatMath.Coefficients.TANH_LIMIT;
        assertEquals(1f, FloatMath.tanh(limit));
        assertTrue(FloatMath.tanh(Math.nextDown(limit)) < 1f);
        for (float x : new float[] {limit, 9f, 100f, Float.MAX_VALUE, Float.POSITIVE_INFINITY}) {
            assertEquals(1f, FloatMath.tanh(x));
            assertEquals(-1f, FloatMath.tanh(-x));
        }
    }

    @Test
    void sigmoidSaturatesExactlyAtOneAndNextToZero() {
        for (float x : new float[] {17.4f, 18f, 50f, 103f, 200f, Float.MAX_VALUE, Float.POSITIVE_INFINITY}) {
            assertEquals(1f, FloatMath.sigmoid(x), () -> "sigmoid(" + x + ")");
        }
        float least = FloatMath.sigmoid(FloatMath.Coefficients.SIGMOID_LOW);
        assertTrue(least > Float.MIN_NORMAL && least < 1.7e-38);
        for (float x : new float[] {-88f, -104f, -200f, -Float.MAX_VALUE, Float.NEGATIVE_INFINITY}) {
            assertEquals(least, FloatMath.sigmoid(x), () -> "sigmoid(" + x + ")");
        }
        assertEquals(0.5f, FloatMath.sigmoid(0f));
        assertEquals(0.5f, FloatMath.sigmoid(-0f));
    }

    @Test
    void sigmoidNeverLeavesZeroToOne() {
        everywhere(x -> {
            float y = FloatMath.sigmoid(x);
            assertTrue(Float.isNaN(x) || y >= 0 && y <= 1, () -> "sigmoid(" + x + ") = " + y);
        });
    }

    @Test
    void expIsExactAtZeroAndSaturatesAtItsEnds() {
        assertEquals(1f, FloatMath.exp(0f));
        assertEquals(1f, FloatMath.exp(-0f));
        assertEquals(0f, FloatMath.exp(Float.NEGATIVE_INFINITY));
        assertEquals(0f, FloatMath.exp(-104f));
        assertEquals(Float.MIN_VALUE, FloatMath.exp(-103f));
        assertEquals(Float.POSITIVE_INFINITY, FloatMath.exp(88.73f));
        assertEquals(Float.POSITIVE_INFINITY, FloatMath.exp(Float.POSITIVE_INFINITY));
        assertTrue(FloatMath.exp(88.72f) < Float.POSITIVE_INFINITY);
    }
}
