package org.rnn4j.cell;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertThrows;
import static org.junit.jupiter.api.Assertions.assertTrue;
import static org.junit.jupiter.api.DynamicTest.dynamicTest;
import static org.rnn4j.Errors.assertArgument;

import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;
import java.util.Map;
import java.util.function.BiConsumer;
import java.util.random.RandomGenerator;
import java.util.stream.Stream;
import org.junit.jupiter.api.DynamicTest;
import org.junit.jupiter.api.Tag;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.TestFactory;
import org.opentest4j.AssertionFailedError;
import org.rnn4j.Allocation;
import org.rnn4j.TestBackend;
import org.rnn4j.custom.DeepTransitionCell;
import org.rnn4j.custom.DeepTransitionCellTest;
import org.rnn4j.custom.JanetCell;
import org.rnn4j.custom.JanetCellTest;
import org.rnn4j.random.Xoshiro256;
import org.rnn4j.tensor.Backend;
import org.rnn4j.tensor.Sequence;
import org.rnn4j.tensor.Workers;

/** Recurrent dropout and zoneout, for every kind of cell and with one's own. */
class StateNoiseTest {

    private interface Maker {
        Cell of(int inputSize, int hiddenSize, RandomGenerator random);
    }

    private record Kind(String name, Maker maker, ReferenceCell reference, List<StateNoise> noises) {

        Cell cell(int inputs, int hidden, RandomGenerator random) {
            return Window.shaken(maker.of(inputs, hidden, random), random);
        }
    }

    private static StateNoise zoneout(float... probabilities) {
        return StateNoise.NONE.withZoneout(probabilities);
    }

    private static final StateNoise DROPOUT = StateNoise.NONE.withRecurrentDropout(0.4f);
    private static final List<StateNoise> ONE_STATE = List.of(DROPOUT, zoneout(0.3f), zoneout(0.3f).withRecurrentDropout(0.4f));
    private static final List<StateNoise> TWO_STATES = List.of(DROPOUT, zoneout(0.3f, 0), zoneout(0, 0.2f),
            zoneout(0.5f, 0.2f).withRecurrentDropout(0.4f));

    private static final List<Kind> KINDS = List.of(
            kind("rnn", new RnnTanhTest(), ONE_STATE),
            kind("relu", new RnnReluTest(), ONE_STATE),
            kind("lstm", new LstmTest(), TWO_STATES),
            kind("peepholes", new LstmPeepholeTest(), TWO_STATES),
            kind("gru before", new GruResetBeforeTest(), ONE_STATE),
            kind("gru after", new GruResetAfterTest(), ONE_STATE),
            kind("layer norm", new LayerNormLstmTest(), TWO_STATES),
            kind("janet", new JanetCellTest(), ONE_STATE),
            kind("deep", new DeepTransitionCellTest(), List.of(zoneout(0.3f, 0.2f), zoneout(0, 0.5f))));

    private static Kind kind(String name, CellContract contract, List<StateNoise> noises) {
        return new Kind(name, contract::cell, contract.reference(), noises);
    }

    private static Stream<DynamicTest> forAll(BiConsumer<Kind, StateNoise> law) {
        return KINDS.stream().flatMap(kind -> kind.noises.stream()
                .map(noise -> dynamicTest(kind.name + ", " + noise, () -> law.accept(kind, noise))));
    }

    // ---- the mathematics ------------------------------------------------------------------------------------------------

    @TestFactory
    Stream<DynamicTest> outputsStatesAndAllGradientsAgreeWithTheEquations() {
        return forAll((kind, noise) -> {
            for (int[] lengths : new int[][] {null, {5, 2, 0, 1}}) {
                RandomGenerator random = new Xoshiro256(11);
                Cell cell = kind.cell(3, 6, random);
                Window window = Window.random(cell, 5, 4, lengths, random);
                Masks masks = Masks.random(noise, 5, 4, 6, random);
                for (Masks each : List.of(masks, masks.inference())) {
                    Pass expected = new ReferencePass(kind.reference, cell, window, each).run();
                    each.pass(cell, window).assertClose(expected, units(5, 4), "lengths " + Arrays.toString(lengths));
                }
            }
        });
    }

    /** Layer normalisation magnifies rounding; see {@link LayerNormReference#CONDITIONING}. */
    private static double units(int steps, int batch) {
        return LayerNormReference.CONDITIONING * CellContract.units(steps, batch, 3, 6);
    }

