package org.rnn4j.cell;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.rnn4j.cell.LayerNormReference.gate;
import static org.rnn4j.cell.LayerNormReference.norm;
import static org.rnn4j.cell.LayerNormReference.products;

import java.util.List;
import java.util.random.RandomGenerator;
import org.junit.jupiter.api.Test;
import org.rnn4j.config.Settings;
import org.rnn4j.random.Xoshiro256;

class LayerNormLstmTest implements CellContract {

    @Override
    public Cell cell(int inputSize, int hiddenSize, RandomGenerator random) {
        return new LayerNormLstmCell(inputSize, hiddenSize, random);
    }

    @Override
    public Cell cell(Settings settings, RandomGenerator random) {
        return LayerNormLstmCell.of(settings, random);
    }

    @Override
    public String expectedText() {
        return "LayerNormLstmCell(3 -> 5, 230 parameters)";
    }

    @Override
    public double conditioning() {
        return LayerNormReference.CONDITIONING;
    }

    @Override
    public List<Shape> shapes() {
        return LayerNormReference.SHAPES;
    }

    @Override
    public ReferenceCell reference() {
        return (w, x, state) -> {
            Num[] h = state[0];
            int size = h.length;
            Num[] p = norm(products(4 * size, j -> w.inputProduct(x, j)));
            Num[] q = norm(products(4 * size, j -> w.recurrent(h, j)));
            Num[] own = new Num[size];
            Num[] nextH = new Num[size];
            for (int j = 0; j < size; j++) {
                Num i = gate(w, p, q, j).sigmoid();
                Num f = gate(w, p, q, size + j).sigmoid();
                Num g = gate(w, p, q, 2 * size + j).tanh();
                own[j] = f.times(state[1][j]).plus(i.times(g));
            }
            Num[] c = norm(own);
            for (int j = 0; j < size; j++) {
                Num o = gate(w, p, q, 3 * size + j).sigmoid();
                nextH[j] = o.times(w.get("gain_c", 0, j).times(c[j]).plus(w.get("bias_c", 0, j)).tanh());
            }
            return new Num[][] {nextH, own};
        };
    }

    @Test
    void gainsStartAtOneAndAllOthersOfItsOwnAtZero() {
        Cell cell = cell(3, 5, new Xoshiro256(1));
        assertEquals(List.of("weight_ih", "weight_hh", "bias_ih", "gain_ih", "gain_hh", "gain_c", "bias_c"), cell.parameters().stream().map(Parameter::name).toList());
        for (Parameter parameter : cell.parameters().subList(3, cell.parameters().size())) {
            for (float value : parameter.value().data) {
                assertEquals(parameter.name().startsWith("gain") ? 1 : 0, value, parameter.name());
            }
        }
    }
}
