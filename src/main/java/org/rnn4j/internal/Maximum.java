package org.rnn4j.internal;

/**
 * The largest of some floats, found among their bits: floats that are not negative are in the order of their bits as whole numbers, and
 * negative ones in the opposite order. C2 compiles a choice between floats to a branch, which logits that lie in no order make the
 * processor guess wrong a dozen times in 64, and one between whole numbers to an instruction.
 */
final class Maximum {

    private static final int MINUS_INFINITY = Float.floatToRawIntBits(Float.NEGATIVE_INFINITY);

    private Maximum() {
    }

    /** {@return the largest element, or NaN when one of them is a NaN with a positive sign; minus infinity when there is none} */
    static float of(int n, float[] x, int offset) {
        int m0 = Integer.MIN_VALUE;
        int m1 = m0;
        int m2 = m0;
        int m3 = m0;
        int j = 0;
        for (; j + 4 <= n; j += 4) {
            m0 = Math.max(m0, Float.floatToRawIntBits(x[offset + j]));
            m1 = Math.max(m1, Float.floatToRawIntBits(x[offset + j + 1]));
            m2 = Math.max(m2, Float.floatToRawIntBits(x[offset + j + 2]));
            m3 = Math.max(m3, Float.floatToRawIntBits(x[offset + j + 3]));
        }
        for (; j < n; j++) {
            m0 = Math.max(m0, Float.floatToRawIntBits(x[offset + j]));
        }
        int most = Math.max(Math.max(m0, m1), Math.max(m2, m3));
        return most < 0 ? ofNegative(n, x, offset) : Float.intBitsToFloat(most);
    }

    /** A NaN with a negative sign is passed over. */
    private static float ofNegative(int n, float[] x, int offset) {
        int least = MINUS_INFINITY;
        for (int j = 0; j < n; j++) {
            least = Math.min(least, Float.floatToRawIntBits(x[offset + j]));
        }
        return Float.intBitsToFloat(least);
    }
}
