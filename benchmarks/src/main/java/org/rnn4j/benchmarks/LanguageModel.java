package org.rnn4j.benchmarks;

import java.util.ArrayList;
import java.util.List;
import java.util.random.RandomGenerator;
import org.rnn4j.layer.Dense;
import org.rnn4j.layer.Layer;
import org.rnn4j.layer.Network;
import org.rnn4j.layer.Recurrent;

/** A character-level language model of a given size: one-hot symbols in, logits out. */
final class LanguageModel {

    private LanguageModel() {
    }

    /** @param size hidden width and number of layers, as {@code 256x2} */
    static Network of(CellKind cell, String size, RandomGenerator random) {
        int hidden = Sizes.parse(size)[0];
        int layers = Sizes.parse(size)[1];
        List<Layer> stack = new ArrayList<>();
        for (int i = 0; i < layers; i++) {
            stack.add(new Recurrent(cell.create(i == 0 ? Config.VOCABULARY : hidden, hidden, random)));
        }
        stack.add(new Dense(hidden, Config.VOCABULARY, random));
        return Network.of(stack);
    }
}
