package org.rnn4j.layer;

import java.util.random.RandomGenerator;
import org.rnn4j.cell.Gradients;
import org.rnn4j.cell.State;
import org.rnn4j.cell.Tape;
import org.rnn4j.config.Settings;
import org.rnn4j.tensor.Backend;
import org.rnn4j.tensor.Sequence;
import org.rnn4j.tensor.ShapeException;

/**
 * Inverted dropout between layers: in training each float is zero with the given probability, anew for every float of every
 * window, and the others are divided by the probability to stay; in inference the inputs pass through untouched.
 *
 * <p>Sources: Srivastava et al., "Dropout", JMLR 15, 2014; between the layers of a recurrent network, not within, Zaremba,
 * Sutskever and Vinyals, "Recurrent neural network regularization", 2014.
 */
public final class Dropout implements Layer {

    private final float probability;

    /** @param probability of a float to be dropped, from 0 to less than 1 */
    public Dropout(float probability) {
        if (!(probability >= 0 && probability < 1)) {
            throw new IllegalArgumentException("Dropout: expected a probability in [0, 1) but got " + probability);
        }
        this.probability = probability;
    }

    /** {@return a layer with the described probability} */
    public static Dropout of(Settings settings, RandomGenerator random) {
        return new Dropout((float) settings.number("probability"));
    }

    /** {@return of a float to be dropped} */
    public float probability() {
        return probability;
    }

    @Override
    public int inputSize() {
        return 0;
    }

    @Override
    public int outputSize(int inputSize) {
        return inputSize;
    }

    @Override
    public Tape newTape(int maxSteps, int maxBatch, int inputSize, Backend backend) {
        return new DropoutTape(maxSteps, maxBatch, inputSize, backend);
    }

    @Override
    public Sequence forward(Sequence x, State initial, Tape tape) {
        DropoutTape own = own(tape);
        if (x.isIds() || x.width() != own.width || x.rows() > own.maxSteps() * own.maxBatch()) {
            throw new ShapeException(this + ".forward: x",
                    "floats, at most [" + own.maxSteps() + ", " + own.maxBatch() + ", " + own.width + "]", x.toString());
        }
        own.active = tape.random() != null && probability > 0;
        if (!own.active) {
            return x;
        }
        own.ensureBuffers();
        own.output.reshapeLike(x);
        RandomGenerator random = tape.random();
        float kept = 1 / (1 - probability);
        float[] from = x.data();
        float[] mask = own.mask;
        float[] y = own.output.data();
        for (int i = 0, at = x.offset(); i < x.rows() * x.width(); i++) {
            mask[i] = random.nextFloat() < probability ? 0 : kept;
            y[i] = from[at + i] * mask[i];
        }
        return own.output;
    }

    @Override
    public Sequence backward(Sequence dy, State dState, Gradients gradients, Tape tape) {
        DropoutTape own = own(tape);
        if (!own.active) {
            return dy;
        }
        if (dy.steps() != own.output.steps() || dy.batchSize() != own.output.batchSize() || dy.width() != own.width) {
            throw new ShapeException(this + ".backward: dy", own.output.shape(), dy.shape());
        }
        own.gradient.reshapeLike(dy);
        float[] from = dy.data();
        float[] mask = own.mask;
        float[] dx = own.gradient.data();
        for (int i = 0, at = dy.offset(); i < dy.rows() * dy.width(); i++) {
            dx[i] = from[at + i] * mask[i];
        }
        return own.gradient;
    }

    private DropoutTape own(Tape tape) {
        if (tape instanceof DropoutTape own) {
            return own;
        }
        throw new IllegalArgumentException(this + ": expected a tape made by this layer's newTape but got " + tape);
    }

    @Override
    public Settings settings() {
        return Settings.ofType("dropout").with("probability", probability);
    }

    @Override
    public String toString() {
        return "Dropout(" + probability + ")";
    }

    /** Keeps the mask of the last training pass; takes no memory until there is one. */
    private static final class DropoutTape extends Tape {

        private final int width;
        private boolean active;
        private float[] mask;
        private Sequence output;
        private Sequence gradient;

        DropoutTape(int maxSteps, int maxBatch, int width, Backend backend) {
            super(maxSteps, maxBatch, backend);
            this.width = width;
        }

        void ensureBuffers() {
            if (mask == null) {
                mask = new float[maxSteps() * maxBatch() * width];
                output = Sequence.dense(maxSteps(), maxBatch(), width);
                gradient = Sequence.dense(maxSteps(), maxBatch(), width);
            }
        }
    }
}
