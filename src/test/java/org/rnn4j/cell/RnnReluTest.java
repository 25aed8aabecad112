package org.rnn4j.cell;

import static org.rnn4j.Errors.assertArgument;

import java.util.random.RandomGenerator;
import org.junit.jupiter.api.Test;
import org.rnn4j.config.Settings;
import org.rnn4j.random.Xoshiro256;

class RnnReluTest implements CellContract {

    @Override
    public Cell cell(int inputSize, int hiddenSize, RandomGenerator random) {
        return new RnnCell(inputSize, hiddenSize, RnnCell.Activation.RELU, random);
    }

    @Override
    public Cell cell(Settings settings, RandomGenerator random) {
        return RnnCell.of(settings, random);
    }

    @Override
    public String expectedText() {
        return "RnnCell(3 -> 5, 45 parameters)";
    }

    /** Le, Jaitly and Hinton 2015: {@code h = max(x·W + h'·U + b, 0)}. */
    @Override
    public ReferenceCell reference() {
        return (w, x, state) -> {
            Num[] h = state[0];
            Num[] next = new Num[h.length];
            for (int j = 0; j < h.length; j++) {
                next[j] = w.input(x, j).plus(w.recurrent(h, j)).relu();
            }
            return new Num[][] {next};
        };
    }

    @Test
    void anUnknownActivationIsNamedBesideTheKnownOnes() {
        Settings settings = cell(3, 5, new Xoshiro256(1)).settings().with("activation", "swish");
        assertArgument(() -> RnnCell.of(settings, new Xoshiro256(1)), "activation: expected one of [tanh, relu] but got swish");
    }
}