    @TestFactory
    Stream<DynamicTest> gradientsWithFixedMasksAgreeWithCentralDifferences() {
        return forAll((kind, noise) -> {
            RandomGenerator random = new Xoshiro256(12);
            Cell cell = kind.cell(2, 4, random);
            Window window = Window.random(cell, 3, 2, new int[] {3, 2}, random);
            Masks masks = Masks.random(noise, 3, 2, 4, random);
            for (Masks each : List.of(masks, masks.inference())) {
                Pass actual = each.pass(cell, window);
                ReferencePass reference = new ReferencePass(kind.reference, cell, window, each);
                for (Map.Entry<String, double[]> argument : reference.arguments().entrySet()) {
                    double[] at = argument.getValue();
                    double[] differences = new double[at.length];
                    for (int i = 0; i < at.length; i++) {
                        double value = at[i];
                        at[i] = value + 1e-5;
                        double above = reference.loss();
                        at[i] = value - 1e-5;
                        differences[i] = (above - reference.loss()) / 2e-5;
                        at[i] = value;
                    }
                    Pass.assertClose(argument.getKey(), differences, actual.get(argument.getKey()), 4 * units(3, 2), "differences");
                }
            }
        });
    }

    // ---- time, batch, threads -------------------------------------------------------------------------------------------

    @TestFactory
    Stream<DynamicTest> aPaddedBatchEqualsEachSequenceAloneWithItsMasks() {
        return forAll((kind, noise) -> {
            int[] lengths = {6, 1, 0, 5, 2};
            RandomGenerator random = new Xoshiro256(13);
            Cell cell = kind.cell(3, 6, random);
            Window window = Window.random(cell, 6, 5, lengths, random);
            Masks masks = Masks.random(noise, 6, 5, 6, random);
            Pass batch = masks.pass(cell, window.withPadding(Float.MAX_VALUE, Float.NaN));
            List<String> parameters = cell.parameters().stream().map(Parameter::name).toList();
            Pass sum = null;
            for (int n = 0; n < 5; n++) {
                Pass row = masks.row(n, lengths[n]).pass(cell, window.row(n));
                for (StateSpec.Component component : cell.stateSpec().components()) {
                    for (String when : List.of("final.", "initial.")) {
                        String name = when + component.name();
                        Pass.assertClose(name, row.get(name), Arrays.copyOfRange(batch.get(name), n * 6, (n + 1) * 6),
                                units(6, 5), "sequence " + n);
                    }
                }
                for (int t = 0; t < lengths[n]; t++) {
                    int at = (t * 5 + n) * 6;
                    Pass.assertClose("outputs", Arrays.copyOfRange(row.get("outputs"), t * 6, (t + 1) * 6),
                            Arrays.copyOfRange(batch.get("outputs"), at, at + 6), units(6, 5), "sequence " + n);
                }
                if (sum == null) {
                    sum = row;
                } else {
                    sum.add(row, parameters);
                }
            }
            for (String name : parameters) {
                Pass.assertClose(name, sum.get(name), batch.get(name), units(6, 5), "sum over sequences");
            }
        });
    }

    @TestFactory
    Stream<DynamicTest> windowsWithCarriedStateEqualOneLongWindow() {
        return forAll((kind, noise) -> {
            RandomGenerator random = new Xoshiro256(14);
            Cell cell = kind.cell(3, 6, random);
            Window whole = Window.random(cell, 5, 8, null, random);     // 8 rows are multiplied alike in both
            Masks masks = Masks.random(noise, 5, 8, 6, random);
            for (Masks each : List.of(masks, masks.inference())) {
                assertWindowsEqual(cell, whole, each.pass(cell, whole), each.steps(0, 2), each.steps(2, 5));
            }
        });
    }

    private static void assertWindowsEqual(Cell cell, Window whole, Pass expected, Masks first, Masks second) {
        Window start = whole.steps(0, 2, whole.initial());
        Pass begun = first.pass(cell, start);
        State carried = State.zeros(cell.stateSpec(), 8);
        set(cell, carried, begun, "final.");
        Pass ended = second.pass(cell, whole.steps(2, 5, carried));
        State handedBack = State.zeros(cell.stateSpec(), 8);
        set(cell, handedBack, ended, "initial.");
        Pass again = first.pass(cell, new Window(start.x(), start.initial(), start.dy(), handedBack));
        for (StateSpec.Component component : cell.stateSpec().components()) {
            Pass.assertSame("final", expected.get("final." + component.name()), ended.get("final." + component.name()), "2 + 3 steps");
            Pass.assertSame("initial", expected.get("initial." + component.name()), again.get("initial." + component.name()), "2 + 3");
        }
        Pass.assertSame("outputs", Arrays.copyOfRange(expected.get("outputs"), 2 * 48, 5 * 48), ended.get("outputs"), "2 + 3 steps");
    }

