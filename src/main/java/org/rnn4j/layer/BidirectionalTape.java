package org.rnn4j.layer;

import java.util.Arrays;
import java.util.List;
import org.rnn4j.cell.Cell;
import org.rnn4j.cell.Gradients;
import org.rnn4j.cell.State;
import org.rnn4j.cell.Tape;
import org.rnn4j.tensor.Backend;
import org.rnn4j.tensor.RangeTask;
import org.rnn4j.tensor.Sequence;
import org.rnn4j.tensor.ShapeException;

/**
 * A {@link Bidirectional} layer over one window: the tapes of both cells, and the inputs in the order in which the backward cell
 * reads them. All turning round is done here: step t of a sequence is step {@code length − 1 − t} of the backward cell's, and
 * padding stays behind the steps. Keeps {@code T·N·(D + K)} floats beside the cells' tapes, for the way back
 * {@code T·N·(D + Kf + Kb)} more.
 */
final class BidirectionalTape extends Tape {

    private final Bidirectional owner;
    private final Cell forward;
    private final Cell backward;
    private final Tape forwardTape;
    private final Tape backwardTape;
    private final StateParts initials;
    private final StateParts stateGradients;
    private final StateParts targets;
    private final boolean last;
    private final MergedRows rows;
    private final Sequence outputs;
    private Sequence turnedFloats;
    private Sequence turnedIds;
    private Sequence dForward;
    private Sequence dBackward;
    private Sequence inputGradient;

    private Sequence x;
    private Sequence turned;
    private Sequence y1;
    private Sequence y2;
    private Sequence dy;
    private Sequence dx1;
    private Sequence dx2;
    private boolean ready;

    private final RangeTask turn = this::turn;
    private final RangeTask mergeSteps = this::mergeSteps;
    private final RangeTask mergeLast = this::mergeLast;
    private final RangeTask partSteps = this::partSteps;
    private final RangeTask partLast = this::partLast;
    private final RangeTask addInputGradients = this::addInputGradients;

    BidirectionalTape(Bidirectional owner, int maxSteps, int maxBatch, Backend backend) {
        super(maxSteps, maxBatch, backend);
        this.owner = owner;
        this.forward = owner.forwardCell();
        this.backward = owner.backwardCell();
        this.forwardTape = forward.newTape(maxSteps, maxBatch, backend);
        this.backwardTape = backward.newTape(maxSteps, maxBatch, backend);
        this.initials = new StateParts(List.of(forward.stateSpec(), backward.stateSpec()));
        this.stateGradients = new StateParts(List.of(forward.stateSpec(), backward.stateSpec()));
        this.targets = new StateParts(List.of(forward.stateSpec(), backward.stateSpec()));
        this.last = owner.givesLastOutputs();
        this.rows = new MergedRows(owner.merge(), forward.outputSize(), backward.outputSize());
        this.outputs = Sequence.dense(last ? 1 : maxSteps, maxBatch, owner.outputSize(owner.inputSize()));
    }

    Bidirectional owner() {
        return owner;
    }

    /** So many rows that a thread's share is worth waking it for: about 2^15 floats. */
    private static int grain(int width) {
        return Math.max(1, (1 << 15) / width);
    }

    /** {@return where a step of a sequence lies in the other order; it is not padding} */
    private int mirrored(int row) {
        int batch = x.batchSize();
        int n = row % batch;
        return (x.length(n) - 1 - row / batch) * batch + n;
    }

    // ---- forward --------------------------------------------------------------------------------------------------------

    Sequence forward(Sequence x, State initial) {
        ready = false;
        this.x = x;
        Chain.followMode(this, forwardTape);
        Chain.followMode(this, backwardTape);
        turned = turnedLike(x);
        backend().workers().split(x.rows(), grain(x.isIds() ? 1 : x.width()), turn);
        State[] states = initials.of(initial);
        y1 = forward.forward(x, states[0], forwardTape);
        y2 = backward.forward(turned, states[1], backwardTape);
        if (last) {
            outputs.reshape(1, x.batchSize());
            backend().workers().split(x.batchSize(), grain(outputs.width()), mergeLast);
        } else {
            outputs.reshapeLike(x);
            backend().workers().split(x.rows(), grain(outputs.width()), mergeSteps);
        }
        ready = true;
        return outputs;
    }

    private Sequence turnedLike(Sequence x) {
        if (x.isIds()) {
            if (turnedIds == null) {
                turnedIds = Sequence.ids(maxSteps(), maxBatch(), x.width());
            }
            return turnedIds.reshapeLike(x);
        }
        if (turnedFloats == null) {
            turnedFloats = Sequence.dense(maxSteps(), maxBatch(), x.width());
        }
        return turnedFloats.reshapeLike(x);
    }

