package org.rnn4j.benchmarks;

import java.util.random.RandomGenerator;
import org.rnn4j.cell.Cell;
import org.rnn4j.cell.GruCell;
import org.rnn4j.cell.LstmCell;
import org.rnn4j.cell.RnnCell;

/** The library's cells. */
public enum CellKind {
    /** Vanilla, with tanh. */
    RNN {
        @Override
        Cell create(int inputSize, int hiddenSize, RandomGenerator random) {
            return new RnnCell(inputSize, hiddenSize, random);
        }
    },
    /** Long short-term memory without peepholes. */
    LSTM {
        @Override
        Cell create(int inputSize, int hiddenSize, RandomGenerator random) {
            return new LstmCell(inputSize, hiddenSize, random);
        }
    },
    /** GRU, reset gate before the product: two products in a row at each step. */
    GRU_BEFORE {
        @Override
        Cell create(int inputSize, int hiddenSize, RandomGenerator random) {
            return new GruCell(inputSize, hiddenSize, GruCell.Variant.RESET_BEFORE, random);
        }
    },
    /** GRU, reset gate on the product: one product at each step. */
    GRU_AFTER {
        @Override
        Cell create(int inputSize, int hiddenSize, RandomGenerator random) {
            return new GruCell(inputSize, hiddenSize, GruCell.Variant.RESET_AFTER, random);
        }
    };

    abstract Cell create(int inputSize, int hiddenSize, RandomGenerator random);
}
