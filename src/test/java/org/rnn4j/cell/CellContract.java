package org.rnn4j.cell;

import static org.junit.jupiter.api.Assertions.assertArrayEquals;
import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertNotEquals;
import static org.junit.jupiter.api.Assertions.assertNull;
import static org.junit.jupiter.api.Assertions.assertTrue;
import static org.rnn4j.Errors.assertArgument;
import static org.rnn4j.Errors.assertShape;
import static org.rnn4j.Errors.assertState;

import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;
import java.util.Map;
import java.util.random.RandomGenerator;
import org.junit.jupiter.api.Tag;
import org.junit.jupiter.api.Test;
import org.rnn4j.Allocation;
import org.rnn4j.TestBackend;
import org.rnn4j.config.Settings;
import org.rnn4j.data.Batch;
import org.rnn4j.data.SequenceSampler;
import org.rnn4j.layer.Dense;
import org.rnn4j.layer.Network;
import org.rnn4j.layer.Recurrent;
import org.rnn4j.layer.Workspace;
import org.rnn4j.loss.LossPass;
import org.rnn4j.loss.SoftmaxCrossEntropy;
import org.rnn4j.optim.Adam;
import org.rnn4j.optim.GradientClipping;
import org.rnn4j.optim.Optimizer;
import org.rnn4j.random.Xoshiro256;
import org.rnn4j.tensor.Sequence;
import org.rnn4j.tensor.Workers;

/**
 * What every cell promises. The test of a cell implements this, supplies a constructor and the cell's equations in double, and
 * inherits every law.
 *
 * <p><b>Rounding.</b> Where bits may differ, arrays agree within {@code units · 2^-24} of their largest number. One pass adds
 * sums of {@code D + H} terms one after the other over {@code T} steps, and weight gradients add {@code T·N} terms; errors of
 * random sign grow with the root of a sum's length (Higham and Mary, "A new approach to probabilistic rounding error analysis",
 * 2019), so the bound is {@link #units}, about four times the worst seen. Seeds are fixed; a wrong formula is off by
 * thousands of units.
 */
public interface CellContract {

    /** A cell of the kind under test. */
    Cell cell(int inputSize, int hiddenSize, RandomGenerator random);

    /** A cell from the settings that one of this kind gave. */
    Cell cell(Settings settings, RandomGenerator random);

    /** The equations. */
    ReferenceCell reference();

    /** How many times the usual bound rounding may reach, for a cell that magnifies it. */
    default double conditioning() {
        return 1;
    }

    /** The sizes at which it is compared with the equations. */
    default List<Shape> shapes() {
        return SHAPES;
    }

    /** What {@code toString} says of a cell of 3 inputs and 5 units. */
    String expectedText();

    /** Sizes, pairwise distinct where they can be, so that nothing transposed goes unseen; and the smallest. */
    record Shape(int steps, int batch, int inputs, int hidden, int... lengths) {

        int[] lengthsOrNull() {
            return lengths.length == 0 ? null : lengths;
        }

        @Override
        public String toString() {
            return "T " + steps + ", N " + batch + ", D " + inputs + ", H " + hidden + ", lengths " + Arrays.toString(lengths);
        }
    }

    List<Shape> SHAPES = List.of(
            new Shape(1, 1, 1, 1),
            new Shape(4, 3, 5, 7),
            new Shape(1, 5, 3, 4),
            new Shape(6, 1, 2, 5),
            new Shape(3, 2, 1, 6),
            new Shape(5, 4, 3, 1),
            new Shape(7, 5, 17, 33),
            new Shape(9, 16, 8, 12),
            new Shape(5, 6, 4, 3, 5, 2, 0, 1, 4, 3),
            new Shape(4, 3, 2, 5, 1, 4, 1),
            new Shape(6, 9, 11, 13, 0, 0, 0, 0, 6, 0, 0, 0, 0),
            new Shape(3, 2, 4, 5, 0, 0));

    /** Units of rounding that may lie between two ways to compute the same. */
    static double units(int steps, int batch, int inputs, int hidden) {
        return 4 * (Math.sqrt(inputs + hidden) + Math.sqrt(steps * batch)) * Math.sqrt(steps);
    }

    private double units(Window window, Cell cell) {
        return conditioning() * units(Math.max(1, window.steps()), window.batch(), cell.inputSize(), cell.outputSize());
    }

