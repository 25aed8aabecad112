package org.rnn4j.internal;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertTrue;

import com.sun.management.ThreadMXBean;
import java.lang.management.ManagementFactory;
import java.util.Arrays;
import java.util.Random;
import java.util.stream.IntStream;
import org.junit.jupiter.api.Tag;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.EnumSource;
import org.rnn4j.tensor.FloatMath;
import org.rnn4j.tensor.Kernels;

/**
 * What every provider of {@link Kernels} promises. A provider's test is a subclass that names its kernels.
 *
 * <p>The sizes are 0, 1, odd ones, and one below, at and above the multiples of 4, 8 and 16 lanes and of the tiles made of
 * them; the longest sums cross the blocks that long sums are cut into.
 */
abstract class KernelsContract {

    /** The largest relative error of one float operation. */
    private static final double ROUNDING = 0x1p-24;

    private static final int[] ROWS = {0, 1, 2, 3, 5, 7, 8, 9, 12, 13, 17, 33};
    private static final int[] COLUMNS = {0, 1, 3, 4, 7, 8, 9, 15, 16, 17, 31, 32, 33, 47, 48, 63, 64, 65, 100, 129};
    private static final int[] TERMS = {0, 1, 2, 3, 4, 5, 7, 8, 9, 16, 31, 33, 64, 127, 129, 255, 256, 257, 520};
    private static final int[] LENGTHS = {
        0, 1, 2, 3, 4, 7, 8, 9, 15, 16, 17, 31, 32, 33, 63, 64, 65, 127, 128, 129, 255, 256, 257, 511, 512, 513, 1030,
    };

    /** {@return the kernels under test} */
    abstract Kernels kernels();

    // ---- matrix products ---------------------------------------------------------------------------------------------

    @ParameterizedTest
    @EnumSource
    void aProductAgreesWithDoublePrecision(Product product) {
        Random random = new Random(1);
        for (int m : ROWS) {
            for (int n : COLUMNS) {
                // Every k meets every n over the different m: all triples would take minutes and find no more.
                for (int at = (m + n) % 3; at < TERMS.length; at += 3) {
                    assertProductIsRight(product, m, n, TERMS[at], random.nextBoolean(), random);
                }
            }
        }
    }

    @ParameterizedTest
    @EnumSource
    void aLongSumAgreesWithDoublePrecision(Product product) {
        Random random = new Random(2);
        assertProductIsRight(product, 5, 19, 4099, false, random);
        assertProductIsRight(product, 9, 33, 2049, true, random);
    }

    private void assertProductIsRight(Product product, int m, int n, int k, boolean accumulate, Random random) {
        Block a = left(product, m, k, random);
        Block b = right(product, k, n, random);
        Block c = new Block(m, n, 3, 5, random);
        double[][] expected = c.toDoubles();
        double[][] magnitude = new double[m][n];
        ReferenceKernels.multiply(m, n, k, (i, l) -> product.aTransposed ? a.at(l, i) : a.at(i, l),
                (l, j) -> product.bTransposed ? b.at(j, l) : b.at(l, j), accumulate, expected, magnitude);
        Block aBefore = a.copy();
        Block bBefore = b.copy();

        product.run(kernels(), m, n, k, a, b, accumulate, c);

        String what = product + " m=" + m + " n=" + n + " k=" + k + " accumulate=" + accumulate;
        // Summing k products in any order errs by at most about k roundings of the sum of magnitudes (Higham 2002, section 3.1).
        double roundings = k + 2;
        for (int i = 0; i < m; i++) {
            for (int j = 0; j < n; j++) {
                double allowed = roundings * ROUNDING * magnitude[i][j];
                if (!(Math.abs(c.at(i, j) - expected[i][j]) <= allowed)) {
                    assertEquals(expected[i][j], c.at(i, j), allowed, what + " at (" + i + ", " + j + ")");
                }
            }
        }
        c.assertGuardsUntouched(what);
        a.assertSameBits(aBefore, what + " changed A");
        b.assertSameBits(bBefore, what + " changed B");
    }

    private static Block left(Product product, int m, int k, Random random) {
        return product.aTransposed ? new Block(k, m, 2, 3, random) : new Block(m, k, 2, 3, random);
    }

