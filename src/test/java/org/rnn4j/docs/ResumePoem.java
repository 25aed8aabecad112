package org.rnn4j.docs;

// [start:program]
import java.io.IOException;
import java.nio.file.Files;
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
import org.rnn4j.train.Trainer;

public final class ResumePoem {

    public static void main(String... args) throws IOException {
        int epochs = Integer.parseInt(args[0]);
        Path file = Path.of(args.length > 1 ? args[1] : "checkpoint.safetensors");
        Model model = Files.exists(file) ? Model.load(file) : untrained();
        Vocabulary vocabulary = model.vocabulary().orElseThrow();

        Trainer trainer = Trainer.builder(model.network())
                .loss(new SoftmaxCrossEntropy())
                .optimizer(new Adam(0.01f))
                .clipGlobalNorm(1)
                .listener(new LearnPoem.Losses())
                .build();
        model.training().ifPresent(trainer::restore);
        trainer.fit(SequenceSampler.stream(vocabulary.encode(LearnPoem.POEM), 2, 32, vocabulary.size()), epochs);
        model.with(trainer.state()).save(file);
    }

    private static Model untrained() {
        Vocabulary vocabulary = Vocabulary.ofCharacters(LearnPoem.POEM);
        Xoshiro256 random = new Xoshiro256(1);
        Network network = Network.of(
                new Recurrent(new LstmCell(vocabulary.size(), 64, random)),
                new Dense(64, vocabulary.size(), random));
        return Model.of(network, vocabulary);
    }
}
// [end:program]
