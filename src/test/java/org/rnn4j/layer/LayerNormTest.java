package org.rnn4j.layer;

import static org.junit.jupiter.api.Assertions.assertArrayEquals;
import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertTrue;
import static org.rnn4j.Errors.assertArgument;

import java.util.Arrays;
import java.util.random.RandomGenerator;
import org.junit.jupiter.api.Nested;
import org.junit.jupiter.api.Test;
import org.rnn4j.TestBackend;
import org.rnn4j.cell.Gradients;
import org.rnn4j.cell.ParameterSet;
import org.rnn4j.cell.Tape;
import org.rnn4j.optim.GoldenVectors;
import org.rnn4j.tensor.Sequence;

class LayerNormTest {

    @Nested
    class Laws implements LayerContract {

        @Override
        public Layer layer(int width, RandomGenerator random) {
            return new LayerNorm(width);
        }

        @Override
        public ReferenceLayer reference() {
            return (parameters, x) -> {
                double[][] y = new double[x.length][];
                for (int t = 0; t < y.length; t++) {
                    double mean = Arrays.stream(x[t]).average().orElseThrow();
                    double variance = Arrays.stream(x[t]).map(value -> (value - mean) * (value - mean)).average().orElseThrow();
                    double[] row = x[t].clone();
                    for (int j = 0; j < row.length; j++) {
                        row[j] = (row[j] - mean) / Math.sqrt(variance + 1e-5) * parameters.get("weight")[j]
                                + parameters.get("bias")[j];
                    }
                    y[t] = row;
                }
                return y;
            };
        }

        @Override
        public String expectedText() {
            return "LayerNorm(3, 6 parameters)";
        }
    }

    /** The worst seen is a fifth of this. */
    private static final double TOLERANCE = 8 * 0x1p-24;

    @Test
    void followsPyTorch() {
        GoldenVectors vectors = GoldenVectors.read("/org/rnn4j/golden/layers.txt");
        for (String name : new String[] {"layer_norm.random.", "layer_norm.equal.", "layer_norm.far."}) {
            LayerNorm layer = new LayerNorm(5);
            Network network = Network.of(layer);
            set(layer.weight().value().data, vectors.get(name + "weight"));
            set(layer.bias().value().data, vectors.get(name + "bias"));
            Sequence x = Sequence.dense(3, 2, 5);
            set(x.data(), vectors.get(name + "x"));
            Workspace workspace = network.newWorkspace(3, 2, TestBackend.serial());
            workspace.wantInputGradient(true);
            assertClose(name + "y", vectors.get(name + "y"), network.forward(x, workspace).toMatrix().data);
            set(workspace.outputGradient().data(), vectors.get(name + "dy"));
            Gradients gradients = new Gradients(network.parameters());
            float[] dx = network.backward(workspace.outputGradient(), gradients, workspace).toMatrix().data;
            assertClose(name + "dx", vectors.get(name + "dx"), dx);
            assertClose(name + "dweight", vectors.get(name + "dweight"), gradients.of(layer.weight()).data);
            assertClose(name + "dbias", vectors.get(name + "dbias"), gradients.of(layer.bias()).data);
        }
    }

    private static void set(float[] target, double[] values) {
        for (int i = 0; i < values.length; i++) {
            target[i] = (float) values[i];
        }
    }

    private static void assertClose(String name, double[] expected, float[] actual) {
        assertEquals(expected.length, actual.length, name);
        double largest = Arrays.stream(expected).map(Math::abs).max().orElseThrow();
        for (int i = 0; i < expected.length; i++) {
            assertTrue(Math.abs(expected[i] - actual[i]) <= TOLERANCE * Math.max(1, largest),
                    name + "[" + i + "]: expected " + expected[i] + " but got " + actual[i]);
        }
    }

    @Test
    void paddingIsNeitherReadNorWritten() {
        LayerNorm layer = new LayerNorm(2);
        Tape tape = layer.newTape(2, 1, 2, TestBackend.serial());
        Sequence x = Sequence.dense(2, 1, 2).lengths(new int[] {1});
        Sequence dy = Sequence.dense(2, 1, 2).lengths(new int[] {1});
        set(x.data(), new double[] {1, 3, Double.NaN, Double.NaN});
        set(dy.data(), new double[] {1, 2, Double.NaN, Double.NaN});
        ParameterSet.Builder builder = new ParameterSet.Builder();
        layer.addParameters("", builder);
        Gradients gradients = new Gradients(builder.build());
        assertArrayEquals(new float[] {-1, 1, 0, 0}, layer.forward(x, null, tape).toMatrix().data, 1e-4f);
        float[] dx = layer.backward(dy, null, gradients, tape).toMatrix().data;
        assertArrayEquals(new float[] {0, 0}, Arrays.copyOfRange(dx, 2, 4));
        assertArrayEquals(new float[] {-1, 2}, gradients.of(layer.weight()).data, 1e-4f);
        assertArrayEquals(new float[] {1, 2}, gradients.of(layer.bias()).data);
    }

    @Test
    void itStartsWithoutGainAndBias() {
        LayerNorm layer = new LayerNorm(2);
        assertEquals(1, layer.weight().value().get(0, 1));
        assertEquals(0, layer.bias().value().get(0, 1));
        assertArgument(() -> new LayerNorm(0), "at least 1", "0");
    }
}
