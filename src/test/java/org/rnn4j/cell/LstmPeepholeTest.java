package org.rnn4j.cell;

import static org.junit.jupiter.api.Assertions.assertArrayEquals;
import static org.junit.jupiter.api.Assertions.assertEquals;

import java.util.List;
import java.util.random.RandomGenerator;
import org.junit.jupiter.api.Test;
import org.rnn4j.config.Settings;
import org.rnn4j.random.Xoshiro256;

class LstmPeepholeTest implements CellContract {

    @Override
    public Cell cell(int inputSize, int hiddenSize, RandomGenerator random) {
        return new LstmCell(inputSize, hiddenSize, true, random);
    }

    @Override
    public Cell cell(Settings settings, RandomGenerator random) {
        return LstmCell.of(settings, random);
    }

    @Override
    public String expectedText() {
        return "LstmCell(3 -> 5, 195 parameters)";
    }

    /** Gers, Schraudolph and Schmidhuber 2002: i and f see the old cell state, o the new one. */
    @Override
    public ReferenceCell reference() {
        return (w, x, state) -> {
            Num[] h = state[0];
            Num[] c = state[1];
            int size = h.length;
            Num[] nextH = new Num[size];
            Num[] nextC = new Num[size];
            for (int j = 0; j < size; j++) {
                Num i = w.input(x, j).plus(w.recurrent(h, j))
                        .plus(w.get("peephole", 0, j).times(c[j])).sigmoid();
                Num f = w.input(x, size + j).plus(w.recurrent(h, size + j))
                        .plus(w.get("peephole", 0, size + j).times(c[j])).sigmoid();
                Num g = w.input(x, 2 * size + j).plus(w.recurrent(h, 2 * size + j)).tanh();
                nextC[j] = f.times(c[j]).plus(i.times(g));
                Num o = w.input(x, 3 * size + j).plus(w.recurrent(h, 3 * size + j))
                        .plus(w.get("peephole", 0, 2 * size + j).times(nextC[j])).sigmoid();
                nextH[j] = o.times(nextC[j].tanh());
            }
            return new Num[][] {nextH, nextC};
        };
    }

    @Test
    void peepholesStartAtZeroAndAreListedLast() {
        LstmCell cell = new LstmCell(3, 5, true, new Xoshiro256(1));
        assertEquals(List.of("weight_ih", "weight_hh", "bias_ih", "peephole"),
                cell.parameters().stream().map(Parameter::name).toList());
        assertArrayEquals(new float[15], cell.parameters().get(3).value().data);
    }
}