    private Cell shaken(int inputs, int hidden, RandomGenerator random) {
        return Window.shaken(cell(inputs, hidden, random), random);
    }

    // ---- the mathematics ------------------------------------------------------------------------------------------------

    @Test
    default void gradientsOfTheReferenceAgreeWithCentralDifferences() {
        for (Shape shape : List.of(new Shape(4, 3, 2, 5), new Shape(3, 4, 3, 4, 3, 0, 1, 2))) {
            RandomGenerator random = new Xoshiro256(11);
            Cell cell = shaken(shape.inputs, shape.hidden, random);
            Window window = Window.random(cell, shape.steps, shape.batch, shape.lengthsOrNull(), random);
            ReferencePass reference = new ReferencePass(reference(), cell, window);
            Pass analytic = reference.run();
            double step = 1e-5;                             // step² and 2^-52 / step are both about 1e-10
            for (Map.Entry<String, double[]> argument : reference.arguments().entrySet()) {
                double[] at = argument.getValue();
                for (int i = 0; i < at.length; i++) {
                    double value = at[i];
                    at[i] = value + step;
                    double above = reference.loss();
                    at[i] = value - step;
                    double below = reference.loss();
                    at[i] = value;
                    double difference = (above - below) / (2 * step);
                    assertEquals(difference, analytic.get(argument.getKey())[i], 1e-6 * conditioning() * Math.abs(difference) + 1e-9,
                            shape + ": " + argument.getKey() + "[" + i + "]");
                }
            }
        }
    }

    @Test
    default void outputsStatesAndAllGradientsAgreeWithTheReference() {
        for (Shape shape : shapes()) {
            RandomGenerator random = new Xoshiro256(12);
            Cell cell = shaken(shape.inputs, shape.hidden, random);
            Window window = Window.random(cell, shape.steps, shape.batch, shape.lengthsOrNull(), random);
            Pass expected = new ReferencePass(reference(), cell, window).run();
            Pass actual = Pass.of(cell, window);
            actual.assertClose(expected, units(window, cell), shape.toString());
        }
    }

    /** The whole training step, many times over, where an error that one pass hides within its rounding would grow. */
    @Test
    default void twentyWindowsOfTrainingFollowTheEquationsInDouble() {
        int symbols = 7;
        int lanes = 9;                                      // as many as make a tall tile and a row beside it
        int steps = 5;
        RandomGenerator random = new Xoshiro256(26);
        Cell cell = shaken(symbols, 18, random);
        Dense dense = new Dense(18, symbols, random);
        int[] text = random.ints(lanes * 20 * steps + 1, 0, symbols).toArray();
        for (int i = 0; i < text.length; i += 3) {
            text[i] = 2;                                    // so that there is something to learn
        }
        ReferenceTraining reference = new ReferenceTraining(reference(), cell, List.of(dense.weight(), dense.bias()), lanes, 0.03125, 1);
        Network network = Network.of(new Recurrent(cell), dense);
        SequenceSampler sampler = SequenceSampler.stream(text, lanes, steps, symbols);
        Workspace workspace = network.newWorkspace(steps, lanes, TestBackend.serial());
        LossPass loss = new LossPass(new SoftmaxCrossEntropy(), TestBackend.serial());
        Gradients gradients = new Gradients(network.parameters());
        GradientClipping clipping = GradientClipping.byGlobalNorm(1);
        Optimizer optimizer = new Adam(0.03125f);
        double first = 0;
        double last = 0;
        for (int window = 0; window < 20; window++) {
            Batch batch = sampler.next();
            int rows = batch.inputs().rows();
            last = reference.window(Arrays.copyOf(batch.inputs().ids(), rows), Arrays.copyOf(batch.targets().values().ids(), rows));
            first = window == 0 ? last : first;
            gradients.zero();
            workspace.startWindow(batch.continues());
            Sequence logits = network.forward(batch.inputs(), workspace);
            double mean = loss.evaluate(logits, batch.targets(), workspace.outputGradient());
            network.backward(workspace.outputGradient(), gradients, workspace);
            clipping.apply(gradients);
            optimizer.step(network.parameters(), gradients);
            assertEquals(last, mean, 3e-6 * conditioning() * last, "loss of window " + window);
        }
        assertTrue(last < 0.9 * first, "it learns: " + first + " to " + last);
    }

