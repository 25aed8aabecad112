package org.rnn4j.layer;

import java.util.Locale;
import java.util.Objects;
import java.util.function.Supplier;
import org.rnn4j.cell.Cell;
import org.rnn4j.cell.Gradients;
import org.rnn4j.cell.ParameterSet;
import org.rnn4j.cell.State;
import org.rnn4j.cell.StateSpec;
import org.rnn4j.cell.Tape;
import org.rnn4j.config.Settings;
import org.rnn4j.tensor.Backend;
import org.rnn4j.tensor.Sequence;
import org.rnn4j.tensor.ShapeException;

/**
 * Two cells over time, of which one reads each sequence from its start to its end and the other from its own end to its start, and
 * whose outputs are merged step by step: {@code y[t, n] = merge(f[t, n], b[t, n])}, where b has read steps {@code length(n) − 1}
 * down to t. Shapes {@code [T, N, D] -> [T, N, K]}; padding of the outputs is zero. Parameters are the cells', under
 * {@code forward.} and {@code backward.}, and so are the states.
 *
 * <p><b>Last outputs.</b> At a sequence's last step the backward cell has read that step only, so {@link LastStep} after this layer
 * is seldom what a classifier wants. {@link #lastOutputs()} merges what each cell put out when it had read the whole sequence:
 * the forward cell at the last step, the backward cell at the first.
 *
 * <p><b>State.</b> The initial state of the backward cell is that before the sequence's last step, and its final state that after
 * it has read the first. {@link #readState} counts for each cell its own steps: after 3 the backward cell has read the last 3 of
 * the sequence. The final states of both are there to be handed to a decoder. They are no way to cut a text into windows, since
 * what comes later is not there yet: all sequences should start anew in each window. Where one goes on, the backward cell starts at
 * the end of the new window from where it stood at the start of the old one.
 *
 * <p>Source: Schuster and Paliwal, "Bidirectional recurrent neural networks", 1997.
 */
public final class Bidirectional implements Layer {

    /** How two outputs become one. All but the first need cells of one output size. */
    public enum Merge {

        /** Side by side, the forward cell's first: width {@code Kf + Kb}. */
        CONCATENATE,
        /** {@code f + b}. */
        SUM,
        /** {@code (f + b) / 2}. */
        AVERAGE,
        /** {@code f ⊙ b}. */
        MULTIPLY
    }

    private final Cell forward;
    private final Cell backward;
    private final Merge merge;
    private final boolean last;
    private final StateSpec stateSpec;

    /** Two cells whose outputs are put side by side. */
    public Bidirectional(Cell forward, Cell backward) {
        this(forward, backward, Merge.CONCATENATE);
    }

    /**
     * Two cells.
     *
     * @throws ShapeException when they read different widths, or give different widths that cannot be merged
     * @throws IllegalArgumentException when they are one and the same
     */
    public Bidirectional(Cell forward, Cell backward, Merge merge) {
        this(forward, backward, merge, false);
    }

    private Bidirectional(Cell forward, Cell backward, Merge merge, boolean last) {
        this.forward = Objects.requireNonNull(forward, "forward");
        this.backward = Objects.requireNonNull(backward, "backward");
        this.merge = Objects.requireNonNull(merge, "merge");
        this.last = last;
        if (forward == backward) {
            throw new IllegalArgumentException("Bidirectional: expected two cells but got one twice, " + forward);
        }
        if (forward.inputSize() != backward.inputSize()) {
            throw new ShapeException("Bidirectional: backward cell " + backward, "inputs of width " + forward.inputSize()
                    + " as of " + forward, "width " + backward.inputSize());
        }
        if (merge != Merge.CONCATENATE && forward.outputSize() != backward.outputSize()) {
            throw new ShapeException("Bidirectional: " + name(merge) + ": backward cell " + backward, "outputs of width "
                    + forward.outputSize() + " as of " + forward, "width " + backward.outputSize());
        }
        this.stateSpec = StateSpec.NONE.and("forward.", forward.stateSpec()).and("backward.", backward.stateSpec());
    }

