package org.rnn4j.cell;

import java.util.random.RandomGenerator;

/**
 * The recurrent dropout of one tape; see {@link StateNoise}. Keeps {@code m⊙h'} of all steps, the left operand of the gradient of
 * {@code W_hh}: {@code T·N·H} floats, from the first training pass on.
 */
final class RecurrentDropout {

    private final StepTape tape;
    private final float probability;
    private boolean active;
    private float[] mask;
    private float[] masked;
    private float[] products;

    RecurrentDropout(StepTape tape, float probability) {
        this.tape = tape;
        this.probability = probability;
    }

    /** Draws the mask of a window; in inference there is none. */
    void start(RandomGenerator random) {
        active = random != null;
        if (!active) {
            return;
        }
        if (mask == null) {
            int numbers = tape.maxBatch() * tape.hiddenSize();
            mask = new float[numbers];
            products = new float[numbers];
            masked = new float[tape.maxSteps() * numbers];
        }
        float kept = 1 / (1 - probability);
        for (int i = 0; i < tape.batchSize() * tape.hiddenSize(); i++) {
            mask[i] = random.nextFloat() < probability ? 0 : kept;
        }
    }

    /** {@return whether the last forward pass was one of training} */
    boolean active() {
        return active;
    }

    /** {@return {@code m⊙h'} of all steps, {@code [T·N, H]}} */
    float[] masked() {
        return masked;
    }

    /** {@return room for the gradients of {@code m⊙h'} of one step, {@code [N, H]}} */
    float[] products() {
        return products;
    }

    /** Makes the {@code m⊙h'} of some rows. */
    void apply(StepBlock block) {
        float[] h = tape.state(0);
        int previous = block.previous();
        int unit = block.unit();
        for (int i = 0; i < block.rows() * tape.hiddenSize(); i++) {
            masked[previous + i] = mask[unit + i] * h[previous + i];
        }
    }

    /** Adds the gradient of h', given that of {@code m⊙h'}. */
    void addGradient(StepBlock block, float[] d, int offset) {
        float[] dh = block.stateGradient(0);
        int unit = block.unit();
        for (int i = 0; i < block.rows() * tape.hiddenSize(); i++) {
            dh[unit + i] += mask[unit + i] * d[offset + i];
        }
    }
}
