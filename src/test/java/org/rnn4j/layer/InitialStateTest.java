package org.rnn4j.layer;

import static org.junit.jupiter.api.Assertions.assertArrayEquals;
import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.rnn4j.Errors.assertArgument;
import static org.rnn4j.Errors.assertShape;
import static org.rnn4j.Errors.assertState;

import java.util.Arrays;
import java.util.random.RandomGenerator;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Tag;
import org.junit.jupiter.api.Test;
import org.rnn4j.Allocation;
import org.rnn4j.TestBackend;
import org.rnn4j.cell.Gradients;
import org.rnn4j.cell.GruCell;
import org.rnn4j.cell.LstmCell;
import org.rnn4j.cell.Parameter;
import org.rnn4j.cell.State;
import org.rnn4j.cell.StateSpec;
import org.rnn4j.random.Xoshiro256;
import org.rnn4j.tensor.Sequence;

/** Where sequences start: at a learned state, at one that was given, or where the last window left them. */
class InitialStateTest {

    private static final int STEPS = 3;
    private static final int BATCH = 4;
    private static final int[] LENGTHS = {3, 0, 2, 1};

    private final RandomGenerator random = new Xoshiro256(1);
    private final Network network = Network.of(
            new Recurrent(new LstmCell(2, 3, random)).withLearnedInitialState(),
            new Recurrent(new GruCell(3, 2, random)),
            new Residual(new Recurrent(new GruCell(2, 2, random)).withLearnedInitialState()));
    private final Workspace workspace = network.newWorkspace(STEPS, BATCH, TestBackend.serial());
    private final Sequence x = Sequence.dense(STEPS, BATCH, 2).lengths(LENGTHS);
    private final float[] weights = new float[STEPS * BATCH * 2];
    private final State finalWeights = State.zeros(network.stateSpec(), BATCH);

    @BeforeEach
    void fill() {
        for (Parameter parameter : network.parameters()) {
            fill(parameter.value().data);
        }
        fill(x.data());
        fill(weights);
        for (int k = 0; k < 4; k++) {
            fill(finalWeights.part(k).data);
        }
    }

    private void fill(float[] values) {
        for (int i = 0; i < values.length; i++) {
            values[i] = random.nextFloat(-1, 1);
        }
    }

    /** {@code Σ weights·outputs + Σ finalWeights·final state} of a window whose sequences have started, or go on, as they did. */
    private double loss() {
        Sequence y = network.forward(x, workspace);
        double sum = 0;
        for (int row = 0; row < y.rows(); row++) {
            for (int j = 0; y.isStep(row) && j < 2; j++) {
                sum += (double) weights[row * 2 + j] * y.data()[y.offset(row) + j];
            }
        }
        workspace.carry(null);
        for (int k = 0; k < 4; k++) {
            float[] last = workspace.state().part(k).data;
            for (int i = 0; i < last.length; i++) {
                sum += (double) finalWeights.part(k).data[i] * last[i];
            }
        }
        return sum;
    }

    private Gradients backward() {
        network.forward(x, workspace);
        workspace.stateGradient().copyFrom(finalWeights);
        Gradients gradients = new Gradients(network.parameters());
        network.backward(outputGradient(), gradients, workspace);
        return gradients;
    }

    private Sequence outputGradient() {
        Sequence dy = workspace.outputGradient();
        for (int row = 0; row < dy.rows(); row++) {
            for (int j = 0; j < 2; j++) {
                dy.data()[row * 2 + j] = dy.isStep(row) ? weights[row * 2 + j] : 0;
            }
        }
        return dy;
    }

    private static float[] row(State state, int component, int n) {
        int width = state.part(component).numCols;
        return Arrays.copyOfRange(state.part(component).data, n * width, (n + 1) * width);
    }

    private float[] learned(String path) {
        return network.parameters().get(path).value().data;
    }

    private State randomState() {
        State state = State.zeros(network.stateSpec(), 2);
        for (int k = 0; k < 4; k++) {
            fill(state.part(k).data);
        }
        return state;
    }

    // ---- learned --------------------------------------------------------------------------------------------------------

    @Test
    void thereIsOneRowForEachComponentAndItIsZeroAtFirst() {
        Network fresh = Network.of(new Recurrent(new LstmCell(2, 3, random)).withLearnedInitialState());
        assertEquals("[layers.0.cell.weight_ih, layers.0.cell.weight_hh, layers.0.cell.bias_ih, layers.0.initial_h, layers.0.initial_c]",
                fresh.parameters().byPath().keySet().toString());
        assertArrayEquals(new float[3], fresh.parameters().get("layers.0.initial_c").value().data);
    }

