package org.rnn4j.inference;

import static org.junit.jupiter.api.Assertions.assertArrayEquals;
import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertFalse;
import static org.junit.jupiter.api.Assertions.assertTrue;
import static org.rnn4j.Errors.assertState;

import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;
import java.util.random.RandomGenerator;
import java.util.stream.Stream;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.MethodSource;
import org.rnn4j.TestBackend;
import org.rnn4j.random.Xoshiro256;
import org.rnn4j.tensor.FloatMath;
import org.rnn4j.tensor.Sequence;
import org.rnn4j.tensor.Workers;

class SessionTest {

    private final RandomGenerator random = new Xoshiro256(5);

    private static Session session(Nets net, int streams, int batch) {
        return Session.of(net.network(), streams, batch, TestBackend.serial());
    }

    /** What the network gives over a whole sequence, row by row. */
    private static float[][] whole(Nets net, Sequence x) {
        Sequence y = net.network().forward(x, net.network().newWorkspace(x.steps(), x.batchSize(), TestBackend.serial()));
        float[][] rows = new float[y.rows()][];
        for (int row = 0; row < rows.length; row++) {
            rows[row] = Nets.row(y, row);
        }
        return rows;
    }

    private static Sequence step(Session session, int stream, Sequence x, int row) {
        return x.isIds() ? session.step(stream, x.ids()[row]) : session.step(stream, Nets.row(x, row));
    }

    // ---- equal to the forward pass --------------------------------------------------------------------------------------

    static Stream<Nets> nets() {
        return Nets.all();
    }

    @ParameterizedTest
    @MethodSource("nets")
    void stepByStepItGivesTheBitsOfOnePassOverTheWholeSequence(Nets net) {
        Sequence x = net.noise(40, 1, random);
        float[][] expected = whole(net, x);
        Session session = session(net, 1, 1);
        int stream = session.open();
        for (int t = 0; t < x.steps(); t++) {
            Sequence y = step(session, stream, x, t);
            assertEquals("[1, 1, 7]", y.shape());
            assertArrayEquals(expected[t], Nets.row(y, 0), "step " + t);
        }
        assertFalse(Arrays.equals(expected[1], expected[39]), "outputs that change");
    }

    @ParameterizedTest
    @MethodSource("nets")
    void aBatchOfStreamsIsABatchOfSequences(Nets net) {
        for (int batch : new int[] {1, 3, 7, 8, 9, 17}) {
            Sequence x = net.noise(6, batch, random);
            float[][] expected = whole(net, x);
            Session session = session(net, batch, batch);
            int[] streams = new int[batch];
            for (int n = 0; n < batch; n++) {
                streams[n] = session.open();
            }
            Sequence input = net.inputs(1, batch);
            for (int t = 0; t < x.steps(); t++) {
                for (int n = 0; n < batch; n++) {
                    Nets.copyRow(x, t * batch + n, input, n);
                }
                Sequence y = session.step(streams, input);
                for (int n = 0; n < batch; n++) {
                    assertArrayEquals(expected[t * batch + n], Nets.row(y, n), "batch " + batch + ", step " + t + ", row " + n);
                }
            }
        }
    }

    @Test
    void workersThatShareAStepChangeNoBit() {
        Nets net = Nets.stack();
        Sequence x = net.noise(1, 33, random);
        int[] streams = random.ints(0, 33).distinct().limit(33).toArray();
        List<float[]> results = new ArrayList<>();
        for (int threads = 1; threads <= 3; threads++) {
            try (Workers workers = Workers.of(threads)) {
                Session session = Session.of(net.network(), 33, 33, TestBackend.with(workers));
                for (int n = 0; n < 33; n++) {
                    session.open();
                }
                session.step(streams, x);
                session.step(streams, x);
                results.add(session.step(streams, x).toMatrix().data);
            }
        }
        assertArrayEquals(results.get(0), results.get(1));
        assertArrayEquals(results.get(0), results.get(2));
    }

    /** A stream as the test sees it: all it has read and what it was given, since it began. */
    private static final class Expected {

        private final List<Sequence> inputs = new ArrayList<>();
        private final List<float[]> outputs = new ArrayList<>();

