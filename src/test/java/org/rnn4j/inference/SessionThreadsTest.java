package org.rnn4j.inference;

import static org.junit.jupiter.api.Assertions.assertArrayEquals;
import static org.junit.jupiter.api.Assertions.assertEquals;

import java.util.ArrayList;
import java.util.List;
import java.util.concurrent.CyclicBarrier;
import java.util.concurrent.ExecutorService;
import java.util.concurrent.Executors;
import java.util.concurrent.Future;
import java.util.random.RandomGenerator;
import org.junit.jupiter.api.Test;
import org.rnn4j.TestBackend;
import org.rnn4j.random.Xoshiro256;
import org.rnn4j.tensor.Backend;
import org.rnn4j.tensor.Sequence;

/** Any number of threads over one network, each with a session of its own. */
class SessionThreadsTest {

    private static final int THREADS = 64;
    private static final int STEPS = 80;
    private static final int STREAMS = 9;

    /** A run of many steps, of one stream and of groups on both sides of what is worth packing: what came out, in one row a turn. */
    private static float[][] run(Nets net, Backend backend, long seed) {
        RandomGenerator random = new Xoshiro256(seed);
        Session session = Session.of(net.network(), STREAMS, STREAMS, backend);
        int[] streams = new int[STREAMS];
        for (int n = 0; n < STREAMS; n++) {
            streams[n] = session.open();
        }
        float[][] results = new float[STEPS][];
        for (int turn = 0; turn < STEPS; turn++) {
            int count = turn % 3 == 0 ? STREAMS : 1 + random.nextInt(STREAMS);
            session.step(streams, net.noise(1, count, random));
            results[turn] = session.softmax().toMatrix().data;
            if (turn % 20 == 19) {
                session.restore(streams[0], session.save(streams[1]));
            }
        }
        return results;
    }

    @Test
    void sixtyFourThreadsGetWhatOneThreadGets() throws Exception {
        Nets net = Nets.stack();
        float[] before = parameters(net);
        Backend backend = TestBackend.serial();                     // one for all: kernels have no state that a caller can see
        float[][][] expected = new float[THREADS][][];
        for (int thread = 0; thread < THREADS; thread++) {
            expected[thread] = run(net, backend, thread);
        }
        CyclicBarrier together = new CyclicBarrier(THREADS);
        ExecutorService threads = Executors.newFixedThreadPool(THREADS);
        try {
            List<Future<float[][]>> results = new ArrayList<>();
            for (int thread = 0; thread < THREADS; thread++) {
                int seed = thread;
                results.add(threads.submit(() -> {
                    together.await();
                    return run(net, backend, seed);
                }));
            }
            for (int thread = 0; thread < THREADS; thread++) {
                float[][] actual = results.get(thread).get();
                for (int turn = 0; turn < STEPS; turn++) {
                    assertArrayEquals(expected[thread][turn], actual[turn], "thread " + thread + ", turn " + turn);
                }
            }
        } finally {
            threads.shutdownNow();
        }
        assertArrayEquals(before, parameters(net), "a session changes nothing of the network");
    }

    private static float[] parameters(Nets net) {
        float[] all = new float[net.network().parameters().size()];
        int[] at = {0};
        net.network().parameters().forEach(parameter -> {
            System.arraycopy(parameter.value().data, 0, all, at[0], parameter.size());
            at[0] += parameter.size();
        });
        assertEquals(all.length, at[0]);
        return all;
    }

    /** A connection is served now by this thread of a pool, now by that: a session is not bound to the thread that made it. */
    @Test
    void aSessionMayMoveFromThreadToThread() throws Exception {
        Nets net = Nets.stack();
        Sequence x = net.noise(100, 1, new Xoshiro256(8));
        Session alone = Session.of(net.network(), 1, 1, TestBackend.serial());
        Session moved = Session.of(net.network(), 1, 1, TestBackend.serial());
        alone.open();
        moved.open();
        ExecutorService threads = Executors.newFixedThreadPool(4);
        try {
            for (int t = 0; t < x.steps(); t++) {
                int id = x.ids()[t];
                float[] actual = threads.submit(() -> Nets.row(moved.step(id), 0)).get();
                assertArrayEquals(Nets.row(alone.step(id), 0), actual, "step " + t);
            }
        } finally {
            threads.shutdownNow();
        }
    }
}
