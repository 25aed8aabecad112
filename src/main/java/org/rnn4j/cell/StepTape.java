package org.rnn4j.cell;

import java.util.Arrays;
import java.util.List;
import org.ejml.data.FMatrixRMaj;
import org.rnn4j.tensor.Backend;
import org.rnn4j.tensor.PackedWeight;
import org.rnn4j.tensor.Sequence;
import org.rnn4j.tensor.ShapeException;

/**
 * The activations of a {@link StepCell} over one window; {@link StepWalk} is the work on them.
 *
 * <p>Each state component is stored as {@code T + 1} blocks of {@code N} rows: block 0 is the initial state, block
 * {@code t + 1} the state after step {@code t}. So the first {@code T} blocks are the previous states of all steps and the last
 * {@code T} the next ones, without a copy.
 */
public final class StepTape extends Tape {

    private final StepCell cell;
    private final int hiddenSize;
    private final int gateWidth;
    private final FMatrixRMaj gates;
    private final FMatrixRMaj[] history;
    private final FMatrixRMaj[] saved;
    private final List<PackedWeight> recurrentWeights;
    private final Sequence outputs;
    private final StepWalk walk;

    /** Null when there is none. */
    private final RecurrentDropout dropout;
    private final Zoneout zoneout;

    // The shape of the last forward pass: its inputs may have been filled anew when the state is read.
    private int steps;
    private int batchSize;
    private int ahead;

    /** Of the backward pass under way. */
    private State dState;

    /** Whether there is a state to read, and a forward pass to go back over. */
    private boolean walked;
    private boolean ready;

    StepTape(StepCell cell, int maxSteps, int maxBatch, StateNoise noise, Backend backend) {
        super(maxSteps, maxBatch, backend);
        this.cell = cell;
        this.hiddenSize = cell.hiddenSize();
        this.gateWidth = cell.gateWidth();
        int[] savedWidths = cell.savedWidths();
        int rows = requireRoom(maxSteps, maxBatch, savedWidths, noise);
        gates = new FMatrixRMaj(rows, gateWidth);
        history = new FMatrixRMaj[cell.stateSpec().size()];
        for (int k = 0; k < history.length; k++) {
            history[k] = new FMatrixRMaj(rows + maxBatch + (noise.hasZoneout() ? rows : 0), hiddenSize);
        }
        saved = new FMatrixRMaj[savedWidths.length];
        for (int k = 0; k < saved.length; k++) {
            saved[k] = new FMatrixRMaj(rows, savedWidths[k]);
        }
        dropout = noise.hasRecurrentDropout() ? new RecurrentDropout(this, noise.recurrentDropout()) : null;
        zoneout = noise.hasZoneout() ? new Zoneout(this, noise) : null;
        recurrentWeights = List.copyOf(cell.recurrentWeights(backend.kernels()));
        outputs = Sequence.over(history[0]);
        walk = new StepWalk(cell, this);
    }

    /** {@return the number of rows} */
    private int requireRoom(int maxSteps, int maxBatch, int[] savedWidths, StateNoise noise) {
        int widest = Math.max(gateWidth, Arrays.stream(savedWidths).max().orElse(0));
        widest = noise.hasZoneout() ? Math.max(widest, 2 * hiddenSize) : widest;
        double floats = (maxSteps + 1.0) * maxBatch * widest;
        if (floats > Integer.MAX_VALUE - 8) {
            throw new IllegalArgumentException(cell + ".newTape: " + maxSteps + " steps of " + maxBatch
                    + " sequences: expected buffers of at most 2^31 - 9 floats but got " + maxSteps + " x " + maxBatch + " x " + widest);
        }
        return maxSteps * maxBatch;
    }

    // ---- what a cell's author sees --------------------------------------------------------------------------------------

    /** {@return the number of steps of this window, T} */
    public int steps() {
        return steps;
    }

    /** {@return the number of rows of this window, T·N} */
    public int rows() {
        return steps * batchSize;
    }

    /** {@return the number of sequences of this window, N} */
    public int batchSize() {
        return batchSize;
    }

    /** {@return {@code [T·N, G·H]}: pre-activations, then activations, after the backward pass their gradients} */
    public float[] gates() {
        return gates.data;
    }