        Expected copy() {
            Expected copy = new Expected();
            copy.inputs.addAll(inputs);
            copy.outputs.addAll(outputs);
            return copy;
        }

        void check(Nets net) {
            if (inputs.isEmpty()) {
                return;
            }
            Sequence x = net.inputs(inputs.size(), 1);
            for (int t = 0; t < inputs.size(); t++) {
                Nets.copyRow(inputs.get(t), 0, x, t);
            }
            float[][] whole = whole(net, x);
            for (int t = 0; t < whole.length; t++) {
                assertArrayEquals(whole[t], outputs.get(t), "step " + t);
            }
        }
    }

    /**
     * Streams open, step in groups of any size and order, are saved, restored, copied, reset and closed, as it happens; each of them
     * gets what it would have got alone and uninterrupted.
     */
    @ParameterizedTest
    @MethodSource("nets")
    void whateverHappensAroundItAStreamGetsWhatItWouldGetAlone(Nets net) {
        int room = 12;
        Session session = session(net, room, 10);
        Expected[] streams = new Expected[room];
        List<SessionState> saved = new ArrayList<>();
        List<Expected> savedFrom = new ArrayList<>();
        for (int turn = 0; turn < 300; turn++) {
            int[] open = random.ints(0, room).distinct().limit(room).filter(session::isOpen).toArray();
            int dice = open.length == 0 ? 0 : random.nextInt(20);
            if (dice <= 1 && open.length < room) {
                int stream = session.open();
                assertEquals(null, streams[stream]);
                streams[stream] = new Expected();
            } else if (dice == 2) {
                streams[open[0]].check(net);
                streams[open[0]] = null;
                session.close(open[0]);
            } else if (dice == 3) {
                streams[open[0]] = new Expected();
                session.reset(open[0]);
            } else if (dice == 4) {
                saved.add(SessionState.ofBytes(session.save(open[0]).toBytes()));
                savedFrom.add(streams[open[0]].copy());
            } else if (dice == 5 && !saved.isEmpty()) {
                int which = random.nextInt(saved.size());
                session.restore(open[0], saved.get(which));
                streams[open[0]] = savedFrom.get(which).copy();
            } else if (dice == 6) {
                session.fork(open[0], open[open.length - 1]);
                streams[open[open.length - 1]] = streams[open[0]].copy();
            } else if (dice == 7) {
                Sequence x = net.noise(1, 1, random);
                record(streams[open[0]], x, 0, net, step(session, open[0], x, 0));
            } else if (open.length > 0) {
                Sequence x = net.noise(1, 1 + random.nextInt(Math.min(10, open.length)), random);
                Sequence y = session.step(open, x);
                for (int n = 0; n < x.batchSize(); n++) {
                    record(streams[open[n]], x, n, net, y);
                }
            }
        }
        int steps = 0;
        for (Expected stream : streams) {
            if (stream != null) {
                stream.check(net);
                steps += stream.inputs.size();
            }
        }
        assertTrue(steps > 50, "a test that steps, " + steps);
    }

    private static void record(Expected stream, Sequence x, int row, Nets net, Sequence y) {
        Sequence copy = net.inputs(1, 1);
        Nets.copyRow(x, row, copy, 0);
        stream.inputs.add(copy);
        stream.outputs.add(Nets.row(y, row));
    }

    @Test
    void theOutputsOfAStepMayBeTheInputsOfTheNext() {
        for (Nets net : nets().filter(each -> !each.ids()).toList()) {
            Session fedBack = session(net, 9, 9);
            Session copied = session(net, 9, 9);
            int[] streams = new int[9];
            for (int n = 0; n < 9; n++) {
                streams[n] = fedBack.open();
                copied.open();
            }
            Sequence x = net.noise(1, 9, random);
            Sequence y = fedBack.step(streams, x);
            Sequence copy = copied.step(streams, x);
            for (int t = 0; t < 5; t++) {
                Sequence own = Sequence.dense(1, 9, Nets.WIDTH);
                System.arraycopy(copy.toMatrix().data, 0, own.data(), 0, 9 * Nets.WIDTH);
                y = fedBack.step(streams, y);
                copy = copied.step(streams, own);
                assertArrayEquals(copy.toMatrix().data, y.toMatrix().data, net + ", step " + t);
            }
        }
    }

