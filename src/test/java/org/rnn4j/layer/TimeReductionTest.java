package org.rnn4j.layer;

import static org.junit.jupiter.api.Assertions.assertArrayEquals;
import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertFalse;
import static org.junit.jupiter.api.Assertions.assertNull;
import static org.junit.jupiter.api.Assertions.assertTrue;
import static org.rnn4j.Errors.assertShape;
import static org.rnn4j.Errors.assertState;

import java.util.Arrays;
import java.util.random.RandomGenerator;
import org.junit.jupiter.api.Nested;
import org.junit.jupiter.api.Test;
import org.rnn4j.TestBackend;
import org.rnn4j.cell.Tape;
import org.rnn4j.random.Xoshiro256;
import org.rnn4j.tensor.Sequence;

class TimeReductionTest {

    private interface Reduction extends LayerContract {

        /** The one row of a sequence of at least one step. */
        double[] reduce(double[][] x);

        @Override
        default ReferenceLayer reference() {
            return (parameters, x) -> x.length == 0 ? new double[0][] : new double[][] {reduce(x)};
        }
    }

    @Nested
    class OfLastStep implements Reduction {

        @Override
        public Layer layer(int width, RandomGenerator random) {
            return new LastStep();
        }

        @Override
        public double[] reduce(double[][] x) {
            return x[x.length - 1];
        }

        @Override
        public String expectedText() {
            return "LastStep";
        }
    }

    @Nested
    class OfMeanOverTime implements Reduction {

        @Override
        public Layer layer(int width, RandomGenerator random) {
            return new MeanOverTime();
        }

        @Override
        public double[] reduce(double[][] x) {
            double[] y = new double[x[0].length];
            for (double[] row : x) {
                Arrays.setAll(y, j -> y[j] + row[j] / x.length);
            }
            return y;
        }

        @Override
        public String expectedText() {
            return "MeanOverTime";
        }
    }

    @Nested
    class OfMaxOverTime implements Reduction {

        @Override
        public Layer layer(int width, RandomGenerator random) {
            return new MaxOverTime();
        }

        @Override
        public double[] reduce(double[][] x) {
            double[] y = x[0].clone();
            for (double[] row : x) {
                Arrays.setAll(y, j -> Math.max(y[j], row[j]));
            }
            return y;
        }

        @Override
        public String expectedText() {
            return "MaxOverTime";
        }
    }

    private static Sequence column(float... values) {
        Sequence x = Sequence.dense(values.length, 1, 1);
        System.arraycopy(values, 0, x.data(), 0, values.length);
        return x;
    }

    private static float[] gradient(Layer layer, Sequence x) {
        Tape tape = layer.newTape(x.steps(), 1, 1, TestBackend.serial());
        layer.forward(x, null, tape);
        return layer.backward(column(5), null, null, tape).toMatrix().data;
    }

    @Test
    void theGradientOfAMaximumThatIsThereTwiceGoesToTheFirst() {
        assertArrayEquals(new float[] {0, 5, 0, 0}, gradient(new MaxOverTime(), column(1, 3, 3, 2)));
        assertArrayEquals(new float[] {5, 0}, gradient(new MaxOverTime(), column(-2, -2)));
    }

    @Test
    void whatIsNotANumberIsNotHiddenByTheOtherSteps() {
        for (Layer layer : new Layer[] {new MaxOverTime(), new MeanOverTime()}) {
            for (int at = 0; at < 3; at++) {
                Sequence x = column(1, 2, 3);
                x.data()[at] = Float.NaN;
                Tape tape = layer.newTape(3, 1, 1, TestBackend.serial());
                assertTrue(Float.isNaN(layer.forward(x, null, tape).get(0, 0, 0)), layer + ", step " + at);
            }
        }
    }

    @Test
    void aMeanOfManyStepsLosesNoDigits() {
        Sequence x = Sequence.dense(100_000, 1, 1);
        Arrays.fill(x.data(), 0.1f);
        MeanOverTime layer = new MeanOverTime();
        assertEquals(0.1f, layer.forward(x, null, layer.newTape(100_000, 1, 1, TestBackend.serial())).get(0, 0, 0));
    }

    @Test
    void outputsHaveOneStepAndNoLengths() {
        Sequence x = Sequence.dense(4, 3, 2).lengths(new int[] {0, 4, 1});
        for (Layer layer : new Layer[] {new LastStep(), new MeanOverTime(), new MaxOverTime()}) {
            Tape tape = layer.newTape(4, 3, 2, TestBackend.serial());
            Sequence y = layer.forward(x, null, tape);
            assertEquals("[1, 3, 2]", y.shape());
            assertFalse(y.hasLengths());
            assertEquals(1, layer.outputSteps(4));
            assertFalse(layer.streams());
            Sequence dx = layer.backward(y, null, null, tape);
            assertEquals("[4, 3, 2]", dx.shape());
            assertEquals(1, dx.length(2), "those of the inputs");
        }
    }

    @Test
    void aBackwardPassNeedsAForwardPassAndItsShape() {
        LastStep layer = new LastStep();
        Tape tape = layer.newTape(4, 3, 2, TestBackend.serial());
        assertState(() -> layer.backward(Sequence.dense(1, 3, 2), null, null, tape), "LastStep.backward: expected a forward pass");
        layer.forward(Sequence.dense(4, 3, 2), null, tape);
        assertShape(() -> layer.backward(Sequence.dense(4, 3, 2), null, null, tape), "LastStep.backward: dy", "[1, 3, 2]", "[4, 3, 2]");
        tape.inputGradient(false);
        assertNull(layer.backward(Sequence.dense(1, 3, 2), null, null, tape), "nobody asked");
    }

    @Test
    void theSummaryTellsThatTimeIsGone() {
        RandomGenerator random = new Xoshiro256(1);
        Network network = Network.of(new Embedding(9, 4, random), new LastStep(), new Dense(4, 2, random));
        assertEquals("""
                   layer              output     parameters  bytes
                0  Embedding(9 -> 4)  [T, N, 4]          36    144
                1  LastStep           [1, N, 4]           0      0
                2  Dense(4 -> 2)      [1, N, 2]          10     40
                   total                                 46    184
                """, network.summary());
    }
}
