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
    private final PackedWeight inputWeight;
    private final List<PackedWeight> recurrentWeights;
    private final StepBlock[] blocks;
    private final Sequence outputs;
    private Sequence inputGradient;
    private float[][] held;

    // The shape of the last forward pass: its inputs may have been filled anew when the state is read.
    private int steps;
    private int batchSize;

    // Arguments of the pass under way, read by the tasks below.
    private Sequence x;
    private Sequence dy;
    private State dState;
    private Gradients gradients;
    private boolean ready;

    // Allocated once, so that a pass allocates nothing.
    private final RangeTask projectInputs = this::projectInputs;
    private final RangeTask walk = this::walk;
    private final RangeTask walkBack = this::walkBack;
    private final RangeTask addWeightGradients = this::addWeightGradients;
    private final RangeTask projectInputGradients = this::projectInputGradients;

    StepTape(StepCell cell, int maxSteps, int maxBatch, Backend backend) {
        super(maxSteps, maxBatch, backend);
        this.cell = cell;
        this.hiddenSize = cell.hiddenSize();
        this.gateWidth = cell.gateWidth();
        int[] savedWidths = cell.savedWidths();
        int rows = requireRoom(maxSteps, maxBatch, savedWidths);
        gates = new FMatrixRMaj(rows, gateWidth);
        history = new FMatrixRMaj[cell.stateSpec().size()];
        for (int k = 0; k < history.length; k++) {
            history[k] = new FMatrixRMaj(rows + maxBatch, hiddenSize);
        }
        saved = new FMatrixRMaj[savedWidths.length];
        for (int k = 0; k < saved.length; k++) {
            saved[k] = new FMatrixRMaj(rows, savedWidths[k]);
        }
        inputWeight = new PackedWeight(backend.kernels(), cell.inputSize(), gateWidth);
        recurrentWeights = new ArrayList<>(cell.recurrentWeights(backend.kernels()));
        blocks = new StepBlock[backend.workers().count()];
        for (int worker = 0; worker < blocks.length; worker++) {
            blocks[worker] = new StepBlock(this);
        }
        outputs = Sequence.over(history[0]);
    }

    /** {@return the number of rows} */
    private int requireRoom(int maxSteps, int maxBatch, int[] savedWidths) {
        int widest = Math.max(gateWidth, Arrays.stream(savedWidths).max().orElse(0));
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

    /** {@return the history of a state component, {@code T + 1} blocks of {@code [N, H]}: block t is the state before step t} */
    public float[] state(int component) {
        return history[component].data;
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

    State stateGradient() {
        return dState;
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
        if (!x.isIds()) {
            inputWeight.refresh(cell.weightIh().value(), 0, totalRows);
        }
        cell.prepare(this, totalRows);
        backend().workers().split(totalRows, rowGrain(), projectInputs);
        backend().workers().split(batchSize, 1, walk);
        ready = true;
        return outputs;
    }

    /** So many rows that a thread's share is worth waking it for: about 2^16 multiply-adds. */
    private int rowGrain() {
        int perRow = x.isIds() ? gateWidth : gateWidth * cell.inputSize();
        return Math.max(8, (1 << 16) / perRow / 8 * 8);
    }

    private void projectInputs(int worker, int from, int to) {
        float[] bias = cell.biasIh().value().data;
        float[] a = gates.data;
        if (x.isIds()) {
            float[] table = cell.weightIh().value().data;
            int[] ids = x.ids();
            for (int row = from; row < to; row++) {
                int source = ids[row] * gateWidth;
                int target = row * gateWidth;
                for (int j = 0; j < gateWidth; j++) {
                    a[target + j] = table[source + j] + bias[j];
                }
            }
            return;
        }
        for (int row = from; row < to; row++) {
            System.arraycopy(bias, 0, a, row * gateWidth, gateWidth);
        }
        inputWeight.multiply(to - from, x.data(), x.offset(from), x.width(), true, a, from * gateWidth, gateWidth);
    }

    private void walk(int worker, int from, int to) {
        StepBlock block = blocks[worker];
        for (int t = 0; t < steps; t++) {
            block.place(t, from, to);
            cell.step(block);
            if (x.hasLengths()) {
                carryThroughPadding(t, from, to);
            }
        }
    }

    private void carryThroughPadding(int t, int from, int to) {
        for (int n = from; n < to; n++) {
            if (t >= x.length(n)) {
                int previous = (t * batchSize + n) * hiddenSize;
                for (FMatrixRMaj states : history) {
                    System.arraycopy(states.data, previous, states.data, previous + batchSize * hiddenSize, hiddenSize);
                }
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
        this.gradients = gradients;
        if (x.hasLengths() && held == null) {
            held = new float[history.length][maxBatch() * hiddenSize];
        }
        cell.prepareBackward(this, rows());
        backend().workers().split(batchSize, 1, walkBack);
        backend().workers().split(gateWidth, 64, addWeightGradients);
        cell.addOtherGradients(this, gradients);
        this.gradients = null;
        if (x.isIds() || !inputGradient()) {
            return null;
        }
        if (inputGradient == null) {
            inputGradient = Sequence.dense(maxSteps(), maxBatch(), cell.inputSize());
        }
        inputGradient.reshapeLike(x);
        inputWeight.refreshTransposed(cell.weightIh().value(), 0, rows());
        backend().workers().split(rows(), rowGrain(), projectInputGradients);
        return inputGradient;
    }

    private void walkBack(int worker, int from, int to) {
        StepBlock block = blocks[worker];
        Kernels kernels = backend().kernels();
        float[] dh = dState.part(0).data;
        for (int t = steps - 1; t >= 0; t--) {
            block.place(t, from, to);
            boolean padding = x.hasLengths() && setPaddingAside(t, from, to);
            kernels.add((to - from) * hiddenSize, dy.data(), dy.offset(t * batchSize + from), dh, from * hiddenSize);
            cell.stepBackward(block);
            if (padding) {
                restorePadding(t, from, to);
            }
        }
    }

    /**
     * Keeps a copy of the gradient of sequences that have ended: it passes through unchanged. The step runs on their rows all
     * the same, since rows do not depend on each other, and whatever it leaves there is replaced.
     */
    private boolean setPaddingAside(int t, int from, int to) {
        boolean any = false;
        for (int n = from; n < to; n++) {
            if (t >= x.length(n)) {
                any = true;
                for (int k = 0; k < held.length; k++) {
                    System.arraycopy(dState.part(k).data, n * hiddenSize, held[k], n * hiddenSize, hiddenSize);
                }
            }
        }
        return any;
    }

    private void restorePadding(int t, int from, int to) {
        for (int n = from; n < to; n++) {
            if (t >= x.length(n)) {
                int row = t * batchSize + n;
                Arrays.fill(gates.data, row * gateWidth, (row + 1) * gateWidth, 0);
                for (FMatrixRMaj buffer : saved) {
                    Arrays.fill(buffer.data, row * buffer.numCols, (row + 1) * buffer.numCols, 0);
                }
                for (int k = 0; k < held.length; k++) {
                    System.arraycopy(held[k], n * hiddenSize, dState.part(k).data, n * hiddenSize, hiddenSize);
                }
            }
        }
    }

    /** Columns of a weight gradient do not depend on each other, so that threads share them and no sum is split. */
    private void addWeightGradients(int worker, int from, int to) {
        Kernels kernels = backend().kernels();
        float[] da = gates.data;
        float[] dw = gradients.of(cell.weightIh()).data;
        if (x.isIds()) {
            int[] ids = x.ids();
            for (int row = 0; row < rows(); row++) {
                kernels.add(to - from, da, row * gateWidth + from, dw, ids[row] * gateWidth + from);
            }
        } else {
            kernels.multiplyTransposedA(x.width(), to - from, rows(), x.data(), x.offset(), x.width(),
                    da, from, gateWidth, true, dw, from, gateWidth);
        }
        kernels.addColumnSums(rows(), to - from, da, from, gateWidth, gradients.of(cell.biasIh()).data, from);
        cell.addRecurrentGradients(this, gradients, from, to);
    }

    private void projectInputGradients(int worker, int from, int to) {
        inputWeight.multiplyTransposed(to - from, gates.data, from * gateWidth, gateWidth, false,
                inputGradient.data(), inputGradient.offset(from), inputGradient.width());
    }
}
