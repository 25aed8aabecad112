package org.rnn4j.layer;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertTrue;

import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;
import java.util.random.RandomGenerator;
import java.util.stream.Stream;
import org.ejml.data.FMatrixRMaj;
import org.junit.jupiter.api.DynamicTest;
import org.junit.jupiter.api.TestFactory;
import org.rnn4j.TestBackend;
import org.rnn4j.cell.Cell;
import org.rnn4j.cell.Gradients;
import org.rnn4j.cell.GruCell;
import org.rnn4j.cell.LstmCell;
import org.rnn4j.cell.Parameter;
import org.rnn4j.cell.RnnCell;
import org.rnn4j.cell.State;
import org.rnn4j.cell.StateSpec;
import org.rnn4j.optim.GoldenVectors;
import org.rnn4j.random.Xoshiro256;
import org.rnn4j.tensor.Sequence;

/**
 * One to three recurrent layers against PyTorch 2.13 in float64; {@code recurrent.py} beside the numbers made them.
 *
 * <p>PyTorch's weights are {@code [G·H, D]}, ours {@code [D, G·H]}. Its two biases add up to our one, except in the candidate of
 * its GRU; the gradient of either is that of the sum. Its GRU has {@code h = z⊙h' + (1−z)⊙n}, so the columns of z change sign.
 */
class RecurrentGoldenTest {

    private static final int STEPS = 5;
    private static final int INPUTS = 4;
    private static final int HIDDEN = 2;

    /**
     * Sums have at most {@code T·N = 15} terms and errors pass through {@code 3·5} cells; numbers are about 1. The worst seen is
     * a quarter of this.
     */
    private static final double TOLERANCE = 32 * 0x1p-24;

    private final GoldenVectors vectors = GoldenVectors.read("/org/rnn4j/golden/recurrent.txt");

    @TestFactory
    Stream<DynamicTest> followsPyTorch() {
        List<DynamicTest> tests = new ArrayList<>();
        for (String kind : List.of("rnn_tanh", "rnn_relu", "lstm", "gru", "gru_before")) {
            for (int layers = 1; layers <= 3; layers++) {
                for (int batch : new int[] {1, 3}) {
                    Case golden = new Case(kind, layers, batch);
                    tests.add(DynamicTest.dynamicTest(golden.toString(), () -> follow(golden)));
                }
            }
        }
        return tests.stream();
    }

    private record Case(String kind, int layers, int batch) {

        String name(String value) {
            return kind + "." + layers + "." + batch + "." + value;
        }

        Cell cell(int layer) {
            RandomGenerator random = new Xoshiro256(1);
            int inputs = layer == 0 ? INPUTS : HIDDEN;
            return switch (kind) {
                case "rnn_tanh" -> new RnnCell(inputs, HIDDEN, random);
                case "rnn_relu" -> new RnnCell(inputs, HIDDEN, RnnCell.Activation.RELU, random);
                case "lstm" -> new LstmCell(inputs, HIDDEN, random);
                case "gru" -> new GruCell(inputs, HIDDEN, GruCell.Variant.RESET_AFTER, random);
                case "gru_before" -> new GruCell(inputs, HIDDEN, random);
                default -> throw new IllegalArgumentException(kind);
            };
        }

        float sign(int column) {
            return kind.equals("gru") && column / HIDDEN == 1 ? -1 : 1;
        }

        boolean hasSecondBias() {
            return !kind.equals("gru_before");
        }
    }

