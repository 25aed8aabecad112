package org.rnn4j.benchmarks;

import java.util.random.RandomGenerator;
import org.openjdk.jmh.annotations.Benchmark;
import org.openjdk.jmh.annotations.Param;
import org.openjdk.jmh.annotations.Setup;
import org.openjdk.jmh.annotations.TearDown;
import org.rnn4j.cell.Cell;
import org.rnn4j.cell.Gradients;
import org.rnn4j.cell.ParameterSet;
import org.rnn4j.cell.State;
import org.rnn4j.cell.Tape;
import org.rnn4j.layer.Network;
import org.rnn4j.layer.Recurrent;
import org.rnn4j.random.Xoshiro256;
import org.rnn4j.tensor.Sequence;

/** How long does one step of one cell take, forward, and forward and backward, with dense inputs as wide as the state? */
public class CellStepBenchmark extends Measured {

    /** The cell. */
    @Param
    public CellKind cell;

    /** Sequences side by side: one as in generation, an odd few, a usual batch. */
    @Param({"1", "7", "32"})
    public int batch;

    /** D and H: below and above a multiple of every vector length, and usual ones. */
    @Param({"63", "128", "257", "512"})
    public int hidden;

    private Cell measured;
    private Tape tape;
    private Sequence x;
    private Sequence dy;
    private State initial;
    private State stateGradient;
    private Gradients gradients;

    /** Makes the cell, its inputs and its buffers. */
    @Setup
    public void prepare() {
        RandomGenerator random = new Xoshiro256(1);
        measured = cell.create(hidden, hidden, random);
        tape = measured.newTape(1, batch, backend());
        x = noise(random);
        dy = noise(random);
        initial = State.zeros(measured.stateSpec(), batch);
        for (int k = 0; k < measured.stateSpec().size(); k++) {
            System.arraycopy(noise(random).data(), 0, initial.part(k).data, 0, batch * hidden);
        }
        stateGradient = State.zeros(measured.stateSpec(), batch);
        gradients = new Gradients(ParameterSet.of(measured.parameters()));
    }

    private Sequence noise(RandomGenerator random) {
        Sequence noise = Sequence.dense(1, batch, hidden);
        for (int i = 0; i < batch * hidden; i++) {
            noise.data()[i] = (float) random.nextGaussian();
        }
        return noise;
    }

    /** One step. */
    @Benchmark
    public Sequence forward() {
        return measured.forward(x, initial, tape);
    }

    /** One step and the way back, down to the gradient of the inputs. */
    @Benchmark
    public Sequence forwardAndBackward() {
        measured.forward(x, initial, tape);
        stateGradient.zero();                   // it held the gradient of the initial state, which grows or dies over calls
        return measured.backward(dy, stateGradient, gradients, tape);
    }

    /** Compares with one sequence alone. */
    @TearDown
    public void check() {
        WindowCheck.of(Network.of(new Recurrent(measured)), x, backend());
    }
}
