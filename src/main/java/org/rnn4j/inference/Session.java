package org.rnn4j.inference;

import org.rnn4j.layer.Layer;
import org.rnn4j.layer.Network;
import org.rnn4j.layer.Workspace;
import org.rnn4j.tensor.Backend;
import org.rnn4j.tensor.Sequence;
import org.rnn4j.tensor.ShapeException;

/**
 * A trained {@link Network} one step at a time, for many independent streams: the users of a server, the sensors of a plant, the
 * games of a tournament. A stream is a sequence without an end, and has a state of its own. Streams are named by small numbers that
 * {@link #open()} gives out.
 *
 * <p>Any number of threads serve one network, without locks: each has its own session, and a session belongs to one thread at a
 * time. Training changes the network and must not run meanwhile. A step takes nothing from the heap once it is warm.
 *
 * <p><b>The same bits.</b> The outputs of a stream are those of {@link Network#forward} over its whole sequence, bit for bit,
 * whichever streams step beside it, in whatever order and groups, and wherever its state was saved, restored or copied on the
 * way. That follows from what {@link org.rnn4j.tensor.Kernels} promise about the order of a sum.
 *
 * <p>A call that fails leaves the state of every stream as it was. Sizes: {@code streams} states, and a workspace for one step of
 * {@code batch} of them.
 */
public final class Session {

    private static final boolean[] NONE_GOES_ON = {};

    private final Network network;
    private final Workspace workspace;
    private final int batch;
    private final Streams streams;
    private final StepInputs inputs;
    private final Probabilities probabilities;

    /** The names of a step of one stream. */
    private final int[] alone = new int[1];

    private Session(Network network, int streams, int batch, Backend backend) {
        for (int i = 0; i < network.layers().size(); i++) {
            Layer layer = network.layers().get(i);
            if (!layer.streams()) {
                throw new IllegalArgumentException("Session: layer " + i + ", " + layer
                        + ": expected a layer that runs one step at a time but got one whose outputs need the whole sequence");
            }
        }
        if (streams < 1 || batch < 1 || batch > streams) {
            throw new IllegalArgumentException("Session: expected at least 1 stream and a batch of 1 to all of them but got " + streams
                    + " streams and a batch of " + batch);
        }
        this.network = network;
        this.batch = batch;
        workspace = network.newWorkspace(1, batch, backend);
        this.streams = new Streams(network.stateSpec(), streams);
        inputs = new StepInputs(network.inputSize(), batch);
        probabilities = new Probabilities(backend.kernels(), network.outputSize(), batch);
    }

    /**
     * {@return a session of one stream, 0, which is open: what {@link #step(int)} and {@link #step(float[])} are for}
     *
     * @throws IllegalArgumentException when a layer needs the whole sequence; the message names it
     */
    public static Session of(Network network) {
        Session session = of(network, 1);
        session.open();
        return session;
    }

    /**
     * {@return a session with room for so many streams, none of them open, that may all take a step together}
     *
     * @throws IllegalArgumentException when a layer needs the whole sequence, or {@code streams} is less than 1
     */
    public static Session of(Network network, int streams) {
        return of(network, streams, streams, Backend.standard());
    }

    /**
     * {@return a session with room for so many streams, none of them open}
     *
     * @param batch the most streams of one step. Each takes room for the activations of a step, several times that of a state
     * @param backend the kernels, and the workers that share a step: serial ones when the application has threads of its own
     * @throws IllegalArgumentException when a layer needs the whole sequence, {@code streams} is less than 1, or {@code batch} is not
     *         from 1 to {@code streams}
     */
    public static Session of(Network network, int streams, int batch, Backend backend) {
        return new Session(network, streams, batch, backend);
    }

    /** {@return the network this runs} */
    public Network network() {
        return network;
    }

    /** {@return how many streams there is room for} */
    public int streams() {
        return streams.count();
    }

    /** {@return the most streams of one step} */
    public int batch() {
        return batch;
    }

    // ---- streams --------------------------------------------------------------------------------------------------------

    /**
     * Opens a stream at the network's initial state.
     *
     * @return its number, the lowest that is free
     * @throws IllegalStateException when all are open
     */
    public int open() {
        int stream = streams.open();
        begin(stream);
        return stream;
    }

    /** {@return whether a stream is open} @throws IllegalArgumentException when there is no room for one of this number */
    public boolean isOpen(int stream) {
        return streams.isOpen(stream);
    }

    /** Ends a stream: its number is free again. @throws IllegalArgumentException when it is not open */
    public void close(int stream) {
        streams.close(stream);
    }

    /** Takes a stream back to the network's initial state. @throws IllegalArgumentException when it is not open */
    public void reset(int stream) {
        streams.requireOpen("reset", stream);
        begin(stream);
    }

    private void begin(int stream) {
        workspace.startWindow(NONE_GOES_ON);
        alone[0] = stream;
        streams.scatter(workspace.state(), alone, 1);
    }

