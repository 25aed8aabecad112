package org.rnn4j.layer;

import java.util.Arrays;
import java.util.random.RandomGenerator;
import org.rnn4j.cell.Gradients;
import org.rnn4j.cell.State;
import org.rnn4j.cell.Tape;
import org.rnn4j.tensor.Backend;
import org.rnn4j.tensor.Sequence;
import org.rnn4j.tensor.ShapeException;

/**
 * Everything that changes while a {@link Network} runs: the tapes of its layers, the state carried from window to window, the
 * gradients of outputs and states. Sized once; after the first window a pass allocates nothing. One workspace serves one
 * thread of control at a time; the {@link Backend}'s workers are its own affair.
 */
public final class Workspace implements ModelWorkspace {

    private final Network network;
    private final int maxSteps;
    private final int outputSteps;
    private final int maxBatch;
    private final Backend backend;
    private final Tape[] tapes;
    private final State state;
    private final State[] layerStates;
    private final State stateGradient;
    private final State[] layerStateGradients;
    private Sequence outputGradient;
    private Sequence lastOutputs;
    private boolean pending;

    /** Which rows of {@link #state} are where a sequence starts, and which rows of the last forward pass came from there. */
    private final boolean[] fresh;
    private final boolean[] started;
    private boolean inputGradient;

    Workspace(Network network, int maxSteps, int maxBatch, Backend backend) {
        this.network = network;
        this.maxSteps = maxSteps;
        this.maxBatch = maxBatch;
        this.backend = backend;
        int count = network.layers().size();
        tapes = network.chain().newTapes(maxSteps, maxBatch, backend);
        layerStates = new State[count];
        layerStateGradients = new State[count];
        state = State.zeros(network.stateSpec(), maxBatch);
        stateGradient = State.zeros(network.stateSpec(), maxBatch);
        int component = 0;
        for (int i = 0; i < count; i++) {
            Layer layer = network.layers().get(i);
            layerStates[i] = state.slice(component, layer.stateSpec());
            layerStateGradients[i] = stateGradient.slice(component, layer.stateSpec());
            component += layer.stateSpec().size();
        }
        outputSteps = network.chain().steps(count, maxSteps);
        fresh = new boolean[maxBatch];
        started = new boolean[maxBatch];
        for (int n = 0; n < maxBatch; n++) {
            start(n);
        }
        wantInputGradient(false);
    }

    /** {@return the network this is for} */
    public Network network() {
        return network;
    }

    /** {@return 0: a network reads its inputs only} */
    @Override
    public int maxSourceSteps() {
        return 0;
    }

    @Override
    public int maxSteps() {
        return maxSteps;
    }

    @Override
    public int maxBatch() {
        return maxBatch;
    }

    /** {@return what computes} */
    public Backend backend() {
        return backend;
    }

    /** Says that forward passes train from now on: dropout draws from this generator. */
    public void train(RandomGenerator random) {
        for (Tape tape : tapes) {
            tape.train(random);
        }
    }

    @Override
    public void train(RandomGenerator random, long update) {
        train(random);
    }

    @Override
    public void infer() {
        for (Tape tape : tapes) {
            tape.infer();
        }
    }

    /** Says whether backward passes compute the gradient of the network's inputs; not unless asked for. */
    public void wantInputGradient(boolean wanted) {
        inputGradient = wanted;
        tapes[0].inputGradient(wanted);
    }

    /** Says whether backward passes leave the gradient of the initial state in {@link #stateGradient()}; they do unless told not to. */
    @Override
    public void wantStateGradient(boolean wanted) {
        for (int i = 0; i < tapes.length; i++) {
            network.layers().get(i).wantStateGradient(wanted, tapes[i]);
        }
    }

    /**
     * Gets ready for a window. Sequences that go on keep what {@link #state()} holds: what the last window left, what {@link #carry}
     * took from it, or what the caller put there. The others start where their layers say a sequence starts: at zero, or at a
     * learned state ({@link Layer#startState}), to whose parameters the backward pass then adds their gradient. A sequence that goes
     * on adds nothing there. In a new workspace all have started, from the parameters of that moment.
     *
     * @param continues for each sequence whether it goes on; null when all do
     */
    @Override
    public void startWindow(boolean[] continues) {
        if (pending) {
            carry(null);
        }
        if (continues != null) {
            for (int n = 0; n < maxBatch; n++) {
                if (n >= continues.length || !continues[n]) {
                    start(n);
                } else {
                    fresh[n] = false;
                }
            }
        } else {
            Arrays.fill(fresh, false);
        }
        stateGradient.zero();
    }

    private void start(int n) {
        for (int i = 0; i < tapes.length; i++) {
            network.layers().get(i).startState(n, layerStates[i], tapes[i]);
        }
        fresh[n] = true;
    }