    private void follow(Case golden) {
        Layer[] layers = new Layer[golden.layers];
        for (int i = 0; i < layers.length; i++) {
            layers[i] = new Recurrent(golden.cell(i));
        }
        Network network = Network.of(layers);
        network.parameters().byPath().forEach((path, parameter) -> {
            float[] value = value(golden, path, parameter);
            System.arraycopy(value, 0, parameter.value().data, 0, value.length);
        });
        Workspace workspace = network.newWorkspace(STEPS, golden.batch, TestBackend.serial());
        workspace.wantInputGradient(true);
        workspace.startWindow(null);
        set(golden, "initial.", workspace.state());
        set(golden, "dfinal.", workspace.stateGradient());
        Sequence x = Sequence.dense(STEPS, golden.batch, INPUTS);
        set(x.data(), vectors.get(golden.name("x")));

        Sequence y = network.forward(x, workspace);
        assertClose("outputs", vectors.get(golden.name("outputs")), Arrays.copyOfRange(y.data(), y.offset(),
                y.offset() + y.rows() * HIDDEN));
        set(workspace.outputGradient().data(), vectors.get(golden.name("dy")));
        Gradients gradients = new Gradients(network.parameters());
        Sequence dx = network.backward(workspace.outputGradient(), gradients, workspace);
        assertClose("dx", vectors.get(golden.name("dx")), dx.data());
        assertState(golden, "dinitial.", workspace.stateGradient());
        workspace.carry(null);
        assertState(golden, "final.", workspace.state());
        network.parameters().byPath().forEach((path, parameter) ->
                assertClose("gradient of " + path, gradient(golden, path, parameter), gradients.of(parameter).data));
    }

    // ---- PyTorch's layout -----------------------------------------------------------------------------------------------

    private float[] value(Case golden, String path, Parameter parameter) {
        double[] value = gradient(golden, path, parameter, "");
        if (parameter.name().equals("bias_ih") && golden.hasSecondBias()) {
            double[] second = vectors.get(golden.name("bias_hh_l" + layer(path)));
            for (int column = 0; column < value.length; column++) {
                boolean candidate = golden.kind.equals("gru") && column / HIDDEN == 2;
                value[column] += candidate ? 0 : golden.sign(column) * second[column];
            }
        }
        float[] result = new float[value.length];
        set(result, value);
        return result;
    }

    private double[] gradient(Case golden, String path, Parameter parameter) {
        return gradient(golden, path, parameter, "d");
    }

    /** A parameter or its gradient: those that are merged have the same gradient, so all but the merging is the same. */
    private double[] gradient(Case golden, String path, Parameter parameter, String prefix) {
        double[] theirs = vectors.get(golden.name(prefix + parameter.name() + "_l" + layer(path)));
        FMatrixRMaj shape = parameter.value();
        double[] ours = new double[shape.getNumElements()];
        if (parameter.name().equals("bias_hh")) {
            System.arraycopy(theirs, 2 * HIDDEN, ours, 0, HIDDEN);
            return ours;
        }
        for (int row = 0; row < shape.numRows; row++) {
            for (int column = 0; column < shape.numCols; column++) {
                ours[row * shape.numCols + column] = golden.sign(column) * theirs[column * shape.numRows + row];
            }
        }
        return ours;
    }

    private static char layer(String path) {
        return path.charAt("layers.".length());
    }

    private void set(Case golden, String prefix, State state) {
        forEachState(golden, prefix, state, RecurrentGoldenTest::set);
    }

    private void assertState(Case golden, String prefix, State state) {
        forEachState(golden, prefix, state, (ours, theirs) -> assertClose(prefix + "state", theirs, ours));
    }

    private interface StateAction {
        void apply(float[] ours, double[] theirs);
    }

    private void forEachState(Case golden, String prefix, State state, StateAction action) {
        for (StateSpec.Component component : state.spec().components()) {
            String path = component.name();                                     // layers.0.h
            double[] all = vectors.get(golden.name(prefix + path.charAt(path.length() - 1)));
            int from = (layer(path) - '0') * golden.batch * HIDDEN;
            action.apply(state.part(path).data, Arrays.copyOfRange(all, from, from + golden.batch * HIDDEN));
        }
    }

    private static void set(float[] target, double[] values) {
        for (int i = 0; i < values.length; i++) {
            target[i] = (float) values[i];
        }
    }

    private static void assertClose(String name, double[] expected, float[] actual) {
        assertEquals(expected.length, actual.length, name);
        for (int i = 0; i < expected.length; i++) {
            double bound = TOLERANCE * Math.max(1, Math.abs(expected[i]));
            assertTrue(Math.abs(expected[i] - actual[i]) <= bound,
                    name + "[" + i + "]: expected " + expected[i] + " but got " + actual[i]);
        }
    }
}
