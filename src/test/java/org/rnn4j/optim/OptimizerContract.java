package org.rnn4j.optim;

import static org.junit.jupiter.api.Assertions.assertArrayEquals;
import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertNotEquals;
import static org.junit.jupiter.api.Assertions.assertThrows;
import static org.junit.jupiter.api.Assertions.assertTrue;

import java.lang.management.ManagementFactory;
import java.util.ArrayList;
import java.util.Collections;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.TreeSet;
import java.util.function.Supplier;
import java.util.stream.Stream;
import org.ejml.data.FMatrixRMaj;
import org.junit.jupiter.api.DynamicTest;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.TestFactory;
import org.rnn4j.TestBackend;
import org.rnn4j.cell.Gradients;
import org.rnn4j.cell.Parameter;
import org.rnn4j.cell.ParameterBlocks;
import org.rnn4j.cell.ParameterSet;
import org.rnn4j.random.Xoshiro256;
import org.rnn4j.tensor.Workers;

/** What every optimizer promises. A test of one implements this and says what follows. */
interface OptimizerContract {

    /** A new optimizer with every option in use. */
    ElementwiseOptimizer optimizer();

    /** What it remembers of each parameter. */
    Set<String> stateNames();

    /** One that finds the bottom of a bowl in 1000 steps. */
    Optimizer solver();

    /** The cases of optimizers.py, each with the optimizer that should follow it. */
    Map<String, Supplier<Optimizer>> golden();

    @TestFactory
    default Stream<DynamicTest> followsPyTorchFor24Steps() {
        GoldenVectors vectors = GoldenVectors.read("optimizers.txt");
        return golden().entrySet().stream().map(entry -> DynamicTest.dynamicTest(entry.getKey(),
                () -> follow(vectors, entry.getKey(), entry.getValue().get())));
    }

    private static void follow(GoldenVectors vectors, String name, Optimizer optimizer) {
        Parameters p = new Parameters(List.of("weight_ih", "weight_hh", "bias"),
                List.of(shape(2, 3), shape(1, 4), shape(1, 1)));
        p.set.byPath().forEach((path, parameter) -> fill(parameter.value(), vectors.get("initial." + path)));
        for (int t = 0; t < 24; t++) {
            if (t == 12) {
                optimizer.learningRate(optimizer.learningRate() / 2);
            }
            int step = t;
            p.set.byPath().forEach((path, parameter) ->
                    fill(p.gradients.of(parameter), vectors.get("gradient." + step + "." + path)));
            optimizer.step(p.set, p.gradients);
            p.set.byPath().forEach((path, parameter) -> assertClose(
                    vectors.get(name + "." + step + "." + path), parameter.value().data, path + " after step " + step));
        }
        Set<String> expected = new TreeSet<>();
        vectors.byName().keySet().stream().filter(key -> key.startsWith(name + ".state."))
                .forEach(key -> expected.add(key.substring(name.length() + ".state.".length())));
        assertEquals(expected, new TreeSet<>(optimizer.state().keySet()));
        optimizer.state().forEach((key, matrix) -> assertClose(vectors.get(name + ".state." + key), matrix.data, key));
    }

    private static void assertClose(double[] expected, float[] actual, String what) {
        assertEquals(expected.length, actual.length, what);
        for (int i = 0; i < expected.length; i++) {
            assertEquals(expected[i], actual[i], 1e-6 * Math.max(1, Math.abs(expected[i])), what + " [" + i + "]");
        }
    }

    private static void fill(FMatrixRMaj matrix, double[] numbers) {
        assertEquals(numbers.length, matrix.getNumElements());
        for (int i = 0; i < numbers.length; i++) {
            matrix.data[i] = (float) numbers[i];
        }
    }

    @Test
    default void remembersNothingBeforeTheFirstStepAndItsNamesAfter() {
        Optimizer optimizer = optimizer();
        assertEquals(0, optimizer.steps());
        assertTrue(optimizer.state().isEmpty());
        Parameters p = Parameters.three();
        p.step(optimizer, 1);
        assertEquals(1, optimizer.steps());
        Set<String> expected = new TreeSet<>();
        p.set.byPath().keySet().forEach(path -> stateNames().forEach(name -> expected.add(path + "." + name)));
        assertEquals(expected, new TreeSet<>(optimizer.state().keySet()));
    }

    @Test
    default void aStepChangesParametersAndNotGradients() {
        Parameters p = Parameters.three();
        float[] before = p.values();
        p.drawGradients(1);
        float[] gradients = p.gradientValues();
        optimizer().step(p.set, p.gradients);
        assertArrayEquals(gradients, p.gradientValues());
        float[] after = p.values();
        for (int i = 0; i < before.length; i++) {
            assertNotEquals(before[i], after[i], "float " + i);
        }
    }

