package org.rnn4j.custom;

import java.util.random.RandomGenerator;
import org.rnn4j.cell.Cell;
import org.rnn4j.cell.CellContract;
import org.rnn4j.cell.Num;
import org.rnn4j.cell.ReferenceCell;
import org.rnn4j.config.Settings;

public class DeepTransitionCellTest implements CellContract {

    @Override
    public Cell cell(int inputSize, int hiddenSize, RandomGenerator random) {
        return new DeepTransitionCell(inputSize, hiddenSize, random);
    }

    @Override
    public Cell cell(Settings settings, RandomGenerator random) {
        return new DeepTransitionCell(settings.count("inputSize", 1), settings.count("outputSize", 1), random);
    }

    @Override
    public String expectedText() {
        return "DeepTransitionCell(3 -> 5, 50 parameters)";
    }

    @Override
    public ReferenceCell reference() {
        return (w, x, state) -> {
            Num[] h = state[0];
            int size = h.length;
            Num[] m = new Num[size];
            for (int j = 0; j < size; j++) {
                m[j] = w.input(x, j).plus(w.recurrent(h, j)).tanh();
            }
            Num[] next = new Num[size];
            for (int j = 0; j < size; j++) {
                next[j] = w.recurrent(m, j).plus(w.get("skip", 0, j).times(state[1][j])).tanh();
            }
            return new Num[][] {next, m};
        };
    }
}