    @Test
    default void gradientsAreAddedToWhatIsThere() {
        RandomGenerator random = new Xoshiro256(13);
        Cell cell = shaken(3, 5, random);
        Window window = Window.random(cell, 4, 2, null, random);
        Pass once = Pass.of(cell, window);
        Gradients gradients = new Gradients(ParameterSet.of(cell.parameters()));
        Tape tape = cell.newTape(4, 2, TestBackend.serial());
        for (int times = 1; times <= 2; times++) {
            State dState = State.zeros(cell.stateSpec(), 2);
            dState.copyFrom(window.dFinal());
            cell.forward(window.x(), window.initial(), tape);
            cell.backward(window.dy(), dState, gradients, tape);
        }
        for (Parameter parameter : cell.parameters()) {
            for (int i = 0; i < parameter.size(); i++) {
                assertEquals(2 * once.get(parameter.name())[i], gradients.of(parameter).data[i], 1e-5, parameter.name());
            }
        }
    }

    @Test
    default void idsMeanOneHotVectors() {
        RandomGenerator random = new Xoshiro256(14);
        Cell cell = shaken(7, 5, random);
        int[] lengths = {4, 1, 3};
        Window dense = Window.random(cell, 4, 3, lengths, random);
        Sequence ids = Sequence.ids(4, 3, 7).lengths(lengths);
        for (int row = 0; row < 12; row++) {
            ids.ids()[row] = random.nextInt(7);
        }
        System.arraycopy(ids.toMatrix().data, 0, dense.x().data(), 0, 12 * 7);
        Pass expected = Pass.of(cell, dense);
        Pass actual = Pass.of(cell, new Window(ids, dense.initial(), dense.dy(), dense.dFinal()));
        assertNull(actual.get("dx"), "ids have no gradient");
        expected.values().remove("dx");
        actual.assertClose(expected, units(dense, cell), "ids");
    }

    // ---- time and batch -------------------------------------------------------------------------------------------------

    @Test
    default void windowsOfOneAndThreeStepsWithCarriedStateEqualFourSteps() {
        RandomGenerator random = new Xoshiro256(15);
        Cell cell = shaken(3, 5, random);
        int batch = 8;                      // a step has as many rows as make packing worthwhile, so all products are alike
        Window whole = Window.random(cell, 4, batch, null, random);
        Pass expected = Pass.of(cell, whole);

        Window first = whole.steps(0, 1, whole.initial());
        Tape firstTape = cell.newTape(1, batch, TestBackend.serial());
        cell.forward(first.x(), first.initial(), firstTape);
        State carried = State.zeros(cell.stateSpec(), batch);
        cell.readState(firstTape, null, carried);
        Pass second = Pass.of(cell, whole.steps(1, 4, carried));
        State handedBack = State.zeros(cell.stateSpec(), batch);
        for (int k = 0; k < cell.stateSpec().size(); k++) {
            double[] gradient = second.get("initial." + cell.stateSpec().components().get(k).name());
            for (int i = 0; i < gradient.length; i++) {
                handedBack.part(k).data[i] = (float) gradient[i];
            }
        }
        Pass chunk = Pass.of(cell, new Window(first.x(), first.initial(), first.dy(), handedBack));

        for (String joined : List.of("outputs", "dx")) {
            double[] a = chunk.get(joined);
            double[] b = second.get(joined);
            double[] both = new double[a.length + b.length];
            System.arraycopy(a, 0, both, 0, a.length);
            System.arraycopy(b, 0, both, a.length, b.length);
            Pass.assertSame(joined, expected.get(joined), both, "1 + 3 steps");
        }
        for (StateSpec.Component component : cell.stateSpec().components()) {
            String last = "final." + component.name();
            Pass.assertSame(last, expected.get(last), second.get(last), "1 + 3 steps");
            String initial = "initial." + component.name();
            Pass.assertSame(initial, expected.get(initial), chunk.get(initial), "1 + 3 steps");
        }
        List<String> parameters = cell.parameters().stream().map(Parameter::name).toList();
        chunk.add(second, parameters);
        for (String name : parameters) {
            Pass.assertClose(name, expected.get(name), chunk.get(name), units(whole, cell), "1 + 3 steps");
        }
    }

