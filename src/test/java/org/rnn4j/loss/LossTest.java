package org.rnn4j.loss;

import static org.junit.jupiter.api.Assertions.assertArrayEquals;
import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertTrue;
import static org.rnn4j.Errors.assertArgument;
import static org.rnn4j.Errors.assertShape;

import java.util.Arrays;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.random.RandomGenerator;
import org.junit.jupiter.api.Tag;
import org.junit.jupiter.api.Test;
import org.rnn4j.Allocation;
import org.rnn4j.TestBackend;
import org.rnn4j.random.Xoshiro256;
import org.rnn4j.tensor.Sequence;
import org.rnn4j.tensor.Workers;

/** What all losses promise. */
class LossTest {

    static final Map<String, Loss> LOSSES = losses();

    /** In an order, so that each draws the same numbers every time. */
    private static Map<String, Loss> losses() {
        Map<String, Loss> losses = new LinkedHashMap<>();
        losses.put("softmax", new SoftmaxCrossEntropy());
        losses.put("sigmoid", new SigmoidCrossEntropy());
        losses.put("squared", new MeanSquaredError());
        losses.put("absolute", new MeanAbsoluteError());
        losses.put("huber", new Huber(0.75f));
        losses.put("smoothed", new SoftmaxCrossEntropy().withLabelSmoothing(0.125f));
        return losses;
    }

    private final RandomGenerator random = new Xoshiro256(1);

    private static double evaluate(Loss loss, Sequence outputs, Targets targets, Sequence gradient) {
        return new LossPass(loss, TestBackend.serial()).evaluate(outputs, targets, gradient);
    }

    private Sequence floats(int steps, int batch, int width, float low, float high) {
        Sequence sequence = Sequence.dense(steps, batch, width);
        for (int i = 0; i < steps * batch * width; i++) {
            sequence.data()[i] = random.nextFloat(low, high);
        }
        return sequence;
    }

    /** Targets in the range of the loss. */
    private Sequence targets(Loss loss, int steps, int batch, int width) {
        if (!(loss instanceof SoftmaxCrossEntropy)) {
            return floats(steps, batch, width, 0, 1);
        }
        Sequence ids = Sequence.ids(steps, batch, width);
        for (int row = 0; row < steps * batch; row++) {
            ids.ids()[row] = random.nextInt(width);
        }
        return ids;
    }

    @Test
    void gradientsAgreeWithDifferencesOfTheLoss() {
        for (Loss loss : LOSSES.values()) {
            Sequence outputs = floats(3, 2, 4, -2, 2);
            Targets targets = new Targets(targets(loss, 3, 2, 4).lengths(new int[] {3, 2}), new float[] {1, 2, 0.5f, 0, 3, 9});
            avoidKinks(outputs, targets.values());
            Sequence gradient = Sequence.dense(3, 2, 4);
            evaluate(loss, outputs, targets, gradient);
            for (int i = 0; i < 24; i++) {
                float value = outputs.data()[i];
                float step = 0x1p-8f;                           // error of the formula about 1e-6, of rounding about 1e-5
                outputs.data()[i] = value + step;
                double above = evaluate(loss, outputs, targets, null);
                outputs.data()[i] = value - step;
                double below = evaluate(loss, outputs, targets, null);
                outputs.data()[i] = value;
                assertEquals((above - below) / (2 * step), gradient.data()[i], 5e-5, loss + ", output " + i);
            }
        }
    }

    /** Moves outputs away from where the absolute error, and the slope of Huber's, have no derivative. */
    private static void avoidKinks(Sequence outputs, Sequence targets) {
        for (int i = 0; i < outputs.rows() * outputs.width() && !targets.isIds(); i++) {
            float distance = Math.abs(outputs.data()[i] - targets.data()[i]);
            if (distance < 0.02f || Math.abs(distance - 0.75f) < 0.02f) {
                outputs.data()[i] += 0.1f;
            }
        }
    }

    @Test
    void rowsThatDoNotCountMayHoldAnything() {
        for (Loss loss : LOSSES.values()) {
            Sequence outputs = floats(4, 3, 5, -2, 2);
            Sequence targets = targets(loss, 4, 3, 5);
            int[] lengths = {4, 0, 2};
            float[] weights = new float[12];
            Arrays.fill(weights, 0.5f);
            weights[3] = 0;                                     // step 1 of sequence 0
            Sequence gradient = floats(4, 3, 5, 5, 6);
            double expected = evaluate(loss, outputs, new Targets(targets.lengths(lengths), weights), gradient);
            float[] expectedGradient = gradient.data().clone();
            for (int row = 0; row < 12; row++) {
                if (row == 3 || !targets.isStep(row)) {
                    Arrays.fill(outputs.data(), row * 5, row * 5 + 5, Float.NaN);
                    if (targets.isIds()) {
                        targets.ids()[row] = -100;
                    } else {
                        Arrays.fill(targets.data(), row * 5, row * 5 + 5, Float.NaN);
                    }
                    if (row != 3) {
                        weights[row] = Float.NaN;
                    }
                    assertArrayEquals(new float[5], Arrays.copyOfRange(expectedGradient, row * 5, row * 5 + 5));
                }
            }
            assertEquals(expected, evaluate(loss, outputs, new Targets(targets, weights), gradient), loss.toString());
            assertArrayEquals(expectedGradient, gradient.data(), loss.toString());
        }
    }