    @Test
    default void resumedIsUninterruptedBitForBit() {
        Parameters straight = Parameters.three();
        Optimizer optimizer = optimizer();
        straight.steps(optimizer, 0, 12);

        Parameters interrupted = Parameters.three();
        Optimizer first = optimizer();
        interrupted.steps(first, 0, 5);
        Optimizer second = Optimizers.of(first.settings());
        second.restore(interrupted.set, first.steps(), first.state());
        first.state().values().forEach(matrix -> matrix.fill(Float.NaN));       // the state was copied
        interrupted.steps(second, 5, 12);

        assertArrayEquals(straight.values(), interrupted.values());
        assertEquals(12, second.steps());
        assertSameState(optimizer.state(), second.state());
    }

    private static void assertSameState(Map<String, FMatrixRMaj> expected, Map<String, FMatrixRMaj> actual) {
        assertEquals(List.copyOf(expected.keySet()), List.copyOf(actual.keySet()));
        expected.forEach((name, matrix) -> assertArrayEquals(matrix.data, actual.get(name).data, name));
    }

    @Test
    default void restoringZeroStepsStartsAnew() {
        Parameters p = Parameters.three();
        Optimizer used = optimizer();
        p.steps(used, 0, 3);
        used.restore(p.set, 0, Map.of());
        assertTrue(used.state().isEmpty());

        Parameters again = Parameters.three();
        Parameters fresh = Parameters.three();
        again.steps(used, 0, 3);
        fresh.steps(optimizer(), 0, 3);
        assertArrayEquals(fresh.values(), again.values());
    }

    @Test
    default void aParameterIsUpdatedAlikeAloneAndAmongOthers() {
        Parameters all = Parameters.three();
        all.steps(optimizer(), 0, 7);
        List<String> reversed = new ArrayList<>(all.set.byPath().keySet());
        Collections.reverse(reversed);
        for (List<String> paths : List.of(reversed, List.of("b"), List.of("c", "a"))) {
            Parameters some = all.initialOnly(paths);
            some.steps(optimizer(), 0, 7);
            for (String path : paths) {
                assertArrayEquals(all.set.get(path).value().data, some.set.get(path).value().data, path + " in " + paths);
            }
        }
    }

    @Test
    default void theSameUpdateComesOutOfAnySplitIntoRanges() {
        ElementwiseOptimizer optimizer = optimizer();
        optimizer.begin(1);
        int n = 101;
        int states = stateNames().size();
        float[] g = random(n, 2);
        float[] whole = random(n, 3);
        float[][] wholeState = new float[states][n];
        optimizer.update(whole, g, wholeState, 0, n);
        float[] split = random(n, 3);
        float[][] splitState = new float[states][n];
        for (int from = 100; from >= 0; from -= 5) {
            optimizer.update(split, g, splitState, from, Math.min(n, from + 5));
        }
        assertArrayEquals(whole, split);
        for (int k = 0; k < states; k++) {
            assertArrayEquals(wholeState[k], splitState[k]);
        }
    }

    private static float[] random(int n, long seed) {
        Xoshiro256 random = new Xoshiro256(seed);
        float[] result = new float[n];
        for (int i = 0; i < n; i++) {
            result[i] = 2 * random.nextFloat() - 1;
        }
        return result;
    }

    @Test
    default void anyNumberOfThreadsMakesTheSameUpdate() {
        List<int[]> shapes = List.of(shape(3, ParameterBlocks.SIZE + 7), shape(1, 5), shape(ParameterBlocks.SIZE, 2));
        Parameters serial = new Parameters(List.of("a", "b", "c"), shapes);
        Optimizer alone = optimizer();
        serial.steps(alone, 1, 4);
        for (int threads = 2; threads <= 3; threads++) {
            try (Workers workers = Workers.of(threads)) {
                Parameters shared = new Parameters(List.of("a", "b", "c"), shapes);
                Optimizer optimizer = optimizer();
                for (int step = 1; step < 4; step++) {
                    shared.drawGradients(step);
                    optimizer.step(shared.set, shared.gradients, TestBackend.with(workers).workers());
                }
                assertArrayEquals(serial.values(), shared.values(), threads + " threads");
                assertSameState(alone.state(), optimizer.state());
            }
        }
    }