    private static Block right(Product product, int k, int n, Random random) {
        return product.bTransposed ? new Block(n, k, 1, 7, random) : new Block(k, n, 1, 7, random);
    }

    @ParameterizedTest
    @EnumSource
    void aProductLargerThanAnyBlockAgreesWithDoublePrecision(Product product) {
        Random random = new Random(13);
        assertProductIsRight(product, 131, 17, 40, true, random);
        assertProductIsRight(product, 6, 523, 40, false, random);
        assertProductIsRight(product, 257, 261, 35, true, random);
        assertProductIsRight(product, 129, 289, 193, false, random);
    }

    /** Rows that are far apart in C are done in groups, of a size that depends on how many are left. */
    @ParameterizedTest
    @EnumSource
    void aWideProductOfAnyNumberOfRowsAgreesWithDoublePrecision(Product product) {
        Random random = new Random(21);
        for (int m = 1; m <= 70; m++) {
            assertProductIsRight(product, m, 515, 6, m % 2 == 0, random);
        }
        assertProductIsRight(product, 203, 529, 7, true, random);
    }

    @ParameterizedTest
    @EnumSource
    void splittingTheRowsOrColumnsOfAProductChangesNoBit(Product product) {
        Random random = new Random(3);
        for (int k : new int[] {1, 7, 64, 129, 300, 1030}) {
            for (boolean accumulate : new boolean[] {false, true}) {
                assertSplittingChangesNoBit(product, 37, 131, k, accumulate, random,
                        new int[] {1, 2, 3, 5, 8, 15, 16, 20, 31, 32, 36},
                        new int[] {1, 3, 7, 8, 15, 16, 17, 32, 33, 64, 96, 100, 127, 128, 130});
            }
        }
        assertSplittingChangesNoBit(product, 140, 300, 70, true, random,
                new int[] {64, 127, 128, 129}, new int[] {44, 128, 255, 256, 257});
        assertSplittingChangesNoBit(product, 67, 600, 300, true, random,
                new int[] {1, 15, 16, 19, 33, 35, 50, 66}, new int[] {16, 72, 511, 512, 513, 584});
    }

    private void assertSplittingChangesNoBit(Product product, int m, int n, int k, boolean accumulate, Random random,
                                             int[] rowCuts, int[] columnCuts) {
        Block a = left(product, m, k, random);
        Block b = right(product, k, n, random);
        Block start = new Block(m, n, 0, 1, random);
        Block whole = start.copy();
        product.run(kernels(), m, n, k, a, b, accumulate, whole);
        for (int cut : rowCuts) {
            Block parts = start.copy();
            product.runPart(kernels(), 0, cut, 0, n, k, a, b, accumulate, parts);
            product.runPart(kernels(), cut, m, 0, n, k, a, b, accumulate, parts);
            parts.assertSameBits(whole, product + " k=" + k + " split before row " + cut);
        }
        for (int cut : columnCuts) {
            Block parts = start.copy();
            product.runPart(kernels(), 0, m, 0, cut, k, a, b, accumulate, parts);
            product.runPart(kernels(), 0, m, cut, n, k, a, b, accumulate, parts);
            parts.assertSameBits(whole, product + " k=" + k + " split before column " + cut);
        }
    }

    /** One step at a time, in place, is then a whole sequence at once, packed. */
    @Test
    void packingAMatrixChangesNoBitOfItsProduct() {
        Random random = new Random(14);
        for (int k : new int[] {1, 7, 64, 129, 300, 1030}) {
            for (int n : new int[] {1, 7, 8, 15, 17, 64, 131}) {
                for (boolean accumulate : new boolean[] {false, true}) {
                    Block a = new Block(21, k, 2, 3, random);
                    Block b = new Block(k, n, 1, 7, random);
                    Block inPlace = new Block(21, n, 3, 5, random);
                    Block packed = inPlace.copy();
                    Product.IN_PLACE.run(kernels(), 21, n, k, a, b, accumulate, inPlace);
                    Product.PACKED.run(kernels(), 21, n, k, a, b, accumulate, packed);
                    packed.assertSameBits(inPlace, "n=" + n + " k=" + k + " accumulate=" + accumulate);
                }
            }
        }
    }