    @Test
    default void oneStepAtATimeEqualsAWindowToRounding() {
        RandomGenerator random = new Xoshiro256(16);
        Cell cell = shaken(6, 4, random);
        Window whole = Window.random(cell, 9, 1, null, random);
        Pass expected = Pass.of(cell, whole);
        State state = State.zeros(cell.stateSpec(), 1);
        state.copyFrom(whole.initial());
        Tape tape = cell.newTape(1, 1, TestBackend.serial());
        double[] outputs = new double[9 * 4];
        for (int t = 0; t < 9; t++) {
            Sequence y = cell.forward(whole.steps(t, t + 1, state).x(), state, tape);
            for (int j = 0; j < 4; j++) {
                outputs[t * 4 + j] = y.get(0, 0, j);
            }
            cell.readState(tape, null, state);
        }
        Pass.assertClose("outputs", expected.get("outputs"), outputs, units(whole, cell), "step by step");
    }

    @Test
    default void aSequenceAloneEqualsThatSequenceInABatch() {
        assertBatchEqualsRowsAlone(null);
    }

    @Test
    default void aRaggedBatchEqualsEachSequenceAlone() {
        assertBatchEqualsRowsAlone(new int[] {6, 1, 0, 5, 2, 3, 0, 6, 4});
        assertBatchEqualsRowsAlone(new int[] {1, 6, 1, 1, 1, 1, 1, 1, 1});
    }

    private void assertBatchEqualsRowsAlone(int[] lengths) {
        RandomGenerator random = new Xoshiro256(17);
        Cell cell = shaken(5, 7, random);
        Window batch = Window.random(cell, 6, 9, lengths, random);
        // Padding holds what would be seen in any sum, and overflows where it is multiplied; gradients of outputs there are not
        // even numbers.
        Pass actual = Pass.of(cell, lengths == null ? batch : batch.withPadding(Float.MAX_VALUE, Float.NaN));
        double units = units(batch, cell);
        List<String> parameters = cell.parameters().stream().map(Parameter::name).toList();
        Pass sum = null;
        for (int n = 0; n < batch.batch(); n++) {
            String message = "sequence " + n;
            Window alone = batch.row(n);
            Pass row = Pass.of(cell, alone);
            assertClose("outputs", row, column(actual.get("outputs"), n, 9, 7, alone.steps()), units, message);
            assertClose("dx", row, column(actual.get("dx"), n, 9, 5, alone.steps()), units, message);
            for (StateSpec.Component component : cell.stateSpec().components()) {
                for (String when : List.of("final.", "initial.")) {
                    String name = when + component.name();
                    assertClose(name, row, column(actual.get(name), n, 9, 7, 1), units, message);
                }
            }
            for (int t = alone.steps(); t < 6; t++) {
                for (int d = 0; d < 5; d++) {
                    assertEquals(0, actual.get("dx")[(t * 9 + n) * 5 + d], message + ": dx of padding at step " + t);
                }
            }
            if (sum == null) {
                sum = row;
            } else {
                sum.add(row, parameters);
            }
        }
        for (String name : parameters) {
            assertClose(name, sum, actual.get(name), units, "sum over sequences");
        }
    }

    private static void assertClose(String name, Pass expected, double[] actual, double units, String message) {
        Pass.assertClose(name, expected.get(name), actual, units, message);
    }

    /** The rows of one sequence out of those of a batch. */
    private static double[] column(double[] batch, int n, int batchSize, int width, int steps) {
        double[] result = new double[steps * width];
        for (int t = 0; t < steps; t++) {
            System.arraycopy(batch, (t * batchSize + n) * width, result, t * width, width);
        }
        return result;
    }

    @Test
    default void lengthsThatAreAllFullChangeNothing() {
        RandomGenerator random = new Xoshiro256(18);
        Cell cell = shaken(3, 5, random);
        Window window = Window.random(cell, 4, 3, null, random);
        Pass expected = Pass.of(cell, window);
        window.x().lengths(new int[] {4, 4, 4});
        Pass.of(cell, window).assertSame(expected, "full lengths");
    }

    @Test
    default void aSequenceOfLengthZeroPassesItsStateAndItsGradientThrough() {
        RandomGenerator random = new Xoshiro256(19);
        Cell cell = shaken(3, 5, random);
        Window window = Window.random(cell, 4, 2, new int[] {0, 4}, random);
        Pass pass = Pass.of(cell, window);
        for (int k = 0; k < cell.stateSpec().size(); k++) {
            String component = cell.stateSpec().components().get(k).name();
            for (int j = 0; j < 5; j++) {
                assertEquals(window.initial().part(k).data[j], pass.get("final." + component)[j]);
                assertEquals(window.dFinal().part(k).data[j], pass.get("initial." + component)[j]);
            }
        }
    }

