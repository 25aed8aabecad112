package org.rnn4j.inference;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.rnn4j.Errors.assertArgument;
import static org.rnn4j.Errors.assertShape;
import static org.rnn4j.Errors.assertState;

import java.util.Arrays;
import java.util.List;
import java.util.random.RandomGenerator;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.function.Executable;
import org.rnn4j.TestBackend;
import org.rnn4j.cell.Gradients;
import org.rnn4j.cell.LstmCell;
import org.rnn4j.cell.State;
import org.rnn4j.cell.Tape;
import org.rnn4j.config.Settings;
import org.rnn4j.layer.Dense;
import org.rnn4j.layer.Layer;
import org.rnn4j.layer.Network;
import org.rnn4j.layer.Recurrent;
import org.rnn4j.random.Xoshiro256;
import org.rnn4j.tensor.Backend;
import org.rnn4j.tensor.Sequence;

/** What a session refuses: by name, and without having moved a stream. */
class SessionErrorsTest {

    private final RandomGenerator random = new Xoshiro256(5);

    @Test
    void aCallThatFailsNamesWhatIsWrongAndLeavesEveryStreamAsItWas() {
        Nets net = Nets.all().filter(each -> !each.ids()).findFirst().orElseThrow();
        Session session = Session.of(net.network(), 5, 3, TestBackend.serial());
        int[] streams = {session.open(), session.open(), session.open(), session.open()};
        session.step(new int[] {2, 0, 3}, net.noise(1, 3, random));
        List<SessionState> before = Arrays.stream(streams).mapToObj(session::save).toList();
        Sequence two = net.noise(1, 2, random);
        Sequence ids = Sequence.ids(1, 2, Nets.WIDTH);
        ids.ids()[1] = 7;
        SessionState foreign = Session.of(Nets.stack().network()).save(0);

        refuses(() -> assertArgument(() -> session.step(5, new float[7]), "Session.step", "from 0 to 4", "got 5"), session, before);
        refuses(() -> assertArgument(() -> session.step(-1, 2), "Session.step", "from 0 to 4", "got -1"), session, before);
        refuses(() -> assertArgument(() -> session.step(4, 2), "Session.step", "an open stream", "got 4"), session, before);
        refuses(() -> assertArgument(() -> session.step(0, 7), "Session.step", "an id from 0 to 6", "got 7"), session, before);
        refuses(() -> assertArgument(() -> session.step(0, -1), "Session.step", "an id from 0 to 6", "got -1"), session, before);
        refuses(() -> assertShape(() -> session.step(0, new float[6]), "Session.step: x", "7 floats", "got 6"), session, before);
        refuses(() -> assertArgument(() -> session.step(new int[] {0, 4}, two), "an open stream", "got 4"), session, before);
        refuses(() -> assertArgument(() -> session.step(new int[] {0, 9}, two), "from 0 to 4", "got 9"), session, before);
        refuses(() -> assertArgument(() -> session.step(new int[] {3, 3}, two), "row 1", "each stream once", "got 3"), session, before);
        refuses(() -> assertShape(() -> session.step(new int[] {1}, two), "Session.step: streams", "2 numbers", "got 1"), session, before);
        refuses(() -> assertArgument(() -> session.step(streams, ids), "row 1", "an id from 0 to 6", "got 7"), session, before);
        refuses(() -> assertShape(() -> session.step(streams, Sequence.dense(1, 2, 6)), "[1, N, 7]", "[1, 2, 6]"), session, before);
        refuses(() -> assertShape(() -> session.step(streams, Sequence.dense(2, 2, 7)), "[1, N, 7]", "[2, 2, 7]"), session, before);
        refuses(() -> assertShape(() -> session.step(streams, Sequence.dense(1, 0, 7)), "N from 1 to 3", "[1, 0, 7]"), session, before);
        refuses(() -> assertShape(() -> session.step(streams, Sequence.dense(1, 4, 7)), "N from 1 to 3", "[1, 4, 7]"), session, before);
        refuses(() -> assertShape(() -> session.step(streams, Sequence.dense(1, 2, 7).lengths(new int[] {1, 0})),
                "no padding", "[1, 2, 7] with lengths"), session, before);
        refuses(() -> assertArgument(() -> session.reset(4), "Session.reset", "got 4"), session, before);
        refuses(() -> assertArgument(() -> session.close(4), "Session.close", "got 4"), session, before);
        refuses(() -> assertArgument(() -> session.save(4), "Session.save", "got 4"), session, before);
        refuses(() -> assertArgument(() -> session.isOpen(5), "Session.isOpen", "got 5"), session, before);
        refuses(() -> assertArgument(() -> session.fork(4, 0), "Session.fork: from", "got 4"), session, before);
        refuses(() -> assertArgument(() -> session.fork(0, 4), "Session.fork: to", "got 4"), session, before);
        refuses(() -> assertArgument(() -> session.restore(4, before.get(0)), "Session.restore", "got 4"), session, before);
        refuses(() -> assertShape(() -> session.restore(0, foreign), "Session.restore: state", "[layers.0.h 19]",
                "[layers.1.h 21, layers.1.c 21, layers.3.h 17, layers.4.h 5]"), session, before);
        session.step(new int[] {3, 1}, two);                        // and what was named in a step that failed may be named again
    }

    private static void refuses(Runnable call, Session session, List<SessionState> before) {
        call.run();
        for (int stream = 0; stream < before.size(); stream++) {
            assertEquals(before.get(stream), session.save(stream), "stream " + stream);
        }
    }

    @Test
    void floatsForAnEmbeddingAreRefused() {
        Session session = Session.of(Nets.stack().network());
        session.step(1);
        SessionState before = session.save(0);
        assertShape(() -> session.step(new float[7]), "Embedding(7 -> 9", "ids [T, N] below 7");
        assertEquals(before, session.save(0));
        assertState(session::softmax, "a step before it");
    }

    @Test
    void sizesThatMeanNothingAreErrors() {
        Network network = Nets.stack().network();
        assertArgument(() -> Session.of(network, 0), "at least 1 stream", "0 streams");
        for (int batch : new int[] {0, 4}) {
            Executable make = () -> Session.of(network, 3, batch, Backend.standard());
            assertArgument(make, "a batch of 1 to all of them", "3 streams and a batch of " + batch);
        }
    }

    @Test
    void aLayerThatNeedsTheWholeSequenceIsRefusedByName() {
        Network network = Network.of(new Recurrent(new LstmCell(3, 4, random)), new Backwards(), new Dense(4, 2, random));
        assertArgument(() -> Session.of(network), "Session: layer 1, Backwards: expected a layer that runs one step at a time");
    }

    private static final class Backwards implements Layer {

        @Override
        public boolean streams() {
            return false;
        }

        @Override
        public int inputSize() {
            return 0;
        }

        @Override
        public int outputSize(int inputSize) {
            return inputSize;
        }

        @Override
        public Tape newTape(int maxSteps, int maxBatch, int inputSize, Backend backend) {
            throw new AssertionError("not to be run");
        }

        @Override
        public Sequence forward(Sequence x, State initial, Tape tape) {
            throw new AssertionError("not to be run");
        }

        @Override
        public Sequence backward(Sequence dy, State dState, Gradients gradients, Tape tape) {
            throw new AssertionError("not to be run");
        }

        @Override
        public Settings settings() {
            return Settings.ofType("backwards");
        }

        @Override
        public String toString() {
            return "Backwards";
        }
    }
}
