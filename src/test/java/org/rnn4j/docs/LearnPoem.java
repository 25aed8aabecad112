package org.rnn4j.docs;

// [start:program]
import java.io.IOException;
import java.nio.file.Path;
import org.rnn4j.cell.LstmCell;
import org.rnn4j.data.SequenceSampler;
import org.rnn4j.data.Vocabulary;
import org.rnn4j.io.Model;
import org.rnn4j.layer.Dense;
import org.rnn4j.layer.Network;
import org.rnn4j.layer.Recurrent;
import org.rnn4j.loss.SoftmaxCrossEntropy;
import org.rnn4j.optim.Adam;
import org.rnn4j.random.Xoshiro256;
import org.rnn4j.train.Progress;
import org.rnn4j.train.Trainer;
import org.rnn4j.train.TrainingListener;

public final class LearnPoem {

    static final String POEM = """
            'Twas brillig, and the slithy toves
            Did gyre and gimble in the wabe;
            All mimsy were the borogoves,
            And the mome raths outgrabe.

            "Beware the Jabberwock, my son!
            The jaws that bite, the claws that catch!
            Beware the Jubjub bird, and shun
            The frumious Bandersnatch!"
            """;

    public static void main(String... args) throws IOException {
        Vocabulary vocabulary = Vocabulary.ofCharacters(POEM);
        Xoshiro256 random = new Xoshiro256(1);
        Network network = Network.of(
                new Recurrent(new LstmCell(vocabulary.size(), 64, random)),
                new Dense(64, vocabulary.size(), random));

        Trainer trainer = Trainer.builder(network)
                .loss(new SoftmaxCrossEntropy())
                .optimizer(new Adam(0.01f))
                .clipGlobalNorm(1)
                .listener(new Losses())
                .build();
        trainer.fit(SequenceSampler.stream(vocabulary.encode(POEM), 2, 32, vocabulary.size()), 60);

        Path file = Path.of(args.length > 0 ? args[0] : "poem.safetensors");
        Model.of(network, vocabulary).save(file);
    }

    /** Prints how training goes. */
    static final class Losses implements TrainingListener {

        @Override
        public void epochEnded(Progress progress) {
            if (progress.epoch() == 1 || progress.epoch() % 10 == 0) {
                System.out.printf("epoch %2d: loss %.3f%n", progress.epoch(), progress.trainLoss());
            }
        }
    }
}
// [end:program]
