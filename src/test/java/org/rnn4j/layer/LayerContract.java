package org.rnn4j.layer;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertNull;
import static org.junit.jupiter.api.Assertions.assertTrue;
import static org.rnn4j.Errors.assertArgument;
import static org.rnn4j.Errors.assertShape;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.Arrays;
import java.util.List;
import java.util.Map;
import java.util.function.IntToDoubleFunction;
import java.util.random.RandomGenerator;
import org.junit.jupiter.api.Tag;
import org.junit.jupiter.api.Test;
import org.rnn4j.Allocation;
import org.rnn4j.TestBackend;
import org.rnn4j.cell.Gradients;
import org.rnn4j.cell.Parameter;
import org.rnn4j.cell.State;
import org.rnn4j.cell.StateSpec;
import org.rnn4j.cell.Tape;
import org.rnn4j.io.Model;
import org.rnn4j.io.NetworkFactory;
import org.rnn4j.random.Xoshiro256;
import org.rnn4j.tensor.Sequence;
import org.rnn4j.tensor.Workers;

/**
 * What every layer promises, in inference. The test of a layer implements this and inherits every law. The layer runs within a
 * network, which checks ids, clears the padding of what goes in, and hands states over.
 *
 * <p><b>Rounding.</b> Where bits may differ, numbers agree within {@link #UNITS} of {@code 2^-24} of the largest of their array: sums
 * here have up to some dozens of terms, and the worst seen is a quarter of the bound. A wrong formula is off by thousands of units.
 */
interface LayerContract {

    double UNITS = 32;

    /** A layer of the kind under test for inputs of this width. */
    Layer layer(int width, RandomGenerator random);

    /** Its equations; null where the laws of a cell, with a reference of its own, stand behind it: then differences in float. */
    default ReferenceLayer reference() {
        return null;
    }

    /** Whether it takes floats. */
    default boolean takesFloats() {
        return true;
    }

    /** Whether it takes ids. */
    default boolean takesIds() {
        return false;
    }

    /** Whether it has derivatives everywhere, so that differences in float of a coarse step find them. */
    default boolean isSmooth() {
        return true;
    }

    /** What {@code toString} says of a layer for width 3. */
    String expectedText();

    /** Steps, sequences, and lengths where they differ. */
    record Shape(int steps, int batch, int... lengths) {

        int[] lengthsOrNull() {
            return lengths.length == 0 ? null : lengths;
        }

        @Override
        public String toString() {
            return "T " + steps + ", N " + batch + ", lengths " + Arrays.toString(lengths);
        }
    }

    /** One step, one sequence, lengths that differ, all of length 0, all ended but one. */
    List<Shape> SHAPES = List.of(new Shape(1, 1), new Shape(4, 3), new Shape(1, 5), new Shape(6, 1),
            new Shape(5, 6, 5, 2, 0, 1, 4, 3), new Shape(4, 3, 1, 4, 1), new Shape(6, 5, 0, 0, 6, 0, 0), new Shape(3, 2, 0, 0));

    private Network network(int width, RandomGenerator random) {
        Network network = Network.of(new Through(width), layer(width, random));
        network.parameters().forEach(parameter -> NetworkWindow.fill(parameter.value().data, random));
        return network;
    }

    private List<Boolean> kinds() {
        return takesFloats() && takesIds() ? List.of(false, true) : List.of(takesIds());
    }

    private static NetworkWindow window(Network network, boolean ids, Shape shape, RandomGenerator random) {
        return NetworkWindow.random(network, ids, shape.steps, shape.batch, shape.lengthsOrNull(), random);
    }

    // ---- the mathematics ------------------------------------------------------------------------------------------------

