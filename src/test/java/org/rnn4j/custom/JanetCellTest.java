package org.rnn4j.custom;

import java.util.random.RandomGenerator;
import org.rnn4j.cell.Cell;
import org.rnn4j.cell.CellContract;
import org.rnn4j.cell.Num;
import org.rnn4j.cell.ReferenceCell;
import org.rnn4j.config.Settings;

public class JanetCellTest implements CellContract {

    @Override
    public Cell cell(int inputSize, int hiddenSize, RandomGenerator random) {
        return new JanetCell(inputSize, hiddenSize, random);
    }

    @Override
    public Cell cell(Settings settings, RandomGenerator random) {
        return new JanetCell(settings.count("inputSize", 1), settings.count("outputSize", 1), random);
    }

    @Override
    public String expectedText() {
        return "JanetCell(3 -> 5, 90 parameters)";
    }

    @Override
    public ReferenceCell reference() {
        return (w, x, state) -> {
            Num[] h = state[0];
            int size = h.length;
            Num[] next = new Num[size];
            for (int j = 0; j < size; j++) {
                Num f = w.input(x, j).plus(w.recurrent(h, j)).sigmoid();
                Num g = w.input(x, size + j).plus(w.recurrent(h, size + j)).tanh();
                next[j] = f.times(h[j]).plus(f.complement().times(g));
            }
            return new Num[][] {next};
        };
    }
}