    @Test
    void sequencesStartAtItAndGoOnWhereTheyWere() {
        workspace.startWindow(new boolean[BATCH]);
        network.forward(x, workspace);
        workspace.carry(null);
        float[] kept = row(workspace.state(), 1, 2);
        workspace.startWindow(new boolean[] {false, false, true, false});
        for (int n = 0; n < BATCH; n++) {
            assertArrayEquals(n == 2 ? kept : learned("layers.0.initial_c"), row(workspace.state(), 1, n), "sequence " + n);
        }
        assertArrayEquals(new float[2], row(workspace.state(), 2, 0), "a layer that does not learn it starts at zero");
        assertArrayEquals(learned("layers.2.inner.0.initial_h"), row(workspace.state(), 3, 0));
    }

    @Test
    void aNewWorkspaceHasItAndSequencesOutsideTheFlagsDoToo() {
        Workspace other = network.newWorkspace(STEPS, BATCH, TestBackend.serial());
        assertArrayEquals(learned("layers.0.initial_h"), row(other.state(), 0, 3));
        other.startWindow(new boolean[] {true});
        assertArrayEquals(learned("layers.0.initial_h"), row(other.state(), 0, 3));
    }

    /** With sequences that start, of length 0 too, one that goes on and one whose state was given. */
    @Test
    void itsGradientIsThatOfTheSequencesThatStarted() {
        State before = randomState();
        boolean[] continues = {false, false, true, false};
        Runnable start = () -> {
            workspace.startWindow(continues);
            workspace.giveState(3, before, 1);
            workspace.state().copyRow(2, before, 0);
        };
        start.run();
        Gradients gradients = backward();
        float step = 0.01f;
        for (String path : new String[] {"layers.0.initial_h", "layers.0.initial_c", "layers.2.inner.0.initial_h", "layers.1.cell.weight_hh"}) {
            float[] values = learned(path);
            for (int i = 0; i < values.length; i++) {
                float value = values[i];
                values[i] = value + step;
                start.run();
                double above = loss();
                values[i] = value - step;
                start.run();
                double below = loss();
                values[i] = value;
                assertEquals((above - below) / (2 * step), gradients.of(network.parameters().get(path)).data[i], 1e-3, path + "[" + i + "]");
            }
        }
    }

    @Test
    void itsGradientIsTheSumOfTheStateGradientsOfThoseSequences() {
        workspace.startWindow(new boolean[] {false, false, true, false});
        workspace.giveState(3, randomState(), 0);
        Gradients gradients = backward();
        float[] expected = row(workspace.stateGradient(), 1, 0);
        float[] passedThrough = row(workspace.stateGradient(), 1, 1);
        assertArrayEquals(row(finalWeights, 1, 1), passedThrough, "length 0");
        for (int j = 0; j < 3; j++) {
            expected[j] += passedThrough[j];
        }
        assertArrayEquals(expected, gradients.of(network.parameters().get("layers.0.initial_c")).data);
    }

    @Test
    void aLearnedStateHasItsGradientThoughNobodyElseWantsThatOfTheState() {
        workspace.startWindow(new boolean[BATCH]);
        Gradients expected = backward();
        workspace.wantStateGradient(false);
        workspace.startWindow(new boolean[BATCH]);
        Gradients actual = backward();
        for (Parameter parameter : network.parameters()) {
            assertArrayEquals(expected.of(parameter).data, actual.of(parameter).data, network.parameters().path(parameter));
        }
    }

    @Test
    void withoutSequencesThatStartThereIsNoGradient() {
        workspace.startWindow(new boolean[BATCH]);
        network.forward(x, workspace);
        workspace.startWindow(null);
        assertArrayEquals(new float[3], backward().of(network.parameters().get("layers.0.initial_h")).data);
    }

    @Test
    void sequencesThatAreNotInASmallBatchAddNothing() {
        workspace.startWindow(new boolean[BATCH]);
        network.forward(Sequence.dense(STEPS, 1, 2), workspace);
        workspace.stateGradient().copyFrom(finalWeights);
        Gradients gradients = new Gradients(network.parameters());
        network.backward(Sequence.dense(STEPS, 1, 2), gradients, workspace);
        assertArrayEquals(row(workspace.stateGradient(), 0, 0), gradients.of(network.parameters().get("layers.0.initial_h")).data);
    }

