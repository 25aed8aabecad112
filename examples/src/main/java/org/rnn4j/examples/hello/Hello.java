package org.rnn4j.examples.hello;

import java.util.Locale;
import java.util.concurrent.Callable;
import org.rnn4j.cell.RnnCell;
import org.rnn4j.data.SequenceSampler;
import org.rnn4j.data.Vocabulary;
import org.rnn4j.examples.common.CommandLines;
import org.rnn4j.examples.common.Require;
import org.rnn4j.examples.common.UserException;
import org.rnn4j.layer.Dense;
import org.rnn4j.layer.Network;
import org.rnn4j.layer.Recurrent;
import org.rnn4j.layer.Workspace;
import org.rnn4j.loss.SoftmaxCrossEntropy;
import org.rnn4j.optim.Adam;
import org.rnn4j.random.Xoshiro256;
import org.rnn4j.tensor.Sequence;
import org.rnn4j.train.Generator;
import org.rnn4j.train.Sampling;
import org.rnn4j.train.Trainer;
import picocli.CommandLine.Command;
import picocli.CommandLine.Option;

/**
 * Learns one word. The vocabulary of "hello" is [h, e, l, o]; each letter goes in one-hot and the network has to say the next
 * one. The second l is the hard part: the first one is followed by l, the second by o, and only the hidden state tells them apart.
 */
@Command(name = "hello", description = "The smallest lesson: a vanilla RNN learns the word hello.")
public final class Hello implements Callable<Integer> {

    @Option(names = "--word", paramLabel = "WORD", defaultValue = "hello", description = "the word to learn (${DEFAULT-VALUE})")
    private String word;

    @Option(names = "--hidden", paramLabel = "N", defaultValue = "8",
            description = "width of the hidden state (${DEFAULT-VALUE})")
    private int hidden;

    @Option(names = "--epochs", paramLabel = "N", defaultValue = "100",
            description = "how often the word is read (${DEFAULT-VALUE})")
    private int epochs;

    @Option(names = "--lr", paramLabel = "RATE", defaultValue = "0.05", description = "learning rate (${DEFAULT-VALUE})")
    private float learningRate;

    @Option(names = "--seed", paramLabel = "N", defaultValue = "1", description = "seed of the first weights (${DEFAULT-VALUE})")
    private long seed;

    /** Learns. */
    public static void main(String[] arguments) {
        CommandLines.run(new Hello(), arguments);
    }

    @Override
    public Integer call() {
        Require.atLeast("--hidden", hidden, 1);
        Require.atLeast("--epochs", epochs, 0);
        Require.positive("--lr", learningRate);
        if (word.codePointCount(0, word.length()) < 2) {
            throw new UserException("--word: expected at least 2 characters but got '" + word + "'");
        }

        // 1. Symbols become ids, in order of first appearance: h 0, e 1, l 2, o 3.
        Vocabulary vocabulary = Vocabulary.ofCharacters(word);
        int[] ids = vocabulary.encode(word);
        System.out.println("vocabulary " + vocabulary.symbols());

        // 2. h = tanh(x·W_ih + h'·W_hh + b), then logits of the next symbol.
        Xoshiro256 random = new Xoshiro256(seed);
        Network network = Network.of(
                new Recurrent(new RnnCell(vocabulary.size(), hidden, random)),
                new Dense(hidden, vocabulary.size(), random));
        System.out.print(network.summary());

        // 3. Every step but the last has a next symbol to predict; the whole word is one window.
        int steps = ids.length - 1;
        SequenceSampler sampler = SequenceSampler.stream(ids, 1, steps, vocabulary.size());
        Trainer trainer = Trainer.builder(network)
                .loss(new SoftmaxCrossEntropy())
                .optimizer(new Adam(learningRate))
                .build();
        printPredictions("before training", network, vocabulary, ids);
        trainer.fit(sampler, epochs);
        printPredictions("after " + epochs + " epochs", network, vocabulary, ids);

        // 4. Its predictions fed back, the network writes the word.
        String first = vocabulary.symbol(ids[0]);
        String rest = Generator.of(network, vocabulary).with(Sampling.greedy()).sample(first, steps, random);
        System.out.println("fed " + first + ", it writes " + first + rest);
        return 0;
    }

    /** Prints, step by step, the probability that the network gives each symbol to come next. */
    private static void printPredictions(String when, Network network, Vocabulary vocabulary, int[] ids) {
        int steps = ids.length - 1;
        Sequence x = Sequence.ids(steps, 1, vocabulary.size());
        System.arraycopy(ids, 0, x.ids(), 0, steps);
        Workspace workspace = network.newWorkspace(steps, 1);
        Sequence logits = network.forward(x, workspace);

        System.out.println();
        System.out.println(when + ":");
        StringBuilder header = new StringBuilder("  read  next |");
        vocabulary.symbols().forEach(symbol -> header.append(String.format("  p(%s)", symbol)));
        System.out.println(header);
        for (int t = 0; t < steps; t++) {
            StringBuilder line = new StringBuilder(String.format("  %-4s  %-4s |", vocabulary.symbol(ids[t]),
                    vocabulary.symbol(ids[t + 1])));
            double sum = 0;
            for (int k = 0; k < vocabulary.size(); k++) {
                sum += Math.exp(logits.get(t, 0, k));
            }
            for (int k = 0; k < vocabulary.size(); k++) {
                line.append(String.format(Locale.ROOT, "  %.2f", Math.exp(logits.get(t, 0, k)) / sum));
            }
            System.out.println(line);
        }
    }
}