    @ParameterizedTest
    @EnumSource
    void nonFiniteFactorsReachEverySumTheyAreInAndNoOther(Product product) {
        Random random = new Random(4);
        int m = 11;
        int n = 37;
        int k = 21;
        for (float poison : new float[] {Float.NaN, Float.POSITIVE_INFINITY}) {
            Block a = left(product, m, k, random);
            Block b = right(product, k, n, random);
            if (product.aTransposed) {
                a.set(4, 9, poison);
            } else {
                a.set(9, 4, poison);
            }
            if (product.bTransposed) {
                b.set(35, 20, poison);
            } else {
                b.set(20, 35, poison);
            }
            Block c = new Block(m, n, 0, 0, random);
            product.run(kernels(), m, n, k, a, b, false, c);
            for (int i = 0; i < m; i++) {
                for (int j = 0; j < n; j++) {
                    assertEquals(i != 9 && j != 35, Float.isFinite(c.at(i, j)), product + " at (" + i + ", " + j + ")");
                }
            }
        }
    }

    @ParameterizedTest
    @EnumSource
    void aProductThatDoesNotAccumulateForgetsWhatWasThere(Product product) {
        Random random = new Random(5);
        for (int k : new int[] {0, 3, 300}) {
            Block a = left(product, 9, k, random);
            Block b = right(product, k, 35, random);
            Block clean = new Block(9, 35, 0, 0, random);
            Block dirty = clean.copy();
            Arrays.fill(dirty.data, Float.NaN);
            product.run(kernels(), 9, 35, k, a, b, false, clean);
            product.run(kernels(), 9, 35, k, a, b, false, dirty);
            dirty.assertSameBits(clean, product + " k=" + k);
        }
    }

    /** A kernel may keep scratch from one product to the next, and fill up what a tile needs beyond a product's terms. */
    @ParameterizedTest
    @EnumSource
    void aProductOfNaNLeavesNothingBehindForTheNext(Product product) {
        Random random = new Random(21);
        Kernels kernels = kernels();
        for (int m : new int[] {1, 4, 5, 6, 32, 50}) {
            for (int k : new int[] {1, 2, 7, 8, 9, 127, 515}) {
                Block spoiled = left(product, m, k + 1, random);
                Arrays.fill(spoiled.data, Float.NaN);
                Block spoiledRight = right(product, k + 1, 21, random);
                Arrays.fill(spoiledRight.data, Float.NaN);
                product.run(kernels, m, 21, k + 1, spoiled, spoiledRight, false, new Block(m, 21, 0, 0, random));
                Block a = left(product, m, k, random);
                Block b = right(product, k, 21, random);
                Block c = new Block(m, 21, 0, 0, random);
                product.run(kernels, m, 21, k, a, b, false, c);
                for (int i = 0; i < m; i++) {
                    for (int j = 0; j < 21; j++) {
                        assertTrue(Float.isFinite(c.at(i, j)), product + " " + m + " x 21 x " + k + " at (" + i + ", " + j + ")");
                    }
                }
            }
        }
    }

    // ---- rows and columns --------------------------------------------------------------------------------------------

    @Test
    void columnSumsAgreeWithDoublePrecision() {
        Random random = new Random(6);
        for (int m : new int[] {0, 1, 2, 5, 33, 700}) {
            for (int n : COLUMNS) {
                Block a = new Block(m, n, 2, 3, random);
                Block sum = new Block(1, n, 5, 4, random);
                Block before = sum.copy();
                kernels().addColumnSums(m, n, a.data, a.offset, a.ld, sum.data, sum.offset);
                for (int j = 0; j < n; j++) {
                    double expected = before.at(0, j);
                    double magnitude = Math.abs(expected);
                    for (int i = 0; i < m; i++) {
                        expected += a.at(i, j);
                        magnitude += Math.abs(a.at(i, j));
                    }
                    assertEquals(expected, sum.at(0, j), m * ROUNDING * magnitude, "m=" + m + " n=" + n + " column " + j);
                }
                sum.assertGuardsUntouched("column sums m=" + m + " n=" + n);
            }
        }
    }