    @Test
    default void aWindowOfNoSequencesOrNoStepsHasNoGradient() {
        RandomGenerator random = new Xoshiro256(29);
        Cell cell = shaken(3, 5, random);
        for (int threads = 1; threads <= 2; threads++) {
            try (Workers workers = Workers.of(threads)) {
                Tape tape = cell.newTape(4, 2, TestBackend.with(workers));
                for (Window empty : List.of(Window.random(cell, 4, 0, null, random), Window.random(cell, 0, 2, null, random))) {
                    for (Window window : List.of(empty, empty.withIds(random))) {
                        Pass pass = Pass.of(cell, window, tape);
                        for (Parameter parameter : cell.parameters()) {
                            assertArrayEquals(new double[parameter.size()], pass.get(parameter.name()), parameter.name());
                        }
                    }
                }
            }
        }
    }

    @Test
    default void theStateCanBeReadAfterAnyStepOfEachSequence() {
        RandomGenerator random = new Xoshiro256(20);
        Cell cell = shaken(3, 5, random);
        Window window = Window.random(cell, 4, 3, null, random);
        Tape tape = cell.newTape(6, 4, TestBackend.serial());
        cell.forward(window.x(), window.initial(), tape);
        State read = State.zeros(cell.stateSpec(), 4);
        read.part(0).data[3 * 5] = 42;
        cell.readState(tape, new int[] {0, 4, 2}, read);
        assertEquals(42, read.part(0).data[3 * 5], "sequences that are not in the window stay as they were");
        State expected = State.zeros(cell.stateSpec(), 3);
        for (int n = 0; n < 3; n++) {
            int steps = new int[] {0, 4, 2}[n];
            Tape prefix = cell.newTape(6, 4, TestBackend.serial());
            cell.forward(window.steps(0, steps, window.initial()).x(), window.initial(), prefix);
            cell.readState(prefix, null, expected);
            for (int k = 0; k < cell.stateSpec().size(); k++) {
                for (int j = 0; j < 5; j++) {
                    assertEquals(expected.part(k).data[n * 5 + j], read.part(k).data[n * 5 + j], 1e-6f,
                            "component " + k + " of sequence " + n);
                }
            }
        }
    }

    @Test
    default void theFinalStateIsThatOfTheWindowEvenWhenItsInputsHaveBeenRefilledSince() {
        RandomGenerator random = new Xoshiro256(21);
        Cell cell = shaken(3, 5, random);
        Window window = Window.random(cell, 4, 2, null, random);
        Pass expected = Pass.of(cell, window);
        Tape tape = cell.newTape(4, 2, TestBackend.serial());
        cell.forward(window.x(), window.initial(), tape);
        window.x().reshape(1, 1);                           // as a sampler does for a last window that is short
        State state = State.zeros(cell.stateSpec(), 2);
        cell.readState(tape, null, state);
        for (int k = 0; k < cell.stateSpec().size(); k++) {
            double[] values = expected.get("final." + cell.stateSpec().components().get(k).name());
            for (int i = 0; i < values.length; i++) {
                assertEquals(values[i], state.part(k).data[i], "component " + k + ", number " + i);
            }
        }
    }

    // ---- memory and threads ---------------------------------------------------------------------------------------------

    @Test
    default void aUsedTapeOfLargerCapacityEqualsANewOneBitForBit() {
        RandomGenerator random = new Xoshiro256(22);
        Cell cell = shaken(3, 5, random);
        for (int[] lengths : new int[][] {null, {4, 0, 2}}) {
            Window window = Window.random(cell, 4, 3, lengths, random);
            Pass expected = Pass.of(cell, window);
            Tape tape = cell.newTape(7, 5, TestBackend.serial());
            Window other = Window.random(cell, 7, 5, new int[] {7, 1, 0, 3, 6}, random);
            Pass.of(cell, other.withPadding(1e30f, Float.NaN), tape);
            Pass.of(cell, window, tape).assertSame(expected, "after a larger window");
            cell.forward(other.x(), other.initial(), tape);
            Pass.of(cell, window, tape).assertSame(expected, "after a forward pass alone");
            Pass.of(cell, window, tape).assertSame(expected, "the second time");
        }
    }

