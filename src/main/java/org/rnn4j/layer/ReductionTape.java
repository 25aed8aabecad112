package org.rnn4j.layer;

import java.util.Arrays;
import org.rnn4j.cell.Tape;
import org.rnn4j.tensor.Backend;
import org.rnn4j.tensor.RangeTask;
import org.rnn4j.tensor.Sequence;
import org.rnn4j.tensor.ShapeException;

/** A {@link TimeReduction} over one window: its threads share the sequences, of which each is drawn together by one of them. */
final class ReductionTape extends Tape {

    private final TimeReduction owner;
    private final int width;
    private final Sequence outputs;
    private final double[][] sums;
    private final int[] places;
    private Sequence inputGradient;

    private Sequence x;
    private Sequence dy;
    private boolean ready;

    private final RangeTask reduce = this::reduce;
    private final RangeTask spread = this::spread;

    ReductionTape(TimeReduction owner, int maxSteps, int maxBatch, int width, Backend backend) {
        super(maxSteps, maxBatch, backend);
        this.owner = owner;
        this.width = width;
        this.outputs = Sequence.dense(1, maxBatch, width);
        this.sums = new double[backend.workers().count()][width];
        this.places = owner.keepsPlaces() ? new int[maxBatch * width] : null;
    }

    TimeReduction owner() {
        return owner;
    }

    int width() {
        return width;
    }

    /** {@return the inputs of the window} */
    Sequence x() {
        return x;
    }

    /** {@return {@code [D]} numbers of a worker's own, of any content} */
    double[] sums(int worker) {
        return sums[worker];
    }

    /** {@return {@code [N, D]}, a step for each output, when the layer keeps them} */
    int[] places() {
        return places;
    }

    Sequence forward(Sequence x) {
        ready = false;
        this.x = x;
        outputs.reshape(1, x.batchSize());
        backend().workers().split(x.batchSize(), grain(), reduce);
        ready = true;
        return outputs;
    }

    /** So many sequences that a thread's share is worth waking it for: about 2^15 floats. */
    private int grain() {
        return Math.max(1, (1 << 15) / (Math.max(1, x.steps()) * width));
    }

    private void reduce(int worker, int from, int to) {
        Arrays.fill(outputs.data(), outputs.offset(from), outputs.offset(to), 0);
        for (int n = from; n < to; n++) {
            if (x.length(n) > 0) {
                owner.reduce(this, worker, n, outputs.data(), outputs.offset(n));
            }
        }
    }

    Sequence backward(Sequence dy) {
        if (!ready) {
            throw new IllegalStateException(owner + ".backward: expected a forward pass before it");
        }
        if (dy.steps() != 1 || dy.batchSize() != outputs.batchSize() || dy.width() != width) {
            throw new ShapeException(owner + ".backward: dy", outputs.shape(), dy.shape());
        }
        ready = false;
        if (!inputGradient()) {
            return null;
        }
        if (inputGradient == null) {
            inputGradient = Sequence.dense(maxSteps(), maxBatch(), width);
        }
        inputGradient.reshapeLike(x);
        this.dy = dy;
        backend().workers().split(x.batchSize(), grain(), spread);
        return inputGradient;
    }

    private void spread(int worker, int from, int to) {
        for (int t = 0; t < x.steps(); t++) {
            int step = t * x.batchSize();
            Arrays.fill(inputGradient.data(), inputGradient.offset(step + from), inputGradient.offset(step + to), 0);
        }
        for (int n = from; n < to; n++) {
            if (x.length(n) > 0) {
                owner.spread(this, n, dy.data(), dy.offset(n), inputGradient);
            }
        }
    }
}
