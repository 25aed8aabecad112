package org.rnn4j.examples.customcell;

import java.util.ArrayList;
import java.util.List;
import java.util.random.RandomGenerator;
import org.rnn4j.data.Vocabulary;
import org.rnn4j.layer.Network;
import org.rnn4j.random.Xoshiro256;
import org.rnn4j.train.Generator;
import org.rnn4j.train.Sampling;

/**
 * Lines such as {@code 7........7}: a digit, a gap, the digit again. Everything but the digit at the end can be told from the
 * last few symbols; that one has to be remembered across the gap.
 *
 * @param gap the number of dots
 */
record EchoTask(int gap) {

    private static final int DIGITS = 10;

    static final Vocabulary VOCABULARY = Vocabulary.ofCharacters("0123456789.\n");

    /** What a guess gets right. */
    static final double BASELINE = 1.0 / DIGITS;

    private String line(int digit) {
        return digit + ".".repeat(gap) + digit + "\n";
    }

    /** {@return each line as a text of its own, so that none sees the one before it} */
    List<int[]> texts(int lines, RandomGenerator random) {
        List<int[]> texts = new ArrayList<>();
        for (int i = 0; i < lines; i++) {
            texts.add(VOCABULARY.encode(line(random.nextInt(DIGITS))));
        }
        return texts;
    }

    /** {@return the fraction of the ten digits that a network says again after the gap} */
    double accuracy(Network network) {
        Generator generator = Generator.of(network, VOCABULARY).with(Sampling.greedy());
        int right = 0;
        for (int digit = 0; digit < DIGITS; digit++) {
            String said = generator.sample(digit + ".".repeat(gap), 1, new Xoshiro256(0));
            right += said.equals(Integer.toString(digit)) ? 1 : 0;
        }
        return (double) right / DIGITS;
    }
}
