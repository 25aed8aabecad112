package org.rnn4j.layer;

import static org.junit.jupiter.api.Assertions.assertArrayEquals;
import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertFalse;
import static org.junit.jupiter.api.Assertions.assertTrue;
import static org.rnn4j.Errors.assertArgument;
import static org.rnn4j.Errors.assertShape;

import java.util.List;
import java.util.random.RandomGenerator;
import org.junit.jupiter.api.Nested;
import org.junit.jupiter.api.Test;
import org.rnn4j.TestBackend;
import org.rnn4j.cell.GruCell;
import org.rnn4j.cell.LstmCell;
import org.rnn4j.cell.RnnCell;
import org.rnn4j.cell.State;
import org.rnn4j.cell.StateSpec;
import org.rnn4j.cell.Tape;
import org.rnn4j.custom.JanetCell;
import org.rnn4j.io.NetworkFactory;
import org.rnn4j.layer.Bidirectional.Merge;
import org.rnn4j.random.Xoshiro256;
import org.rnn4j.tensor.Sequence;

class BidirectionalTest {

    private interface BothWays extends LayerContract {

        @Override
        default boolean takesIds() {
            return true;
        }
    }

    @Nested
    class Concatenating implements BothWays {

        @Override
        public Layer layer(int width, RandomGenerator random) {
            return new Bidirectional(new LstmCell(width, 4, random), new GruCell(width, 2, random));
        }

        @Override
        public String expectedText() {
            return "Bidirectional(LstmCell(3 -> 4, 128 parameters), GruCell(3 -> 2, 36 parameters), concatenate)";
        }
    }

    @Nested
    class Adding implements BothWays {

        @Override
        public Layer layer(int width, RandomGenerator random) {
            return new Bidirectional(new RnnCell(width, 4, random), new LstmCell(width, 4, random), Merge.SUM);
        }

        @Override
        public String expectedText() {
            return "Bidirectional(RnnCell(3 -> 4, 32 parameters), LstmCell(3 -> 4, 128 parameters), sum)";
        }
    }

    @Nested
    class Averaging implements BothWays {

        @Override
        public Layer layer(int width, RandomGenerator random) {
            return new Bidirectional(new GruCell(width, 3, random), new GruCell(width, 3, random), Merge.AVERAGE);
        }

        @Override
        public String expectedText() {
            return "Bidirectional(GruCell(3 -> 3, 63 parameters), GruCell(3 -> 3, 63 parameters), average)";
        }
    }

    @Nested
    class Multiplying implements BothWays {

        @Override
        public Layer layer(int width, RandomGenerator random) {
            return new Bidirectional(new RnnCell(width, 3, random), new RnnCell(width, 3, random), Merge.MULTIPLY);
        }

        @Override
        public String expectedText() {
            return "Bidirectional(RnnCell(3 -> 3, 21 parameters), RnnCell(3 -> 3, 21 parameters), multiply)";
        }
    }

    @Nested
    class LastOutputs implements BothWays {

        @Override
        public Layer layer(int width, RandomGenerator random) {
            return new Bidirectional(new GruCell(width, 4, random), new RnnCell(width, 2, random)).lastOutputs();
        }

        @Override
        public String expectedText() {
            return "Bidirectional(GruCell(3 -> 4, 96 parameters), RnnCell(3 -> 2, 12 parameters), concatenate, last outputs)";
        }
    }

    @Nested
    class LastOutputsMultiplied implements BothWays {

        @Override
        public Layer layer(int width, RandomGenerator random) {
            return new Bidirectional(new RnnCell(width, 3, random), new RnnCell(width, 3, random), Merge.MULTIPLY).lastOutputs();
        }

        @Override
        public String expectedText() {
            return "Bidirectional(RnnCell(3 -> 3, 21 parameters), RnnCell(3 -> 3, 21 parameters), multiply, last outputs)";
        }
    }

    private static final int[] LENGTHS = {4, 1, 0, 3};