    @Test
    void splittingTheRowsOrColumnsOfColumnSumsChangesNoBit() {
        Random random = new Random(7);
        int m = 67;
        int n = 131;
        Block a = new Block(m, n, 1, 2, random);
        Block start = new Block(1, n, 0, 0, random);
        Block whole = start.copy();
        kernels().addColumnSums(m, n, a.data, a.offset, a.ld, whole.data, 0);
        for (int cut : new int[] {1, 7, 16, 31, 32, 64, 66}) {
            Block rows = start.copy();
            kernels().addColumnSums(cut, n, a.data, a.offset, a.ld, rows.data, 0);
            kernels().addColumnSums(m - cut, n, a.data, a.offset + cut * a.ld, a.ld, rows.data, 0);
            rows.assertSameBits(whole, "split before row " + cut);
            Block columns = start.copy();
            kernels().addColumnSums(m, cut, a.data, a.offset, a.ld, columns.data, 0);
            kernels().addColumnSums(m, n - cut, a.data, a.offset + cut, a.ld, columns.data, cut);
            columns.assertSameBits(whole, "split before column " + cut);
        }
    }

    @Test
    void rowsAreAddedToTheRowsOfTheirIdsInAscendingOrder() {
        Random random = new Random(16);
        for (int m : new int[] {0, 1, 2, 3, 5, 40}) {
            for (int n : COLUMNS) {
                Block x = new Block(m, n, 2, 3, random);
                Block y = new Block(7, n, 5, 4, random);
                Block expected = y.copy();
                int[] ids = random.ints(m + 3, 0, 7).toArray();     // of 40 rows, many to the same; the first three are not of x
                for (int i = 0; i < m; i++) {
                    for (int j = 0; j < n; j++) {
                        expected.set(ids[3 + i], j, expected.at(ids[3 + i], j) + x.at(i, j));
                    }
                }
                kernels().addRows(m, n, x.data, x.offset, x.ld, ids, 3, y.data, y.offset, y.ld);
                y.assertSameBits(expected, "m=" + m + " n=" + n);
                y.assertGuardsUntouched("rows by ids, m=" + m + " n=" + n);
            }
        }
    }

    // ---- element by element ------------------------------------------------------------------------------------------

    private interface InPlace {
        void run(int n, float[] x, int xOffset, float[] y, int yOffset);
    }

    private interface Expected {
        float of(float x, float y);
    }

    /** Bits, not tolerances: what an element becomes must not depend on where it stands. */
    private void assertElementWise(String name, InPlace kernel, Expected expected) {
        Random random = new Random(8);
        for (int n : LENGTHS) {
            Block x = new Block(1, n, 3, 0, random);
            Block y = new Block(1, n, 7, 2, random);
            Block before = y.copy();
            kernel.run(n, x.data, x.offset, y.data, y.offset);
            for (int j = 0; j < n; j++) {
                assertEquals(expected.of(x.at(0, j), before.at(0, j)), y.at(0, j), name + " n=" + n + " element " + j);
            }
            y.assertGuardsUntouched(name + " n=" + n);
        }
    }

    @Test
    void addAndScaleRoundEachElementOnce() {
        assertElementWise("add", kernels()::add, (x, y) -> x + y);
        assertElementWise("scale", (n, x, xOffset, y, yOffset) -> kernels().scale(n, 0.7f, y, yOffset), (x, y) -> 0.7f * y);
    }

    @Test
    void tanhAndSigmoidGiveTheBitsOfFloatMathAtEveryPosition() {
        assertElementWise("tanh", kernels()::tanh, (x, y) -> FloatMath.tanh(x));
        assertElementWise("sigmoid", kernels()::sigmoid, (x, y) -> FloatMath.sigmoid(x));
    }

    @Test
    void tanhAndSigmoidWorkInPlace() {
        Random random = new Random(9);
        for (int n : LENGTHS) {
            Block x = new Block(1, n, 3, 1, random);
            Block tanh = x.copy();
            Block sigmoid = x.copy();
            kernels().tanh(n, tanh.data, 3, tanh.data, 3);
            kernels().sigmoid(n, sigmoid.data, 3, sigmoid.data, 3);
            for (int j = 0; j < n; j++) {
                assertEquals(FloatMath.tanh(x.at(0, j)), tanh.at(0, j));
                assertEquals(FloatMath.sigmoid(x.at(0, j)), sigmoid.at(0, j));
            }
        }
    }

