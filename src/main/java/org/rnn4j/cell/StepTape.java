package org.rnn4j.cell;

import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;
import org.ejml.data.FMatrixRMaj;
import org.rnn4j.tensor.Backend;
import org.rnn4j.tensor.Kernels;
import org.rnn4j.tensor.PackedWeight;
import org.rnn4j.tensor.RangeTask;
import org.rnn4j.tensor.Sequence;
import org.rnn4j.tensor.ShapeException;

/**
 * The activations of a {@link StepCell} over one window, and the work on them that the threads share.
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
    private final InputProjection inputs;
    private final WeightGradients weightGradients;
    private final List<PackedWeight> recurrentWeights;
    private final StepBlock[] blocks;
    private final Sequence outputs;
    private final Padding padding = new Padding(this);

    /** Null when there is none. */
    private final RecurrentDropout dropout;
    private final Zoneout zoneout;

    // The shape of the last forward pass: its inputs may have been filled anew when the state is read.
    private int steps;
    private int batchSize;
    private int ahead;

    // Arguments of the pass under way, read by the tasks below.
    private Sequence x;
    private Sequence dy;
    private State dState;
    private boolean ready;

    // Allocated once, so that a pass allocates nothing.
    private final RangeTask walk = this::walk;
    private final RangeTask walkBack = this::walkBack;

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
        inputs = new InputProjection(cell, this, rows);
        weightGradients = new WeightGradients(cell, this, inputs.weightGradient());
        recurrentWeights = new ArrayList<>(cell.recurrentWeights(backend.kernels()));
        blocks = new StepBlock[backend.workers().count()];
        for (int worker = 0; worker < blocks.length; worker++) {
            blocks[worker] = new StepBlock(this);
        }
        outputs = Sequence.over(history[0]);
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

    int components() {
        return history.length;
    }

    State stateGradient() {
        return dState;
    }

    RecurrentDropout dropout() {
        return dropout;
    }

    boolean isDropping() {
        return dropout != null && dropout.active();
    }

    // ---- forward --------------------------------------------------------------------------------------------------------

    Sequence forward(Sequence x, State initial) {
        ready = false;
        this.x = x;
        steps = x.steps();
        batchSize = x.batchSize();
        int totalRows = rows();
        outputs.placeLike(batchSize, x);
        for (int k = 0; k < history.length; k++) {
            System.arraycopy(initial.part(k).data, 0, history[k].data, 0, batchSize * hiddenSize);
        }
        ahead = zoneout == null ? batchSize : totalRows + batchSize;
        if (dropout != null) {
            dropout.start(random());
        }
        if (zoneout != null) {
            zoneout.start(random());
        }
        cell.prepare(this, rowsToPackFor());
        inputs.start(x);
        backend().workers().split(batchSize, 1, costOfASequence(), walk);
        ready = true;
        return outputs;
    }

    /** {@return how many rows the products of the steps have together, or just one where it is of no use to pack for them} */
    private int rowsToPackFor() {
        return batchSize > 1 || backend().kernels().packsForSingleRows() ? rows() : 1;
    }

    /** The products of all steps; what follows each of them costs about as much as 32 terms. */
    private double costOfASequence() {
        return (double) steps * gateWidth * (hiddenSize + 32);
    }

    private void walk(int worker, int from, int to) {
        StepBlock block = blocks[worker];
        block.keepApart(cell.readsPreactivations() && inputs.comeByStep(), to - from);
        for (int t = 0; t < steps; t++) {
            block.place(t, from, to);
            inputs.forward(block);
            if (isDropping()) {
                dropout.apply(block);
            }
            cell.step(block);
            if (zoneout != null) {
                zoneout.mix(block);
            }
            if (x.hasLengths()) {
                padding.carry(x, t, from, to);
            }
        }
    }

    void readState(int[] after, State target) {
        if (x == null) {
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

    // ---- backward -------------------------------------------------------------------------------------------------------

    Sequence backward(Sequence dy, State dState, Gradients gradients) {
        if (!ready) {
            throw new IllegalStateException(cell + ".backward: expected a forward pass before it");
        }
        if (dy.steps() != steps || dy.batchSize() != batchSize || dy.width() != hiddenSize) {
            throw new ShapeException(cell + ".backward: dy", "[" + steps + ", " + batchSize + ", " + hiddenSize + "]", dy.shape());
        }
        cell.requireState("backward: dState", dState, batchSize);
        ready = false;
        this.dy = dy;
        this.dState = dState;
        if (x.hasLengths()) {
            padding.startBackward();
        }
        if (zoneout != null) {
            zoneout.startBackward();
        }
        cell.prepareBackward(this, rowsToPackFor());
        inputs.startBackward();
        weightGradients.start(gradients);
        backend().workers().split(batchSize, 1, costOfASequence(), walkBack);
        weightGradients.finish(inputs.terms() + hiddenSize);
        return inputs.inputGradient();
    }

    private void walkBack(int worker, int from, int to) {
        StepBlock block = blocks[worker];
        Kernels kernels = backend().kernels();
        float[] dh = dState.part(0).data;
        for (int t = steps - 1; t >= 0; t--) {
            block.place(t, from, to);
            boolean ended = x.hasLengths() && padding.setAside(x, t, from, to);
            kernels.add((to - from) * hiddenSize, dy.data(), dy.offset(t * batchSize + from), dh, from * hiddenSize);
            if (zoneout != null) {
                zoneout.splitGradient(block);
            }
            cell.stepBackward(block);
            if (zoneout != null) {
                zoneout.joinGradient(block);
            }
            if (ended) {
                padding.restore(x, t, from, to, gates, saved);
            }
            inputs.backward(block);
            weightGradients.step(t);
        }
    }
}
