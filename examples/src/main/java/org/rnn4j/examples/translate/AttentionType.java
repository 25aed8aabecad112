package org.rnn4j.examples.translate;

import java.util.random.RandomGenerator;
import org.rnn4j.seq2seq.Attention;

/** How the decoder looks back at the source. */
enum AttentionType {
    /** Not at all: all it knows of the source is the state it starts from. */
    NONE {
        @Override
        Attention create(int querySize, int memorySize, RandomGenerator random) {
            throw new IllegalStateException("AttentionType: none: expected that no layer is made");
        }
    },
    /** Bahdanau's score. */
    ADDITIVE {
        @Override
        Attention create(int querySize, int memorySize, RandomGenerator random) {
            return Attention.additive(querySize, memorySize, querySize, querySize, random);
        }
    },
    /** Luong's general score. */
    MULTIPLICATIVE {
        @Override
        Attention create(int querySize, int memorySize, RandomGenerator random) {
            return Attention.general(querySize, memorySize, querySize, random);
        }
    };

    /** {@return a layer as wide as its queries} */
    abstract Attention create(int querySize, int memorySize, RandomGenerator random);
}
