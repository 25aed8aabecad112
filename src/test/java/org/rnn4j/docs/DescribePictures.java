package org.rnn4j.docs;

import java.util.ArrayList;
import java.util.List;
import org.rnn4j.cell.GruCell;
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

/** The program of {@code docs/one-to-many.md}: says what is in a picture of one or two shapes. */
public final class DescribePictures {

    static final int HEIGHT = 7;
    static final int WIDTH = 5;
    static final int PIXELS = HEIGHT * WIDTH;
    static final List<String> SHAPES = List.of("square", "cross", "ring", "saltire", "stroke", "bar");
    static final Vocabulary WORDS =
            Vocabulary.of(List.of("a", "square", "cross", "ring", "saltire", "stroke", "bar", "above", "below")).withEnd("<end>");

    // [start:learn]
    static Network learn(Xoshiro256 random) {
        List<Unrolled> examples = new ArrayList<>();
        while (examples.size() < 1500) {
            int upper = random.nextInt(SHAPES.size());
            int lower = random.nextInt(SHAPES.size() + 1) - 1;             // -1: there is none
            if (upper != 1 || lower != 2) {                                 // a cross above a ring: never in training
                examples.add(Unrolled.of(picture(upper, lower, random), targets(upper, lower)));
            }
        }
        Network network = Network.of(
                new Dense(PIXELS, 32, random),                              // what is seen, and from zeros its bias alone
                new Activation(Activation.Function.RELU),
                new Recurrent(new GruCell(32, 32, random)),
                new Dense(32, WORDS.size(), random));
        Trainer.builder(network).loss(new SoftmaxCrossEntropy()).optimizer(new Adam(0.01f)).clipGlobalNorm(1).build()
                .fit(SequenceSampler.oneToMany(examples, 20, PIXELS, WORDS.size()).shuffled(1), 15);
        return network;
    }
    // [end:learn]

    public static void main(String... args) {
        Xoshiro256 random = new Xoshiro256(1);
        show(learn(random), random);
    }

    static void show(Network network, Xoshiro256 random) {
        for (int[] shapes : new int[][] {{0, -1}, {3, 0}, {1, 2}}) {
            float[] picture = picture(shapes[0], shapes[1], random);
            System.out.println(drawn(picture) + "-> " + describe(network, picture) + "\n");
        }
    }

    // [start:describe]
    /** The likeliest word of each step, until the end symbol comes. */
    static String describe(Network network, float[] picture) {
        Session session = Session.of(network);
        List<String> words = new ArrayList<>();
        float[] input = picture;
        while (words.size() < 10) {                                         // a badly trained network may never say that it is done
            Sequence logits = session.step(input);
            int word = likeliest(logits);
            if (word == WORDS.end()) {
                break;
            }
            words.add(WORDS.symbol(word));
            input = new float[PIXELS];                                      // later inputs are zeros, as in training
        }
        return String.join(" ", words);
    }
    // [end:describe]

    static int likeliest(Sequence logits) {
        int best = 0;
        for (int id = 1; id < logits.width(); id++) {
            best = logits.get(0, 0, id) > logits.get(0, 0, best) ? id : best;
        }
        return best;
    }

    // [start:targets]
    /** What to say: a sentence, and then the end symbol. */
    static int[] targets(int upper, int lower) {
        List<String> words = new ArrayList<>(List.of("a", SHAPES.get(upper)));
        if (lower >= 0) {
            words.addAll(List.of("above", "a", SHAPES.get(lower)));
        }
        words.add("<end>");
        return WORDS.encode(words);
    }
    // [end:targets]

    /** A shape of 3 by 3 pixels, or two one above the other, each somewhere from left to right and in a grey of its own. */
    static float[] picture(int upper, int lower, Xoshiro256 random) {
        float[] picture = new float[PIXELS];
        draw(upper, 0, picture, random);
        if (lower >= 0) {
            draw(lower, 4, picture, random);
        }
        return picture;
    }

    private static void draw(int shape, int top, float[] picture, Xoshiro256 random) {
        int left = random.nextInt(3);
        float grey = random.nextFloat(0.5f, 1);
        for (int y = 0; y < 3; y++) {
            for (int x = 0; x < 3; x++) {
                boolean ink = switch (SHAPES.get(shape)) {
                    case "square" -> true;
                    case "cross" -> x == 1 || y == 1;
                    case "ring" -> x != 1 || y != 1;
                    case "saltire" -> (x + y) % 2 == 0;
                    case "stroke" -> x == 1;
                    default -> y == 1;
                };
                picture[(top + y) * WIDTH + left + x] = ink ? grey : 0;
            }
        }
    }

    static String drawn(float[] picture) {
        StringBuilder text = new StringBuilder();
        for (int i = 0; i < PIXELS; i++) {
            text.append(picture[i] > 0 ? '#' : '.').append(i % WIDTH == WIDTH - 1 ? "\n" : "");
        }
        return text.toString();
    }
}
