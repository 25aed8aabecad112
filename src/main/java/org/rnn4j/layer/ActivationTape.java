package org.rnn4j.layer;

import java.util.Arrays;
import org.rnn4j.cell.Tape;
import org.rnn4j.tensor.Backend;
import org.rnn4j.tensor.RangeTask;
import org.rnn4j.tensor.Sequence;
import org.rnn4j.tensor.ShapeException;

/** {@link Activation} over one window: {@code y = f(x)}, {@code dx = dy ⊙ f'}, in which f' follows from y. */
final class ActivationTape extends Tape {

    private final Activation owner;
    private final int width;
    private final Sequence outputs;
    private Sequence inputGradient;

    private Sequence x;
    private Sequence dy;
    private boolean ready;

    private final RangeTask activate = this::activate;
    private final RangeTask activateBack = this::activateBack;

    ActivationTape(Activation owner, int maxSteps, int maxBatch, int width, Backend backend) {
        super(maxSteps, maxBatch, backend);
        this.owner = owner;
        this.width = width;
        this.outputs = Sequence.dense(maxSteps, maxBatch, width);
    }

    Activation owner() {
        return owner;
    }

    /** So many rows that a thread's share is worth waking it for: about 2^14 floats. */
    private int rowGrain() {
        return Math.max(1, (1 << 14) / width);
    }

    Sequence forward(Sequence x) {
        if (x.isIds() || x.width() != width || x.batchSize() > maxBatch() || x.rows() > maxSteps() * maxBatch()) {
            throw new ShapeException(owner + ".forward: x", "floats, at most [" + maxSteps() + ", " + maxBatch() + ", " + width + "]",
                    x.toString());
        }
        ready = false;
        this.x = x;
        outputs.reshapeLike(x);
        backend().workers().split(x.rows(), rowGrain(), activate);
        ready = true;
        return outputs;
    }

    private void activate(int worker, int from, int to) {
        float[] in = x.data();
        float[] y = outputs.data();
        for (int row = from; row < to; row++) {
            int source = x.offset(row);
            int target = outputs.offset(row);
            if (!x.isStep(row)) {
                Arrays.fill(y, target, target + width, 0);
                continue;
            }
            switch (owner.function()) {
                case TANH -> backend().kernels().tanh(width, in, source, y, target);
                case SIGMOID -> backend().kernels().sigmoid(width, in, source, y, target);
                case RELU -> {
                    for (int j = 0; j < width; j++) {
                        y[target + j] = Math.max(0, in[source + j]);
                    }
                }
            }
        }
    }

    Sequence backward(Sequence dy) {
        if (!ready) {
            throw new IllegalStateException(owner + ".backward: expected a forward pass before it");
        }
        if (dy.steps() != outputs.steps() || dy.batchSize() != outputs.batchSize() || dy.width() != width) {
            throw new ShapeException(owner + ".backward: dy", outputs.shape(), dy.shape());
        }
        ready = false;
        if (!inputGradient()) {
            return null;
        }
        this.dy = dy;
        if (inputGradient == null) {
            inputGradient = Sequence.dense(maxSteps(), maxBatch(), width);
        }
        inputGradient.reshapeLike(x);
        backend().workers().split(x.rows(), rowGrain(), activateBack);
        return inputGradient;
    }

    private void activateBack(int worker, int from, int to) {
        float[] y = outputs.data();
        float[] d = dy.data();
        float[] dx = inputGradient.data();
        for (int row = from; row < to; row++) {
            int output = outputs.offset(row);
            int given = dy.offset(row);
            int target = inputGradient.offset(row);
            if (!x.isStep(row)) {
                Arrays.fill(dx, target, target + width, 0);
                continue;
            }
            switch (owner.function()) {
                case TANH -> {
                    for (int j = 0; j < width; j++) {
                        dx[target + j] = d[given + j] * (1 - y[output + j] * y[output + j]);
                    }
                }
                case SIGMOID -> {
                    for (int j = 0; j < width; j++) {
                        dx[target + j] = d[given + j] * y[output + j] * (1 - y[output + j]);
                    }
                }
                case RELU -> {
                    for (int j = 0; j < width; j++) {
                        dx[target + j] = y[output + j] > 0 ? d[given + j] : 0;
                    }
                }
            }
        }
    }
}