    @Test
    void theMeanOfARaggedBatchIsThatOfItsStepsAlone() {
        for (Loss loss : LOSSES.values()) {
            Sequence outputs = floats(3, 2, 5, -2, 2);
            Sequence targets = targets(loss, 3, 2, 5).lengths(new int[] {3, 1});
            double sum = 0;
            for (int row : new int[] {0, 1, 2, 4}) {
                sum += loss.row(TestBackend.kernels(), 5, outputs.data(), row * 5, targets, row, new float[5], 0);
            }
            assertEquals(sum / 4, evaluate(loss, outputs, Targets.of(targets), null), 1e-12, loss.toString());
        }
    }

    @Test
    void whenNothingCountsLossAndGradientAreZero() {
        for (Loss loss : LOSSES.values()) {
            Sequence outputs = floats(2, 2, 5, -2, 2);
            Sequence gradient = floats(2, 2, 5, 1, 2);
            assertEquals(0, evaluate(loss, outputs, new Targets(targets(loss, 2, 2, 5), new float[4]), gradient));
            assertArrayEquals(new float[20], gradient.data());
            assertEquals(0, evaluate(loss, outputs, Targets.of(targets(loss, 2, 2, 5).lengths(new int[2])), gradient));
        }
    }

    @Test
    void doublingAllWeightsChangesNothing() {
        for (Loss loss : LOSSES.values()) {
            Sequence outputs = floats(3, 2, 5, -2, 2);
            Sequence targets = targets(loss, 3, 2, 5);
            float[] weights = {0.3f, 1, 0, 0.7f, 2, 1.1f};
            float[] doubled = new float[6];
            for (int i = 0; i < 6; i++) {
                doubled[i] = 2 * weights[i];
            }
            Sequence gradient = Sequence.dense(3, 2, 5);
            double expected = evaluate(loss, outputs, new Targets(targets, weights), gradient);
            float[] expectedGradient = gradient.data().clone();
            assertEquals(expected, evaluate(loss, outputs, new Targets(targets, doubled), gradient));
            assertArrayEquals(expectedGradient, gradient.data());
        }
    }

    @Test
    void logitsOfAnyFiniteSizeGiveFiniteLosses() {
        for (Loss loss : List.of(LOSSES.get("softmax"), LOSSES.get("sigmoid"), LOSSES.get("smoothed"))) {
            for (float size : new float[] {1e4f, 1e30f, Float.MAX_VALUE / 4}) {
                Sequence outputs = floats(4, 2, 5, -size, size);
                Sequence gradient = Sequence.dense(4, 2, 5);
                double value = evaluate(loss, outputs, Targets.of(targets(loss, 4, 2, 5)), gradient);
                assertTrue(value >= 0 && value < Double.POSITIVE_INFINITY, loss + " at " + size + ": " + value);
                for (float g : gradient.data()) {
                    assertTrue(Math.abs(g) <= 1f / 8, loss + " at " + size + ": gradient " + g);
                }
            }
        }
    }

    @Test
    void aLogitThatIsNotFiniteGivesALossThatIsNot() {
        for (Loss loss : LOSSES.values()) {
            for (float bad : new float[] {Float.NaN, Float.POSITIVE_INFINITY}) {
                Sequence outputs = floats(1, 1, 3, -1, 1);
                Sequence targets = targets(loss, 1, 1, 3);
                outputs.data()[1] = bad;
                assertTrue(!Double.isFinite(evaluate(loss, outputs, Targets.of(targets), Sequence.dense(1, 1, 3))), loss + " of " + bad);
            }
        }
    }

