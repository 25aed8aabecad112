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

class LayerNormRnnTest implements CellContract {

    @Override
    public Cell cell(int inputSize, int hiddenSize, RandomGenerator random) {
        return new LayerNormRnnCell(inputSize, hiddenSize, random);
    }

    @Override
    public Cell cell(Settings settings, RandomGenerator random) {
        return LayerNormRnnCell.of(settings, random);
    }

    @Override
    public String expectedText() {
        return "LayerNormRnnCell(3 -> 5, 55 parameters)";
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
            Num[] p = norm(products(size, j -> w.inputProduct(x, j)));
            Num[] q = norm(products(size, j -> w.recurrent(h, j)));
            return new Num[][] {products(size, j -> gate(w, p, q, j).tanh())};
        };
    }

    @Test
    void gainsStartAtOneAndAllOthersOfItsOwnAtZero() {
        Cell cell = cell(3, 5, new Xoshiro256(1));
        assertEquals(List.of("weight_ih", "weight_hh", "bias_ih", "gain_ih", "gain_hh"), cell.parameters().stream().map(Parameter::name).toList());
        for (Parameter parameter : cell.parameters().subList(3, cell.parameters().size())) {
            for (float value : parameter.value().data) {
                assertEquals(parameter.name().startsWith("gain") ? 1 : 0, value, parameter.name());
            }
        }
    }
}