    /** Outputs to rounding; gradients against central differences in double, whose own error is about 1e-9. */
    @Test
    default void outputsAndGradientsAreThoseOfTheReference() {
        ReferenceLayer reference = reference();
        for (Shape shape : SHAPES) {
            for (boolean ids : reference == null ? List.<Boolean>of() : kinds()) {
                RandomGenerator random = new Xoshiro256(21);
                Network network = network(3, random);
                NetworkWindow window = window(network, ids, shape, random);
                NetworkPass pass = NetworkPass.of(network, window);
                Map<String, double[]> arguments = ReferenceLayer.arguments(network, window);
                double[] outputs = reference.outputs(window, arguments);
                NetworkPass.assertClose(outputs, pass.get("outputs"), outputs.length, UNITS, shape + ": outputs");
                double step = 1e-5;
                for (Map.Entry<String, double[]> argument : arguments.entrySet()) {
                    double[] at = argument.getValue();
                    double[] expected = new double[at.length];
                    for (int i = 0; i < at.length; i++) {
                        double value = at[i];
                        at[i] = value + step;
                        double above = reference.loss(window, arguments);
                        at[i] = value - step;
                        double below = reference.loss(window, arguments);
                        at[i] = value;
                        expected[i] = (above - below) / (2 * step);
                    }
                    double[] actual = pass.get(argument.getKey());
                    assertEquals(ids && argument.getKey().equals("dx"), actual == null, argument.getKey());
                    if (actual != null) {
                        NetworkPass.assertClose(expected, actual, expected.length, UNITS, shape + ": " + argument.getKey());
                    }
                }
            }
        }
    }

    /**
     * The four-point difference {@code f' = (8(f₁ − f₋₁) − (f₂ − f₋₂)) / 12h} of the float loss. With {@code h = 2^-5} the error of
     * the formula is {@code h⁴/30 ≈ 3e-8} of the fifth derivative, and rounding of the outputs about {@code 1e-7 / h}.
     */
    @Test
    default void gradientsAgreeWithDifferencesOfTheLoss() {
        if (reference() != null || !isSmooth()) {
            return;                                     // the law above is the sharper one; cells with corners have one of their own
        }
        for (Shape shape : List.of(new Shape(1, 1), new Shape(4, 3), new Shape(4, 4, 4, 2, 0, 1))) {
            for (boolean ids : kinds()) {
                RandomGenerator random = new Xoshiro256(22);
                Network network = network(3, random);
                NetworkWindow window = window(network, ids, shape, random);
                Workspace workspace = network.newWorkspace(shape.steps, shape.batch, TestBackend.serial());
                NetworkPass pass = NetworkPass.of(network, window);
                network.parameters().byPath().forEach((path, parameter) ->
                        check(shape + ": " + path, network, window, workspace, parameter.value().data, pass.get(path)));
                for (int k = 0; k < network.stateSpec().size(); k++) {
                    String name = "initial." + network.stateSpec().components().get(k).name();
                    check(shape + ": " + name, network, window, workspace, window.initial().part(k).data, pass.get(name));
                }
                if (!ids && !window.x().hasLengths()) {          // padding would be cleared, whatever was put there
                    check(shape + ": dx", network, window, workspace, window.x().data(), pass.get("dx"));
                }
            }
        }
    }

    private static void check(String name, Network network, NetworkWindow window, Workspace workspace, float[] at,
                              double[] gradient) {
        float h = 0x1p-5f;
        for (int i = 0; i < at.length; i++) {
            float value = at[i];
            double[] loss = new double[5];
            for (int k : new int[] {-2, -1, 1, 2}) {
                at[i] = value + k * h;
                loss[k + 2] = loss(network, window, workspace);
            }
            at[i] = value;
            double expected = (8 * (loss[3] - loss[1]) - (loss[4] - loss[0])) / (12 * h);
            assertEquals(expected, gradient[i], 2e-4 * Math.max(1, Math.abs(expected)), name + "[" + i + "]");
        }
    }

    private static double loss(Network network, NetworkWindow window, Workspace workspace) {
        workspace.startWindow(null);
        workspace.state().copyFrom(window.initial());
        Sequence y = network.forward(window.x(), workspace);
        double loss = 0;
        for (int row = 0; row < y.rows(); row++) {
            for (int j = 0; j < y.width(); j++) {
                loss += (double) window.dy().data()[row * y.width() + j] * y.data()[y.offset(row) + j];
            }
        }
        workspace.carry(null);
        for (int k = 0; k < window.initial().spec().size(); k++) {
            for (int i = 0; i < window.initial().part(k).data.length; i++) {
                loss += (double) window.dFinal().part(k).data[i] * workspace.state().part(k).data[i];
            }
        }
        return loss;
    }

