package org.rnn4j.layer;

import java.util.random.RandomGenerator;
import org.rnn4j.cell.Gradients;
import org.rnn4j.cell.State;
import org.rnn4j.cell.Tape;
import org.rnn4j.tensor.Backend;
import org.rnn4j.tensor.Sequence;
import org.rnn4j.tensor.ShapeException;

/**
 * What the dropouts between layers share: in training a mask, drawn for the window, whose elements are zero with the given
 * probability and else one divided by the probability to stay, so that the mean stays as it is; in inference nothing at all. They
 * differ in what one element of the mask covers.
 */
abstract class InvertedDropout implements Layer {

    private final float probability;
    private final float kept;

    InvertedDropout(float probability) {
        if (!(probability >= 0 && probability < 1)) {
            throw new IllegalArgumentException(getClass().getSimpleName() + ": expected a probability in [0, 1) but got "
                    + probability);
        }
        this.probability = probability;
        this.kept = 1 / (1 - probability);
    }

    /** {@return of what is covered by one element of the mask to be dropped} */
    public final float probability() {
        return probability;
    }

    /** {@return the number of elements of the mask of the largest window} */
    abstract int maskLength(int maxSteps, int maxBatch, int width);

    /** Draws the mask of a window. It is <em>Modified</em>. */
    abstract void drawMask(Sequence x, RandomGenerator random, float[] mask);

    /** {@code y = x ⊙ mask}, both of one shape. {@code y} is <em>Modified</em>. */
    abstract void multiply(float[] mask, Sequence x, Sequence y);

    /** {@return one element of a mask} */
    final float draw(RandomGenerator random) {
        return random.nextFloat() < probability ? 0 : kept;
    }

    @Override
    public final int inputSize() {
        return 0;
    }

    @Override
    public final int outputSize(int inputSize) {
        return inputSize;
    }

    @Override
    public final Tape newTape(int maxSteps, int maxBatch, int inputSize, Backend backend) {
        return new DropoutTape(this, maxSteps, maxBatch, inputSize, backend);
    }

    @Override
    public final Sequence forward(Sequence x, State initial, Tape tape) {
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
        drawMask(x, tape.random(), own.mask);
        multiply(own.mask, x, own.output);
        return own.output;
    }

    @Override
    public final Sequence backward(Sequence dy, State dState, Gradients gradients, Tape tape) {
        DropoutTape own = own(tape);
        if (!own.active) {
            return dy;
        }
        if (dy.steps() != own.output.steps() || dy.batchSize() != own.output.batchSize() || dy.width() != own.width) {
            throw new ShapeException(this + ".backward: dy", own.output.shape(), dy.shape());
        }
        own.gradient.reshapeLike(own.output);
        multiply(own.mask, dy, own.gradient);
        return own.gradient;
    }

    private DropoutTape own(Tape tape) {
        if (tape instanceof DropoutTape own && own.owner == this) {
            return own;
        }
        throw new IllegalArgumentException(this + ": expected a tape made by this layer's newTape but got " + tape);
    }

    @Override
    public final String toString() {
        return getClass().getSimpleName() + "(" + probability + ")";
    }

    /** Keeps the mask of the last training pass; takes no memory until there is one. */
    private static final class DropoutTape extends Tape {

        private final InvertedDropout owner;
        private final int width;
        private boolean active;
        private float[] mask;
        private Sequence output;
        private Sequence gradient;

        DropoutTape(InvertedDropout owner, int maxSteps, int maxBatch, int width, Backend backend) {
            super(maxSteps, maxBatch, backend);
            this.owner = owner;
            this.width = width;
        }

        void ensureBuffers() {
            if (mask == null) {
                mask = new float[owner.maskLength(maxSteps(), maxBatch(), width)];
                output = Sequence.dense(maxSteps(), maxBatch(), width);
                gradient = Sequence.dense(maxSteps(), maxBatch(), width);
            }
        }
    }
}