    private static void set(Cell cell, State state, Pass pass, String when) {
        for (int k = 0; k < cell.stateSpec().size(); k++) {
            double[] values = pass.get(when + cell.stateSpec().components().get(k).name());
            for (int i = 0; i < values.length; i++) {
                state.part(k).data[i] = (float) values[i];
            }
        }
    }

    @Test
    void zoneoutDrawsInOneWindowWhatItDrawsInTwoAndRecurrentDropoutAnotherMask() {
        RandomGenerator random = new Xoshiro256(15);
        Cell cell = Window.shaken(new LstmCell(3, 6, random), random);
        Window whole = Window.random(cell, 5, 8, null, random);
        assertTrue(drawnInTwoEqualsWhole(cell, whole, zoneout(0.3f, 0.2f)));
        assertEquals(false, drawnInTwoEqualsWhole(cell, whole, DROPOUT));
    }

    private static boolean drawnInTwoEqualsWhole(Cell cell, Window whole, StateNoise noise) {
        Tape tape = cell.newTape(5, 8, noise, TestBackend.serial());
        tape.train(new Xoshiro256(1));
        Pass expected = Pass.of(cell, whole, tape);
        tape.train(new Xoshiro256(1));
        Pass first = Pass.of(cell, whole.steps(0, 2, whole.initial()), tape);
        State carried = State.zeros(cell.stateSpec(), 8);
        set(cell, carried, first, "final.");
        Pass second = Pass.of(cell, whole.steps(2, 5, carried), tape);
        return Arrays.equals(expected.get("final.h"), second.get("final.h"));
    }

    @TestFactory
    Stream<DynamicTest> anyNumberOfThreadsGivesTheSameBits() {
        return forAll((kind, noise) -> {
            for (int[] lengths : new int[][] {null, {9, 3, 0, 1, 9, 8, 5}}) {
                RandomGenerator random = new Xoshiro256(16);
                Cell cell = kind.cell(19, 70, random);
                Window window = Window.random(cell, 9, 7, lengths, random);
                Pass expected = null;
                for (int threads = 1; threads <= 3; threads++) {
                    try (Workers workers = Workers.of(threads)) {
                        Tape tape = cell.newTape(9, 7, noise, TestBackend.with(workers));
                        tape.train(new Xoshiro256(2));
                        Pass pass = Pass.of(cell, window, tape);
                        expected = expected == null ? pass : expected;
                        pass.assertSame(expected, threads + " threads");
                    }
                }
            }
        });
    }

    // ---- on and off -----------------------------------------------------------------------------------------------------

    @TestFactory
    Stream<DynamicTest> withoutNoiseAllBitsAreThoseOfAPlainTape() {
        return forAll((kind, noise) -> {
            RandomGenerator random = new Xoshiro256(17);
            Cell cell = kind.cell(3, 6, random);
            Window window = Window.random(cell, 5, 4, new int[] {5, 2, 0, 1}, random);
            Pass expected = Pass.of(cell, window);
            StateNoise off = new StateNoise(0, noise.zoneout().stream().map(p -> 0f).toList());
            Tape tape = cell.newTape(5, 4, off, TestBackend.serial());
            tape.train(new Xoshiro256(3));
            Pass.of(cell, window, tape).assertSame(expected, "all probabilities zero");
            if (!noise.hasZoneout()) {
                Tape noisy = cell.newTape(5, 4, noise, TestBackend.serial());
                noisy.train(new Xoshiro256(3));
                Pass trained = Pass.of(cell, window, noisy);
                assertThrows(AssertionFailedError.class, () -> trained.assertSame(expected, ""), "the mask is seen");
                noisy.infer();
                Pass.of(cell, window, noisy).assertSame(expected, "inference after training");
            }
        });
    }