    @Test
    default void idsMeanOneHotVectors() {
        if (!takesIds() || !takesFloats()) {
            return;
        }
        RandomGenerator random = new Xoshiro256(23);
        Network network = network(5, random);
        NetworkWindow ids = window(network, true, new Shape(5, 4, 5, 2, 0, 3), random);
        Sequence oneHot = Sequence.dense(5, 4, 5).lengths(ids.lengths());
        System.arraycopy(ids.x().toMatrix().data, 0, oneHot.data(), 0, 5 * 4 * 5);
        NetworkPass expected = NetworkPass.of(network, new NetworkWindow(oneHot, ids.initial(), ids.dy(), ids.dFinal()));
        NetworkPass actual = NetworkPass.of(network, ids);
        assertNull(actual.get("dx"), "ids have no gradient");
        actual.values().forEach((name, values) ->
                NetworkPass.assertClose(expected.get(name), values, values.length, UNITS, name));
    }

    // ---- time and batch -------------------------------------------------------------------------------------------------

    @Test
    default void aPaddedBatchGivesForEachSequenceWhatItGivesAloneWhateverThePaddingHolds() {
        for (Shape shape : SHAPES) {
            for (boolean ids : kinds()) {
                RandomGenerator random = new Xoshiro256(24);
                Network network = network(5, random);
                NetworkWindow clean = window(network, ids, shape, random);
                NetworkPass expected = NetworkPass.of(network, clean);
                assertRowsAlone(network, clean, expected, UNITS, shape.toString());
                NetworkPass.of(network, clean.withPadding(Float.NaN, -1)).assertSame(expected, shape + ", NaN");
                NetworkPass.of(network, clean.withPadding(Float.MAX_VALUE, 1000)).assertSame(expected, shape + ", MAX_VALUE");
                NetworkPass.of(network, clean.withPadding(Float.NEGATIVE_INFINITY, Integer.MIN_VALUE))
                        .assertSame(expected, shape + ", -Infinity");
            }
        }
    }

    /** Outputs, gradients of inputs and both states row by row; gradients of parameters as a sum. */
    static void assertRowsAlone(Network network, NetworkWindow window, NetworkPass batch, double units, String message) {
        NetworkPass sum = null;
        for (int n = 0; n < window.batch(); n++) {
            NetworkWindow alone = window.row(n);
            NetworkPass row = NetworkPass.of(network, alone);
            for (String name : batch.values().keySet()) {
                if (!network.parameters().byPath().containsKey(name)) {
                    int steps = name.equals("dx") ? window.steps() : window.dy().steps();
                    double[] expected = row.get(name);
                    NetworkPass.assertClose(expected, batch.row(name, n, window.batch(), steps), expected.length, units,
                            message + ", sequence " + n + ": " + name);
                }
            }
            if (sum == null) {
                sum = row;
            } else {
                for (String path : network.parameters().byPath().keySet()) {
                    Arrays.setAll(sum.get(path), add(sum.get(path), row.get(path)));
                }
            }
        }
        for (String path : network.parameters().byPath().keySet()) {
            NetworkPass.assertClose(sum.get(path), batch.get(path), sum.get(path).length, units, message + ": " + path);
        }
    }

    private static IntToDoubleFunction add(double[] a, double[] b) {
        return i -> a[i] + b[i];
    }

    @Test
    default void aSequenceOfLengthZeroPassesItsStateAndItsGradientThrough() {
        RandomGenerator random = new Xoshiro256(25);
        Network network = network(4, random);
        NetworkWindow window = window(network, takesIds(), new Shape(4, 2, 0, 4), random);
        NetworkPass pass = NetworkPass.of(network, window);
        for (int k = 0; k < network.stateSpec().size(); k++) {
            StateSpec.Component component = network.stateSpec().components().get(k);
            for (int j = 0; j < component.width(); j++) {
                assertEquals(window.initial().part(k).data[j], pass.get("final." + component.name())[j]);
                assertEquals(window.dFinal().part(k).data[j], pass.get("initial." + component.name())[j]);
            }
        }
        if (NetworkWindow.reduces(network)) {
            for (int j = 0; j < network.outputSize(); j++) {
                assertEquals(0, pass.get("outputs")[j], "nothing has no last step, no mean and no largest");
            }
        }
    }