    /**
     * {@return the history of a state component, {@code T + 1} blocks of {@code [N, H]}: block t is the state before step t} The
     * states that the steps wrote are {@link #ahead()} rows further.
     */
    public float[] state(int component) {
        return history[component].data;
    }

    /**
     * {@return by how many rows of {@link #state} the new state that a step wrote lies behind the state before it} They are
     * {@code N}, and the state after a step is what the cell wrote; with zoneout that is another, and the cell's own states lie
     * behind the history.
     */
    public int ahead() {
        return ahead;
    }

    /** {@return {@code [T·N, H]}: h' as it enters the products with {@code W_hh}, which recurrent dropout may have thinned} */
    public float[] recurrentInput() {
        return isDropping() ? dropout.masked() : history[0].data;
    }

    /** {@return a buffer the cell asked for with {@link StepCell#savedWidths()}, {@code [T·N, width]}} */
    public float[] saved(int buffer) {
        return saved[buffer].data;
    }

    /** {@return one of {@link StepCell#recurrentWeights}} */
    public PackedWeight recurrentWeight(int index) {
        return recurrentWeights.get(index);
    }

    boolean belongsTo(StepCell candidate) {
        return cell == candidate;
    }

    int savedWidth(int buffer) {
        return saved[buffer].numCols;
    }

    int hiddenSize() {
        return hiddenSize;
    }

    int gateWidth() {
        return gateWidth;
    }

    /** Sets the gates of a row, and what the cell keeps of it, to zero. */
    void clearRow(int row) {
        clearRow(gates, row);
        for (FMatrixRMaj buffer : saved) {
            clearRow(buffer, row);
        }
    }

    private static void clearRow(FMatrixRMaj buffer, int row) {
        Arrays.fill(buffer.data, row * buffer.numCols, (row + 1) * buffer.numCols, 0);
    }

    int components() {
        return history.length;
    }

    State stateGradient() {
        return dState;
    }

    /** {@return null when there is none} */
    RecurrentDropout dropout() {
        return dropout;
    }

    /** {@return null when there is none} */
    Zoneout zoneout() {
        return zoneout;
    }

    boolean isDropping() {
        return dropout != null && dropout.active();
    }

    // ---- passes ---------------------------------------------------------------------------------------------------------

    Sequence forward(Sequence x, State initial) {
        ready = false;
        steps = x.steps();
        batchSize = x.batchSize();
        outputs.placeLike(batchSize, x);
        for (int k = 0; k < history.length; k++) {
            System.arraycopy(initial.part(k).data, 0, history[k].data, 0, batchSize * hiddenSize);
        }
        ahead = zoneout == null ? batchSize : rows() + batchSize;
        walked = true;
        walk.forward(x);
        ready = true;
        return outputs;
    }

    Sequence backward(Sequence dy, State dState, Gradients gradients) {
        if (!ready) {
            throw new IllegalStateException(cell + ".backward: expected a forward pass before it");
        }
        if (dy.steps() != steps || dy.batchSize() != batchSize || dy.width() != hiddenSize) {
            throw new ShapeException(cell + ".backward: dy", "[" + steps + ", " + batchSize + ", " + hiddenSize + "]", dy.shape());
        }
        cell.requireState("backward: dState", dState, batchSize);
        ready = false;
        this.dState = dState;
        return walk.backward(dy, gradients);
    }

    void readState(int[] after, State target) {
        if (!walked) {
            throw new IllegalStateException(cell + ".readState: expected a forward pass before it");
        }
        cell.requireState("readState: target", target, batchSize);
        if (after != null && after.length < batchSize) {
            throw new ShapeException(cell + ".readState: steps", batchSize + " numbers", Integer.toString(after.length));
        }
        for (int n = 0; n < batchSize; n++) {
            int step = after == null ? steps : after[n];
            if (step < 0 || step > steps) {
                throw new IllegalArgumentException(cell + ".readState: sequence " + n + ": expected from 0 to " + steps
                        + " steps but got " + step);
            }
            for (int k = 0; k < history.length; k++) {
                System.arraycopy(history[k].data, (step * batchSize + n) * hiddenSize,
                        target.part(k).data, n * hiddenSize, hiddenSize);
            }
        }
    }
}