    /**
     * Gives one sequence of the coming window its initial state, after {@link #startWindow}, whatever that said of it. A given state
     * is not a learned one: its gradient is in {@link #stateGradient()} after the backward pass and goes nowhere else. Whoever
     * writes into {@link #state()} directly should do so before {@link #startWindow} and let the sequence go on.
     *
     * @param n which sequence of this workspace
     * @param from a state of the same widths, such as {@link #state()} of a workspace after {@link #carry}
     * @param row which sequence of it
     * @throws ShapeException when the widths differ
     * @throws IllegalArgumentException when there is no such row here or there
     */
    public void giveState(int n, State from, int row) {
        if (n < 0 || n >= maxBatch || row < 0 || row >= from.batchSize()) {
            throw new IllegalArgumentException("Workspace.giveState: expected a sequence from 0 to " + (maxBatch - 1)
                    + " and a row from 0 to " + (from.batchSize() - 1) + " but got " + n + " and " + row);
        }
        if (pending) {
            throw new IllegalStateException("Workspace.giveState: expected startWindow after the last forward pass");
        }
        state.copyRow(n, from, row);
        fresh[n] = false;
    }

    @Override
    public Sequence forward(Sequence source, Sequence inputs) {
        if (source != null) {
            throw new IllegalArgumentException(network + ": expected inputs only but got a source too: " + source);
        }
        return network.forward(inputs, this);
    }

    @Override
    public void backward(Sequence dOutput, Gradients gradients) {
        network.backward(dOutput, gradients, this);
    }

    @Override
    public String findNonFinite(Sequence source, Sequence inputs) {
        return network.findNonFinite(inputs, this);
    }

    @Override
    public void carry(int[] steps) {
        if (lastOutputs == null) {
            throw new IllegalStateException("Workspace.carry: expected a forward pass before it");
        }
        for (int i = 0; i < tapes.length; i++) {
            network.layers().get(i).readState(tapes[i], steps, layerStates[i]);
        }
        pending = false;
        Arrays.fill(fresh, 0, lastOutputs.batchSize(), false);
    }

    /** {@return whether a sequence of the last forward pass came from where sequences start} */
    boolean started(int n) {
        return started[n];
    }

    /** {@return the state that the next forward pass starts from, by path, {@code [N, H]} each; may be read and set} */
    @Override
    public State state() {
        return state;
    }

    /**
     * {@return gradient of the final state before the backward pass, of the initial state after it unless {@link #wantStateGradient}
     * said that nobody wants it; may be read and set}
     */
    public State stateGradient() {
        return stateGradient;
    }

    @Override
    public Sequence outputGradient() {
        if (lastOutputs == null) {
            throw new IllegalStateException("Workspace.outputGradient: expected a forward pass before it");
        }
        if (outputGradient == null) {
            outputGradient = Sequence.dense(outputSteps, maxBatch, network.outputSize());
        }
        return outputGradient.reshapeLike(lastOutputs);
    }

    /** {@return the tape of a layer, counted from 0: for what the layer itself can tell of it after a pass} */
    public Tape tape(int layer) {
        return tapes[layer];
    }

    State state(int layer) {
        return layerStates[layer];
    }

    State stateGradient(int layer) {
        return layerStateGradients[layer];
    }

    boolean wantsInputGradient() {
        return inputGradient;
    }

    private void requireOwn(Network asking) {
        if (asking != network) {
            throw new IllegalArgumentException(asking + ": expected a workspace of its own but got one of " + network);
        }
    }

    void requireForward(Network asking, Sequence dOutput) {
        requireOwn(asking);
        if (lastOutputs == null) {
            throw new IllegalStateException("Network.backward: expected a forward pass before it");
        }
        if (dOutput.steps() != lastOutputs.steps() || dOutput.batchSize() != lastOutputs.batchSize()
                || dOutput.width() != lastOutputs.width()) {
            throw new ShapeException("Network.backward: dOutput", lastOutputs.shape(), dOutput.shape());
        }
    }

    void requireRoom(Network asking, Sequence x) {
        requireOwn(asking);
        if (x.steps() > maxSteps || x.batchSize() > maxBatch) {
            throw new ShapeException("Network.forward: x", "at most [" + maxSteps + ", " + maxBatch + "] in this workspace",
                    x.shape());
        }
    }

    void forwardDone(Sequence outputs) {
        lastOutputs = outputs;
        pending = true;
        System.arraycopy(fresh, 0, started, 0, maxBatch);
    }

    @Override
    public String toString() {
        return "Workspace(" + maxSteps + " steps, " + maxBatch + " sequences, " + backend.kernels().name() + " kernels, "
                + backend.workers() + ")";
    }
}
