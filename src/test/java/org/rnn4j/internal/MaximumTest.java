package org.rnn4j.internal;

import static org.junit.jupiter.api.Assertions.assertEquals;

import java.util.Arrays;
import java.util.Random;
import org.junit.jupiter.api.Test;

class MaximumTest {

    private static final int OFFSET = 3;

    /** In an array whose elements outside the range are larger than all within. */
    private static float maximum(float... x) {
        float[] inside = new float[x.length + 2 * OFFSET];
        Arrays.fill(inside, Float.POSITIVE_INFINITY);
        System.arraycopy(x, 0, inside, OFFSET, x.length);
        return Maximum.of(x.length, inside, OFFSET);
    }

    @Test
    void isTheOneThatNoOtherExceeds() {
        Random random = new Random(1);
        for (int n = 1; n <= 70; n++) {
            for (float centre : new float[] {0, 1e-40f, -1e-40f, 10, -10, 3e38f, -3e38f}) {
                float[] x = new float[n];
                for (int j = 0; j < n; j++) {
                    x[j] = centre + Math.abs(centre) * (float) random.nextGaussian() + (float) random.nextGaussian();
                }
                float expected = x[0];
                for (float element : x) {
                    expected = Math.max(expected, element);
                }
                assertEquals(expected, maximum(x), "n=" + n + " around " + centre);
            }
        }
    }

    @Test
    void isFoundAtEveryPlace() {
        for (int n = 1; n <= 20; n++) {
            for (int at = 0; at < n; at++) {
                for (float[] pair : new float[][] {{-2, -1}, {-1, 0}, {-1, -0f}, {-0f, 0}, {0, 1}, {-Float.MAX_VALUE, Float.MIN_VALUE},
                        {Float.NEGATIVE_INFINITY, -Float.MAX_VALUE}, {Float.MAX_VALUE, Float.POSITIVE_INFINITY}}) {
                    float[] x = new float[n];
                    Arrays.fill(x, pair[0]);
                    x[at] = pair[1];
                    assertEquals(pair[1], maximum(x), "n=" + n + " at " + at);
                }
            }
        }
    }

    @Test
    void ofNothingAndOfMinusInfinitiesIsMinusInfinity() {
        assertEquals(Float.NEGATIVE_INFINITY, maximum());
        assertEquals(Float.NEGATIVE_INFINITY, maximum(Float.NEGATIVE_INFINITY, Float.NEGATIVE_INFINITY));
    }

    @Test
    void ofNaNIsNaNOrPassesItOver() {
        float negative = Float.intBitsToFloat(0xffc00000);
        assertEquals(Float.NaN, maximum(1, Float.NaN, 2));
        assertEquals(2, maximum(1, negative, 2));
        assertEquals(-1, maximum(-1, negative, -2));
    }
}