    private final RandomGenerator random = new Xoshiro256(1);
    private final RnnCell forward = new RnnCell(3, 2, random);
    private final RnnCell backward = new RnnCell(3, 2, random);
    private final Sequence x = Sequence.dense(4, 4, 3).lengths(LENGTHS);

    BidirectionalTest() {
        NetworkWindow.fill(x.data(), random);
        x.clearPadding();
    }

    /** The outputs of a cell alone, for the sequence as it is or from its end to its start. */
    private Sequence alone(RnnCell cell, int n, boolean turned) {
        int length = LENGTHS[n];
        Sequence own = Sequence.dense(length, 1, 3);
        for (int t = 0; t < length; t++) {
            for (int j = 0; j < 3; j++) {
                own.set(t, 0, j, x.get(turned ? length - 1 - t : t, n, j));
            }
        }
        return cell.forward(own, State.zeros(cell.stateSpec(), 1), cell.newTape(Math.max(1, length), 1, TestBackend.serial()));
    }

    private Sequence run(Bidirectional layer) {
        return layer.forward(x, State.zeros(layer.stateSpec(), 4), layer.newTape(4, 4, 3, TestBackend.serial()));
    }

    @Test
    void theBackwardCellReadsEachSequenceFromItsOwnEndToItsStart() {
        Sequence side = run(new Bidirectional(forward, backward));
        Sequence sum = run(new Bidirectional(forward, backward, Merge.SUM));
        Sequence average = run(new Bidirectional(forward, backward, Merge.AVERAGE));
        Sequence product = run(new Bidirectional(forward, backward, Merge.MULTIPLY));
        for (int n = 0; n < 4; n++) {
            Sequence a = alone(forward, n, false);
            Sequence b = alone(backward, n, true);
            for (int t = 0; t < 4; t++) {
                for (int j = 0; j < 2; j++) {
                    boolean step = t < LENGTHS[n];
                    float f = step ? a.get(t, 0, j) : 0;
                    float g = step ? b.get(LENGTHS[n] - 1 - t, 0, j) : 0;
                    assertEquals(f, side.get(t, n, j), 1e-6f);
                    assertEquals(g, side.get(t, n, 2 + j), 1e-6f);
                    assertEquals(f + g, sum.get(t, n, j), 1e-6f);
                    assertEquals((f + g) / 2, average.get(t, n, j), 1e-6f);
                    assertEquals(f * g, product.get(t, n, j), 1e-6f);
                }
            }
        }
        assertEquals(4, side.width());
        assertEquals(2, sum.width());
    }

    @Test
    void lastOutputsAreThoseOfCellsThatHaveReadTheWholeSequence() {
        Bidirectional layer = new Bidirectional(forward, backward);
        Sequence all = run(layer);
        float[] steps = all.toMatrix().data;
        Sequence last = run(layer.lastOutputs());
        assertEquals("[1, 4, 4]", last.shape());
        for (int n = 0; n < 4; n++) {
            for (int j = 0; j < 2; j++) {
                int end = LENGTHS[n] - 1;
                assertEquals(LENGTHS[n] == 0 ? 0 : steps[(end * 4 + n) * 4 + j], last.get(0, n, j), "forward cell, last step");
                assertEquals(LENGTHS[n] == 0 ? 0 : steps[n * 4 + 2 + j], last.get(0, n, 2 + j), "backward cell, first step");
            }
        }
    }

    @Test
    void statesAreReadAfterAsManyStepsOfEachCellsOwn() {
        Bidirectional layer = new Bidirectional(forward, backward);
        Tape tape = layer.newTape(4, 4, 3, TestBackend.serial());
        State initial = State.zeros(layer.stateSpec(), 4);
        NetworkWindow.fill(initial.part(0).data, random);
        NetworkWindow.fill(initial.part(1).data, random);
        Sequence y = layer.forward(x, initial, tape);
        State read = State.zeros(layer.stateSpec(), 4);
        layer.readState(tape, new int[4], read);
        assertArrayEquals(initial.part("backward.h").data, read.part("backward.h").data, "after no step");
        assertArrayEquals(initial.part("forward.h").data, read.part("forward.h").data, "after no step");
        layer.readState(tape, new int[] {1, 1, 0, 2}, read);
        for (int j = 0; j < 2; j++) {
            assertEquals(y.get(0, 0, j), read.part("forward.h").get(0, j), "has read the first step");
            assertEquals(y.get(3, 0, 2 + j), read.part("backward.h").get(0, j), "has read the last step");
            assertEquals(y.get(1, 3, 2 + j), read.part("backward.h").get(3, j), "has read the last two of three steps");
        }
        layer.readState(tape, null, read);
        for (int j = 0; j < 2; j++) {
            assertEquals(y.get(2, 3, j), read.part("forward.h").get(3, j));
            assertEquals(y.get(0, 3, 2 + j), read.part("backward.h").get(3, j), "has read all");
        }
    }

