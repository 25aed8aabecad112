package org.rnn4j.layer;

import static org.junit.jupiter.api.Assertions.assertArrayEquals;
import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertNull;
import static org.junit.jupiter.api.Assertions.assertThrows;
import static org.junit.jupiter.api.Assertions.assertTrue;
import static org.rnn4j.Errors.assertArgument;
import static org.rnn4j.Errors.assertShape;

import java.util.Arrays;
import java.util.function.DoubleUnaryOperator;
import java.util.random.RandomGenerator;
import org.junit.jupiter.api.Nested;
import org.junit.jupiter.api.Test;
import org.rnn4j.TestBackend;
import org.rnn4j.cell.Tape;
import org.rnn4j.config.Settings;
import org.rnn4j.random.Xoshiro256;
import org.rnn4j.tensor.Sequence;
import org.rnn4j.tensor.Workers;

class ActivationTest {

    private static ReferenceLayer each(DoubleUnaryOperator function) {
        return (parameters, x) -> Arrays.stream(x).map(row -> Arrays.stream(row).map(function).toArray()).toArray(double[][]::new);
    }

    @Nested
    class TanhLaws implements LayerContract {

        @Override
        public Layer layer(int width, RandomGenerator random) {
            return new Activation(Activation.Function.TANH);
        }

        @Override
        public ReferenceLayer reference() {
            return each(Math::tanh);
        }

        @Override
        public String expectedText() {
            return "Activation(tanh)";
        }
    }

    @Nested
    class ReluLaws implements LayerContract {

        @Override
        public Layer layer(int width, RandomGenerator random) {
            return new Activation(Activation.Function.RELU);
        }

        @Override
        public ReferenceLayer reference() {
            return each(x -> Math.max(0, x));
        }

        @Override
        public boolean isSmooth() {
            return false;
        }

        @Override
        public String expectedText() {
            return "Activation(relu)";
        }
    }

    @Nested
    class SigmoidLaws implements LayerContract {

        @Override
        public Layer layer(int width, RandomGenerator random) {
            return new Activation(Activation.Function.SIGMOID);
        }

        @Override
        public ReferenceLayer reference() {
            return each(x -> 1 / (1 + Math.exp(-x)));
        }

        @Override
        public String expectedText() {
            return "Activation(sigmoid)";
        }
    }

    /** So large that two workers share it. */
    @Test
    void anyNumberOfThreadsGivesTheSameBits() {
        Sequence x = Sequence.dense(9, 70, 130);
        Sequence dy = Sequence.dense(9, 70, 130);
        Xoshiro256 random = new Xoshiro256(5);
        for (int i = 0; i < x.data().length; i++) {
            x.data()[i] = (float) random.nextGaussian();
            dy.data()[i] = (float) random.nextGaussian();
        }
        for (Activation.Function function : Activation.Function.values()) {
            Activation layer = new Activation(function);
            float[][][] results = new float[2][][];
            for (int threads = 1; threads <= 2; threads++) {
                try (Workers workers = Workers.of(threads)) {
                    Tape tape = layer.newTape(9, 70, 130, TestBackend.with(workers));
                    results[threads - 1] = new float[][] {layer.forward(x, null, tape).toMatrix().data,
                        layer.backward(dy, null, null, tape).toMatrix().data};
                }
            }
            assertArrayEquals(results[0], results[1], function.name());
        }
    }

    @Test
    void extremesStayInRangeAndWhatIsNoNumberStaysNone() {
        float[] extremes = {Float.MAX_VALUE, -Float.MAX_VALUE, Float.POSITIVE_INFINITY, Float.NEGATIVE_INFINITY, 0f, -0f, Float.NaN};
        assertArrayEquals(new float[] {1, -1, 1, -1, 0, 0, Float.NaN}, outputs(Activation.Function.TANH, extremes), 0);
        assertArrayEquals(new float[] {1, 0, 1, 0, 0.5f, 0.5f, Float.NaN}, outputs(Activation.Function.SIGMOID, extremes), 1e-30f);
        assertArrayEquals(new float[] {Float.MAX_VALUE, 0, Float.POSITIVE_INFINITY, 0, 0, 0, Float.NaN},
                outputs(Activation.Function.RELU, extremes), 0);
    }

    private static float[] outputs(Activation.Function function, float... inputs) {
        Sequence x = Sequence.dense(1, 1, inputs.length);
        System.arraycopy(inputs, 0, x.data(), 0, inputs.length);
        Activation layer = new Activation(function);
        return layer.forward(x, null, layer.newTape(1, 1, inputs.length, TestBackend.serial())).toMatrix().data;
    }

    @Test
    void theWayBackIsGoneOnceAndOnlyWhereItIsWanted() {
        Activation layer = new Activation(Activation.Function.RELU);
        Tape tape = layer.newTape(2, 3, 4, TestBackend.serial());
        Sequence dy = Sequence.dense(2, 3, 4);
        assertThrows(IllegalStateException.class, () -> layer.backward(dy, null, null, tape));
        layer.forward(Sequence.dense(2, 3, 4), null, tape);
        assertShape(() -> layer.backward(Sequence.dense(2, 3, 5), null, null, tape), "backward: dy", "[2, 3, 4]", "[2, 3, 5]");
        tape.inputGradient(false);
        assertNull(layer.backward(dy, null, null, tape));
        assertThrows(IllegalStateException.class, () -> layer.backward(dy, null, null, tape));
    }

    @Test
    void aFunctionThatThereIsNotIsAnError() {
        assertArgument(() -> Activation.of(Settings.ofType("activation").with("function", "gelu"), null), "[tanh, relu, sigmoid]", "gelu");
        assertArgument(() -> new Activation(null), "null");
        assertEquals(Activation.Function.RELU, new Activation(Activation.Function.RELU).function());
        assertTrue(new Activation(Activation.Function.RELU).streams());
    }
}
