package org.rnn4j.examples.common;

import java.util.random.RandomGenerator;
import org.rnn4j.cell.Cell;
import org.rnn4j.cell.GruCell;
import org.rnn4j.cell.LstmCell;
import org.rnn4j.cell.RnnCell;

/** The cells a command line can ask for. */
public enum CellType {
    /** Vanilla, with tanh. */
    RNN {
        @Override
        public Cell create(int inputSize, int hiddenSize, RandomGenerator random) {
            return new RnnCell(inputSize, hiddenSize, random);
        }
    },
    /** Long short-term memory. */
    LSTM {
        @Override
        public Cell create(int inputSize, int hiddenSize, RandomGenerator random) {
            return new LstmCell(inputSize, hiddenSize, random);
        }
    },
    /** Gated recurrent unit. */
    GRU {
        @Override
        public Cell create(int inputSize, int hiddenSize, RandomGenerator random) {
            return new GruCell(inputSize, hiddenSize, random);
        }
    },
    /** Gated recurrent unit whose reset gate acts on the product, as other frameworks have it. */
    GRU_AFTER {
        @Override
        public Cell create(int inputSize, int hiddenSize, RandomGenerator random) {
            return new GruCell(inputSize, hiddenSize, GruCell.Variant.RESET_AFTER, random);
        }
    };

    /** {@return a new cell} */
    public abstract Cell create(int inputSize, int hiddenSize, RandomGenerator random);
}
