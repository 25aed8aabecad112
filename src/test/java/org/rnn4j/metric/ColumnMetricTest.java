package org.rnn4j.metric;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertTrue;
import static org.rnn4j.Errors.assertArgument;
import static org.rnn4j.Errors.assertShape;

import java.util.List;
import java.util.Map;
import org.ejml.data.FMatrixRMaj;
import org.junit.jupiter.api.Test;
import org.rnn4j.TestBackend;
import org.rnn4j.loss.LossPass;
import org.rnn4j.loss.MeanAbsoluteError;
import org.rnn4j.loss.MeanSquaredError;
import org.rnn4j.loss.Targets;
import org.rnn4j.random.Xoshiro256;
import org.rnn4j.tensor.Sequence;

/** Errors of numbers against what they are by definition. */
class ColumnMetricTest {

    private final Xoshiro256 random = new Xoshiro256(51);

    @Test
    void overallAndByColumnTheyAreTheirFormulas() {
        for (int round = 0; round < 10; round++) {
            TestWindow window = TestWindow.ofFloats(8, 5, 3, random);
            RootMeanSquaredError rmse = new RootMeanSquaredError("x", "y", "z");
            AbsoluteError mae = new AbsoluteError();
            MeanAbsolutePercentageError mape = new MeanAbsolutePercentageError();
            for (Metric metric : List.of(rmse, mae, mape)) {
                metric.add(window.outputs(), window.targets());
            }
            double[] sums = new double[5];
            long zeros = 0;
            for (int k = 0; k < 3; k++) {
                double[] column = new double[5];                            // squares, distances, weight, parts, their weight
                for (int row = 0; row < 40; row++) {
                    if (window.counts(row)) {
                        double weight = window.weights()[row];
                        double y = window.values().data()[row * 3 + k];
                        double d = window.outputs().data()[row * 3 + k] - y;
                        column[0] += weight * d * d;
                        column[1] += weight * Math.abs(d);
                        column[2] += weight;
                        column[3] += y == 0 ? 0 : weight * Math.abs(d / y);
                        column[4] += y == 0 ? 0 : weight;
                        zeros += y == 0 ? 1 : 0;
                    }
                }
                assertEquals(Math.sqrt(column[0] / column[2]), rmse.value(k), 1e-12);
                assertEquals(rmse.value(k), rmse.values().get("rmse_" + "xyz".charAt(k)));
                assertEquals(column[1] / column[2], mae.value(k), 1e-12);
                assertEquals(100 * column[3] / column[4], mape.value(k), 1e-9 * mape.value(k));
                for (int i = 0; i < 5; i++) {
                    sums[i] += column[i];
                }
            }
            assertEquals(Math.sqrt(sums[0] / sums[2]), rmse.value(), 1e-12);
            assertEquals(sums[1] / sums[2], mae.value(), 1e-12);
            assertEquals(100 * sums[3] / sums[4], mape.value(), 1e-9 * mape.value());
            assertEquals(zeros, mape.excluded());
            assertEquals(Map.of("mape", mape.value(), "mape_excluded", (double) zeros), mape.values());
        }
    }

    @Test
    void theyAreTheLossesOfTheSameName() {
        TestWindow window = TestWindow.ofFloats(8, 5, 3, random);
        RootMeanSquaredError rmse = new RootMeanSquaredError();
        rmse.add(window.outputs(), window.targets());
        assertEquals(new LossPass(new MeanSquaredError(), TestBackend.serial()).evaluate(window.outputs(), window.targets(), null),
                rmse.value() * rmse.value(), 1e-6);
        AbsoluteError mae = new AbsoluteError();
        mae.add(window.outputs(), window.targets());
        assertEquals(new LossPass(new MeanAbsoluteError(), TestBackend.serial()).evaluate(window.outputs(), window.targets(), null),
                mae.value(), 1e-6);
    }

    @Test
    void aPercentageIsOfTheTargetAndTargetsOfZeroAreLeftOut() {
        Sequence outputs = Sequence.over(new FMatrixRMaj(4, 1, true, 110, -30, 5, 7)).reshape(2, 2);
        Sequence targets = Sequence.over(new FMatrixRMaj(4, 1, true, 100, -40, 0, -0f)).reshape(2, 2);
        MeanAbsolutePercentageError mape = new MeanAbsolutePercentageError();
        mape.add(outputs, Targets.of(targets));
        assertEquals((10 + 25) / 2.0, mape.value(), 1e-12);
        assertEquals(2, mape.excluded());
        mape.reset();
        mape.add(outputs, new Targets(targets, new float[] {0, 0, 1, 1}));
        assertEquals(Double.NaN, mape.value());
        assertEquals(2, mape.excluded());
    }

    @Test
    void anOutputThatIsNoNumberIsNotHidden() {
        Sequence outputs = Sequence.over(new FMatrixRMaj(2, 2, true, 1, Float.NaN, 3, 4)).reshape(2, 1);
        for (ColumnMetric metric : List.of(new RootMeanSquaredError(), new AbsoluteError(), new MeanAbsolutePercentageError())) {
            metric.add(outputs, Targets.of(Sequence.over(new FMatrixRMaj(2, 2, true, 1, 1, 1, 1)).reshape(2, 1)));
            assertEquals(Double.NaN, metric.value());
            assertEquals(Double.NaN, metric.value(1));
            assertTrue(Double.isFinite(metric.value(0)), "the other column");
        }
    }

    @Test
    void columnsThatDoNotFitAreErrors() {
        assertArgument(() -> new AbsoluteError("open", "close", "open"), "AbsoluteError", "different names", "[open, close, open]");
        AbsoluteError named = new AbsoluteError("open", "close");
        assertEquals(List.of("mae", "mae_open", "mae_close"), List.copyOf(named.values().keySet()));
        assertShape(() -> named.add(Sequence.dense(2, 2, 3), Targets.of(Sequence.dense(2, 2, 3))), "AbsoluteError: outputs",
                "[T, N, 2]", "[2, 2, 3]");
        AbsoluteError plain = new AbsoluteError();
        plain.add(Sequence.dense(2, 2, 3), Targets.of(Sequence.dense(2, 2, 3)));
        assertShape(() -> plain.add(Sequence.dense(2, 2, 4), Targets.of(Sequence.dense(2, 2, 4))), "[T, N, 3]", "[2, 2, 4]");
        plain.reset();
        plain.add(Sequence.dense(2, 2, 4), Targets.of(Sequence.dense(2, 2, 4)));
        assertEquals(0, plain.value(3));
    }
}
