package org.rnn4j.cell;

import static org.junit.jupiter.api.Assertions.assertArrayEquals;
import static org.junit.jupiter.api.Assertions.assertEquals;

import java.util.random.RandomGenerator;
import org.junit.jupiter.api.Test;
import org.rnn4j.TestBackend;
import org.rnn4j.config.Settings;
import org.rnn4j.random.Xoshiro256;

class LstmTest implements CellContract {

    @Override
    public Cell cell(int inputSize, int hiddenSize, RandomGenerator random) {
        return new LstmCell(inputSize, hiddenSize, random);
    }

    @Override
    public Cell cell(Settings settings, RandomGenerator random) {
        return LstmCell.of(settings, random);
    }

    @Override
    public String expectedText() {
        return "LstmCell(3 -> 5, 180 parameters)";
    }

    /** Gers, Schmidhuber and Cummins 2000. */
    @Override
    public ReferenceCell reference() {
        return (w, x, state) -> {
            Num[] h = state[0];
            Num[] c = state[1];
            int size = h.length;
            Num[] nextH = new Num[size];
            Num[] nextC = new Num[size];
            for (int j = 0; j < size; j++) {
                Num i = w.input(x, j).plus(w.recurrent(h, j)).sigmoid();
                Num f = w.input(x, size + j).plus(w.recurrent(h, size + j)).sigmoid();
                Num g = w.input(x, 2 * size + j).plus(w.recurrent(h, 2 * size + j)).tanh();
                Num o = w.input(x, 3 * size + j).plus(w.recurrent(h, 3 * size + j)).sigmoid();
                nextC[j] = f.times(c[j]).plus(i.times(g));
                nextH[j] = o.times(nextC[j].tanh());
            }
            return new Num[][] {nextH, nextC};
        };
    }

    @Test
    void theGradientOfTheInitialStateIsLeftOutWhenNobodyWantsIt() {
        RandomGenerator random = new Xoshiro256(2);
        LstmCell cell = new LstmCell(3, 5, random);
        Window window = Window.random(cell, 4, 2, null, random);
        Tape tape = cell.newTape(4, 2, TestBackend.serial());
        tape.initialGradient(false);
        assertArrayEquals(new double[2 * 5], Pass.of(cell, window, tape).get("initial.h"));
    }

    @Test
    void theForgetGateStartsOpenAndNoOtherBiasDoes() {
        LstmCell cell = new LstmCell(3, 5, new Xoshiro256(1));
        for (int column = 0; column < 20; column++) {
            assertEquals(column / 5 == 1 ? 1f : 0f, cell.biasIh().value().get(0, column));
        }
    }
}
