package org.rnn4j.internal;

/**
 * Buffers that start at index 0, for loops that C2 is to turn into vector instructions.
 *
 * <p>C2 (JDK 17 to 25) vectorises a loop only if all its array accesses have one index in common, give or take a constant:
 * it cannot tell {@code y[yOffset + j]} from {@code x[xOffset + j + 1]}, and then takes them for the same. So plain kernels
 * copy a strip of columns here, work with {@code [j]} and {@code [j + WIDTH]}, and copy the result back. Copying costs 0.06 ns
 * an element, a loop that is not vectorised 0.3 ns for each operation.
 */
final class Scratch {

    /** Columns done at a time: long rows, since C2's loops do their first and last dozen elements one by one. */
    static final int WIDTH = 512;

    /** Terms of a product copied at a time: 18 kB with {@link #WIDTH}, half of the nearest cache. */
    static final int TERMS = 9;

    /**
     * Terms added to two rows in one pass: 5 loads and 2 stores for 6 multiply-adds. C2 unrolls a loop until its body fills vectors,
     * unless that makes it too large. JDK 17 stops at 6 multiply-adds, and JDK 25 does 4 terms of two rows as well, a tenth faster.
     */
    static final int GROUP = 3;

    /** Rows of the result copied at a time. They are in the second-level cache while all terms pass. */
    static final int ROWS = 64;

    final float[] row = new float[WIDTH];
    final float[] second = new float[WIDTH];
    final float[] third = new float[WIDTH];
    final float[][] terms = new float[TERMS / GROUP][GROUP * WIDTH];

    /** Room for the rows of a product, or for those of a cell. */
    final float[][] rows = new float[ROWS][WIDTH];
}
