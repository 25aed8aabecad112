package org.rnn4j.train;

import java.util.PrimitiveIterator;
import java.util.random.RandomGenerator;
import org.rnn4j.data.Vocabulary;
import org.rnn4j.inference.Session;
import org.rnn4j.layer.Network;
import org.rnn4j.tensor.Sequence;

/**
 * Writes text with a trained language model: reads a beginning, draws the next symbol, feeds it back, and so on without end.
 * One step at a time, with the memory of one step; drawing a symbol allocates nothing. Immutable: {@link #symbols} makes the
 * iterator that holds what changes, so any number of threads may generate with one network.
 */
public final class Generator {

    private final Network network;
    private final Vocabulary vocabulary;
    private final Sampling sampling;

    private Generator(Network network, Vocabulary vocabulary, Sampling sampling) {
        if (network.inputSize() != vocabulary.size() || network.outputSize() != vocabulary.size()) {
            throw new IllegalArgumentException("Generator: expected a network from and to the " + vocabulary.size()
                    + " symbols of the vocabulary but got " + network);
        }
        this.network = network;
        this.vocabulary = vocabulary;
        this.sampling = sampling;
    }

    /** {@return a generator that draws at temperature 1} @throws IllegalArgumentException when the sizes do not fit */
    public static Generator of(Network network, Vocabulary vocabulary) {
        return new Generator(network, vocabulary, Sampling.temperature(1));
    }

    /** {@return the same with another way of choosing} */
    public Generator with(Sampling sampling) {
        return new Generator(network, vocabulary, sampling);
    }

    /** {@return the same, drawing at this temperature} */
    public Generator temperature(float temperature) {
        return with(Sampling.temperature(temperature));
    }

    /**
     * {@return the symbols that follow the beginning, one by one, without end} Computed as they are asked for.
     *
     * @param prime ids that are read first; when empty, the model's own first choice is drawn evenly from all symbols
     * @param random where choices come from; used by the iterator alone from now on
     * @throws IllegalArgumentException when an id is not one of the vocabulary
     */
    public PrimitiveIterator.OfInt symbols(int[] prime, RandomGenerator random) {
        return new Symbols(prime, random);
    }

    /**
     * {@return a text of {@code length} symbols that goes on from {@code prime}, which is not repeated}
     *
     * @throws IllegalArgumentException when the prime holds an unknown symbol, named in the message with its place, or when the
     *         length is negative
     */
    public String sample(String prime, int length, RandomGenerator random) {
        if (length < 0) {
            throw new IllegalArgumentException("Generator.sample: length: expected at least 0 but got " + length);
        }
        PrimitiveIterator.OfInt symbols = symbols(vocabulary.encode(prime), random);
        StringBuilder text = new StringBuilder();
        for (int i = 0; i < length; i++) {
            text.append(vocabulary.symbol(symbols.nextInt()));
        }
        return text.toString();
    }

    private final class Symbols implements PrimitiveIterator.OfInt {

        private final Session session = Session.of(network);
        private final Sampling.Chooser chooser = sampling.chooser(vocabulary.size());
        private final RandomGenerator random;
        private Sequence logits;

        Symbols(int[] prime, RandomGenerator random) {
            this.random = random;
            for (int id : prime) {
                logits = session.step(id);
            }
        }

        @Override
        public boolean hasNext() {
            return true;
        }

        @Override
        public int nextInt() {
            int id = logits == null
                    ? random.nextInt(vocabulary.size())
                    : chooser.choose(logits.data(), logits.offset(), random);
            logits = session.step(id);
            return id;
        }
    }

    @Override
    public String toString() {
        return "Generator(" + network + ", " + vocabulary + ", " + sampling + ")";
    }
}
