package org.rnn4j.docs;

// [start:program]
import org.rnn4j.cell.RnnCell;
import org.rnn4j.data.SequenceSampler;
import org.rnn4j.data.Vocabulary;
import org.rnn4j.layer.Dense;
import org.rnn4j.layer.Network;
import org.rnn4j.layer.Recurrent;
import org.rnn4j.loss.SoftmaxCrossEntropy;
import org.rnn4j.optim.Adam;
import org.rnn4j.random.Xoshiro256;
import org.rnn4j.train.Generator;
import org.rnn4j.train.Sampling;
import org.rnn4j.train.Trainer;

public final class LearnHello {

    public static void main(String... args) {
        Vocabulary vocabulary = Vocabulary.ofCharacters("hello");           // h, e, l, o
        int[] ids = vocabulary.encode("hello");                             // 0, 1, 2, 2, 3

        Xoshiro256 random = new Xoshiro256(1);                              // 1 is the seed
        Network network = Network.of(
                new Recurrent(new RnnCell(vocabulary.size(), 8, random)),
                new Dense(8, vocabulary.size(), random));
        System.out.print(network.summary());

        Trainer trainer = Trainer.builder(network)
                .loss(new SoftmaxCrossEntropy())
                .optimizer(new Adam(0.05f))
                .build();
        SequenceSampler sampler = SequenceSampler.stream(ids, 1, 4, vocabulary.size());
        for (int epochs = 0; epochs <= 60; epochs += 20) {
            trainer.fit(sampler, epochs);
            String written = Generator.of(network, vocabulary).with(Sampling.greedy()).sample("h", 4, random);
            System.out.println("after " + epochs + " epochs: h" + written);
        }
    }
}
// [end:program]