    /** {@return the state of a stream, to {@link #restore} later, here or elsewhere} @throws IllegalArgumentException when it is not open */
    public SessionState save(int stream) {
        streams.requireOpen("save", stream);
        return SessionState.of(streams.states(), stream);
    }

    /**
     * Puts a stream where another, or itself, was when saved.
     *
     * @throws IllegalArgumentException when it is not open
     * @throws ShapeException when the state is that of a network of other layers or widths
     */
    public void restore(int stream, SessionState saved) {
        streams.requireOpen("restore", stream);
        saved.require("Session.restore: state", network.stateSpec());
        saved.copyTo(streams.states(), stream);
    }

    /** Puts one stream where another is; that one stays. @throws IllegalArgumentException when one of them is not open */
    public void fork(int from, int to) {
        streams.requireOpen("fork: from", from);
        streams.requireOpen("fork: to", to);
        streams.copy(from, to);
    }

    private int onlyStream() {
        if (streams.count() > 1) {
            throw new IllegalStateException("Session.step: expected a stream to be named, since there is room for " + streams.count());
        }
        return 0;
    }

    // ---- steps ----------------------------------------------------------------------------------------------------------

    /** {@link #step(int, int)} of the only stream. @throws IllegalStateException when there is room for others */
    public Sequence step(int id) {
        return step(onlyStream(), id);
    }

    /** {@link #step(int, float[])} of the only stream. @throws IllegalStateException when there is room for others */
    public Sequence step(float[] x) {
        return step(onlyStream(), x);
    }

    /**
     * Feeds one stream an id, which stands for a one-hot vector or a row of an embedding.
     *
     * @return the outputs {@code [1, 1, outputSize]}, as the network gives them: a view, valid until the next step
     * @throws IllegalArgumentException when the stream is not open or the id not in {@code [0, inputSize)}
     */
    public Sequence step(int stream, int id) {
        streams.requireOpen("step", stream);
        alone[0] = stream;
        return run(alone, inputs.of(id));
    }

    /**
     * Feeds one stream a vector.
     *
     * @param x {@code [inputSize]}; not changed, not kept
     * @return the outputs {@code [1, 1, outputSize]}, as the network gives them: a view, valid until the next step
     * @throws IllegalArgumentException when the stream is not open
     * @throws ShapeException when the width is another, or the network reads ids
     */
    public Sequence step(int stream, float[] x) {
        streams.requireOpen("step", stream);
        alone[0] = stream;
        return run(alone, inputs.of(x));
    }

    /**
     * Feeds several streams at once: one product for all of them, which reads the weights once.
     *
     * @param streams whose turn it is, each once, in any order; of a longer array the first ones
     * @param x one step of so many streams, {@code [1, N, inputSize]}, row n for {@code streams[n]}; not changed, not kept, and may be
     *          the outputs of the step before
     * @return the outputs {@code [1, N, outputSize]}, row n those of {@code streams[n]}: a view, valid until the next step
     * @throws IllegalArgumentException when a stream is not open or named twice, or an id is not in {@code [0, inputSize)}
     * @throws ShapeException when the inputs are of another shape than one step of at most {@link #batch()} streams, or there are fewer
     *         streams than rows
     */
    public Sequence step(int[] streams, Sequence x) {
        Sequence own = inputs.of(x);
        if (streams.length < x.batchSize()) {
            throw new ShapeException("Session.step: streams", x.batchSize() + " numbers, one for each row of " + x.shape(),
                    Integer.toString(streams.length));
        }
        this.streams.requireDistinct(streams, x.batchSize());
        return run(streams, own);
    }

    /** Nothing of the streams is changed before all has been computed. */
    private Sequence run(int[] turns, Sequence x) {
        probabilities.forget();
        streams.gather(turns, x.batchSize(), workspace.state());
        Sequence outputs = network.forward(x, workspace);
        workspace.carry(null);
        streams.scatter(workspace.state(), turns, x.batchSize());
        probabilities.follow(outputs);
        return outputs;
    }

    /**
     * {@return the outputs of the last step as probabilities of which one is chosen from all, as a network trained with softmax
     * cross-entropy means them: {@code softmax} of each row} A view of another buffer than the outputs', valid until the next step.
     *
     * @throws IllegalStateException when no step came before
     */
    public Sequence softmax() {
        return probabilities.softmax();
    }

    /**
     * {@return the outputs of the last step as a probability each, as a network trained with sigmoid cross-entropy means them:
     * {@code σ} of every float} A view of another buffer than the outputs', valid until the next step.
     *
     * @throws IllegalStateException when no step came before
     */
    public Sequence sigmoid() {
        return probabilities.sigmoid();
    }

    @Override
    public String toString() {
        return "Session(" + network + ", " + streams.count() + " streams, batch " + batch + ")";
    }
}