    @Test
    default void neitherInputsNorInitialStateNorOutputGradientsAreChanged() {
        RandomGenerator random = new Xoshiro256(23);
        Cell cell = shaken(3, 5, random);
        Window window = Window.random(cell, 4, 3, new int[] {4, 0, 2}, random);
        float[] x = window.x().data().clone();
        float[] dy = window.dy().data().clone();
        float[] h = window.initial().part(0).data.clone();
        Pass.of(cell, window);
        assertArrayEquals(x, window.x().data(), "x");
        assertArrayEquals(dy, window.dy().data(), "dy");
        assertArrayEquals(h, window.initial().part(0).data, "initial h");
    }

    /** Wide enough for every phase to be shared; and of 50 sequences a step has a product of its own with 1 or 2 threads, but not 3. */
    @Test
    default void anyNumberOfThreadsGivesTheSameBits() {
        RandomGenerator random = new Xoshiro256(24);
        Cell cell = shaken(19, 70, random);
        for (int batch : new int[] {7, 50}) {
            int steps = batch == 7 ? 9 : 3;
            int[] lengths = batch == 7 ? new int[] {9, 3, 0, 1, 9, 8, 5} : random.ints(batch, 0, steps + 1).toArray();
            for (boolean ragged : new boolean[] {false, true}) {
                Window window = Window.random(cell, steps, batch, ragged ? lengths : null, random);
                Window sparse = window.withIds(random);
                Pass expected = Pass.of(cell, window);
                Pass expectedSparse = Pass.of(cell, sparse);
                for (int threads = 1; threads <= 3; threads++) {
                    assertSameForThreads(threads, expected, cell, window, batch + " sequences");
                    assertSameForThreads(threads, expectedSparse, cell, sparse, batch + " sequences, ids");
                }
            }
        }
    }

    /** Gradients of so many rows are added some steps at a time: here two, by one thread on its way back, by several afterwards. */
    @Test
    default void theWeightGradientsOfManyRowsAreThoseOfTheEquationsForAnyNumberOfThreads() {
        int steps = 5;
        int batch = 130;
        RandomGenerator random = new Xoshiro256(27);
        Cell cell = shaken(3, 33, random);
        Window window = Window.random(cell, steps, batch, null, random);
        Pass expected = Pass.of(cell, window);
        expected.assertClose(new ReferencePass(reference(), cell, window).run(), units(window, cell), "many rows");
        assertSameForThreads(2, expected, cell, window, "many rows");
        Window ragged = Window.random(cell, steps, batch, random.ints(batch, 0, steps + 1).toArray(), random).withIds(random);
        assertSameForThreads(2, Pass.of(cell, ragged), cell, ragged, "many rows, ragged, ids");
    }

    private static void assertSameForThreads(int threads, Pass expected, Cell cell, Window window, String message) {
        try (Workers workers = Workers.of(threads)) {
            Tape tape = cell.newTape(window.steps(), window.batch(), TestBackend.with(workers));
            Pass.of(cell, window, tape).assertSame(expected, message + ", " + threads + " threads");
        }
    }

    @Test
    @Tag("allocation")
    default void aWarmPassAllocatesNothing() {
        RandomGenerator random = new Xoshiro256(25);
        Cell cell = shaken(19, 70, random);
        Window window = Window.random(cell, 9, 7, null, random);
        Window ragged = Window.random(cell, 5, 4, new int[] {5, 0, 2, 1}, random);
        for (int threads = 1; threads <= 2; threads++) {
            try (Workers workers = Workers.of(threads)) {
                Tape tape = cell.newTape(9, 7, TestBackend.with(workers));
                Gradients gradients = new Gradients(ParameterSet.of(cell.parameters()));
                State state = State.zeros(cell.stateSpec(), 7);
                Window[] windows = {window, ragged};
                assertEquals(0, Allocation.ofWarm(() -> {
                    for (Window each : windows) {
                        cell.forward(each.x(), each.initial(), tape);
                        cell.readState(tape, null, state);
                        cell.backward(each.dy(), state, gradients, tape);
                    }
                }), threads + " threads");
            }
        }
    }

