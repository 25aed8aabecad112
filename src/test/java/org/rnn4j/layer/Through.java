package org.rnn4j.layer;

import java.util.random.RandomGenerator;
import org.rnn4j.cell.Gradients;
import org.rnn4j.cell.State;
import org.rnn4j.cell.Tape;
import org.rnn4j.config.Settings;
import org.rnn4j.tensor.Backend;
import org.rnn4j.tensor.Sequence;

/** Hands everything on as it is: a first layer for those that take any width. */
record Through(int inputSize) implements Layer {

    static final String TYPE = "org.rnn4j.layer.Through";

    static Through of(Settings settings, RandomGenerator random) {
        return new Through(settings.count("inputSize", 1));
    }

    @Override
    public int outputSize(int width) {
        return width;
    }

    @Override
    public Tape newTape(int maxSteps, int maxBatch, int width, Backend backend) {
        return new Tape(maxSteps, maxBatch, backend) { };
    }

    @Override
    public Sequence forward(Sequence x, State initial, Tape tape) {
        return x;
    }

    @Override
    public Sequence backward(Sequence dy, State dState, Gradients gradients, Tape tape) {
        return dy;
    }

    @Override
    public Settings settings() {
        return Settings.ofType(TYPE).with("inputSize", inputSize);
    }
}