    /** {@return two cells of one kind, whose outputs are put side by side} @param cell called twice; makes a new cell each time */
    public static Bidirectional of(Supplier<? extends Cell> cell) {
        return new Bidirectional(cell.get(), cell.get());
    }

    /**
     * {@return a layer of the described merge}
     *
     * @param forward of the shape that {@code settings.settings("forward")} describes
     * @param backward of the shape that {@code settings.settings("backward")} describes
     */
    public static Bidirectional of(Settings settings, Cell forward, Cell backward) {
        return new Bidirectional(forward, backward, settings.constant("merge", Merge.class), settings.flag("last"));
    }

    /**
     * {@return a layer of the same cells that gives one row for each sequence, [T, N, D] -> [1, N, K]} The forward cell's output
     * at the sequence's last step is merged with the backward cell's at its first; a sequence of length 0 gives zeros, and
     * the outputs have no lengths.
     */
    public Bidirectional lastOutputs() {
        return new Bidirectional(forward, backward, merge, true);
    }

    /** {@return the cell that reads from start to end} */
    public Cell forwardCell() {
        return forward;
    }

    /** {@return the cell that reads from end to start} */
    public Cell backwardCell() {
        return backward;
    }

    /** {@return how two outputs become one} */
    public Merge merge() {
        return merge;
    }

    /** {@return whether this gives one row for each sequence} */
    public boolean givesLastOutputs() {
        return last;
    }

    @Override
    public int inputSize() {
        return forward.inputSize();
    }

    @Override
    public int outputSize(int inputSize) {
        return merge == Merge.CONCATENATE ? forward.outputSize() + backward.outputSize() : forward.outputSize();
    }

    @Override
    public int outputSteps(int steps) {
        return last ? 1 : steps;
    }

    /** {@return false: the backward cell starts at a sequence's end} */
    @Override
    public boolean streams() {
        return false;
    }

    @Override
    public void addParameters(String prefix, ParameterSet.Builder builder) {
        builder.add(prefix + "forward.", forward.parameters());
        builder.add(prefix + "backward.", backward.parameters());
    }

    @Override
    public StateSpec stateSpec() {
        return stateSpec;
    }

    @Override
    public Tape newTape(int maxSteps, int maxBatch, int inputSize, Backend backend) {
        return new BidirectionalTape(this, maxSteps, maxBatch, backend);
    }

    @Override
    public Sequence forward(Sequence x, State initial, Tape tape) {
        BidirectionalTape own = own(tape);
        if (x.width() != inputSize() || x.batchSize() > own.maxBatch() || x.rows() > own.maxSteps() * own.maxBatch()) {
            throw new ShapeException(this + ".forward: x",
                    "at most [" + own.maxSteps() + ", " + own.maxBatch() + ", " + inputSize() + "]", x.shape());
        }
        return own.forward(x, initial);
    }

    @Override
    public Sequence backward(Sequence dy, State dState, Gradients gradients, Tape tape) {
        return own(tape).backward(dy, dState, gradients);
    }

    /** Reads the states; {@code steps} counts for each cell those that it has made itself. */
    @Override
    public void wantStateGradient(boolean wanted, Tape tape) {
        own(tape).wantStateGradient(wanted);
    }

    @Override
    public void readState(Tape tape, int[] steps, State target) {
        own(tape).readState(steps, target);
    }

    private BidirectionalTape own(Tape tape) {
        if (tape instanceof BidirectionalTape own && own.owner() == this) {
            return own;
        }
        throw new IllegalArgumentException(this + ": expected a tape made by this layer's newTape but got " + tape);
    }

    @Override
    public Settings settings() {
        return Settings.ofType("bidirectional").with("forward", forward.settings()).with("backward", backward.settings())
                .with("merge", name(merge)).with("last", last);
    }

    private static String name(Merge merge) {
        return merge.name().toLowerCase(Locale.ROOT);
    }

    @Override
    public String toString() {
        return "Bidirectional(" + forward + ", " + backward + ", " + name(merge) + (last ? ", last outputs" : "") + ")";
    }
}