    private void turn(int worker, int from, int to) {
        int width = x.width();
        for (int row = from; row < to; row++) {
            boolean step = x.isStep(row);
            if (x.isIds()) {
                turned.ids()[row] = step ? x.ids()[mirrored(row)] : 0;
            } else if (step) {
                System.arraycopy(x.data(), x.offset(mirrored(row)), turned.data(), turned.offset(row), width);
            } else {
                Arrays.fill(turned.data(), turned.offset(row), turned.offset(row + 1), 0);
            }
        }
    }

    private void mergeSteps(int worker, int from, int to) {
        for (int row = from; row < to; row++) {
            if (x.isStep(row)) {
                rows.merge(y1, row, y2, mirrored(row), outputs, row);
            } else {
                Arrays.fill(outputs.data(), outputs.offset(row), outputs.offset(row + 1), 0);
            }
        }
    }

    /** Each cell's last step is the last in its own order. */
    private void mergeLast(int worker, int from, int to) {
        for (int n = from; n < to; n++) {
            if (x.length(n) > 0) {
                int row = (x.length(n) - 1) * x.batchSize() + n;
                rows.merge(y1, row, y2, row, outputs, n);
            } else {
                Arrays.fill(outputs.data(), outputs.offset(n), outputs.offset(n + 1), 0);
            }
        }
    }

    void readState(int[] steps, State target) {
        State[] states = targets.of(target);
        forward.readState(forwardTape, steps, states[0]);
        backward.readState(backwardTape, steps, states[1]);
    }

    void wantStateGradient(boolean wanted) {
        forwardTape.initialGradient(wanted);
        backwardTape.initialGradient(wanted);
    }

    // ---- backward -------------------------------------------------------------------------------------------------------

    Sequence backward(Sequence dy, State dState, Gradients gradients) {
        if (!ready) {
            throw new IllegalStateException(owner + ".backward: expected a forward pass before it");
        }
        if (dy.steps() != outputs.steps() || dy.batchSize() != outputs.batchSize() || dy.width() != outputs.width()) {
            throw new ShapeException(owner + ".backward: dy", outputs.shape(), dy.shape());
        }
        ready = false;
        this.dy = dy;
        if (dForward == null) {
            dForward = Sequence.dense(maxSteps(), maxBatch(), forward.outputSize());
            dBackward = Sequence.dense(maxSteps(), maxBatch(), backward.outputSize());
        }
        dForward.reshapeLike(x);
        dBackward.reshapeLike(x);
        if (last) {
            backend().workers().split(x.batchSize(), grain(outputs.width() * Math.max(1, x.steps())), partLast);
        } else {
            backend().workers().split(x.rows(), grain(outputs.width()), partSteps);
        }
        State[] states = stateGradients.of(dState);
        forwardTape.inputGradient(inputGradient());
        backwardTape.inputGradient(inputGradient());
        dx1 = forward.backward(dForward, states[0], gradients, forwardTape);
        dx2 = backward.backward(dBackward, states[1], gradients, backwardTape);
        if (x.isIds() || !inputGradient()) {
            return null;
        }
        if (inputGradient == null) {
            inputGradient = Sequence.dense(maxSteps(), maxBatch(), x.width());
        }
        inputGradient.reshapeLike(x);
        backend().workers().split(x.rows(), grain(x.width()), addInputGradients);
        return inputGradient;
    }

    private void partSteps(int worker, int from, int to) {
        for (int row = from; row < to; row++) {
            if (x.isStep(row)) {
                rows.part(dy, row, y1, row, y2, mirrored(row), dForward, dBackward);
            } else {
                clear(row);
            }
        }
    }

    private void partLast(int worker, int from, int to) {
        int batch = x.batchSize();
        for (int n = from; n < to; n++) {
            for (int t = 0; t < x.steps(); t++) {
                clear(t * batch + n);
            }
            if (x.length(n) > 0) {
                int row = (x.length(n) - 1) * batch + n;
                rows.part(dy, n, y1, row, y2, row, dForward, dBackward);
            }
        }
    }

    private void clear(int row) {
        Arrays.fill(dForward.data(), dForward.offset(row), dForward.offset(row + 1), 0);
        Arrays.fill(dBackward.data(), dBackward.offset(row), dBackward.offset(row + 1), 0);
    }

    private void addInputGradients(int worker, int from, int to) {
        int width = x.width();
        float[] dx = inputGradient.data();
        for (int row = from; row < to; row++) {
            int target = inputGradient.offset(row);
            if (!x.isStep(row)) {
                Arrays.fill(dx, target, target + width, 0);
                continue;
            }
            int first = dx1.offset(row);
            int second = dx2.offset(mirrored(row));
            for (int j = 0; j < width; j++) {
                dx[target + j] = dx1.data()[first + j] + dx2.data()[second + j];
            }
        }
    }
}