    @Test
    void parametersAndStatesAreNamedByDirection() {
        Network network = Network.of(Bidirectional.of(() -> new LstmCell(3, 2, random)), new Recurrent(new RnnCell(4, 2, random)));
        assertEquals(List.of("layers.0.forward.weight_ih", "layers.0.forward.weight_hh", "layers.0.forward.bias_ih",
                "layers.0.backward.weight_ih", "layers.0.backward.weight_hh", "layers.0.backward.bias_ih",
                "layers.1.cell.weight_ih", "layers.1.cell.weight_hh", "layers.1.cell.bias_ih"),
                List.copyOf(network.parameters().byPath().keySet()));
        assertEquals(List.of("layers.0.forward.h", "layers.0.forward.c", "layers.0.backward.h", "layers.0.backward.c", "layers.1.h"),
                network.stateSpec().components().stream().map(StateSpec.Component::name).toList());
    }

    @Test
    void aLayerThatReadsFromTheEndDoesNotStreamAndNeitherDoesOneAroundIt() {
        Bidirectional layer = new Bidirectional(forward, backward, Merge.SUM);
        assertFalse(layer.streams());
        assertFalse(layer.lastOutputs().streams());
        assertFalse(new Residual(new Dense(3, 3, random), new Bidirectional(forward, new RnnCell(3, 1, random))).streams());
        assertTrue(new Residual(new Dense(3, 3, random)).streams());
    }

    @Test
    void theSummaryShowsWidthAndSteps() {
        assertEquals("""
                   layer                                                               output     parameters  bytes
                0  Bidirectional(RnnCell(3 -> 2), RnnCell(3 -> 2), sum, last outputs)  [1, N, 2]          24     96
                   total                                                                                  24     96
                """, Network.of(new Bidirectional(forward, backward, Merge.SUM).lastOutputs()).summary());
    }

    @Test
    void cellsOfOnesOwnComeBackFromSettings() {
        Network network = Network.of(new Residual(new Bidirectional(new JanetCell(4, 2, random), new GruCell(4, 2, random))));
        NetworkFactory factory = NetworkFactory.standard().withCell(JanetCell.class.getName(),
                (settings, own) -> new JanetCell(settings.count("inputSize", 1), settings.count("outputSize", 1), own));
        Network built = factory.build(network.settings(), random);
        assertEquals(network.layers().toString(), built.layers().toString());
        assertEquals(network.settings(), built.settings());
        assertArgument(() -> NetworkFactory.standard().build(network.settings(), random), "a cell among", JanetCell.class.getName());
        for (String type : List.of("bidirectional", "residual", "recurrent", "last_step")) {
            assertArgument(() -> factory.withLayer(type, (settings, own) -> new LastStep()), type, "a type of the library");
        }
    }

    @Test
    void cellsThatDoNotFitEachOtherAreErrors() {
        assertShape(() -> new Bidirectional(forward, new RnnCell(4, 2, random)), "RnnCell(4 -> 2", "width 3", "width 4");
        assertShape(() -> new Bidirectional(forward, new RnnCell(3, 5, random), Merge.SUM), "sum", "RnnCell(3 -> 5", "width 2", "width 5");
        assertArgument(() -> new Bidirectional(forward, forward), "one twice");
        assertEquals(7, new Bidirectional(forward, new RnnCell(3, 5, random)).outputSize(3));
    }
}