    @Test
    void carryingTheStateBeforeTheBackwardPassLosesNothing() {
        workspace.startWindow(new boolean[BATCH]);
        float[] expected = backward().of(network.parameters().get("layers.0.initial_h")).data;
        workspace.startWindow(new boolean[BATCH]);
        network.forward(x, workspace);
        workspace.carry(null);
        workspace.stateGradient().copyFrom(finalWeights);
        Gradients gradients = new Gradients(network.parameters());
        network.backward(outputGradient(), gradients, workspace);
        assertArrayEquals(expected, gradients.of(network.parameters().get("layers.0.initial_h")).data);
    }

    @Test
    @Tag("allocation")
    void startingAndGoingBackAllocatesNothing() {
        State given = randomState();
        Gradients gradients = new Gradients(network.parameters());
        boolean[] continues = {false, true, false, false};
        assertEquals(0, Allocation.ofWarm(() -> {
            workspace.startWindow(continues);
            workspace.giveState(3, given, 1);
            network.forward(x, workspace);
            network.backward(workspace.outputGradient(), gradients, workspace);
        }));
    }

    // ---- given and read -------------------------------------------------------------------------------------------------

    @Test
    void aGivenStateIsThatOfOneSequenceOnly() {
        State given = randomState();
        workspace.startWindow(new boolean[BATCH]);
        workspace.giveState(1, given, 0);
        for (int k = 0; k < 4; k++) {
            assertArrayEquals(row(given, k, 0), row(workspace.state(), k, 1));
        }
        assertArrayEquals(learned("layers.0.initial_h"), row(workspace.state(), 0, 0));
        network.forward(x, workspace);
        workspace.carry(null);
        for (int k = 0; k < 4; k++) {
            assertArrayEquals(row(given, k, 0), row(workspace.state(), k, 1), "length 0: the final state is the given one");
        }
    }

    @Test
    void theFinalStateOfOneSequenceGivenToAnotherGoesOnInItsPlace() {
        x.lengths(null);
        workspace.startWindow(new boolean[BATCH]);
        float[] together = network.forward(x, workspace).toMatrix().data;
        workspace.carry(new int[] {1, 1, 1, 1});
        Workspace other = network.newWorkspace(STEPS, BATCH, TestBackend.serial());
        other.startWindow(new boolean[BATCH]);
        other.giveState(0, workspace.state(), 2);
        Sequence rest = Sequence.dense(2, 1, 2);
        for (int t = 1; t < 3; t++) {
            System.arraycopy(x.data(), (t * BATCH + 2) * 2, rest.data(), (t - 1) * 2, 2);
        }
        float[] alone = network.forward(rest, other).toMatrix().data;
        for (int t = 1; t < 3; t++) {
            for (int j = 0; j < 2; j++) {
                assertEquals(together[(t * BATCH + 2) * 2 + j], alone[(t - 1) * 2 + j], 1e-6f);
            }
        }
    }

    @Test
    void stateWrittenBeforeAWindowThatGoesOnIsAGivenOne() {
        State given = randomState();
        workspace.state().copyRow(0, given, 1);
        workspace.startWindow(new boolean[] {true, false, false, false});
        assertArrayEquals(row(given, 1, 1), row(workspace.state(), 1, 0));
        Gradients gradients = backward();
        float[] started = new float[3];
        for (int n = 1; n < BATCH; n++) {
            for (int j = 0; j < 3; j++) {
                started[j] += row(workspace.stateGradient(), 1, n)[j];
            }
        }
        assertArrayEquals(started, gradients.of(network.parameters().get("layers.0.initial_c")).data, "without the first");
    }

    @Test
    void whatCannotBeGivenIsAnError() {
        State given = randomState();
        workspace.startWindow(null);
        assertArgument(() -> workspace.giveState(BATCH, given, 0), "Workspace.giveState", "0 to 3", "0 to 1", "got 4 and 0");
        assertArgument(() -> workspace.giveState(0, given, 2), "got 0 and 2");
        assertShape(() -> workspace.giveState(0, State.zeros(StateSpec.NONE, 2), 0), "State.copyRow");
        State wide = State.zeros(new StateSpec(network.stateSpec().components().stream()
                .map(component -> new StateSpec.Component(component.name(), 9)).toList()), 2);
        assertShape(() -> workspace.giveState(0, wide, 0), "State.copyRow: layers.0.h", "width 3", "9");
        network.forward(x, workspace);
        assertState(() -> workspace.giveState(0, given, 0), "Workspace.giveState", "startWindow");
    }
}
