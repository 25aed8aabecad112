package org.rnn4j.metric;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertTrue;
import static org.rnn4j.Errors.assertArgument;
import static org.rnn4j.Errors.assertShape;

import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.function.Supplier;
import org.junit.jupiter.api.Test;
import org.rnn4j.loss.Targets;
import org.rnn4j.random.Xoshiro256;
import org.rnn4j.tensor.Sequence;

/** What all metrics promise. */
class MetricTest {

    private static final int WIDTH = 4;
    private static final String[] COLUMNS = {"a", "b", "c", "d"};
    private static final List<Supplier<Metric>> OF_IDS = List.of(Accuracy::new, () -> new TopKAccuracy(2),
            () -> new ConfusionMatrix(WIDTH), CrossEntropy::new, Perplexity::new, ExactMatch::new, EditDistance::new);
    private static final List<Supplier<Metric>> OF_FLOATS = List.of(() -> new RootMeanSquaredError(COLUMNS),
            () -> new AbsoluteError(COLUMNS), () -> new MeanAbsolutePercentageError(COLUMNS), RootMeanSquaredError::new);

    private final Xoshiro256 random = new Xoshiro256(11);

    private interface Law {
        void of(Supplier<Metric> metric, TestWindow window);
    }

    /** Tries a law with each metric on several windows. */
    private void holds(Law law) {
        for (int round = 0; round < 5; round++) {
            for (Supplier<Metric> metric : OF_IDS) {
                law.of(metric, TestWindow.ofIds(7, 6, WIDTH, random));
            }
            for (Supplier<Metric> metric : OF_FLOATS) {
                law.of(metric, TestWindow.ofFloats(7, 6, WIDTH, random));
            }
        }
    }

    private static Metric fed(Supplier<Metric> kind, TestWindow... windows) {
        Metric metric = kind.get();
        for (TestWindow window : windows) {
            metric.add(window.outputs(), window.targets());
        }
        return metric;
    }

    private static void assertSame(Metric expected, Metric actual) {
        assertEquals(new ArrayList<>(expected.values().keySet()), new ArrayList<>(actual.values().keySet()));
        expected.values().forEach((name, value) ->
                assertEquals(value, actual.values().get(name), 1e-12 * Math.max(1, Math.abs(value)), expected + ": " + name));
    }

    @Test
    void whatDoesNotCountIsNeverLookedAt() {
        holds((kind, window) -> {
            Map<String, Double> expected = fed(kind, window).values();
            assertTrue(expected.values().stream().allMatch(Double::isFinite), kind.get() + ": " + expected);
            window.ruinWhatDoesNotCount();
            assertEquals(expected, fed(kind, window).values(), kind.get().toString());
        });
    }

    @Test
    void aBatchIsItsSequencesAloneInAnyGrouping() {
        holds((kind, window) -> {
            Metric whole = fed(kind, window);
            TestWindow[] alone = new TestWindow[6];
            for (int n = 0; n < 6; n++) {
                alone[n] = window.part(0, window.values().length(n), n, n + 1);         // no padding at all
            }
            assertSame(whole, fed(kind, alone));
            assertSame(whole, fed(kind, window.part(0, 7, 4, 6), window.part(0, 7, 0, 4)));
        });
    }

    @Test
    void theCutOfTimeIntoWindowsMakesNoDifferenceToMetricsOfRows() {
        holds((kind, window) -> {
            if (!(kind.get() instanceof SequenceMetric)) {
                Metric whole = fed(kind, window);
                assertSame(whole, fed(kind, window.part(0, 2, 0, 6), window.part(2, 3, 0, 6), window.part(3, 7, 0, 6)));
            }
        });
    }

    @Test
    void floatsMayLieAnywhereInTheirStorage() {
        holds((kind, window) -> {
            Sequence values = window.values().isIds() ? window.values() : moved(window.values(), 5);
            Metric actual = kind.get();
            actual.add(moved(window.outputs(), 8), new Targets(values, window.weights()));
            assertEquals(fed(kind, window).values(), actual.values());
        });
    }

    private static Sequence moved(Sequence sequence, int firstRow) {
        Sequence moved = Sequence.dense(9, 6, WIDTH);
        System.arraycopy(sequence.data(), 0, moved.data(), firstRow * WIDTH, 42 * WIDTH);
        return moved.placeLike(firstRow, sequence);
    }

    @Test
    void doublingAllWeightsChangesNothing() {
        holds((kind, window) -> {
            float[] doubled = window.weights().clone();
            for (int row = 0; row < doubled.length; row++) {
                doubled[row] *= 2;
            }
            assertSame(fed(kind, window), fed(kind, new TestWindow(window.outputs(), window.values(), doubled)));
        });
    }

    @Test
    void aRowOfWeightTwoIsTwoRowsToMetricsOfRows() {
        holds((kind, window) -> {
            Metric once = kind.get();
            if (!(once instanceof SequenceMetric || once instanceof MeanAbsolutePercentageError)) {
                float[] weights = new float[42];
                for (int row = 0; row < 42; row++) {
                    weights[row] = 1 + row % 2;
                }
                once.add(window.outputs(), new Targets(window.values(), weights));
                Metric twice = fed(kind, window.unweighted());
                for (int row = 0; row < 42; row++) {
                    weights[row] = row % 2;
                }
                twice.add(window.outputs(), new Targets(window.values(), weights));
                assertSame(twice, once);
            }
        });
    }

