package org.rnn4j.benchmarks;

import java.util.random.RandomGenerator;
import org.openjdk.jmh.annotations.Benchmark;
import org.openjdk.jmh.annotations.Param;
import org.openjdk.jmh.annotations.Setup;
import org.openjdk.jmh.annotations.TearDown;
import org.rnn4j.cell.Gradients;
import org.rnn4j.layer.Network;
import org.rnn4j.layer.Workspace;
import org.rnn4j.random.Xoshiro256;
import org.rnn4j.tensor.Sequence;

/**
 * How long do the recurrent layers of a language model take for one window, forward, and forward and backward? What the way back
 * costs is the difference: it needs a forward pass before it each time. Tokens in a window: batch times steps.
 */
public class SequencePassBenchmark extends Measured {

    /** The sizes. */
    @Param
    public Config config;

    /** The cell of all layers. */
    @Param
    public CellKind cell;

    private Network network;
    private Workspace workspace;
    private Sequence x;
    private Sequence dy;
    private Gradients gradients;

    /** Makes the network, its inputs and its buffers. */
    @Setup
    public void prepare() {
        RandomGenerator random = new Xoshiro256(1);
        network = Network.of(config.recurrentLayers(cell, random));
        workspace = network.newWorkspace(config.steps, config.batch, backend());
        x = Sequence.ids(config.steps, config.batch, Config.VOCABULARY);
        for (int row = 0; row < x.rows(); row++) {
            x.ids()[row] = random.nextInt(Config.VOCABULARY);
        }
        dy = Sequence.dense(config.steps, config.batch, config.hidden);
        for (int i = 0; i < dy.rows() * dy.width(); i++) {
            dy.data()[i] = (float) random.nextGaussian() / dy.rows();
        }
        gradients = new Gradients(network.parameters());
    }

    /** All steps, from the state that the window before left. */
    @Benchmark
    public Sequence forward() {
        workspace.startWindow(null);
        return network.forward(x, workspace);
    }

    /** All steps and all the way back. */
    @Benchmark
    public Gradients forwardAndBackward() {
        workspace.startWindow(null);
        network.forward(x, workspace);
        gradients.zero();
        network.backward(dy, gradients, workspace);
        return gradients;
    }

    /** Compares with one sequence alone. */
    @TearDown
    public void check() {
        WindowCheck.of(network, x, backend());
    }
}