    @Test
    void tanhAndSigmoidGiveTheBitsOfFloatMathForEveryKindOfFloat() {
        int n = 1 << 12;
        int stride = 1511;                              // a prime: every exponent and every low bit comes up
        float[] x = new float[n];
        float[] tanh = new float[n];
        float[] sigmoid = new float[n];
        for (long first = 0; first < 1L << 32; first += (long) n * stride) {
            for (int j = 0; j < n; j++) {
                x[j] = Float.intBitsToFloat((int) (first + (long) j * stride));
            }
            kernels().tanh(n, x, 0, tanh, 0);
            kernels().sigmoid(n, x, 0, sigmoid, 0);
            for (int j = 0; j < n; j++) {
                assertSameFloat(FloatMath.tanh(x[j]), tanh[j], "tanh", x[j]);
                assertSameFloat(FloatMath.sigmoid(x[j]), sigmoid[j], "sigmoid", x[j]);
            }
        }
    }

    private static void assertSameFloat(float expected, float actual, String name, float x) {
        if (Float.floatToIntBits(expected) != Float.floatToIntBits(actual)) {
            assertEquals(expected, actual, name + "(" + x + ")");
        }
    }

    // ---- softmax and norms -------------------------------------------------------------------------------------------

    @Test
    void softmaxAgreesWithDoublePrecisionAlsoFarFromZero() {
        Random random = new Random(10);
        for (float centre : new float[] {0, 1e4f, -1e4f}) {
            for (int n : LENGTHS) {
                if (n == 0) {
                    continue;
                }
                Block x = new Block(1, n, 2, 0, random);
                for (int j = 0; j < n; j++) {
                    x.set(0, j, centre + 5 * x.at(0, j));
                }
                Block y = new Block(1, n, 3, 4, random);
                double[] expected = new double[n];
                double logSum = ReferenceKernels.softmax(x.toDoubles()[0], expected);
                double actual = kernels().softmax(n, x.data, x.offset, y.data, y.offset);
                assertEquals(logSum, actual, 3e-7, "ln Σ exp, n=" + n + " around " + centre);
                for (int j = 0; j < n; j++) {
                    // exp's 1.7 ulp, its argument's rounding of up to 2^-24 · 40, and two roundings at the end
                    assertEquals(expected[j], y.at(0, j), 5e-6 * expected[j] + 1e-37, "n=" + n + " element " + j);
                }
                y.assertGuardsUntouched("softmax n=" + n);
                kernels().softmax(n, x.data, x.offset, x.data, x.offset);
                for (int j = 0; j < n; j++) {
                    assertEquals(y.at(0, j), x.at(0, j), "in place");
                }
            }
        }
    }

    @Test
    void softmaxOfExtremesIsOneAndZero() {
        for (int n : new int[] {2, 17, 65}) {
            float[] x = new float[n];
            Arrays.fill(x, -1e4f);
            x[n - 1] = 1e4f;
            assertEquals(1e4, kernels().softmax(n, x, 0, x, 0));
            for (int j = 0; j < n; j++) {
                assertEquals(j == n - 1 ? 1f : 0f, x[j]);
            }
        }
    }

    @Test
    void softmaxTellsOfNaNAndInfinity() {
        for (float poison : new float[] {Float.NaN, Float.POSITIVE_INFINITY}) {
            for (int n : LENGTHS) {
                for (int at : new int[] {0, n / 2, n - 1}) {
                    if (n > 0) {
                        float[] x = new float[n];
                        x[at] = poison;
                        assertEquals(Double.NaN, kernels().softmax(n, x, 0, new float[n], 0), "n=" + n + " at " + at);
                    }
                }
            }
        }
    }

    @Test
    void softmaxGivesNothingToMinusInfinity() {
        float[] x = {1, Float.NEGATIVE_INFINITY, 1};
        assertEquals(1 + Math.log(2), kernels().softmax(3, x, 0, x, 0), 1e-12);
        assertEquals(0.5f, x[0]);
        assertEquals(0f, x[1]);
    }

