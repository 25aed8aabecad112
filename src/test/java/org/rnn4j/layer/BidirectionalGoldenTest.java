package org.rnn4j.layer;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertTrue;

import java.util.Arrays;
import java.util.Map;
import java.util.random.RandomGenerator;
import org.ejml.data.FMatrixRMaj;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;
import org.rnn4j.TestBackend;
import org.rnn4j.cell.Cell;
import org.rnn4j.cell.Gradients;
import org.rnn4j.cell.GruCell;
import org.rnn4j.cell.LstmCell;
import org.rnn4j.cell.Parameter;
import org.rnn4j.cell.RnnCell;
import org.rnn4j.cell.State;
import org.rnn4j.optim.GoldenVectors;
import org.rnn4j.random.Xoshiro256;
import org.rnn4j.tensor.Sequence;

/**
 * A packed batch of sequences of different lengths in both directions against PyTorch 2.13 in float64; {@code layers.py} beside the
 * numbers made them. {@link RecurrentGoldenTest} says how PyTorch's weights differ from ours.
 */
class BidirectionalGoldenTest {

    private static final int[] LENGTHS = {3, 5, 1, 4};
    private static final int BATCH = LENGTHS.length;
    private static final int STEPS = 5;
    private static final int INPUTS = 4;
    private static final int HIDDEN = 3;

    /** As of {@link RecurrentGoldenTest}. */
    private static final double TOLERANCE = 32 * 0x1p-24;

    private final GoldenVectors vectors = GoldenVectors.read("/org/rnn4j/golden/layers.txt");
    private String kind;

    private static Cell cell(String kind) {
        RandomGenerator random = new Xoshiro256(1);
        return switch (kind) {
            case "rnn_tanh" -> new RnnCell(INPUTS, HIDDEN, random);
            case "lstm" -> new LstmCell(INPUTS, HIDDEN, random);
            case "gru" -> new GruCell(INPUTS, HIDDEN, GruCell.Variant.RESET_AFTER, random);
            default -> throw new IllegalArgumentException(kind);
        };
    }

    private double[] given(String name) {
        return vectors.get("bidirectional." + kind + "." + name);
    }

    @ParameterizedTest
    @ValueSource(strings = {"rnn_tanh", "lstm", "gru"})
    void followsPyTorch(String kind) {
        this.kind = kind;
        Network network = Network.of(Bidirectional.of(() -> cell(kind)));
        for (Map.Entry<String, Parameter> entry : network.parameters().byPath().entrySet()) {
            set(entry.getValue().value().data, value(entry.getKey(), entry.getValue()));
        }
        Workspace workspace = network.newWorkspace(STEPS, BATCH, TestBackend.serial());
        workspace.wantInputGradient(true);
        workspace.startWindow(null);
        forEachState(workspace.state(), "initial.", BidirectionalGoldenTest::set);
        forEachState(workspace.stateGradient(), "dfinal.", BidirectionalGoldenTest::set);
        Sequence x = Sequence.dense(STEPS, BATCH, INPUTS).lengths(LENGTHS);
        set(x.data(), given("x"));

        assertClose("outputs", given("outputs"), network.forward(x, workspace).toMatrix().data);
        set(workspace.outputGradient().data(), given("dy"));
        Gradients gradients = new Gradients(network.parameters());
        assertClose("dx", given("dx"), network.backward(workspace.outputGradient(), gradients, workspace).toMatrix().data);
        forEachState(workspace.stateGradient(), "dinitial.", (ours, theirs) -> assertClose("dinitial", theirs, ours));
        workspace.carry(null);
        forEachState(workspace.state(), "final.", (ours, theirs) -> assertClose("final", theirs, ours));
        network.parameters().byPath().forEach((path, parameter) ->
                assertClose("gradient of " + path, inOurLayout(path, parameter, "d"), gradients.of(parameter).data));
    }

    // ---- PyTorch's layout -----------------------------------------------------------------------------------------------

    private static String suffix(String path) {
        return path.contains(".backward.") ? "_l0_reverse" : "_l0";
    }

    private float sign(int column) {
        return kind.equals("gru") && column / HIDDEN == 1 ? -1 : 1;
    }

    private double[] value(String path, Parameter parameter) {
        double[] value = inOurLayout(path, parameter, "");
        if (parameter.name().equals("bias_ih")) {
            double[] second = given("bias_hh" + suffix(path));
            for (int column = 0; column < value.length; column++) {
                boolean candidate = kind.equals("gru") && column / HIDDEN == 2;
                value[column] += candidate ? 0 : sign(column) * second[column];
            }
        }
        return value;
    }

    /** A parameter, or with {@code d} in front its gradient: those of biases that are merged are the same. */
    private double[] inOurLayout(String path, Parameter parameter, String prefix) {
        double[] theirs = given(prefix + parameter.name() + suffix(path));
        FMatrixRMaj shape = parameter.value();
        if (parameter.name().equals("bias_hh")) {
            return Arrays.copyOfRange(theirs, 2 * HIDDEN, 3 * HIDDEN);
        }
        double[] ours = new double[shape.getNumElements()];
        for (int row = 0; row < shape.numRows; row++) {
            for (int column = 0; column < shape.numCols; column++) {
                ours[row * shape.numCols + column] = sign(column) * theirs[column * shape.numRows + row];
            }
        }
        return ours;
    }

    private interface StateAction {
        void apply(float[] ours, double[] theirs);
    }

    /** PyTorch's states are {@code [directions, N, H]}. */
    private void forEachState(State state, String prefix, StateAction action) {
        for (int direction = 0; direction < 2; direction++) {
            for (String letter : kind.equals("lstm") ? new String[] {"h", "c"} : new String[] {"h"}) {
                double[] both = given(prefix + letter);
                action.apply(state.part("layers.0." + (direction == 0 ? "forward." : "backward.") + letter).data,
                        Arrays.copyOfRange(both, direction * BATCH * HIDDEN, (direction + 1) * BATCH * HIDDEN));
            }
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
            assertTrue(Math.abs(expected[i] - actual[i]) <= TOLERANCE * Math.max(1, Math.abs(expected[i])),
                    name + "[" + i + "]: expected " + expected[i] + " but got " + actual[i]);
        }
    }
}
