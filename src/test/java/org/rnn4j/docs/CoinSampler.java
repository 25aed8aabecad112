package org.rnn4j.docs;

import org.rnn4j.data.Batch;
import org.rnn4j.data.SequenceSampler;
import org.rnn4j.loss.Targets;
import org.rnn4j.random.Xoshiro256;
import org.rnn4j.tensor.Sequence;

// [start:sampler]
/** Makes its data as it goes: rows of coins, and at each step whether the coin is as the one before. */
public final class CoinSampler implements SequenceSampler {

    private static final int STEPS = 10;
    private static final int BATCH = 4;
    private static final int WINDOWS = 25;

    private final long seed;
    private final Sequence inputs = Sequence.ids(STEPS, BATCH, 2);
    private final Sequence targets = Sequence.ids(STEPS, BATCH, 2);
    private final Batch batch = new Batch(inputs, Targets.of(targets), new boolean[BATCH], null);       // all start anew
    private int epoch;
    private long position;

    /** Coins that follow from the seed, the epoch and the number of the window, and from nothing else. */
    public CoinSampler(long seed) {
        this.seed = seed;
    }

    @Override
    public int maxSteps() {
        return STEPS;
    }

    @Override
    public int maxBatch() {
        return BATCH;
    }

    @Override
    public long windows() {
        return WINDOWS;
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
        if (window < 0 || window > WINDOWS) {
            throw new IllegalArgumentException("CoinSampler.seek: expected a window from 0 to " + WINDOWS + " but got " + window);
        }
        position = window;
    }

    @Override
    public Batch next() {
        if (position == WINDOWS) {
            return null;
        }
        Xoshiro256 random = new Xoshiro256(seed + epoch * (long) WINDOWS + position++);
        for (int row = 0; row < STEPS * BATCH; row++) {                 // row t·N + n
            inputs.ids()[row] = random.nextInt(2);
            boolean same = row >= BATCH && inputs.ids()[row] == inputs.ids()[row - BATCH];
            targets.ids()[row] = same ? 1 : 0;
        }
        return batch;                                                   // the same object each time, filled anew
    }
}
// [end:sampler]