    @TestFactory
    Stream<DynamicTest> aUsedTapeOfLargerCapacityEqualsANewOneBitForBit() {
        return forAll((kind, noise) -> {
            RandomGenerator random = new Xoshiro256(18);
            Cell cell = kind.cell(3, 6, random);
            Window window = Window.random(cell, 4, 3, new int[] {4, 0, 2}, random);
            Window other = Window.random(cell, 7, 5, null, random);
            Masks masks = Masks.random(noise, 4, 3, 6, random);
            Pass trained = masks.pass(cell, window);
            Pass inferred = masks.inference().pass(cell, window);
            Tape tape = cell.newTape(7, 5, noise, TestBackend.serial());
            tape.train(random);
            Pass.of(cell, other, tape);
            masks.pass(cell, window, tape).assertSame(trained, "training after a larger window");
            masks.inference().pass(cell, window, tape).assertSame(inferred, "inference after training");
            masks.pass(cell, window, tape).assertSame(trained, "training after inference");
        });
    }

    @TestFactory
    @Tag("allocation")
    Stream<DynamicTest> aWarmTrainingPassAllocatesNothing() {
        List<DynamicTest> tests = new ArrayList<>();
        for (Kind kind : List.of(KINDS.get(3), KINDS.get(4), KINDS.get(6))) {
            StateNoise noise = kind.noises.get(kind.noises.size() - 1);
            tests.add(dynamicTest(kind.name, () -> {
                RandomGenerator random = new Xoshiro256(19);
                Cell cell = kind.cell(3, 6, random);
                Window window = Window.random(cell, 5, 4, new int[] {5, 0, 2, 1}, random);
                Tape tape = cell.newTape(5, 4, noise, TestBackend.serial());
                tape.train(random);
                Gradients gradients = new Gradients(ParameterSet.of(cell.parameters()));
                State state = State.zeros(cell.stateSpec(), 4);
                assertEquals(0, Allocation.ofWarm(() -> {
                    cell.forward(window.x(), window.initial(), tape);
                    cell.readState(tape, null, state);
                    cell.backward(window.dy(), state, gradients, tape);
                }));
            }));
        }
        return tests.stream();
    }

    // ---- errors ---------------------------------------------------------------------------------------------------------

    @Test
    void whatIsNoProbabilityIsAnError() {
        for (float wrong : new float[] {-0.1f, 1, Float.NaN}) {
            assertArgument(() -> StateNoise.NONE.withRecurrentDropout(wrong), "recurrent dropout", "[0, 1)", Float.toString(wrong));
            assertArgument(() -> zoneout(0.1f, wrong), "zoneout", "[0, 1)", Float.toString(wrong));
        }
    }

    @Test
    void noiseThatACellCannotHaveIsAnErrorThatNamesBoth() {
        RandomGenerator random = new Xoshiro256(20);
        Cell lstm = new LstmCell(3, 5, random);
        assertArgument(() -> lstm.newTape(4, 2, zoneout(0.1f), TestBackend.serial()), lstm.toString(), "[h, c]", "[0.1]");
        Cell gru = new GruCell(3, 5, random);
        assertArgument(() -> gru.requireSupport(zoneout(0.1f, 0.2f)), gru.toString(), "[h]", "[0.1, 0.2]");
        Cell deep = new DeepTransitionCell(3, 5, random);
        assertArgument(() -> deep.requireSupport(DROPOUT), deep.toString(), "recurrent dropout 0.4", "StepBlock.recurrentInput");
        Cell own = new Wrapped(new JanetCell(3, 5, random));
        own.newTape(4, 2, StateNoise.NONE, TestBackend.serial());
        assertArgument(() -> own.newTape(4, 2, zoneout(0.1f), TestBackend.serial()), "only a StepCell", "[0.1]");
    }

    /** A cell that stands on the interface alone. */
    private record Wrapped(Cell cell) implements Cell {

        @Override
        public int inputSize() {
            return cell.inputSize();
        }

        @Override
        public int outputSize() {
            return cell.outputSize();
        }

        @Override
        public StateSpec stateSpec() {
            return cell.stateSpec();
        }

        @Override
        public List<Parameter> parameters() {
            return cell.parameters();
        }

        @Override
        public Tape newTape(int maxSteps, int maxBatch, Backend backend) {
            return cell.newTape(maxSteps, maxBatch, backend);
        }

        @Override
        public Sequence forward(Sequence x, State initial, Tape tape) {
            return cell.forward(x, initial, tape);
        }

        @Override
        public Sequence backward(Sequence dy, State dState, Gradients gradients, Tape tape) {
            return cell.backward(dy, dState, gradients, tape);
        }

        @Override
        public void readState(Tape tape, int[] steps, State target) {
            cell.readState(tape, steps, target);
        }
    }
}
