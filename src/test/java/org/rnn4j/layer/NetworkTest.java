package org.rnn4j.layer;

import static org.junit.jupiter.api.Assertions.assertArrayEquals;
import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertFalse;
import static org.junit.jupiter.api.Assertions.assertNotNull;
import static org.junit.jupiter.api.Assertions.assertNull;
import static org.rnn4j.Errors.assertArgument;
import static org.rnn4j.Errors.assertShape;
import static org.rnn4j.Errors.assertState;

import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;
import java.util.concurrent.ExecutorService;
import java.util.concurrent.Executors;
import java.util.concurrent.Future;
import java.util.random.RandomGenerator;
import org.junit.jupiter.api.Tag;
import org.junit.jupiter.api.Test;
import org.rnn4j.Allocation;
import org.rnn4j.TestBackend;
import org.rnn4j.cell.Gradients;
import org.rnn4j.cell.GruCell;
import org.rnn4j.cell.LstmCell;
import org.rnn4j.cell.Parameter;
import org.rnn4j.cell.RnnCell;
import org.rnn4j.cell.State;
import org.rnn4j.cell.StateSpec;
import org.rnn4j.loss.LossPass;
import org.rnn4j.loss.SoftmaxCrossEntropy;
import org.rnn4j.loss.Targets;
import org.rnn4j.random.Xoshiro256;
import org.rnn4j.tensor.Sequence;
import org.rnn4j.tensor.Workers;

class NetworkTest {

    private final RandomGenerator random = new Xoshiro256(1);

    private Network stack() {
        return Network.of(new Recurrent(new LstmCell(4, 5, random)), new Recurrent(new GruCell(5, 3, random)),
                new Dense(3, 2, random));
    }

    private Sequence random(int steps, int batch, int width) {
        Sequence sequence = Sequence.dense(steps, batch, width);
        fill(sequence.data());
        return sequence;
    }

    private void fill(float[] values) {
        for (int i = 0; i < values.length; i++) {
            values[i] = random.nextFloat(-1, 1);
        }
    }

    private void fill(State state) {
        for (int k = 0; k < state.spec().size(); k++) {
            fill(state.part(k).data);
        }
    }

    // ---- gradients ------------------------------------------------------------------------------------------------------

    /** Inputs, initial state, and the gradients of outputs and final state; the loss is {@code Σ dy·y + Σ dFinal·final}. */
    private record Setting(Network network, Workspace workspace, Sequence x, State initial, Sequence dy, State dFinal) {

        double loss() {
            workspace.startWindow(null);
            workspace.state().copyFrom(initial);
            Sequence y = network.forward(x, workspace);
            double loss = 0;
            for (int row = 0; row < y.rows(); row++) {
                for (int j = 0; j < y.width(); j++) {
                    loss += (double) dy.data()[row * y.width() + j] * y.data()[y.offset(row) + j];
                }
            }
            workspace.carry(null);
            for (int k = 0; k < initial.spec().size(); k++) {
                for (int i = 0; i < initial.part(k).data.length; i++) {
                    loss += (double) dFinal.part(k).data[i] * workspace.state().part(k).data[i];
                }
            }
            return loss;
        }

        /**
         * The four-point difference of the loss, {@code f' = (8(f₁ − f₋₁) − (f₂ − f₋₂)) / 12h}. With {@code h = 2^-5} the error of
         * the formula is {@code h⁴/30 ≈ 3e-8} of the fifth derivative, and rounding of the outputs about {@code 1e-7 / h}.
         */
        double difference(float[] at, int i) {
            float h = 0x1p-5f;
            float value = at[i];
            double[] loss = new double[5];
            for (int k : new int[] {-2, -1, 1, 2}) {
                at[i] = value + k * h;
                loss[k + 2] = loss();
            }
            at[i] = value;
            return (8 * (loss[3] - loss[1]) - (loss[4] - loss[0])) / (12 * h);
        }

        void check(String name, float[] at, float[] gradient) {
            for (int i = 0; i < at.length; i++) {
                double expected = difference(at, i);
                assertEquals(expected, gradient[i], 2e-4 * Math.max(1, Math.abs(expected)), name + "[" + i + "]");
            }
        }
    }

