package org.rnn4j.data;

import java.util.Arrays;
import java.util.function.IntUnaryOperator;
import java.util.random.RandomGenerator;
import org.rnn4j.random.Xoshiro256;

/**
 * In which order an epoch deals examples; follows from these values and the epoch's number alone.
 *
 * @param shuffled whether each epoch has an order of its own
 * @param seed where the orders come from
 * @param pool of how many batches the examples are sorted by length; 0 for none
 */
record EpochOrder(boolean shuffled, long seed, int pool) {

    /** The examples as they came, the same in each epoch. */
    static final EpochOrder AS_GIVEN = new EpochOrder(false, 0, 0);

    /** A generator of this epoch's own. The seed is hashed before the epoch is added: epoch 1 of seed 0 is not epoch 0 of seed 1. */
    RandomGenerator random(int epoch) {
        return new Xoshiro256(new Xoshiro256(seed).nextLong() + epoch);
    }

    /**
     * Arranges an epoch: batch {@code b} of it holds {@code examples[batches[b]·N]} and those after it.
     *
     * @param batchSize N
     * @param length the steps of an example
     * @param examples <em>Modified</em>
     * @param batches <em>Modified</em>
     */
    void arrange(int epoch, int batchSize, IntUnaryOperator length, int[] examples, int[] batches) {
        identity(examples);
        identity(batches);
        RandomGenerator random = shuffled ? random(epoch) : null;
        if (shuffled) {
            shuffle(examples, 0, examples.length, random);
        }
        if (pool > 0) {
            long[] keys = new long[examples.length];
            for (int i = 0; i < keys.length; i++) {
                keys[i] = (long) length.applyAsInt(examples[i]) << 32 | i;          // equal lengths stay in order
            }
            int[] before = examples.clone();
            long span = (long) pool * batchSize;
            for (long from = 0; from < keys.length; from += span) {
                Arrays.sort(keys, (int) from, (int) Math.min(keys.length, from + span));
            }
            for (int i = 0; i < keys.length; i++) {
                examples[i] = before[(int) keys[i]];
            }
            if (shuffled) {
                shuffle(batches, 0, batches.length, random);
            }
        }
    }

    static void identity(int[] order) {
        for (int i = 0; i < order.length; i++) {
            order[i] = i;
        }
    }

    /** Fisher and Yates: every order is equally likely. */
    static void shuffle(int[] order, int from, int to, RandomGenerator random) {
        for (int i = to - 1; i > from; i--) {
            int other = from + random.nextInt(i - from + 1);
            int swapped = order[i];
            order[i] = order[other];
            order[other] = swapped;
        }
    }
}