    @Test
    void anInputThatIsNotANumberSpoilsItsOwnStreamOnly() {
        Nets net = nets().filter(each -> !each.ids()).findFirst().orElseThrow();
        Session session = session(net, 9, 9);
        Session clean = session(net, 9, 9);
        int[] streams = new int[9];
        for (int n = 0; n < 9; n++) {
            streams[n] = session.open();
            clean.open();
        }
        Sequence x = net.noise(1, 9, random);
        clean.step(streams, x);
        x.set(0, 4, 3, Float.NaN);
        session.step(streams, x);
        x.set(0, 4, 3, 0);
        Sequence y = session.step(streams, x);
        Sequence expected = clean.step(streams, x);
        for (int n = 0; n < 9; n++) {
            if (n == 4) {
                assertTrue(Float.isNaN(y.get(0, n, 0)));
            } else {
                assertArrayEquals(Nets.row(expected, n), Nets.row(y, n), "row " + n);
            }
        }
    }

    // ---- streams --------------------------------------------------------------------------------------------------------

    @Test
    void streamsAreNumberedFromTheLowestFreeOne() {
        Session session = session(Nets.stack(), 3, 2);
        assertEquals(0, session.open());
        assertEquals(1, session.open());
        assertEquals(2, session.open());
        assertState(session::open, "Session.open", "a free stream", "all 3 are open");
        session.close(1);
        assertFalse(session.isOpen(1));
        assertEquals(1, session.open());
        assertTrue(session.isOpen(1));
        assertEquals(3, session.streams());
        assertEquals(2, session.batch());
    }

    @Test
    void aSessionOfOneStreamNeedsNoNumber() {
        Nets ids = Nets.stack();
        Session session = Session.of(ids.network());
        Session named = Session.of(ids.network(), 1);
        assertTrue(session.isOpen(0));
        assertFalse(named.isOpen(0));
        named.open();
        for (int t = 0; t < 5; t++) {
            assertArrayEquals(Nets.row(named.step(0, t), 0), Nets.row(session.step(t), 0));
        }
        Nets floats = nets().filter(each -> !each.ids()).findFirst().orElseThrow();
        float[] x = Nets.row(floats.noise(1, 1, random), 0);
        Session reads = Session.of(floats.network(), 4);
        reads.open();
        assertArrayEquals(Nets.row(reads.step(0, x), 0), Nets.row(Session.of(floats.network()).step(x), 0));
        assertState(() -> reads.step(1), "Session.step", "a stream to be named", "room for 4");
        assertState(() -> reads.step(x), "Session.step", "a stream to be named", "room for 4");
    }

    @Test
    void probabilitiesAreThoseOfTheLastStep() {
        Nets net = Nets.stack();
        Session session = session(net, 9, 9);
        int[] streams = new int[9];
        for (int n = 0; n < 9; n++) {
            streams[n] = session.open();
        }
        assertState(session::softmax, "Session.softmax", "a step before it");
        assertState(session::sigmoid, "Session.sigmoid", "a step before it");
        for (int count : new int[] {9, 2}) {
            Sequence y = session.step(streams, net.noise(1, count, random));
            float[] before = y.toMatrix().data;
            Sequence softmax = session.softmax();
            assertEquals(y.shape(), softmax.shape());
            for (int n = 0; n < count; n++) {
                double sum = 0;
                for (int k = 0; k < Nets.WIDTH; k++) {
                    sum += Math.exp(y.get(0, n, k));
                }
                for (int k = 0; k < Nets.WIDTH; k++) {
                    assertEquals(Math.exp(y.get(0, n, k)) / sum, softmax.get(0, n, k), 1e-6);
                }
            }
            Sequence sigmoid = session.sigmoid();
            for (int i = 0; i < count * Nets.WIDTH; i++) {
                assertEquals(FloatMath.sigmoid(before[i]), sigmoid.data()[i]);
            }
            assertArrayEquals(before, y.toMatrix().data, "the outputs stay");
        }
    }
}