    @Test
    default void lengthsThatAreAllFullChangeNothing() {
        RandomGenerator random = new Xoshiro256(26);
        Network network = network(4, random);
        NetworkWindow window = window(network, takesIds(), new Shape(4, 3), random);
        NetworkPass expected = NetworkPass.of(network, window);
        window.x().lengths(new int[] {4, 4, 4});
        NetworkPass.of(network, window).assertSame(expected, "full lengths");
    }

    @Test
    default void windowsWithCarriedStateGiveWhatOnePassGives() {
        RandomGenerator random = new Xoshiro256(27);
        Network network = network(4, random);
        if (!network.layers().get(1).streams()) {
            return;                                             // its outputs need the whole sequence
        }
        NetworkWindow whole = window(network, takesIds(), new Shape(6, 3), random);
        NetworkPass expected = NetworkPass.of(network, whole);
        Workspace workspace = network.newWorkspace(3, 3, TestBackend.serial());
        workspace.state().copyFrom(whole.initial());
        double[] outputs = new double[6 * 3 * network.outputSize()];
        int at = 0;
        for (int[] part : new int[][] {{0, 1}, {1, 4}, {4, 6}}) {
            workspace.startWindow(null);
            for (float value : network.forward(whole.steps(part[0], part[1]).x(), workspace).toMatrix().data) {
                outputs[at++] = value;
            }
        }
        workspace.carry(null);
        NetworkPass.assertClose(expected.get("outputs"), outputs, outputs.length, UNITS, "outputs");
        for (int k = 0; k < network.stateSpec().size(); k++) {
            float[] state = workspace.state().part(k).data;
            double[] last = new double[state.length];
            Arrays.setAll(last, i -> state[i]);
            String name = "final." + network.stateSpec().components().get(k).name();
            NetworkPass.assertClose(expected.get(name), last, last.length, UNITS, name);
        }
    }

    // ---- threads and memory ---------------------------------------------------------------------------------------------

    @Test
    default void anyNumberOfThreadsGivesTheSameBits() {
        int[] lengths = {400, 17, 0, 399, 200, 1};                          // so much that every part is shared
        for (int[] each : new int[][] {null, lengths}) {
            RandomGenerator random = new Xoshiro256(28);
            Network network = network(40, random);
            NetworkWindow window = NetworkWindow.random(network, takesIds() && !takesFloats(), 400, 6, each, random);
            NetworkPass expected = NetworkPass.of(network, window);
            for (int threads = 2; threads <= 3; threads++) {
                try (Workers workers = Workers.of(threads)) {
                    NetworkPass.of(network, window, TestBackend.with(workers)).assertSame(expected, threads + " threads");
                }
            }
        }
    }

    @Test
    default void aWorkspaceThatWasUsedBeforeChangesNothing() {
        RandomGenerator random = new Xoshiro256(29);
        Network network = network(4, random);
        Workspace used = network.newWorkspace(7, 5, TestBackend.serial());
        NetworkPass.of(network, window(network, takesIds(), new Shape(7, 5), random), used);
        for (Shape shape : SHAPES) {
            if (shape.batch <= 5) {
                NetworkWindow window = window(network, takesIds(), shape, random);
                NetworkPass.of(network, window, used).assertSame(NetworkPass.of(network, window,
                        network.newWorkspace(7, 5, TestBackend.serial())), shape.toString());
            }
        }
    }

    @Test
    default void withoutTheGradientOfTheInitialStateAllElseIsTheSame() {
        RandomGenerator random = new Xoshiro256(32);
        Network network = network(4, random);
        NetworkWindow window = window(network, takesIds(), new Shape(4, 3, 4, 1, 0), random);
        NetworkPass expected = NetworkPass.of(network, window);
        Workspace workspace = network.newWorkspace(4, 3, TestBackend.serial());
        workspace.wantStateGradient(false);
        NetworkPass actual = NetworkPass.of(network, window, workspace);
        expected.values().keySet().removeIf(name -> name.startsWith("initial."));
        actual.values().keySet().removeIf(name -> name.startsWith("initial."));
        actual.assertSame(expected, "without the gradient of the initial state");
    }