    @Test
    default void findsTheBottomOfABowl() {
        Parameters p = Parameters.three();
        Optimizer optimizer = solver();
        float[] bottom = {1.5f, -0.7f, 0.3f, 0.9f, -1.2f, 0.1f, 0.8f};
        int steps = 1000;
        float initialRate = optimizer.learningRate();
        for (int step = 0; step < steps; step++) {
            int at = 0;
            for (Parameter parameter : p.set) {
                float[] w = parameter.value().data;
                float[] g = p.gradients.of(parameter).data;
                for (int i = 0; i < w.length; i++, at++) {
                    g[i] = (1 + at) * (w[i] - bottom[at]);                 // curvatures from 1 to 7
                }
            }
            optimizer.learningRate(initialRate * (steps - step) / steps);  // to come to rest, whatever the optimizer
            optimizer.step(p.set, p.gradients);
        }
        assertArrayEquals(bottom, p.values(), 2e-3f);
    }

    @Test
    default void aStateThatIsNotItsIsRefusedAndChangesNothing() {
        Parameters p = Parameters.three();
        Parameters twin = Parameters.three();
        Optimizer optimizer = optimizer();
        Optimizer untouched = optimizer();
        p.steps(optimizer, 0, 4);
        twin.steps(untouched, 0, 4);

        String name = List.copyOf(optimizer.state().keySet()).get(stateNames().size() - 1);
        Map<String, FMatrixRMaj> missing = new LinkedHashMap<>(optimizer.state());
        missing.remove(name);
        assertRefused(optimizer, p, 4, missing, "missing [" + name + "]");
        Map<String, FMatrixRMaj> unexpected = new LinkedHashMap<>(optimizer.state());
        unexpected.put("z.other", new FMatrixRMaj(1, 1));
        assertRefused(optimizer, p, 4, unexpected, "unexpected [z.other]");
        Map<String, FMatrixRMaj> misshapen = new LinkedHashMap<>(optimizer.state());
        misshapen.put(name, new FMatrixRMaj(3, 1));
        assertRefused(optimizer, p, 4, misshapen, "[" + name + " [3, 1] instead of [1, 3]]");
        assertRefused(optimizer, p, -1, optimizer.state(), "steps");
        assertRefused(optimizer, p, 0, optimizer.state(), "unexpected");

        assertEquals(4, optimizer.steps());
        p.steps(optimizer, 4, 8);
        twin.steps(untouched, 4, 8);
        assertArrayEquals(twin.values(), p.values());
        assertSameState(untouched.state(), optimizer.state());
    }

    private static void assertRefused(Optimizer optimizer, Parameters p, long steps, Map<String, FMatrixRMaj> state,
                                      String fact) {
        IllegalArgumentException e =
                assertThrows(IllegalArgumentException.class, () -> optimizer.restore(p.set, steps, state));
        assertTrue(e.getMessage().startsWith(optimizer.getClass().getSimpleName() + ".restore: "), e.getMessage());
        assertTrue(e.getMessage().contains(fact), e.getMessage());
    }

    @Test
    default void otherParametersThanBeforeAreRefusedAndChangeNothing() {
        Parameters p = Parameters.three();
        Optimizer optimizer = optimizer();
        p.steps(optimizer, 0, 2);
        Parameters other = new Parameters(List.of("a", "b", "d"), List.of(shape(1, 3), shape(3, 1), shape(1, 1)));
        float[] before = other.values();
        IllegalArgumentException e = assertThrows(IllegalArgumentException.class, () -> other.step(optimizer, 1));
        assertTrue(e.getMessage().contains("d."), e.getMessage());
        assertArrayEquals(before, other.values());
        assertEquals(2, optimizer.steps());
    }

    @Test
    default void goesOnWithANewSetOfTheSameParameters() {
        Parameters p = Parameters.three();
        Parameters twin = Parameters.three();
        Optimizer optimizer = optimizer();
        p.steps(optimizer, 0, 3);
        ParameterSet renewed = ParameterSet.of(p.set.list());
        p.drawGradients(3);
        optimizer.step(renewed, p.gradients);
        twin.steps(optimizer(), 0, 4);
        assertArrayEquals(twin.values(), p.values());
    }

    @Test
    default void gradientsOfOtherParametersAreRefusedAndChangeNothing() {
        Parameters p = Parameters.three();
        Optimizer optimizer = optimizer();
        p.steps(optimizer, 0, 1);
        float[] before = p.values();
        Gradients some = new Gradients(ParameterSet.of(p.set.list().subList(0, 2)));
        assertThrows(IllegalArgumentException.class, () -> optimizer.step(p.set, some));
        assertArrayEquals(before, p.values());
        assertEquals(1, optimizer.steps());
    }

