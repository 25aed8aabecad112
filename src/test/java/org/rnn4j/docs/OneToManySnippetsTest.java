package org.rnn4j.docs;

import static org.junit.jupiter.api.Assertions.assertArrayEquals;
import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertTrue;

import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;
import org.junit.jupiter.api.Test;
import org.rnn4j.cell.GruCell;
import org.rnn4j.data.Batch;
import org.rnn4j.data.SequenceSampler;
import org.rnn4j.data.Unrolled;
import org.rnn4j.data.Vocabulary;
import org.rnn4j.inference.Session;
import org.rnn4j.layer.Activation;
import org.rnn4j.layer.Dense;
import org.rnn4j.layer.Network;
import org.rnn4j.layer.Recurrent;
import org.rnn4j.loss.SoftmaxCrossEntropy;
import org.rnn4j.optim.Adam;
import org.rnn4j.random.Xoshiro256;
import org.rnn4j.tensor.Sequence;
import org.rnn4j.train.Trainer;

/** Runs what {@code docs/one-to-many.md} shows. */
class OneToManySnippetsTest {

    private static final int PIXELS = DescribePictures.PIXELS;
    private static final Vocabulary WORDS = DescribePictures.WORDS;

    @Test
    void pairsOfShapesAreDescribedThatWereNeverSeenTogether() throws Exception {
        Xoshiro256 random = new Xoshiro256(1);
        Network network = DescribePictures.learn(random);
        Printed.by(() -> DescribePictures.show(network, random)).isExactly("describe-pictures");
        int right = 0;
        for (int i = 0; i < 200; i++) {
            String said = DescribePictures.describe(network, DescribePictures.picture(1, 2, random));
            right += said.equals("a cross above a ring") ? 1 : 0;
        }
        assertTrue(right >= 160, right + " of 200");
    }

    @Test
    void whatTheSamplersDeal() {
        float[] vector = {7, 8};
        List<Unrolled> examples = List.of(Unrolled.of(vector, new int[] {1, 0, 2}));
        Batch zeros = SequenceSampler.oneToMany(examples, 1, 2, 3).next();
        assertArrayEquals(new float[] {7, 8, 0, 0, 0, 0}, Arrays.copyOf(zeros.inputs().data(), 6));
        Batch fed = SequenceSampler.oneToManyWithFeedback(examples, 1, 2, 3).next();
        assertArrayEquals(new float[] {7, 8, 0, 0, 0, 0, 0, 0, 1, 0, 0, 0, 1, 0, 0}, Arrays.copyOf(fed.inputs().data(), 15));
        assertEquals(List.of(1, 0, 2), Arrays.stream(fed.targets().values().ids()).limit(3).boxed().toList());
    }

    /** Two right sentences for each picture. */
    static List<Unrolled> sayings(Xoshiro256 random) {
        List<Unrolled> examples = new ArrayList<>();
        for (int i = 0; i < 1200; i++) {
            int upper = random.nextInt(3);
            int lower = (upper + 1 + random.nextInt(2)) % 3;
            examples.add(Unrolled.of(DescribePictures.picture(upper, lower, random),
                    WORDS.encode(random.nextBoolean() ? above(upper, lower) : below(upper, lower))));
        }
        return examples;
    }

    private static List<String> above(int upper, int lower) {
        return List.of("a", DescribePictures.SHAPES.get(upper), "above", "a", DescribePictures.SHAPES.get(lower), "<end>");
    }

    private static List<String> below(int upper, int lower) {
        return List.of("a", DescribePictures.SHAPES.get(lower), "below", "a", DescribePictures.SHAPES.get(upper), "<end>");
    }

    // [start:network]
    static Network network(int inputWidth, Xoshiro256 random) {
        return Network.of(
                new Dense(inputWidth, 32, random),
                new Activation(Activation.Function.RELU),
                new Recurrent(new GruCell(32, 32, random)),
                new Dense(32, WORDS.size(), random));
    }
    // [end:network]

    // [start:draw]
    /** A sentence drawn by its probability, word by word. */
    static List<String> draw(Network network, float[] picture, Xoshiro256 random) {
        boolean feedback = network.inputSize() > PIXELS;
        Session session = Session.of(network);
        List<String> words = new ArrayList<>();
        float[] input = Arrays.copyOf(picture, network.inputSize());        // behind the pixels zeros: no word was said yet
        while (words.size() < 10) {
            session.step(input);
            Sequence probabilities = session.softmax();
            double left = random.nextDouble();
            int word = 0;
            while (word < WORDS.size() - 1 && (left -= probabilities.get(0, 0, word)) >= 0) {
                word++;
            }
            words.add(WORDS.symbol(word));
            if (word == WORDS.end()) {
                break;
            }
            Arrays.fill(input, 0);
            if (feedback) {
                input[PIXELS + word] = 1;                                   // the word that was said, one-hot
            }
        }
        return words;
    }
    // [end:draw]

    @Test
    void whereThereIsAChoiceTheNextStepHasToKnowWhatWasChosen() {
        List<Unrolled> examples = sayings(new Xoshiro256(1));
        Xoshiro256 random = new Xoshiro256(1);
        // [start:feedback]
        Network blind = network(PIXELS, random);
        Network fed = network(PIXELS + WORDS.size(), random);               // the picture and the word before
        train(blind, SequenceSampler.oneToMany(examples, 20, PIXELS, WORDS.size()).shuffled(1));
        train(fed, SequenceSampler.oneToManyWithFeedback(examples, 20, PIXELS, WORDS.size()).shuffled(1));
        // [end:feedback]
        int ofBlind = right(blind, random);
        int ofFed = right(fed, random);
        assertTrue(ofBlind < 80, ofBlind + " of 200 without feedback");
        assertTrue(ofFed > 150, ofFed + " of 200 with feedback");
    }

    static void train(Network network, SequenceSampler sampler) {
        Trainer.builder(network).loss(new SoftmaxCrossEntropy()).optimizer(new Adam(0.01f)).clipGlobalNorm(1).build()
                .fit(sampler, 15);
    }

    static int right(Network network, Xoshiro256 random) {
        int right = 0;
        for (int i = 0; i < 200; i++) {
            int upper = random.nextInt(3);
            int lower = (upper + 1 + random.nextInt(2)) % 3;
            List<String> said = draw(network, DescribePictures.picture(upper, lower, random), random);
            right += said.equals(above(upper, lower)) || said.equals(below(upper, lower)) ? 1 : 0;
        }
        return right;
    }
}