    @Test
    default void theInputGradientIsComputedOnlyWhenWanted() {
        RandomGenerator random = new Xoshiro256(26);
        Cell cell = shaken(3, 5, random);
        Window window = Window.random(cell, 4, 3, null, random);
        Pass expected = Pass.of(cell, window);
        Tape tape = cell.newTape(4, 3, TestBackend.serial());
        tape.inputGradient(false);
        Pass actual = Pass.of(cell, window, tape);
        assertNull(actual.get("dx"));
        expected.values().remove("dx");
        actual.assertSame(expected, "without dx");
    }

    @Test
    default void withoutTheGradientOfTheInitialStateAllElseIsTheSame() {
        RandomGenerator random = new Xoshiro256(28);
        Cell cell = shaken(3, 5, random);
        for (int[] lengths : new int[][] {null, {4, 0, 1}}) {
            Window window = Window.random(cell, 4, 3, lengths, random);
            Pass expected = Pass.of(cell, window);
            Tape tape = cell.newTape(4, 3, TestBackend.serial());
            tape.initialGradient(false);
            Pass actual = Pass.of(cell, window, tape);
            cell.stateSpec().components().forEach(component -> {
                expected.values().remove("initial." + component.name());
                actual.values().remove("initial." + component.name());
            });
            actual.assertSame(expected, "without initial");
        }
    }

    // ---- errors ---------------------------------------------------------------------------------------------------------

    @Test
    default void whatDoesNotFitIsAnErrorThatNamesBothSides() {
        RandomGenerator random = new Xoshiro256(27);
        Cell cell = cell(3, 5, random);
        Tape tape = cell.newTape(4, 2, TestBackend.serial());
        Window fits = Window.random(cell, 4, 2, null, random);
        Cell wider = cell(4, 6, random);
        Window tooWide = Window.random(wider, 4, 2, null, random);
        Window tooLong = Window.random(cell, 5, 2, null, random);
        Window tooMany = Window.random(cell, 2, 3, null, random);
        Gradients gradients = new Gradients(ParameterSet.of(cell.parameters()));
        State dState = State.zeros(cell.stateSpec(), 2);

        assertShape(() -> cell.forward(tooWide.x(), fits.initial(), tape), cell + ".forward: x", "[T, N, 3]", "[4, 2, 4]");
        assertShape(() -> cell.forward(tooLong.x(), fits.initial(), tape), cell + ".forward: x", "[4, 2, 3]", "[5, 2, 3]");
        assertShape(() -> cell.forward(tooMany.x(), tooMany.initial(), tape), cell + ".forward: x", "[4, 2, 3]", "[2, 3, 3]");
        assertShape(() -> cell.forward(fits.x(), tooWide.initial(), tape), cell + ".forward: initial state", "width=5", "width=6");
        assertShape(() -> cell.forward(fits.x(), State.zeros(cell.stateSpec(), 1), tape), "initial state", "2 x", "State(1 x");
        assertShape(() -> cell.forward(fits.x(), State.zeros(StateSpec.NONE, 2), tape), "initial state", "width=5", "State(2 x []");

        cell.forward(fits.x(), fits.initial(), tape);
        assertShape(() -> cell.backward(tooWide.dy(), dState, gradients, tape), cell + ".backward: dy", "[4, 2, 5]", "[4, 2, 6]");
        assertShape(() -> cell.backward(fits.steps(0, 3, dState).dy(), dState, gradients, tape), "dy", "[4, 2, 5]", "[3, 2, 5]");
        assertShape(() -> cell.backward(fits.row(0).dy(), dState, gradients, tape), "dy", "[4, 2, 5]", "[4, 1, 5]");
        assertShape(() -> cell.backward(fits.dy(), tooWide.dFinal(), gradients, tape), cell + ".backward: dState", "width=5", "width=6");
        assertShape(() -> cell.backward(fits.dy(), State.zeros(cell.stateSpec(), 1), gradients, tape), "dState", "2 x", "State(1 x");
        assertShape(() -> cell.readState(tape, null, State.zeros(cell.stateSpec(), 1)), cell + ".readState", "2 x", "State(1 x");
        assertShape(() -> cell.readState(tape, new int[1], dState), cell + ".readState", "2", "1");
        assertArgument(() -> cell.readState(tape, new int[] {0, 5}, dState),
                cell + ".readState", "sequence 1", "from 0 to 4", "got 5");
        assertArgument(() -> cell.readState(tape, new int[] {-1, 0}, dState),
                "sequence 0", "got -1");
        assertArgument(() -> cell.backward(fits.dy(), dState, new Gradients(ParameterSet.of(wider.parameters())), tape),
                "no gradient for ");
    }

