package org.rnn4j.cell;

import static org.junit.jupiter.api.Assertions.assertEquals;

import java.util.List;
import java.util.random.RandomGenerator;
import org.junit.jupiter.api.Test;
import org.rnn4j.config.Settings;
import org.rnn4j.random.Xoshiro256;

class GruResetBeforeTest implements CellContract {

    @Override
    public Cell cell(int inputSize, int hiddenSize, RandomGenerator random) {
        return new GruCell(inputSize, hiddenSize, random);
    }

    @Override
    public Cell cell(Settings settings, RandomGenerator random) {
        return GruCell.of(settings, random);
    }

    @Override
    public String expectedText() {
        return "GruCell(3 -> 5, 135 parameters)";
    }

    /** Chung et al. 2014, equations 5 to 8. */
    @Override
    public ReferenceCell reference() {
        return (w, x, state) -> {
            Num[] h = state[0];
            int size = h.length;
            Num[] reset = new Num[size];
            for (int j = 0; j < size; j++) {
                Num r = w.input(x, j).plus(w.recurrent(h, j)).sigmoid();
                reset[j] = r.times(h[j]);
            }
            Num[] next = new Num[size];
            for (int j = 0; j < size; j++) {
                Num z = w.input(x, size + j).plus(w.recurrent(h, size + j)).sigmoid();
                Num n = w.input(x, 2 * size + j).plus(w.recurrent(reset, 2 * size + j)).tanh();
                next[j] = z.complement().times(h[j]).plus(z.times(n));
            }
            return new Num[][] {next};
        };
    }

    @Test
    void isTheDefaultVariantAndHasOneBiasForEachGate() {
        GruCell cell = new GruCell(3, 5, new Xoshiro256(1));
        assertEquals(GruCell.Variant.RESET_BEFORE, cell.variant());
        assertEquals(List.of("weight_ih [3, 15]", "weight_hh [5, 15]", "bias_ih [1, 15]"),
                cell.parameters().stream().map(Parameter::toString).toList());
    }
}
