package org.rnn4j.train;

import java.util.List;
import java.util.random.RandomGenerator;
import org.rnn4j.cell.LstmCell;
import org.rnn4j.data.StreamSampler;
import org.rnn4j.layer.Dense;
import org.rnn4j.layer.Dropout;
import org.rnn4j.layer.Embedding;
import org.rnn4j.layer.Network;
import org.rnn4j.layer.Recurrent;
import org.rnn4j.random.Xoshiro256;

/** Small things to train, with every kind of layer in them. */
final class Toys {

    static final int SYMBOLS = 5;

    private Toys() {
    }

    /** A language model of two layers with dropout between them and all that is random within one. */
    static Network network(long seed) {
        RandomGenerator random = new Xoshiro256(seed);
        return Network.of(new Embedding(SYMBOLS, 3, random), new Recurrent(new LstmCell(3, 4, random)), new Dropout(0.3f),
                new Recurrent(new LstmCell(4, 3, random)).withRecurrentDropout(0.2f).withZoneout(0.1f, 0.2f).withLearnedInitialState(),
                new Dense(3, SYMBOLS, random));
    }

    static int[] text(int length, long seed) {
        RandomGenerator random = new Xoshiro256(seed);
        int[] ids = new int[length];
        for (int i = 0; i < length; i++) {
            ids[i] = random.nextInt(SYMBOLS);
        }
        return ids;
    }

    /** Two texts on two lanes, so that a lane restarts within an epoch, of a length that no window divides. */
    static StreamSampler sampler(int k1, int k2) {
        return new StreamSampler(List.of(text(17, 1), text(14, 2)), 2, k1, k2, SYMBOLS);
    }

    static StreamSampler validation() {
        return new StreamSampler(List.of(text(12, 3)), 1, 5, 5, SYMBOLS);
    }
}
