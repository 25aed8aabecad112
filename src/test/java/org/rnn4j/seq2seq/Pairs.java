package org.rnn4j.seq2seq;

import java.util.ArrayList;
import java.util.List;
import java.util.random.RandomGenerator;
import org.rnn4j.cell.GruCell;
import org.rnn4j.cell.LstmCell;
import org.rnn4j.layer.Bidirectional;
import org.rnn4j.layer.Dense;
import org.rnn4j.layer.Embedding;
import org.rnn4j.layer.Layer;
import org.rnn4j.layer.Network;
import org.rnn4j.layer.Recurrent;
import org.rnn4j.tensor.Sequence;

/** Models and sequences for the tests of this package. */
final class Pairs {

    static final int SOURCE_SYMBOLS = 6;
    static final int SYMBOLS = 7;

    /** How the decoder hears of the source. */
    enum Kind {
        PLAIN, BRIDGE, BOTH_WAYS, ADDITIVE, GENERAL, SCALED_DOT, TWO_ATTENTIONS
    }

    private Pairs() {
    }

    static EncoderDecoder model(Kind kind, int hidden, RandomGenerator random) {
        Layer reader = kind == Kind.BOTH_WAYS ? new Bidirectional(new GruCell(3, hidden, random), new GruCell(3, hidden, random))
                : new Recurrent(new LstmCell(3, hidden, random));
        Network encoder = Network.of(new Embedding(SOURCE_SYMBOLS, 3, random), reader);
        List<Layer> layers = new ArrayList<>(List.of(new Embedding(SYMBOLS, 4, random)));
        layers.add(new Recurrent(kind == Kind.BRIDGE ? new GruCell(4, hidden + 1, random) : new LstmCell(4, hidden, random)));
        switch (kind) {
            case ADDITIVE -> layers.add(Attention.additive(hidden, hidden, 5, hidden, random));
            case GENERAL -> layers.add(Attention.general(hidden, hidden, hidden, random));
            case SCALED_DOT -> layers.add(Attention.scaledDot(hidden, hidden, random));
            case BOTH_WAYS -> layers.add(Attention.general(hidden, 2 * hidden, hidden, random));
            case BRIDGE -> layers.add(Attention.general(hidden + 1, hidden, hidden, random));
            case TWO_ATTENTIONS -> {
                layers.add(Attention.dot(hidden, hidden, random));
                layers.add(Attention.additive(hidden, hidden, 2, hidden, random));
            }
            default -> { }
        }
        layers.add(new Dense(hidden, SYMBOLS, random));
        Network decoder = Network.of(layers);
        return kind == Kind.BRIDGE || kind == Kind.BOTH_WAYS ? EncoderDecoder.withBridge(encoder, decoder, random) : EncoderDecoder.of(encoder, decoder);
    }

    static void fill(float[] values, RandomGenerator random) {
        for (int i = 0; i < values.length; i++) {
            values[i] = random.nextFloat(-1, 1);
        }
    }

    static Sequence ids(int steps, int batch, int width, RandomGenerator random, int... lengths) {
        Sequence sequence = Sequence.ids(steps, batch, width);
        for (int row = 0; row < steps * batch; row++) {
            sequence.ids()[row] = random.nextInt(width);
        }
        return lengths.length == 0 ? sequence : sequence.lengths(lengths);
    }

    /** One sequence of a batch by itself; one of length 0 has one step of padding. */
    static Sequence row(Sequence batch, int n, int length) {
        Sequence row = Sequence.ids(Math.max(1, length), 1, batch.width()).lengths(new int[] {length});
        for (int t = 0; t < length; t++) {
            row.ids()[t] = batch.ids()[t * batch.batchSize() + n];
        }
        return row;
    }
}
