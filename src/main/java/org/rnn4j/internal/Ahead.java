package org.rnn4j.internal;

/**
 * Has rows come near before they are worked on. A window's gates are many times the second-level cache, and the processor's own fetching
 * ahead ends with each page of 4 kB, which is two rows of 512 floats; a loop with much to do between its reads then waits for each line.
 * One float read of every line, a row at a time with nothing in between, has all of a row's lines under way at once.
 *
 * <p>Java has no instruction for this, and C2 drops a read whose result nobody uses. So callers add up what {@link #touch} returns, and
 * leave the sum in their scratch.
 */
final class Ahead {

    /** How far ahead of the row that is worked on. */
    private static final int ROWS = 2;

    /** Floats of a cache line. */
    private static final int LINE = 16;

    private Ahead() {
    }

    /**
     * Reads from the row of {@code x[m, n]} that is to be worked on soon after row {@code i}, if there is one.
     *
     * @return a number without a meaning, that depends on every line of that row
     */
    static int touch(int i, int m, int n, float[] x, int xOffset, int ldx) {
        int sum = 0;
        if (i + ROWS < m) {
            int at = xOffset + (i + ROWS) * ldx;
            for (int j = 0; j < n; j += LINE) {
                sum += Float.floatToRawIntBits(x[at + j]);
            }
        }
        return sum;
    }
}
