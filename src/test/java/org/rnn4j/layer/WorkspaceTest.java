package org.rnn4j.layer;

import static org.junit.jupiter.api.Assertions.assertArrayEquals;
import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.rnn4j.Errors.assertArgument;
import static org.rnn4j.Errors.assertState;

import java.util.Arrays;
import java.util.random.RandomGenerator;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.rnn4j.TestBackend;
import org.rnn4j.cell.Gradients;
import org.rnn4j.cell.LstmCell;
import org.rnn4j.cell.RnnCell;
import org.rnn4j.cell.State;
import org.rnn4j.random.Xoshiro256;
import org.rnn4j.tensor.Sequence;

/** State from window to window. */
class WorkspaceTest {

    private static final int BATCH = 8;         // a step is then multiplied as a window is, and equality is exact

    private final RandomGenerator random = new Xoshiro256(1);
    private final Network network = Network.of(new Recurrent(new LstmCell(2, 3, random)), new Recurrent(new RnnCell(3, 2, random)));
    private final Workspace workspace = network.newWorkspace(6, BATCH, TestBackend.serial());
    private final Sequence text = Sequence.dense(6, BATCH, 2);

    @BeforeEach
    void fill() {
        for (int i = 0; i < text.rows() * 2; i++) {
            text.data()[i] = random.nextFloat(-1, 1);
        }
    }

    /** Steps {@code from} to {@code to} of the text, in a sequence that is filled anew for each window. */
    private Sequence window(Sequence buffer, int from, int to) {
        buffer.reshape(to - from, BATCH);
        System.arraycopy(text.data(), text.offset(from * BATCH), buffer.data(), 0, buffer.rows() * 2);
        return buffer;
    }

    private float[] state() {
        float[] all = new float[BATCH * 8];
        int at = 0;
        for (int k = 0; k < 3; k++) {
            float[] part = workspace.state().part(k).data;
            System.arraycopy(part, 0, all, at, part.length);
            at += part.length;
        }
        return all;
    }

    private static float[] row(State state, int component, int n) {
        int width = state.part(component).numCols;
        return Arrays.copyOfRange(state.part(component).data, n * width, (n + 1) * width);
    }

    @Test
    void windowsOfAnyLengthsThatContinueEqualOneLongWindow() {
        workspace.startWindow(null);
        float[] expected = network.forward(text, workspace).toMatrix().data;
        workspace.carry(null);
        float[] expectedState = state();

        Sequence buffer = Sequence.dense(6, BATCH, 2);
        workspace.startWindow(new boolean[BATCH]);
        int from = 0;
        for (int to : new int[] {3, 4, 6}) {
            // As a training loop over a sampler does: the buffer holds the next window before the state of the last is taken.
            Sequence x = window(buffer, from, to);
            workspace.startWindow(null);
            float[] y = network.forward(x, workspace).toMatrix().data;
            assertArrayEquals(Arrays.copyOfRange(expected, from * BATCH * 2, to * BATCH * 2), y, "steps " + from + " to " + to);
            from = to;
        }
        workspace.carry(null);
        assertArrayEquals(expectedState, state());
    }

    @Test
    void onlySequencesThatContinueKeepTheirState() {
        workspace.startWindow(null);
        network.forward(text, workspace);
        workspace.carry(null);
        float[] kept = row(workspace.state(), 1, 4);
        boolean[] continues = new boolean[BATCH];
        continues[4] = true;
        workspace.startWindow(continues);
        for (int n = 0; n < BATCH; n++) {
            assertArrayEquals(n == 4 ? kept : new float[3], row(workspace.state(), 1, n), "sequence " + n);
        }
    }

    @Test
    void flagsForFewerSequencesThanThereIsRoomForStartTheRestAtZero() {
        workspace.startWindow(null);
        network.forward(text, workspace);
        workspace.startWindow(new boolean[] {true, true});
        assertArrayEquals(new float[3], row(workspace.state(), 0, 2));
        network.forward(Sequence.dense(3, 2, 2), workspace);
    }

    @Test
    void theStateCanBeCarriedFromAnyStepOfEachSequence() {
        int[] steps = {0, 1, 2, 3, 4, 5, 6, 3};
        workspace.startWindow(null);
        for (int k = 0; k < 3; k++) {
            Arrays.fill(workspace.state().part(k).data, 0.5f);
        }
        State initial = State.zeros(network.stateSpec(), BATCH);
        initial.copyFrom(workspace.state());
        network.forward(text, workspace);
        workspace.carry(steps);
        float[] carried = state();
        workspace.startWindow(null);
        assertArrayEquals(carried, state(), "a state that was carried is not taken again");

        for (int n = 0; n < BATCH; n++) {
            Workspace other = network.newWorkspace(6, BATCH, TestBackend.serial());
            other.state().copyFrom(initial);
            if (steps[n] > 0) {
                network.forward(window(Sequence.dense(6, BATCH, 2), 0, steps[n]), other);
                other.carry(null);
            }
            for (int k = 0; k < 3; k++) {
                assertArrayEquals(row(other.state(), k, n), row(workspace.state(), k, n), "component " + k + " of sequence " + n);
            }
        }
    }

    @Test
    void aSmallerBatchLeavesTheStatesOfTheOthersAlone() {
        workspace.startWindow(null);
        network.forward(text, workspace);
        workspace.carry(null);
        float[] last = row(workspace.state(), 0, BATCH - 1);
        network.forward(Sequence.dense(2, 3, 2), workspace);
        workspace.startWindow(null);
        assertArrayEquals(last, row(workspace.state(), 0, BATCH - 1));
    }

    @Test
    void startingAWindowForgetsTheStateGradient() {
        network.forward(text, workspace);
        Arrays.fill(workspace.outputGradient().data(), 1);
        network.backward(workspace.outputGradient(), new Gradients(network.parameters()), workspace);
        workspace.startWindow(null);
        for (int k = 0; k < 3; k++) {
            assertArrayEquals(new float[workspace.stateGradient().part(k).data.length], workspace.stateGradient().part(k).data);
        }
    }

    @Test
    void theOutputGradientHasTheShapeAndTheLengthsOfTheOutputs() {
        assertState(workspace::outputGradient, "Workspace.outputGradient", "forward pass before");
        network.forward(Sequence.dense(4, 2, 2).lengths(new int[] {4, 1}), workspace);
        assertEquals("[4, 2, 2]", workspace.outputGradient().shape());
        assertEquals(1, workspace.outputGradient().length(1));
    }

    @Test
    void carryingNeedsAForwardPassAndStepsThatAreThere() {
        assertState(() -> workspace.carry(null), "Workspace.carry", "forward pass before");
        network.forward(Sequence.dense(4, 2, 2), workspace);
        assertArgument(() -> workspace.carry(new int[] {1, 5}), "sequence 1", "from 0 to 4", "got 5");
    }

    @Test
    void sizesBelowOneAreErrors() {
        assertArgument(() -> network.newWorkspace(0, 2, TestBackend.serial()), "got 0 and 2");
        assertArgument(() -> network.newWorkspace(2, 0, TestBackend.serial()), "got 2 and 0");
    }

    @Test
    void textNamesSizesAndWhatComputes() {
        assertEquals("Workspace(6 steps, 8 sequences, " + TestBackend.kernels().name() + " kernels, Workers(1))",
                workspace.toString());
    }
}