    @Test
    void gradientsOfAStackAgreeWithDifferencesOfItsLoss() {
        for (int[] lengths : new int[][] {null, {4, 2, 0}}) {
            Network network = stack();
            network.parameters().forEach(parameter -> fill(parameter.value().data));
            Sequence x = random(4, 3, 4).lengths(lengths);
            x.clearPadding();
            Sequence dy = random(4, 3, 2).lengths(lengths);
            dy.clearPadding();
            State initial = State.zeros(network.stateSpec(), 3);
            State dFinal = State.zeros(network.stateSpec(), 3);
            fill(initial);
            fill(dFinal);
            Setting setting = new Setting(network, network.newWorkspace(4, 3, TestBackend.serial()), x, initial, dy, dFinal);
            Workspace workspace = setting.workspace;
            workspace.wantInputGradient(true);
            setting.loss();
            Gradients gradients = new Gradients(network.parameters());
            workspace.stateGradient().copyFrom(dFinal);
            float[] dx = network.backward(dy, gradients, workspace).toMatrix().data;
            State dInitial = State.zeros(network.stateSpec(), 3);
            dInitial.copyFrom(workspace.stateGradient());

            network.parameters().byPath().forEach((path, parameter) ->
                    setting.check(path, parameter.value().data, gradients.of(parameter).data));
            for (int k = 0; k < network.stateSpec().size(); k++) {
                setting.check(network.stateSpec().components().get(k).name(), initial.part(k).data, dInitial.part(k).data);
            }
            if (lengths == null) {                      // with lengths the padding of x is cleared, whatever was put there
                setting.check("x", x.data(), dx);
            }
        }
    }

    @Test
    void theInputGradientIsThereOnlyWhenWanted() {
        Network network = stack();
        Workspace workspace = network.newWorkspace(4, 3, TestBackend.serial());
        Gradients gradients = new Gradients(network.parameters());
        Sequence dy = random(4, 3, 2);
        network.forward(random(4, 3, 4), workspace);
        assertNull(network.backward(dy, gradients, workspace));
        workspace.wantInputGradient(true);
        network.forward(random(4, 3, 4), workspace);
        assertEquals("[4, 3, 4]", network.backward(dy, gradients, workspace).shape());
        workspace.wantInputGradient(false);
        network.forward(random(4, 3, 4), workspace);
        assertNull(network.backward(dy, gradients, workspace));

        Network ofIds = Network.of(new Embedding(4, 3, random), new Dense(3, 2, random));
        Workspace own = ofIds.newWorkspace(4, 3, TestBackend.serial());
        own.wantInputGradient(true);
        ofIds.forward(Sequence.ids(4, 3, 4), own);
        assertNull(ofIds.backward(dy, new Gradients(ofIds.parameters()), own), "ids have no gradient");
    }

    // ---- padding --------------------------------------------------------------------------------------------------------

    @Test
    void whatPaddingHoldsChangesNothing() {
        Network network = stack();
        Sequence x = random(5, 3, 4).lengths(new int[] {5, 0, 2});
        Sequence targets = Sequence.ids(5, 3, 2).lengths(new int[] {5, 0, 2});
        float[][] clean = trained(network, x, targets);
        for (float garbage : new float[] {Float.NaN, Float.POSITIVE_INFINITY, 1e38f}) {
            for (int row = 0; row < x.rows(); row++) {
                if (!x.isStep(row)) {
                    Arrays.fill(x.data(), x.offset(row), x.offset(row + 1), garbage);
                    targets.ids()[row] = -7;
                }
            }
            assertSame(clean, trained(network, x, targets));
        }
    }

    @Test
    void idsOutOfRangeInPaddingChangeNothing() {
        Network network = Network.of(new Embedding(4, 3, random), new Recurrent(new RnnCell(3, 5, random)), new Dense(5, 2, random));
        Sequence ids = Sequence.ids(5, 3, 4).lengths(new int[] {1, 5, 2});
        Sequence targets = Sequence.ids(5, 3, 2).lengths(new int[] {1, 5, 2});
        float[][] clean = trained(network, ids, targets);
        for (int row = 0; row < ids.rows(); row++) {
            if (!ids.isStep(row)) {
                ids.ids()[row] = row % 2 == 0 ? -1 : 1000;
            }
        }
        assertSame(clean, trained(network, ids, targets));
    }