    @Test
    default void aTapeOfAnotherCellIsAnError() {
        RandomGenerator random = new Xoshiro256(28);
        Cell cell = cell(3, 5, random);
        Cell twin = cell(3, 5, random);
        Tape foreign = twin.newTape(4, 2, TestBackend.serial());
        Window window = Window.random(cell, 4, 2, null, random);
        assertArgument(() -> cell.forward(window.x(), window.initial(), foreign),
                cell + ": expected a tape made by this cell's newTape");
        assertArgument(() -> cell.readState(foreign, null, window.initial()), "newTape");
    }

    @Test
    default void aBackwardPassNeedsAForwardPassOfItsOwn() {
        RandomGenerator random = new Xoshiro256(29);
        Cell cell = cell(3, 5, random);
        Window window = Window.random(cell, 4, 2, null, random);
        Tape tape = cell.newTape(4, 2, TestBackend.serial());
        Gradients gradients = new Gradients(ParameterSet.of(cell.parameters()));
        String expected = cell + ".backward: expected a forward pass before it";
        assertState(() -> cell.backward(window.dy(), window.dFinal(), gradients, tape), expected);
        assertState(() -> cell.readState(tape, null, window.dFinal()), cell + ".readState");
        cell.forward(window.x(), window.initial(), tape);
        cell.backward(window.dy(), window.dFinal(), gradients, tape);
        assertState(() -> cell.backward(window.dy(), window.dFinal(), gradients, tape), expected);
    }

    @Test
    default void sizesBelowOneAndBeyondAllArraysAreErrors() {
        RandomGenerator random = new Xoshiro256(30);
        assertArgument(() -> cell(0, 5, random), "input size 0 and hidden size 5");
        assertArgument(() -> cell(3, -1, random), "input size 3 and hidden size -1");
        Cell cell = cell(3, 5, random);
        assertArgument(() -> cell.newTape(0, 2, TestBackend.serial()), "got 0 and 2");
        assertArgument(() -> cell.newTape(4, 0, TestBackend.serial()), "got 4 and 0");
        assertArgument(() -> cell.newTape(1 << 20, 1 << 12, TestBackend.serial()), cell + ".newTape", "1048576 steps of 4096 sequences");
        assertArgument(() -> cell.newTape(1 << 30, 2, TestBackend.serial()), cell + ".newTape", "2^31 - 9 floats");
    }

    // ---- what it says of itself -----------------------------------------------------------------------------------------

    @Test
    default void textNamesSizesAndParameters() {
        assertEquals(expectedText(), cell(3, 5, new Xoshiro256(1)).toString());
    }

    @Test
    default void settingsBuildACellOfTheSameShape() {
        Cell cell = cell(3, 5, new Xoshiro256(1));
        Cell rebuilt = cell(cell.settings(), new Xoshiro256(1));
        assertEquals(cell.getClass(), rebuilt.getClass());
        assertEquals(cell.toString(), rebuilt.toString());
        assertEquals(cell.settings(), rebuilt.settings());
        assertEquals(cell.stateSpec(), rebuilt.stateSpec());
        assertEquals(texts(cell.parameters()), texts(rebuilt.parameters()));
    }

    private static List<String> texts(List<Parameter> parameters) {
        List<String> texts = new ArrayList<>();
        parameters.forEach(parameter -> texts.add(parameter.toString()));
        return texts;
    }

    @Test
    default void theSameSeedGivesTheSameParametersAndAnotherSeedOthers() {
        float[] first = cell(3, 5, new Xoshiro256(1)).parameters().get(0).value().data;
        float[] same = cell(3, 5, new Xoshiro256(1)).parameters().get(0).value().data;
        float[] other = cell(3, 5, new Xoshiro256(2)).parameters().get(0).value().data;
        assertArrayEquals(first, same);
        assertNotEquals(List.of(first[0], first[1]), List.of(other[0], other[1]));
        for (float w : first) {
            assertTrue(Math.abs(w) <= 1 / Math.sqrt(5), "within 1 / sqrt(H)");
        }
    }
}