    @Test
    default void isBuiltAgainFromItsSettings() {
        Optimizer optimizer = optimizer();
        optimizer.learningRate(0.0371f);
        Optimizer built = Optimizers.of(optimizer.settings());
        assertEquals(optimizer.getClass(), built.getClass());
        assertEquals(optimizer.settings(), built.settings());
        assertEquals(0.0371f, built.learningRate());
        assertEquals(0, built.steps());
    }

    @Test
    default void describesItselfWithEveryHyperparameter() {
        Optimizer optimizer = optimizer();
        optimizer.learningRate(0.002f);
        String text = optimizer.toString();
        assertTrue(text.startsWith(optimizer.getClass().getSimpleName() + "(learningRate 0.002, "), text);
        for (String name : optimizer.settings().names()) {
            if (!Set.of("type", "learningRate").contains(name)) {
                assertTrue(text.contains(name + " " + optimizer.settings().get(name)), text);
            }
        }
    }

    @Test
    default void aLearningRateThatIsNegativeOrNotFiniteIsRefused() {
        Optimizer optimizer = optimizer();
        float before = optimizer.learningRate();
        for (float wrong : new float[] {-1e-3f, Float.NaN, Float.POSITIVE_INFINITY}) {
            IllegalArgumentException e = assertThrows(IllegalArgumentException.class, () -> optimizer.learningRate(wrong));
            assertTrue(e.getMessage().contains("learningRate") && e.getMessage().contains("" + wrong), e.getMessage());
        }
        assertEquals(before, optimizer.learningRate());
    }

    @Test
    default void allocatesNothingAfterTheFirstStep() {
        var threads = (com.sun.management.ThreadMXBean) ManagementFactory.getThreadMXBean();
        Parameters p = Parameters.three();
        Optimizer optimizer = optimizer();
        p.drawGradients(1);
        long bytes = Long.MAX_VALUE;
        for (int attempt = 0; attempt < 5 && bytes > 0; attempt++) {     // the first attempts load classes
            for (int i = 0; i < 10; i++) {
                optimizer.step(p.set, p.gradients);
            }
            long before = threads.getCurrentThreadAllocatedBytes();
            for (int i = 0; i < 100; i++) {
                optimizer.step(p.set, p.gradients);
            }
            bytes = threads.getCurrentThreadAllocatedBytes() - before;
        }
        assertEquals(0, bytes);
    }

    private static int[] shape(int rows, int columns) {
        return new int[] {rows, columns};
    }

    /** Parameters of random values, with gradients that depend on the path and the step only. */
    final class Parameters {

        final ParameterSet set;
        final Gradients gradients;

        Parameters(List<String> names, List<int[]> shapes) {
            List<Parameter> list = new ArrayList<>();
            for (int i = 0; i < names.size(); i++) {
                FMatrixRMaj value = new FMatrixRMaj(shapes.get(i)[0], shapes.get(i)[1]);
                draw(value, names.get(i).hashCode());
                list.add(new Parameter(names.get(i), value));
            }
            set = ParameterSet.of(list);
            gradients = new Gradients(set);
        }

        static Parameters three() {
            return new Parameters(List.of("a", "b", "c"), List.of(shape(1, 3), shape(3, 1), shape(1, 1)));
        }

        /** Some of these, under the same names and with the values that they had at first. */
        Parameters initialOnly(List<String> paths) {
            return new Parameters(paths, paths.stream().map(set::get)
                    .map(parameter -> shape(parameter.value().numRows, parameter.value().numCols)).toList());
        }

        private static void draw(FMatrixRMaj matrix, long seed) {
            Xoshiro256 random = new Xoshiro256(seed);
            for (int i = 0; i < matrix.getNumElements(); i++) {
                matrix.data[i] = (float) random.nextGaussian();
            }
        }

        void drawGradients(long step) {
            set.byPath().forEach((path, parameter) -> draw(gradients.of(parameter), 1000 * step + path.hashCode()));
        }

        void step(Optimizer optimizer, long step) {
            drawGradients(step);
            optimizer.step(set, gradients);
        }

        void steps(Optimizer optimizer, int from, int to) {
            for (int step = from; step < to; step++) {
                step(optimizer, step);
            }
        }

        float[] values() {
            return join(set.list().stream().map(Parameter::value).toList());
        }

        float[] gradientValues() {
            return join(set.list().stream().map(gradients::of).toList());
        }

        private static float[] join(List<FMatrixRMaj> matrices) {
            float[] result = new float[matrices.stream().mapToInt(FMatrixRMaj::getNumElements).sum()];
            int at = 0;
            for (FMatrixRMaj matrix : matrices) {
                System.arraycopy(matrix.data, 0, result, at, matrix.getNumElements());
                at += matrix.getNumElements();
            }
            return result;
        }
    }
}
