package org.rnn4j.cell;

import java.util.random.RandomGenerator;
import org.rnn4j.config.Settings;

class RnnTanhTest implements CellContract {

    @Override
    public Cell cell(int inputSize, int hiddenSize, RandomGenerator random) {
        return new RnnCell(inputSize, hiddenSize, random);
    }

    @Override
    public Cell cell(Settings settings, RandomGenerator random) {
        return RnnCell.of(settings, random);
    }

    @Override
    public String expectedText() {
        return "RnnCell(3 -> 5, 45 parameters)";
    }

    /** Elman 1990: {@code h = tanh(x·W + h'·U + b)}. */
    @Override
    public ReferenceCell reference() {
        return (w, x, state) -> {
            Num[] h = state[0];
            Num[] next = new Num[h.length];
            for (int j = 0; j < h.length; j++) {
                next[j] = w.input(x, j).plus(w.recurrent(h, j)).tanh();
            }
            return new Num[][] {next};
        };
    }
}
