package org.rnn4j.cell;

import java.util.random.RandomGenerator;
import org.rnn4j.tensor.Backend;

/**
 * What one forward pass leaves behind for the backward pass, and the scratch space of both. Allocated once for the largest
 * shape, used again for every window; one tape serves one thread of training or inference at a time.
 */
public abstract class Tape {

    private final Backend backend;
    private final int maxSteps;
    private final int maxBatch;
    private RandomGenerator random;
    private boolean inputGradient = true;
    private boolean initialGradient = true;

    /** A tape for windows of up to {@code maxSteps} steps of up to {@code maxBatch} sequences. */
    protected Tape(int maxSteps, int maxBatch, Backend backend) {
        if (maxSteps < 1 || maxBatch < 1) {
            throw new IllegalArgumentException("tape: expected at least 1 step and 1 sequence but got " + maxSteps
                    + " and " + maxBatch);
        }
        this.maxSteps = maxSteps;
        this.maxBatch = maxBatch;
        this.backend = backend;
    }

    /** {@return what computes} */
    public final Backend backend() {
        return backend;
    }

    /** {@return the most steps there is room for} */
    public final int maxSteps() {
        return maxSteps;
    }

    /** {@return the most sequences there is room for} */
    public final int maxBatch() {
        return maxBatch;
    }

    /** Says that forward passes train from now on, and where what is random in them comes from. */
    public final void train(RandomGenerator random) {
        this.random = random;
    }

    /** Says that forward passes infer from now on: nothing is random. */
    public final void infer() {
        this.random = null;
    }

    /** {@return the generator of a training pass; null in inference} */
    public final RandomGenerator random() {
        return random;
    }

    /** Says whether the backward pass has to compute the gradient of its input; true unless said otherwise. */
    public final void inputGradient(boolean wanted) {
        this.inputGradient = wanted;
    }

    /** {@return whether the backward pass has to compute the gradient of its input} */
    public final boolean inputGradient() {
        return inputGradient;
    }

    /** Says whether the backward pass has to compute the gradient of the initial state; true unless said otherwise. */
    public final void initialGradient(boolean wanted) {
        this.initialGradient = wanted;
    }

    /** {@return whether the backward pass has to compute the gradient of the initial state} */
    public final boolean initialGradient() {
        return initialGradient;
    }
}