    @Test
    void anyNumberOfThreadsGivesTheSameBits() {
        for (Loss loss : LOSSES.values()) {
            Sequence outputs = floats(50, 7, 11, -3, 3);
            Targets targets = new Targets(targets(loss, 50, 7, 11).lengths(new int[] {50, 3, 49, 0, 50, 20, 11}),
                    floats(50, 7, 1, 0, 1).data());
            Sequence gradient = Sequence.dense(50, 7, 11);
            double expected = evaluate(loss, outputs, targets, gradient);
            float[] expectedGradient = gradient.data().clone();
            for (int threads = 2; threads <= 3; threads++) {
                try (Workers workers = Workers.of(threads)) {
                    LossPass pass = new LossPass(loss, TestBackend.with(workers));
                    assertEquals(expected, pass.evaluate(outputs, targets, null), threads + " threads");
                    assertEquals(expected, pass.evaluate(outputs, targets, gradient), threads + " threads");
                    assertArrayEquals(expectedGradient, gradient.data(), threads + " threads");
                }
            }
        }
    }

    @Test
    @Tag("allocation")
    void aWarmPassAllocatesNothing() {
        for (Loss loss : LOSSES.values()) {
            Sequence outputs = floats(20, 7, 11, -3, 3);
            Sequence gradient = Sequence.dense(20, 7, 11);
            Targets targets = Targets.of(targets(loss, 20, 7, 11));
            LossPass pass = new LossPass(loss, TestBackend.serial());
            double[] sink = new double[1];
            assertEquals(0, Allocation.ofWarm(() ->
                    sink[0] += pass.evaluate(outputs, targets, gradient) + pass.evaluate(outputs, targets, null)), loss.toString());
        }
    }

    @Test
    void whatDoesNotFitIsAnErrorThatNamesBothSides() {
        Sequence outputs = floats(3, 2, 5, -1, 1);
        Loss softmax = LOSSES.get("softmax");
        assertShape(() -> evaluate(softmax, outputs, Targets.of(Sequence.ids(2, 2, 5)), null), "SoftmaxCrossEntropy: targets",
                "[3, 2, ...]", "[2, 2, 5]");
        assertShape(() -> evaluate(softmax, outputs, Targets.of(Sequence.ids(3, 1, 5)), null), "[3, 2, ...]", "[3, 1, 5]");
        assertShape(() -> evaluate(softmax, outputs, Targets.of(Sequence.ids(3, 2, 6)), null), "ids below 5", "[3, 2, 6] of ids");
        assertShape(() -> evaluate(softmax, outputs, Targets.of(outputs), null), "ids below 5", "Sequence[3, 2, 5]");
        for (String name : List.of("sigmoid", "squared", "absolute", "huber")) {
            Loss loss = LOSSES.get(name);
            assertShape(() -> evaluate(loss, outputs, Targets.of(Sequence.ids(3, 2, 5)), null), loss + ": targets",
                    "floats [3, 2, 5]", "of ids");
            assertShape(() -> evaluate(loss, outputs, Targets.of(floats(3, 2, 4, 0, 1)), null), "floats [3, 2, 5]", "[3, 2, 4]");
        }
        for (int bad : new int[] {5, -1}) {
            Sequence ids = Sequence.ids(3, 2, 5);
            ids.ids()[2 * 2 + 1] = bad;
            assertArgument(() -> evaluate(softmax, outputs, Targets.of(ids), null), "SoftmaxCrossEntropy: targets",
                    "step 2 of sequence 1", "from 0 to 4", "got " + bad);
        }
    }

    @Test
    void weightsThatAreNotNumbersFromZeroOnAreErrors() {
        Sequence outputs = floats(3, 2, 5, -1, 1);
        Sequence ids = Sequence.ids(3, 2, 5);
        assertShape(() -> new Targets(ids, new float[5]), "Targets: weights", "6 weights", "5");
        for (float bad : new float[] {-1, Float.NaN, Float.POSITIVE_INFINITY}) {
            float[] weights = {1, 1, 1, bad, 1, 1};
            assertArgument(() -> evaluate(LOSSES.get("softmax"), outputs, new Targets(ids, weights), null),
                    "step 1 of sequence 1", "at least 0", "got " + bad);
        }
    }

    @Test
    void aTargetPastTheEndOfItsOutputsIsAnError() {
        Sequence outputs = floats(3, 2, 5, -1, 1).lengths(new int[] {3, 1});
        assertArgument(() -> evaluate(LOSSES.get("softmax"), outputs, Targets.of(Sequence.ids(3, 2, 5)), null),
                "step 1 of sequence 1", "past the 1 steps", "got 1.0");
    }

    @Test
    void settingsNameTheKindAndWhatItTakes() {
        assertEquals(List.of("{type=softmax_cross_entropy, labelSmoothing=0.0}", "{type=sigmoid_cross_entropy}",
                "{type=mean_squared_error}", "{type=mean_absolute_error}", "{type=huber, delta=0.75}",
                "{type=softmax_cross_entropy, labelSmoothing=0.125}"),
                LOSSES.values().stream().map(loss -> loss.settings().toString()).toList());
    }
}