    @Test
    void ofNothingAMeanIsNaN() {
        holds((kind, window) -> {
            Metric metric = kind.get();
            List<String> names = List.copyOf(metric.values().keySet());
            for (int round = 0; round < 2; round++) {
                metric.values().forEach((name, value) ->
                        assertEquals(name.equals("mape_excluded") ? 0 : Double.NaN, value, metric + ": " + name));
                metric.add(window.outputs(), new Targets(window.values(), new float[42]));
            }
            metric.add(window.outputs(), window.targets());
            assertEquals(names, List.copyOf(metric.values().keySet()), metric.toString());
        });
    }

    @Test
    void resetForgetsEverything() {
        holds((kind, window) -> {
            Metric metric = fed(kind, window, window);
            metric.reset();
            assertEquals(kind.get().values(), metric.values());
            metric.add(window.outputs(), window.targets());
            assertEquals(fed(kind, window).values(), metric.values());
        });
    }

    @Test
    void nothingThatIsGivenIsChanged() {
        holds((kind, window) -> {
            TestWindow copy = window.part(0, 7, 0, 6);
            fed(kind, window);
            assertEquals(List.of(copy.outputs().toMatrix().toString(), copy.values().toMatrix().toString()),
                    List.of(window.outputs().toMatrix().toString(), window.values().toMatrix().toString()));
        });
    }

    @Test
    void whatDoesNotFitIsAnErrorThatNamesBothSides() {
        holds((kind, window) -> {
            Metric metric = kind.get();
            Sequence outputs = window.outputs();
            Sequence values = window.values();
            Sequence ids = Sequence.ids(7, 6, WIDTH + 1);
            assertShape(() -> metric.add(outputs, Targets.of(ids)), metric + ": targets", "of ids");
            assertShape(() -> metric.add(outputs, Targets.of(Sequence.dense(7, 6, 3))), metric + ": targets", "[7, 6, 3]");
            assertShape(() -> metric.add(Sequence.ids(7, 6, WIDTH), Targets.of(values)), metric + ": outputs", "floats", "of ids");
            assertShape(() -> metric.add(Sequence.dense(6, 6, WIDTH), Targets.of(values)), metric + ": targets", "[6, 6, ...]",
                    "[7, 6, 4]");
            assertShape(() -> metric.add(Sequence.dense(7, 5, WIDTH), Targets.of(values)), "[7, 5, ...]", "[7, 6, 4]");
            assertArgument(() -> metric.add(outputs.lengths(new int[6]), Targets.of(values.lengths(null))), metric + ": targets",
                    "step 0 of sequence 0", "past the 0 steps", "got 1.0");
            float[] weights = new float[42];
            weights[8] = -1;
            assertArgument(() -> metric.add(outputs.lengths(null), new Targets(values, weights)), "step 1 of sequence 2", "got -1.0");
        });
    }

    @Test
    void anIdOutOfRangeOrALogitThatIsNoNumberIsAnErrorThatNamesItsStep() {
        for (Supplier<Metric> kind : OF_IDS) {
            TestWindow window = TestWindow.ofIds(7, 6, WIDTH, random);
            window.outputs().lengths(null);
            window.values().lengths(null);
            for (int bad : new int[] {-1, WIDTH}) {
                window.values().ids()[9] = bad;
                assertArgument(() -> fed(kind, window.unweighted()), "targets: step 1 of sequence 3", "from 0 to 3", "got " + bad);
            }
            window.values().ids()[9] = 0;
            window.outputs().data()[9 * WIDTH + 2] = Float.NaN;
            if (kind.get() instanceof CrossEntropy || kind.get() instanceof Perplexity) {
                fed(kind, window.unweighted()).values().values().forEach(value -> assertEquals(Double.NaN, value));
            } else {
                assertArgument(() -> fed(kind, window.unweighted()), "outputs: step 1 of sequence 3", "output 2 is NaN");
            }
        }
    }

    @Test
    void valuesOfSeveralAreInTheirOrderAndMustAgree() {
        TestWindow window = TestWindow.ofIds(7, 6, WIDTH, random).unweighted();
        Metric[] metrics = {new ExactMatch(), new ConfusionMatrix(WIDTH), new Accuracy(), new TopKAccuracy(3)};
        for (Metric metric : metrics) {
            metric.add(window.outputs(), window.targets());
        }
        Map<String, Double> all = Metric.valuesOf(metrics);
        assertEquals(List.of("exact_match", "accuracy", "macro_precision", "macro_recall", "macro_f1", "top3_accuracy"),
                List.copyOf(all.keySet()));
        assertEquals(((Accuracy) metrics[2]).value(), all.get("accuracy"));
        metrics[2].reset();
        assertArgument(() -> Metric.valuesOf(metrics), "Metric.valuesOf: Accuracy", "one value of accuracy", "NaN");
        assertEquals(Map.of(), Metric.valuesOf());
    }
}