    /** The gradients of one window, and the outputs that are not padding. */
    private static float[][] trained(Network network, Sequence x, Sequence targets) {
        Workspace workspace = network.newWorkspace(5, 3, TestBackend.serial());
        Gradients gradients = new Gradients(network.parameters());
        workspace.startWindow(null);
        Sequence y = network.forward(x, workspace);
        double loss = new SoftmaxCrossEntropy().evaluate(y, Targets.of(targets), workspace.outputGradient());
        network.backward(workspace.outputGradient(), gradients, workspace);
        List<float[]> result = new ArrayList<>();
        result.add(new float[] {(float) loss});
        for (int row = 0; row < y.rows(); row++) {
            if (y.isStep(row)) {
                result.add(Arrays.copyOfRange(y.data(), y.offset(row), y.offset(row + 1)));
            }
        }
        for (Parameter parameter : network.parameters()) {
            result.add(gradients.of(parameter).data);
        }
        return result.toArray(new float[0][]);
    }

    private static void assertSame(float[][] expected, float[][] actual) {
        assertEquals(expected.length, actual.length);
        for (int i = 0; i < expected.length; i++) {
            assertArrayEquals(expected[i], actual[i], "array " + i);
        }
    }

    // ---- threads and memory ---------------------------------------------------------------------------------------------

    @Test
    void manyThreadsShareOneNetwork() throws Exception {
        Network network = stack();
        Sequence[] inputs = new Sequence[4];
        float[][] expected = new float[4][];
        for (int i = 0; i < 4; i++) {
            inputs[i] = random(20, 3, 4);
            expected[i] = network.forward(inputs[i], network.newWorkspace(20, 3, TestBackend.serial())).toMatrix().data;
        }
        ExecutorService threads = Executors.newFixedThreadPool(4);
        try {
            List<Future<?>> done = new ArrayList<>();
            for (int i = 0; i < 4; i++) {
                int own = i;
                done.add(threads.submit(() -> {
                    Workspace workspace = network.newWorkspace(20, 3, TestBackend.serial());
                    for (int times = 0; times < 50; times++) {
                        workspace.startWindow(new boolean[3]);
                        assertArrayEquals(expected[own], network.forward(inputs[own], workspace).toMatrix().data);
                    }
                }));
            }
            for (Future<?> each : done) {
                each.get();
            }
        } finally {
            threads.shutdownNow();
        }
    }

    @Test
    @Tag("allocation")
    void aWarmTrainingStepAllocatesNothing() {
        Network network = Network.of(new Embedding(9, 8, random), new Recurrent(new LstmCell(8, 16, random)), new Dropout(0.5f),
                new Recurrent(new GruCell(16, 12, random)), new Dense(12, 9, random));
        Sequence ids = Sequence.ids(10, 4, 9);
        Targets targets = Targets.of(Sequence.ids(10, 4, 9));
        boolean[] continues = {true, false, true, true};
        for (int threads = 1; threads <= 2; threads++) {
            try (Workers workers = Workers.of(threads)) {
                Workspace workspace = network.newWorkspace(10, 4, TestBackend.with(workers));
                workspace.train(new Xoshiro256(1));
                Gradients gradients = new Gradients(network.parameters());
                LossPass loss = new LossPass(new SoftmaxCrossEntropy(), TestBackend.with(workers));
                assertEquals(0, Allocation.ofWarm(() -> {
                    gradients.zero();
                    workspace.startWindow(continues);
                    Sequence y = network.forward(ids, workspace);
                    loss.evaluate(y, targets, workspace.outputGradient());
                    network.backward(workspace.outputGradient(), gradients, workspace);
                    gradients.globalNorm();
                }), threads + " threads");
            }
        }
    }

    // ---- construction, names, texts -------------------------------------------------------------------------------------

    @Test
    void parametersAndStatesAreNamedByPath() {
        Network network = stack();
        assertEquals(List.of("layers.0.cell.weight_ih", "layers.0.cell.weight_hh", "layers.0.cell.bias_ih",
                "layers.1.cell.weight_ih", "layers.1.cell.weight_hh", "layers.1.cell.bias_ih",
                "layers.2.weight", "layers.2.bias"), List.copyOf(network.parameters().byPath().keySet()));
        assertEquals(List.of("layers.0.h", "layers.0.c", "layers.1.h"),
                network.stateSpec().components().stream().map(StateSpec.Component::name).toList());
        assertEquals(4, network.inputSize());
        assertEquals(2, network.outputSize());
        assertEquals("Network(4 -> 2, 3 layers, 289 parameters)", network.toString());
        assertEquals(289, network.parameters().size());
    }

