package org.rnn4j.cell;

import static org.junit.jupiter.api.Assertions.assertEquals;

import java.util.List;
import java.util.random.RandomGenerator;
import org.junit.jupiter.api.Test;
import org.rnn4j.config.Settings;
import org.rnn4j.random.Xoshiro256;

class GruResetAfterTest implements CellContract {

    @Override
    public Cell cell(int inputSize, int hiddenSize, RandomGenerator random) {
        return new GruCell(inputSize, hiddenSize, GruCell.Variant.RESET_AFTER, random);
    }

    @Override
    public Cell cell(Settings settings, RandomGenerator random) {
        return GruCell.of(settings, random);
    }

    @Override
    public String expectedText() {
        return "GruCell(3 -> 5, 140 parameters)";
    }

    /** The form of PyTorch, cuDNN and Keras, with the update gate of Chung et al. 2014. */
    @Override
    public ReferenceCell reference() {
        return (w, x, state) -> {
            Num[] h = state[0];
            int size = h.length;
            Num[] next = new Num[size];
            for (int j = 0; j < size; j++) {
                Num r = w.input(x, j).plus(w.recurrent(h, j)).sigmoid();
                Num z = w.input(x, size + j).plus(w.recurrent(h, size + j)).sigmoid();
                Num q = w.recurrent(h, 2 * size + j).plus(w.get("bias_hh", 0, j));
                Num n = w.input(x, 2 * size + j).plus(r.times(q)).tanh();
                next[j] = z.complement().times(h[j]).plus(z.times(n));
            }
            return new Num[][] {next};
        };
    }

    @Test
    void onlyTheCandidateHasASecondBias() {
        Cell cell = cell(3, 5, new Xoshiro256(1));
        assertEquals(List.of("weight_ih [3, 15]", "weight_hh [5, 15]", "bias_ih [1, 15]", "bias_hh [1, 5]"),
                cell.parameters().stream().map(Parameter::toString).toList());
    }
}
