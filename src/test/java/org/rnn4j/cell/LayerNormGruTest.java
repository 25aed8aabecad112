package org.rnn4j.cell;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.rnn4j.cell.LayerNormReference.gate;
import static org.rnn4j.cell.LayerNormReference.join;
import static org.rnn4j.cell.LayerNormReference.norm;
import static org.rnn4j.cell.LayerNormReference.products;

import java.util.List;
import java.util.random.RandomGenerator;
import org.junit.jupiter.api.Test;
import org.rnn4j.config.Settings;
import org.rnn4j.random.Xoshiro256;

class LayerNormGruTest implements CellContract {

    @Override
    public Cell cell(int inputSize, int hiddenSize, RandomGenerator random) {
        return new LayerNormGruCell(inputSize, hiddenSize, random);
    }

    @Override
    public Cell cell(Settings settings, RandomGenerator random) {
        return LayerNormGruCell.of(settings, random);
    }

    @Override
    public String expectedText() {
        return "LayerNormGruCell(3 -> 5, 170 parameters)";
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
            Num[] p = join(norm(products(2 * size, j -> w.inputProduct(x, j))),
                    norm(products(size, j -> w.inputProduct(x, 2 * size + j))));
            Num[] q = join(norm(products(2 * size, j -> w.recurrent(h, j))),
                    norm(products(size, j -> w.recurrent(h, 2 * size + j))));
            Num[] next = new Num[size];
            for (int j = 0; j < size; j++) {
                Num r = gate(w, p, q, j).sigmoid();
                Num z = gate(w, p, q, size + j).sigmoid();
                int n = 2 * size + j;
                Num after = w.get("gain_hh", 0, n).times(q[n]).plus(w.get("bias_hh", 0, j));
                Num candidate = w.get("gain_ih", 0, n).times(p[n]).plus(w.get("bias_ih", 0, n)).plus(r.times(after)).tanh();
                next[j] = z.complement().times(h[j]).plus(z.times(candidate));
            }
            return new Num[][] {next};
        };
    }

    @Test
    void gainsStartAtOneAndAllOthersOfItsOwnAtZero() {
        Cell cell = cell(3, 5, new Xoshiro256(1));
        assertEquals(List.of("weight_ih", "weight_hh", "bias_ih", "gain_ih", "gain_hh", "bias_hh"), cell.parameters().stream().map(Parameter::name).toList());
        for (Parameter parameter : cell.parameters().subList(3, cell.parameters().size())) {
            for (float value : parameter.value().data) {
                assertEquals(parameter.name().startsWith("gain") ? 1 : 0, value, parameter.name());
            }
        }
    }
}
