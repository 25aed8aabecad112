package org.rnn4j.benchmarks;

import java.util.ArrayList;
import java.util.List;
import java.util.random.RandomGenerator;
import org.rnn4j.layer.Layer;
import org.rnn4j.layer.Recurrent;

/** Sizes of a character-level language model, from a lesson to a model that fills the machine. */
public enum Config {
    /** One sequence at a time, a width that is no multiple of a vector: the classic minimal character RNN. */
    C1(1, 25, 100, 1),
    /** The default of the charlm example. */
    C2(32, 64, 128, 1),
    /** A batch that is no power of two. */
    C3(50, 50, 128, 2),
    /** Weights that leave the second-level cache. */
    C4(64, 128, 256, 2),
    /** The largest. */
    C5(64, 128, 512, 2);

    /** Printable ASCII letters and punctuation of an English text; no multiple of a vector either. */
    static final int VOCABULARY = 65;

    final int batch;
    final int steps;
    final int hidden;
    final int layers;

    Config(int batch, int steps, int hidden, int layers) {
        this.batch = batch;
        this.steps = steps;
        this.hidden = hidden;
        this.layers = layers;
    }

    /** The recurrent layers; the first one reads one-hot symbols. */
    List<Layer> recurrentLayers(CellKind cell, RandomGenerator random) {
        List<Layer> stack = new ArrayList<>();
        for (int i = 0; i < layers; i++) {
            stack.add(new Recurrent(cell.create(i == 0 ? VOCABULARY : hidden, hidden, random)));
        }
        return stack;
    }
}
