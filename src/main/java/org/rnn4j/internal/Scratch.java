package org.rnn4j.internal;

/**
 * Buffers that start at index 0, for loops that C2 is to turn into vector instructions.
 *
 * <p>C2 (JDK 17 to 25) vectorises a loop only if all its array accesses have one index in common, give or take a constant:
 * it cannot tell {@code y[yOffset + j]} from {@code x[xOffset + j + 1]}, and then takes them for the same. So plain kernels
 * copy a strip of columns here, work with {@code [j]} and {@code [j + WIDTH]}, and copy the result back. Copying costs 0.06 ns
 * an element, a loop that is not vectorised 0.3 ns for each operation.
 *
 * <p>C2 has a loop begin its vectors where one of the arrays is aligned. Where the others then are not, half of their vectors lie in two
 * cache lines, and a product takes a quarter longer. Nobody tells where an array is, but arrays that are allocated one after the other,
 * each a multiple of 32 bytes long with its header (so the 4 floats that nobody uses), are all as far from alignment as the first, and
 * a collector that moves them moves them one after the other as well, if they hang on one array. Should the first few end elsewhere,
 * since another thread of the collector took them, they are rows, of which there are many.
 */
final class Scratch {

    /** Columns done at a time: long rows, since C2's loops do their first and last dozen elements one by one. */
    static final int WIDTH = 512;

    /**
     * Terms added to two rows in one pass: with three, 5 loads and 2 stores for 6 multiply-adds. C2 unrolls a loop until its body fills
     * vectors, unless that makes it too large: JDK 17 stops at 6 multiply-adds, JDK 25 goes on to 8, a tenth faster. Versions between
     * were not tried.
     */
    static final int GROUP = Runtime.version().feature() < 25 ? 3 : 4;

    /** Terms of a product copied at a time: 16 to 18 kB with {@link #WIDTH}, half of the nearest cache. */
    static final int TERMS = GROUP == 3 ? 9 : 8;

    /**
     * Rows of the result copied at a time, an even number, since they are done in pairs. They are in the second-level cache while all
     * terms pass. With the other arrays there are less than 50, which one thread of a collector scans at once.
     */
    static final int ROWS = 38;

    private static final int GROUPS = TERMS / GROUP;

    private final float[][] all = new float[ROWS + 3 + GROUPS][];

    Scratch() {
        for (int i = 0; i < all.length; i++) {
            all[i] = new float[(i < ROWS + 3 ? WIDTH : GROUP * WIDTH) + 4];
        }
    }

    /** {@return room for a row of a product, or of a cell} */
    float[] row(int i) {
        return all[i];
    }

    float[] first() {
        return all[ROWS];
    }

    float[] second() {
        return all[ROWS + 1];
    }

    float[] third() {
        return all[ROWS + 2];
    }

    /** {@return room for a group of terms, each {@link #WIDTH} from the next} */
    float[] terms(int group) {
        return all[ROWS + 3 + group];
    }
}