    @Test
    void theSumOfSquaresIsAccurateAndFiniteExactlyWhenItsTermsAre() {
        Random random = new Random(11);
        for (int n : LENGTHS) {
            Block x = new Block(1, n, 3, 0, random);
            double expected = 0;
            for (int j = 0; j < n; j++) {
                expected += (double) x.at(0, j) * x.at(0, j);
            }
            assertEquals(expected, kernels().sumOfSquares(n, x.data, x.offset), 1e-12 * expected);
            for (int j = 0; j < n; j += 5) {
                float[] huge = new float[n];
                Arrays.fill(huge, Float.MAX_VALUE);
                assertTrue(Double.isFinite(kernels().sumOfSquares(n, huge, 0)));
                huge[j] = Float.NaN;
                assertTrue(!Double.isFinite(kernels().sumOfSquares(n, huge, 0)));
                huge[j] = Float.NEGATIVE_INFINITY;
                assertTrue(!Double.isFinite(kernels().sumOfSquares(n, huge, 0)));
            }
        }
    }

    // ---- threads and memory ------------------------------------------------------------------------------------------

    @Test
    void oneObjectServesManyThreadsAtOnce() {
        Random random = new Random(14);
        int m = 21;
        int n = 77;
        int k = 50;
        for (Product product : Product.values()) {
            Block a = left(product, m, k, random);
            Block b = right(product, k, n, random);
            Block start = new Block(m, n, 0, 0, random);
            Block expected = start.copy();
            product.run(kernels(), m, n, k, a, b, true, expected);
            kernels().tanh(m * n, expected.data, 0, expected.data, 0);
            IntStream.range(0, 200).parallel().forEach(i -> {
                Block c = start.copy();
                product.run(kernels(), m, n, k, a, b, true, c);
                kernels().tanh(m * n, c.data, 0, c.data, 0);
                c.assertSameBits(expected, product + " beside other threads");
            });
        }
    }

    /** {@return whether the kernels keep the promise not to allocate; a provider kept for comparison may not} */
    boolean allocatesNothing() {
        return true;
    }

    @Test
    @Tag("allocation")
    void nothingIsAllocatedOnceWarm() {
        if (!allocatesNothing()) {
            return;
        }
        ThreadMXBean threads = (ThreadMXBean) ManagementFactory.getThreadMXBean();
        Random random = new Random(12);
        int m = 13;
        int n = 61;
        int k = 35;
        Block a = new Block(m, k, 0, 0, random);
        Block aTransposed = new Block(k, m, 0, 0, random);
        Block b = new Block(k, n, 0, 0, random);
        Block bTransposed = new Block(n, k, 0, 0, random);
        Block c = new Block(m, n, 0, 0, random);
        float[] row = new float[n];
        int[] ids = new int[m];
        Kernels kernels = kernels();
        float[] packed = new float[kernels.packedLength(k, n)];
        Runnable everything = () -> {
            kernels.pack(k, n, b.data, 0, n, packed);
            kernels.packTransposed(k, n, bTransposed.data, 0, k, packed);
            kernels.multiplyPacked(m, n, k, a.data, 0, k, packed, false, c.data, 0, n);
            kernels.multiply(1, n, k, a.data, 0, k, b.data, 0, n, true, c.data, 0, n);
            kernels.multiplyTransposedB(1, n, k, a.data, 0, k, bTransposed.data, 0, k, true, c.data, 0, n);
            kernels.multiplyTransposedA(m, n, k, aTransposed.data, 0, m, b.data, 0, n, true, c.data, 0, n);
            kernels.addColumnSums(m, n, c.data, 0, n, row, 0);
            kernels.addRows(m, n, c.data, 0, n, ids, 0, row, 0, n);
            kernels.add(n, c.data, 0, row, 0);
            kernels.scale(n, 1e-3f, row, 0);
            kernels.tanh(n, row, 0, row, 0);
            kernels.sigmoid(n, row, 0, row, 0);
            kernels.softmax(n, row, 0, row, 0);
            kernels.sumOfSquares(n, row, 0);
        };
        // Until the compiler has seen enough, vectors are objects; how long that takes depends on the machine.
        long deadline = System.nanoTime() + 60_000_000_000L;
        long allocated;
        do {
            long before = threads.getCurrentThreadAllocatedBytes();
            for (int i = 0; i < 200; i++) {
                everything.run();
            }
            allocated = threads.getCurrentThreadAllocatedBytes() - before;
        } while (allocated > 0 && System.nanoTime() < deadline);
        assertEquals(0, allocated, "bytes in 200 rounds, after a minute of warming up");
    }
}
