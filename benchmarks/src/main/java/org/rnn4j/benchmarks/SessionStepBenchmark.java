package org.rnn4j.benchmarks;

import java.util.random.RandomGenerator;
import org.openjdk.jmh.annotations.Benchmark;
import org.openjdk.jmh.annotations.Param;
import org.openjdk.jmh.annotations.Setup;
import org.openjdk.jmh.annotations.TearDown;
import org.rnn4j.inference.Session;
import org.rnn4j.layer.Network;
import org.rnn4j.random.Xoshiro256;
import org.rnn4j.tensor.Sequence;

/**
 * How long does a server take for one step of so many users at once, and how much of it does a user cost? One product for all reads
 * the weights once; for one user alone they are read for a single row.
 */
public class SessionStepBenchmark extends Measured {

    /** The cell of all layers. */
    @Param
    public CellKind cell;

    /** Hidden width and number of layers. */
    @Param({"128x1", "256x2"})
    public String size;

    /** How many step at once. */
    @Param({"1", "8", "64"})
    public int streams;

    private Network network;
    private Session session;
    private int[] turns;
    private Sequence inputs;

    /** Opens all streams, and gives each a symbol of its own. */
    @Setup
    public void prepare() {
        RandomGenerator random = new Xoshiro256(1);
        network = LanguageModel.of(cell, size, random);
        session = Session.of(network, streams, streams, backend());
        turns = new int[streams];
        inputs = Sequence.ids(1, streams, Config.VOCABULARY);
        for (int n = 0; n < streams; n++) {
            turns[n] = session.open();
            inputs.ids()[n] = random.nextInt(Config.VOCABULARY);
        }
    }

    /** A step of all of them. */
    @Benchmark
    public Sequence step() {
        return session.step(turns, inputs);
    }

    /** Takes some steps anew and compares them with one pass over all of them, on the reference kernels. */
    @TearDown
    public void check() {
        int steps = 5;
        Sequence whole = Sequence.ids(steps, streams, Config.VOCABULARY);
        for (int row = 0; row < whole.rows(); row++) {
            whole.ids()[row] = inputs.ids()[row % streams];
        }
        Sequence expected = network.forward(whole, network.newWorkspace(steps, streams, Measured.reference()));
        Sequence actual = null;
        for (int n = 0; n < streams; n++) {
            session.reset(turns[n]);
        }
        for (int t = 0; t < steps; t++) {
            actual = session.step(turns, inputs);
        }
        Check.areClose("outputs", expected.data(), expected.offset((steps - 1) * streams), actual.data(), actual.offset(),
                streams * Config.VOCABULARY, 1e-4);
    }
}
