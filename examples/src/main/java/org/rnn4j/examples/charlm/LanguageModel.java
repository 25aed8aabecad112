package org.rnn4j.examples.charlm;

import java.util.ArrayList;
import java.util.List;
import java.util.random.RandomGenerator;
import org.rnn4j.cell.Cell;
import org.rnn4j.cell.Parameter;
import org.rnn4j.examples.common.CellType;
import org.rnn4j.init.Initializers;
import org.rnn4j.layer.Dense;
import org.rnn4j.layer.Dropout;
import org.rnn4j.layer.Embedding;
import org.rnn4j.layer.Layer;
import org.rnn4j.layer.Network;
import org.rnn4j.layer.Recurrent;

/** The network of a language model: symbols in, logits of the next symbol out. */
public final class LanguageModel {

    private LanguageModel() {
    }

    /**
     * {@return a new network}
     *
     * @param symbols the size of the vocabulary
     * @param embedding the width of learned vectors for the symbols; 0 feeds them one-hot
     * @param dropout the probability of an output of a recurrent layer to be dropped in training
     */
    public static Network create(CellType cell, int symbols, int embedding, int hidden, int layers, float dropout,
                                 RandomGenerator random) {
        List<Layer> stack = new ArrayList<>();
        int width = symbols;
        if (embedding > 0) {
            stack.add(new Embedding(symbols, embedding, random));
            width = embedding;
        }
        for (int i = 0; i < layers; i++) {
            Cell recurrence = cell.create(width, hidden, random);
            if (stack.isEmpty()) {
                // A one-hot vector picks one row of W_ih: the fan-in is 1, whatever the size of the vocabulary, and rows of unit
                // variance are what keeps a symbol from drowning in the state. Weights of 1/sqrt(H), as for dense inputs, end 0.1
                // to 0.2 nats higher after three epochs of the tiny Shakespeare.
                Initializers.normal(1).fill(inputWeights(recurrence).value(), random);
            }
            stack.add(new Recurrent(recurrence));
            if (dropout > 0) {
                stack.add(new Dropout(dropout));
            }
            width = hidden;
        }
        stack.add(new Dense(width, symbols, random));
        return Network.of(stack);
    }

    private static Parameter inputWeights(Cell cell) {
        return cell.parameters().stream().filter(parameter -> parameter.name().equals("weight_ih")).findFirst().orElseThrow();
    }
}
