package org.rnn4j.examples.memory;

import org.rnn4j.data.Batch;
import org.rnn4j.data.SequenceSampler;
import org.rnn4j.loss.Loss;
import org.rnn4j.random.Xoshiro256;
import org.rnn4j.tensor.Sequence;

/**
 * A task that can be solved only by remembering something over many steps. Examples are made as they are asked for, so that nothing
 * can be learned by heart: an epoch's window follows from the seed, the epoch and its number alone.
 */
abstract class MemoryTask implements SequenceSampler {

    private final int steps;
    private final int batch;
    private final long windows;
    private final long seed;
    private long epoch;
    private long position;

    MemoryTask(int steps, int batch, long windows, long seed) {
        this.steps = steps;
        this.batch = batch;
        this.windows = windows;
        this.seed = seed;
    }

    /** {@return the width of the inputs} */
    abstract int inputWidth();

    /** {@return the width of the outputs} */
    abstract int outputWidth();

    /** {@return what is minimised} */
    abstract Loss loss();

    /** {@return the loss of the best answer that remembers nothing} */
    abstract double baseline();

    /** {@return the loss below which the task counts as solved} */
    abstract double goal();

    /** {@return whether only the last output counts} */
    abstract boolean answersOnce();

    /** Makes one batch. {@return it} */
    abstract Batch make(Xoshiro256 random);

    @Override
    public int maxSteps() {
        return steps;
    }

    @Override
    public int maxBatch() {
        return batch;
    }

    @Override
    public long windows() {
        return windows;
    }

    @Override
    public long position() {
        return position;
    }

    @Override
    public void epoch(int epoch) {
        this.epoch = epoch;
        seek(0);
    }

    @Override
    public void seek(long window) {
        if (window < 0 || window > windows) {
            throw new IllegalArgumentException(this + ": expected a window from 0 to " + windows + " but got " + window);
        }
        position = window;
    }

    @Override
    public Batch next() {
        if (position == windows) {
            return null;
        }
        Batch made = make(new Xoshiro256(seed + 0x9E3779B97F4A7C15L * (1 + epoch * windows + position)));
        position++;
        return made;
    }

    /** No sequence goes on from an earlier one. */
    final boolean[] allNew() {
        return new boolean[batch];
    }

    /** {@return inputs of zeros} */
    final Sequence inputs() {
        return Sequence.dense(steps, batch, inputWidth());
    }
}
