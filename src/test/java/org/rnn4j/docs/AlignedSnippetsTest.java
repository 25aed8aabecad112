package org.rnn4j.docs;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertThrows;
import static org.junit.jupiter.api.Assertions.assertTrue;

import java.util.ArrayList;
import java.util.HashSet;
import java.util.List;
import java.util.Set;
import org.junit.jupiter.api.Test;
import org.rnn4j.cell.GruCell;
import org.rnn4j.cell.LstmCell;
import org.rnn4j.data.Aligned;
import org.rnn4j.data.ExampleSampler;
import org.rnn4j.data.SequenceSampler;
import org.rnn4j.inference.Session;
import org.rnn4j.layer.Bidirectional;
import org.rnn4j.layer.Dense;
import org.rnn4j.layer.Embedding;
import org.rnn4j.layer.FeatureEmbedding;
import org.rnn4j.layer.Network;
import org.rnn4j.layer.Recurrent;
import org.rnn4j.loss.SoftmaxCrossEntropy;
import org.rnn4j.metric.Accuracy;
import org.rnn4j.optim.Adam;
import org.rnn4j.random.Xoshiro256;
import org.rnn4j.tensor.Backend;
import org.rnn4j.tensor.Sequence;
import org.rnn4j.train.Evaluation;
import org.rnn4j.train.Trainer;

/** Runs what {@code docs/aligned.md} shows. */
class AlignedSnippetsTest {

    @Test
    void wordsAreTaggedByTheirContextInSentencesThatWereNotThere() throws Exception {
        Set<String> sentences = new HashSet<>();
        for (String[] pair : LearnTags.TAGGED) {
            sentences.add(pair[0]);
        }
        assertTrue(!sentences.contains("the can can run") && !sentences.contains("they can saw the watch"));
        Printed.by(LearnTags::main).isExactly("learn-tags");
    }

    /** Coins whose answer is known by definition: was the one two before the same? */
    private static List<Aligned> coins(int count, long seed) {
        Xoshiro256 random = new Xoshiro256(seed);
        List<Aligned> examples = new ArrayList<>();
        for (int i = 0; i < count; i++) {
            int[] coins = random.ints(5 + random.nextInt(11), 0, 2).toArray();
            int[] answers = new int[coins.length];
            for (int t = 2; t < coins.length; t++) {
                answers[t] = coins[t] == coins[t - 2] ? 1 : 0;
            }
            examples.add(Aligned.of(coins, answers));
        }
        return examples;
    }

    @Test
    void anAnswerThatMayNotWaitComesFromOneDirectionStepByStep() throws Exception {
        List<Aligned> training = coins(300, 1);
        List<Aligned> held = coins(100, 2);
        // [start:causal]
        Xoshiro256 random = new Xoshiro256(1);
        Network network = Network.of(
                new Recurrent(new LstmCell(2, 16, random)),                 // 2 ids, which need no embedding
                new Dense(16, 2, random));
        ExampleSampler sampler = SequenceSampler.manyToManyAligned(training, 20, 2, 2).shuffled(1).bucketed();
        Trainer trainer = Trainer.builder(network)
                .loss(new SoftmaxCrossEntropy())
                .optimizer(new Adam(0.02f))
                .build();
        trainer.fit(sampler, 30);

        Accuracy accuracy = new Accuracy();
        Evaluation.of(network, new SoftmaxCrossEntropy(), SequenceSampler.manyToManyAligned(held, 20, 2, 2), Backend.standard(),
                accuracy);
        double right = accuracy.value();                                    // 1: all of them
        // [end:causal]
        assertEquals(1, right);

        Printed.by(() -> {
            // [start:session]
            Session session = Session.of(network);
            for (int coin : new int[] {0, 1, 1, 1, 0, 1}) {
                Sequence logits = session.step(coin);                       // the answer is there before the next coin
                System.out.println(coin + (logits.get(0, 0, 1) > logits.get(0, 0, 0) ? " as two before" : ""));
            }
            // [end:session]
        }).isExactly("coins");
    }

    @Test
    void aNetworkThatReadsBothWaysCannotAnswerStepByStep() {
        Xoshiro256 random = new Xoshiro256(1);
        Network network = Network.of(Bidirectional.of(() -> new GruCell(2, 3, random)), new Dense(6, 2, random));
        String message = assertThrows(IllegalArgumentException.class, () -> Session.of(network)).getMessage();
        assertTrue(message.contains("Bidirectional"), message);
    }

    @Test
    void aWordMayComeWithItsEndingAndItsShape() {
        Xoshiro256 random = new Xoshiro256(1);
        // [start:features]
        Network network = Network.of(
                FeatureEmbedding.of(
                        new Embedding(5000, 64, random),                    // the word; id 0 for all that are not known
                        new Embedding(400, 24, random),                     // its last two letters
                        new Embedding(10, 8, random))                       // capitals, digits, signs
                        .hiding(0.25f, 0, 0),                               // in training a quarter of the words are unknown
                Bidirectional.of(() -> new LstmCell(96, 96, random)),
                new Dense(192, 17, random));
        // [end:features]
        float[][] sentence = {{17, 3, 1}, {0, 12, 0}};                      // a row for each word
        ExampleSampler sampler = SequenceSampler.manyToManyAligned(List.of(Aligned.of(sentence, new int[] {4, 16})), 1, 3, 17);
        Evaluation evaluation = Evaluation.of(network, new SoftmaxCrossEntropy(), sampler, Backend.standard());
        assertEquals(Math.log(17), evaluation.loss(), 1, "as good as a guess");
    }
}