    @Test
    void theSummaryIsATable() {
        Network network = Network.of(new Embedding(65, 64, random), new Recurrent(new LstmCell(64, 256, random)),
                new Dropout(0.2f), new Dense(256, 65, random));
        assertEquals("""
                   layer                output       parameters      bytes
                0  Embedding(65 -> 64)  [T, N, 64]        4,160     16,640
                1  LstmCell(64 -> 256)  [T, N, 256]     328,704  1,314,816
                2  Dropout(0.2)         [T, N, 256]           0          0
                3  Dense(256 -> 65)     [T, N, 65]       16,705     66,820
                   total                                349,569  1,398,276
                """, network.summary());
    }

    @Test
    void settingsListTheLayersInOrder() {
        Network network = stack();
        assertEquals("network", network.settings().type());
        assertEquals(List.of("recurrent", "recurrent", "dense"),
                network.settings().list("layers").stream().map(layer -> layer.type()).toList());
        assertEquals(network.layers().get(1).settings().settings("cell"),
                network.settings().list("layers").get(1).settings("cell"));
    }

    @Test
    void neighboursOfDifferentWidthAreAnErrorThatNamesBoth() {
        assertShape(() -> Network.of(new Recurrent(new LstmCell(4, 5, random)), new Dense(6, 2, random)),
                "layer 1", "Dense(6 -> 2", "width 5", "Recurrent(LstmCell(4 -> 5", "width 6");
        assertShape(() -> Network.of(new Dense(4, 5, random), new Dropout(0.1f), new Dense(6, 2, random)),
                "layer 2", "Dense(6 -> 2", "width 5", "Dropout(0.1)");
        assertArgument(() -> Network.of(), "no layer");
        assertArgument(() -> Network.of(new Dropout(0.1f)), "first layer", "Dropout(0.1)");
        Dense twice = new Dense(3, 3, random);
        assertArgument(() -> Network.of(twice, twice), "layers.1.weight", "same object");
    }

    // ---- errors of a pass -----------------------------------------------------------------------------------------------

    @Test
    void whatDoesNotFitIsAnErrorThatNamesBothSides() {
        Network network = stack();
        Workspace workspace = network.newWorkspace(4, 3, TestBackend.serial());
        Gradients gradients = new Gradients(network.parameters());
        assertState(() -> network.backward(random(4, 3, 2), gradients, workspace), "forward pass before");
        assertShape(() -> network.forward(random(4, 3, 5), workspace), "Network.forward: x", "[T, N, 4]", "[4, 3, 5]");
        assertShape(() -> network.forward(random(5, 3, 4), workspace), "at most [4, 3]", "[5, 3, 4]");
        assertShape(() -> network.forward(random(4, 4, 4), workspace), "at most [4, 3]", "[4, 4, 4]");
        assertShape(() -> network.forward(random(0, 3, 4), workspace), "at least one step", "[0, 3, 4]");
        assertShape(() -> network.forward(random(4, 0, 4), workspace), "of one sequence", "[4, 0, 4]");
        Sequence ids = Sequence.ids(4, 3, 4);
        ids.ids()[2 * 3 + 1] = 4;
        assertArgument(() -> network.forward(ids, workspace), "step 2 of sequence 1", "from 0 to 3", "got 4");
        ids.ids()[2 * 3 + 1] = -1;
        assertArgument(() -> network.forward(ids, workspace), "step 2 of sequence 1", "got -1");
        Workspace foreign = stack().newWorkspace(4, 3, TestBackend.serial());
        assertArgument(() -> network.forward(random(4, 3, 4), foreign), "workspace of its own");
        network.forward(random(4, 3, 4), workspace);
        assertArgument(() -> network.backward(random(4, 3, 2), gradients, foreign), "workspace of its own");
        assertShape(() -> network.backward(random(4, 3, 3), gradients, workspace), "dOutput", "[4, 3, 2]", "[4, 3, 3]");
        assertShape(() -> network.backward(random(3, 3, 2), gradients, workspace), "dOutput", "[4, 3, 2]", "[3, 3, 2]");
    }

    @Test
    void theSameSeedBuildsTheSameNetwork() {
        float[] first = Network.of(new Dense(4, 5, new Xoshiro256(3))).parameters().get("layers.0.weight").value().data;
        float[] same = Network.of(new Dense(4, 5, new Xoshiro256(3))).parameters().get("layers.0.weight").value().data;
        float[] other = Network.of(new Dense(4, 5, new Xoshiro256(4))).parameters().get("layers.0.weight").value().data;
        assertArrayEquals(first, same);
        assertFalse(Arrays.equals(first, other));
        assertNotNull(first);
    }
}
