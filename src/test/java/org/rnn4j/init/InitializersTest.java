package org.rnn4j.init;

import static org.junit.jupiter.api.Assertions.assertArrayEquals;
import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertFalse;
import static org.junit.jupiter.api.Assertions.assertThrows;
import static org.junit.jupiter.api.Assertions.assertTrue;

import java.util.Arrays;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import org.ejml.data.FMatrixRMaj;
import org.ejml.dense.row.CommonOps_FDRM;
import org.junit.jupiter.api.Test;
import org.rnn4j.random.Xoshiro256;

/** {@link Initializers} and {@link Initializer}. */
class InitializersTest {

    private static final int ROWS = 300;
    private static final int COLUMNS = 100;

    private static FMatrixRMaj filled(Initializer initializer, int rows, int columns, long seed) {
        FMatrixRMaj weight = new FMatrixRMaj(rows, columns);
        weight.fill(Float.NaN);                                              // what was there must not matter
        initializer.fill(weight, new Xoshiro256(seed));
        return weight;
    }

    private static List<Initializer> random() {
        return List.of(Initializers.uniform(0.3f), Initializers.normal(0.2f), Initializers.xavierUniform(),
                Initializers.xavierNormal(), Initializers.heUniform(), Initializers.heNormal(), Initializers.orthogonal(),
                Initializers.orthogonal().perGate(4));
    }

    /** The moments of 30000 draws: the tolerances are five standard errors of each. */
    private static void assertMoments(Initializer initializer, double variance, double kurtosis) {
        FMatrixRMaj weight = filled(initializer, ROWS, COLUMNS, 7);
        int n = weight.getNumElements();
        double mean = 0;
        double square = 0;
        double fourth = 0;
        for (float w : weight.data) {
            mean += w / n;
            square += (double) w * w / n;
            fourth += Math.pow(w, 4) / n;
        }
        assertEquals(0, mean, 5 * Math.sqrt(variance / n), initializer + ": mean");
        assertEquals(variance, square, 5 * variance * Math.sqrt((kurtosis - 1) / n), initializer + ": variance");
        assertEquals(kurtosis, fourth / (square * square), 0.15, initializer + ": kurtosis");
    }

    private static void assertFillsItsBounds(Initializer initializer, double bound) {
        float largest = Float.NEGATIVE_INFINITY;
        float smallest = Float.POSITIVE_INFINITY;
        for (float w : filled(initializer, ROWS, COLUMNS, 7).data) {
            largest = Math.max(largest, w);
            smallest = Math.min(smallest, w);
        }
        assertTrue(largest <= bound * (1 + 1e-7) && largest > 0.999 * bound, initializer + ": largest " + largest);
        assertTrue(smallest >= -bound * (1 + 1e-7) && smallest < -0.999 * bound, initializer + ": smallest " + smallest);
    }

    @Test
    void uniformOnesFillTheirBoundsEvenly() {
        Map<Initializer, Double> bounds = new LinkedHashMap<>();
        bounds.put(Initializers.uniform(0.3f), 0.3);
        bounds.put(Initializers.xavierUniform(), Math.sqrt(6.0 / (ROWS + COLUMNS)));
        bounds.put(Initializers.heUniform(), Math.sqrt(6.0 / ROWS));
        bounds.forEach((initializer, bound) -> {
            assertFillsItsBounds(initializer, bound);
            assertMoments(initializer, bound * bound / 3, 1.8);
        });
    }

    @Test
    void normalOnesHaveTheMomentsOfTheirPapers() {
        assertMoments(Initializers.normal(0.2f), 0.04, 3);
        assertMoments(Initializers.xavierNormal(), 2.0 / (ROWS + COLUMNS), 3);
        assertMoments(Initializers.heNormal(), 2.0 / ROWS, 3);
    }

    @Test
    void constantsAreConstantAndDrawNothing() {
        Xoshiro256 random = new Xoshiro256(3);
        long[] before = random.state();
        FMatrixRMaj weight = new FMatrixRMaj(2, 3);
        Initializers.constant(1.5f).fill(weight, random);
        assertArrayEquals(new float[] {1.5f, 1.5f, 1.5f, 1.5f, 1.5f, 1.5f}, weight.data);
        Initializers.zeros().fill(weight, random);
        assertArrayEquals(new float[6], weight.data);
        assertArrayEquals(before, random.state());
    }

    @Test
    void orthogonalOnesAreOrthonormalInTheirSmallerSize() {
        for (int[] shape : new int[][] {{1, 1}, {1, 7}, {7, 1}, {5, 5}, {64, 64}, {100, 37}, {37, 100}}) {
            FMatrixRMaj w = filled(Initializers.orthogonal(), shape[0], shape[1], 11);
            int narrow = Math.min(shape[0], shape[1]);
            FMatrixRMaj product = new FMatrixRMaj(narrow, narrow);
            if (shape[0] >= shape[1]) {
                CommonOps_FDRM.multTransA(w, w, product);
            } else {
                CommonOps_FDRM.multTransB(w, w, product);
            }
            assertArrayEquals(CommonOps_FDRM.identity(narrow).data, product.data, 2e-6f, Arrays.toString(shape));
        }
    }