    @Test
    default void gradientsAreAddedToWhatIsThere() {
        RandomGenerator random = new Xoshiro256(30);
        Network network = network(4, random);
        NetworkWindow window = window(network, takesIds(), new Shape(4, 3, 4, 1, 2), random);
        NetworkPass once = NetworkPass.of(network, window);
        Workspace workspace = network.newWorkspace(4, 3, TestBackend.serial());
        Gradients gradients = new Gradients(network.parameters());
        for (int times = 0; times < 2; times++) {
            workspace.startWindow(null);
            workspace.state().copyFrom(window.initial());
            workspace.stateGradient().copyFrom(window.dFinal());
            network.forward(window.x(), workspace);
            network.backward(window.dy(), gradients, workspace);
        }
        for (Parameter parameter : network.parameters()) {
            double[] one = once.get(network.parameters().path(parameter));
            for (int i = 0; i < one.length; i++) {
                assertEquals(2 * one[i], gradients.of(parameter).data[i], 1e-5 * Math.max(1, Math.abs(one[i])), parameter.name());
            }
        }
    }

    @Test
    @Tag("allocation")
    default void aWarmPassAllocatesNothing() {
        for (int threads = 1; threads <= 2; threads++) {
            RandomGenerator random = new Xoshiro256(31);
            Network network = network(8, random);
            NetworkWindow window = window(network, takesIds(), new Shape(10, 4, 10, 3, 0, 7), random);
            try (Workers workers = Workers.of(threads)) {
                Workspace workspace = network.newWorkspace(10, 4, TestBackend.with(workers));
                workspace.wantInputGradient(true);
                workspace.train(random);
                Gradients gradients = new Gradients(network.parameters());
                assertEquals(0, Allocation.ofWarm(() -> {
                    workspace.startWindow(null);
                    network.forward(window.x(), workspace);
                    network.backward(window.dy(), gradients, workspace);
                }), threads + " threads");
            }
        }
    }

    // ---- what it says of itself -----------------------------------------------------------------------------------------

    @Test
    default void aSavedLayerGivesTheSameBits() throws IOException {
        RandomGenerator random = new Xoshiro256(32);
        Network network = network(5, random);
        NetworkWindow window = window(network, takesIds(), new Shape(5, 4, 5, 2, 0, 3), random);
        Path file = Files.createTempFile("layer", ".safetensors");
        try {
            Model.of(network).save(file);
            Network loaded = (Network) Model.load(file, NetworkFactory.standard().withLayer(Through.TYPE, Through::of)).sequenceModel();
            assertEquals(network.toString(), loaded.toString());
            assertEquals(network.settings(), loaded.settings());
            assertEquals(network.stateSpec(), loaded.stateSpec());
            assertEquals(network.layers().get(1).getClass(), loaded.layers().get(1).getClass());
            NetworkPass.of(loaded, window).assertSame(NetworkPass.of(network, window), "loaded");
        } finally {
            Files.delete(file);
        }
    }

    @Test
    default void textNamesWhatItIs() {
        assertEquals(expectedText(), layer(3, new Xoshiro256(1)).toString());
    }

    @Test
    default void whatDoesNotFitIsAnErrorThatNamesTheLayer() {
        Layer layer = layer(3, new Xoshiro256(33));
        Tape tape = layer.newTape(4, 2, 3, TestBackend.serial());
        State none = State.zeros(layer.stateSpec(), 2);
        boolean ids = !takesFloats();
        assertShape(() -> layer.forward(ids ? Sequence.ids(4, 2, 7) : Sequence.dense(4, 2, 7), none, tape),
                "forward: x", "[4, 2, 7]");
        assertShape(() -> layer.forward(ids ? Sequence.ids(5, 2, 3) : Sequence.dense(5, 2, 3), none, tape),
                "forward: x", "at most [4, 2", "[5, 2, 3]");
        if (!takesIds()) {
            assertShape(() -> layer.forward(Sequence.ids(4, 2, 3), none, tape), layer + ".forward: x", "floats", "of ids");
        }
        Tape foreign = new Through(3).newTape(4, 2, 3, TestBackend.serial());
        assertArgument(() -> layer.forward(ids ? Sequence.ids(4, 2, 3) : Sequence.dense(4, 2, 3), none, foreign), "tape made by this");
        Tape others = layer(3, new Xoshiro256(34)).newTape(4, 2, 3, TestBackend.serial());
        assertArgument(() -> layer.forward(ids ? Sequence.ids(4, 2, 3) : Sequence.dense(4, 2, 3), none, others), "tape made by this");
        assertTrue(layer.outputSteps(4) == 4 || layer.outputSteps(4) == 1);
    }
}