    /** A uniform orthogonal matrix has trace of mean 0 and variance 1; a Householder Q without the signs does not. */
    @Test
    void orthogonalOnesAreUniformOverAllOrthogonalMatrices() {
        Xoshiro256 random = new Xoshiro256(5);
        FMatrixRMaj w = new FMatrixRMaj(4, 4);
        int draws = 4000;
        double mean = 0;
        double square = 0;
        double[] first = new double[4];
        for (int i = 0; i < draws; i++) {
            Initializers.orthogonal().fill(w, random);
            double trace = CommonOps_FDRM.trace(w);
            mean += trace / draws;
            square += trace * trace / draws;
            for (int k = 0; k < 4; k++) {
                first[k] += w.get(k, k) / draws;
            }
        }
        assertEquals(0, mean, 5 / Math.sqrt(draws));
        assertEquals(1, square, 5 * Math.sqrt(2.0 / draws));
        assertArrayEquals(new double[4], first, 5 * 0.5 / Math.sqrt(draws));
    }

    @Test
    void theSameSeedGivesTheSameBitsAndAnotherSeedOthers() {
        for (Initializer initializer : random()) {
            float[] once = filled(initializer, 8, 12, 42).data;
            assertArrayEquals(once, filled(initializer, 8, 12, 42).data, initializer.toString());
            assertFalse(Arrays.equals(once, filled(initializer, 8, 12, 43).data), initializer.toString());
        }
    }

    /** Hashes of many draws: the generators of the JDK agree for long before they part. */
    @Test
    void aSeedGivesTheseBitsOnEveryJdk() {
        assertEquals(1412486868, Arrays.hashCode(filled(Initializers.uniform(1), 500, 400, 1).data));
        assertEquals(581304520, Arrays.hashCode(filled(Initializers.normal(1), 500, 400, 1).data));
        assertEquals(-2050472675, Arrays.hashCode(filled(Initializers.orthogonal(), 40, 30, 1).data));
    }

    @Test
    void eachGateIsFilledAsAMatrixOfItsOwn() {
        for (Initializer initializer : random().subList(0, 7)) {
            FMatrixRMaj gates = filled(initializer.perGate(3), 5, 12, 9);
            Xoshiro256 random = new Xoshiro256(9);
            for (int k = 0; k < 3; k++) {
                FMatrixRMaj gate = new FMatrixRMaj(5, 4);
                initializer.fill(gate, random);
                FMatrixRMaj actual = CommonOps_FDRM.extract(gates, 0, 5, 4 * k, 4 * k + 4);
                assertArrayEquals(gate.data, actual.data, initializer + ", gate " + k);
            }
        }
    }

    @Test
    void fillingColumnsLeavesTheOthers() {
        FMatrixRMaj weight = new FMatrixRMaj(2, 4, true, 1, 2, 3, 4, 5, 6, 7, 8);
        Initializers.constant(9).fillColumns(weight, 1, 3, new Xoshiro256(1));
        assertArrayEquals(new float[] {1, 9, 9, 4, 5, 9, 9, 8}, weight.data);
        Initializers.constant(0).fillColumns(weight, 2, 2, new Xoshiro256(1));
        assertArrayEquals(new float[] {1, 9, 9, 4, 5, 9, 9, 8}, weight.data);
    }

    @Test
    void emptyMatricesAreFilledWithNothing() {
        for (Initializer initializer : random()) {
            assertEquals(0, filled(initializer, 0, 8, 1).getNumElements());
            assertEquals(0, filled(initializer, 8, 0, 1).getNumElements());
        }
    }

    @Test
    void wrongArgumentsAreRefusedWithTheFact() {
        FMatrixRMaj weight = new FMatrixRMaj(2, 7);
        Xoshiro256 random = new Xoshiro256(1);
        assertMessage("orthogonal().perGate(3).fill: expected a multiple of 3 columns but got [2, 7]",
                () -> Initializers.orthogonal().perGate(3).fill(weight, random));
        assertMessage("Initializer.perGate: expected at least 1 gate but got 0", () -> Initializers.zeros().perGate(0));
        assertMessage("Initializer.fillColumns: expected columns within [0, 7) but got [5, 8)",
                () -> Initializers.zeros().fillColumns(weight, 5, 8, random));
        assertMessage("Initializer.fillColumns: expected columns within [0, 7) but got [5, 4)",
                () -> Initializers.zeros().fillColumns(weight, 5, 4, random));
        assertMessage("Initializer.fillColumns: expected columns within [0, 7) but got [-1, 4)",
                () -> Initializers.zeros().fillColumns(weight, -1, 4, random));
        assertMessage("Initializers.uniform: expected a finite bound of at least 0 but got -0.5",
                () -> Initializers.uniform(-0.5f));
        assertMessage("Initializers.uniform: expected a finite bound of at least 0 but got NaN",
                () -> Initializers.uniform(Float.NaN));
        assertMessage("Initializers.normal: expected a finite deviation of at least 0 but got -1.0",
                () -> Initializers.normal(-1));
        assertMessage("Initializers.constant: expected a finite value but got Infinity",
                () -> Initializers.constant(Float.POSITIVE_INFINITY));
    }

    private static void assertMessage(String expected, Runnable wrong) {
        assertEquals(expected, assertThrows(IllegalArgumentException.class, wrong::run).getMessage());
    }

    @Test
    void saysWhatItIs() {
        assertEquals("[uniform(0.3), normal(0.2), xavierUniform(), xavierNormal(), heUniform(), heNormal(), orthogonal(), "
                + "orthogonal().perGate(4)]", random().toString());
        assertEquals("zeros() constant(1.0)", Initializers.zeros() + " " + Initializers.constant(1));
    }
}
