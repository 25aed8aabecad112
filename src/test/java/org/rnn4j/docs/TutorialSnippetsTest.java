package org.rnn4j.docs;

import static org.junit.jupiter.api.Assertions.assertArrayEquals;
import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertTrue;

import java.nio.file.Path;
import java.util.Arrays;
import java.util.stream.Collectors;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.rnn4j.cell.GruCell;
import org.rnn4j.data.SequenceSampler;
import org.rnn4j.data.StreamSampler;
import org.rnn4j.data.Vocabulary;
import org.rnn4j.io.Model;
import org.rnn4j.layer.Dense;
import org.rnn4j.layer.Dropout;
import org.rnn4j.layer.Embedding;
import org.rnn4j.layer.Network;
import org.rnn4j.layer.Recurrent;
import org.rnn4j.loss.SoftmaxCrossEntropy;
import org.rnn4j.optim.Adam;
import org.rnn4j.random.Xoshiro256;
import org.rnn4j.tensor.Workers;
import org.rnn4j.train.Trainer;

/** Runs what {@code docs/tutorial.md} shows, and holds its outputs and its claims to what happens. */
class TutorialSnippetsTest {

    /** What training makes of rounding: late, an update overshoots now and then, and when it does depends on the last bits. */
    private static final double ROUNDING = 0.5;

    @TempDir
    private Path directory;

    @Test
    void theNetworkLearnsToSpellHello() throws Exception {
        Printed.by(LearnHello::main).isExactly("learn-hello");
    }

    @Test
    void thePoemIsLearnedByHeartAndWrittenFromTheFile() throws Exception {
        String file = directory.resolve("poem.safetensors").toString();
        Printed.by(() -> LearnPoem.main(file)).isAbout("learn-poem", ROUNDING);

        Printed written = Printed.by(() -> WritePoem.main(file));
        assertTrue(LearnPoem.POEM.startsWith(written.text().substring(0, written.text().indexOf("\n---"))), written.text());
        if (Printed.isOnPlainKernels()) {               // a draw that falls between two symbols falls otherwise with other rounding
            written.isExactly("write-poem");
        }
    }

    @Test
    void aGuessCostsTheLogarithmOfTheNumberOfSymbols() {
        Vocabulary vocabulary = Vocabulary.ofCharacters(LearnPoem.POEM);
        assertEquals(35, vocabulary.size());
        assertEquals(3.555, Math.log(vocabulary.size()), 5e-4);
        StreamSampler sampler = SequenceSampler.stream(vocabulary.encode(LearnPoem.POEM), 2, 32, vocabulary.size());
        assertEquals(263, sampler.pairs());
        assertEquals(5, sampler.windows());
    }

    @Test
    void aRunThatWasInterruptedEndsWithTheModelOfOneThatWasNot() throws Exception {
        String whole = directory.resolve("poem.safetensors").toString();
        String checkpoint = directory.resolve("checkpoint.safetensors").toString();
        Printed uninterrupted = Printed.by(() -> LearnPoem.main(whole));
        Printed first = Printed.by(() -> ResumePoem.main("30", checkpoint));
        Printed second = Printed.by(() -> ResumePoem.main("60", checkpoint));

        assertEquals(uninterrupted.text(), first.text() + second.text());
        first.isAbout("resume-poem-30", ROUNDING);
        second.isAbout("resume-poem-60", ROUNDING);
        Network expected = Model.load(Path.of(whole)).network();
        Network actual = Model.load(Path.of(checkpoint)).network();
        expected.parameters().byPath().forEach((path, parameter) ->
                assertArrayEquals(parameter.value().data, actual.parameters().get(path).value().data, path));
    }

    @Test
    void aDeeperNetworkIsAListOfLayers() throws Exception {
        Xoshiro256 random = new Xoshiro256(1);
        Vocabulary vocabulary = Vocabulary.ofCharacters(LearnPoem.POEM);
        Printed.by(() -> {
            // [start:deeper]
            Network network = Network.of(
                    new Embedding(vocabulary.size(), 16, random),
                    new Recurrent(new GruCell(16, 128, random)),
                    new Dropout(0.2f),
                    new Recurrent(new GruCell(128, 128, random)),
                    new Dense(128, vocabulary.size(), random));
            System.out.print(network.summary());
            // [end:deeper]
        }).isExactly("deeper");
    }

    @Test
    void trainingStopsWhenTheHeldOutPartNoLongerImproves() {
        String text = LearnPoem.POEM.lines().limit(4).collect(Collectors.joining("\n"));
        Vocabulary vocabulary = Vocabulary.ofCharacters(text);
        Xoshiro256 random = new Xoshiro256(1);
        Network network = Network.of(
                new Recurrent(new GruCell(vocabulary.size(), 24, random)),
                new Dense(24, vocabulary.size(), random));
        // [start:validation]
        int[] ids = vocabulary.encode(text);
        int cut = ids.length * 9 / 10;
        int[] training = Arrays.copyOfRange(ids, 0, cut);
        int[] validation = Arrays.copyOfRange(ids, cut, ids.length);
        Trainer.Outcome outcome;
        try (Workers workers = Workers.of(2)) {
            Trainer trainer = Trainer.builder(network)
                    .loss(new SoftmaxCrossEntropy())
                    .optimizer(new Adam(0.01f))
                    .clipGlobalNorm(1)
                    .validation(SequenceSampler.stream(validation, 1, 32, vocabulary.size()))
                    .patience(3)
                    .keepBest()
                    .workers(workers)
                    .build();
            outcome = trainer.fit(SequenceSampler.stream(training, 4, 32, vocabulary.size()), 200);
            trainer.restoreBest();
        }
        // [end:validation]
        assertEquals(Trainer.Outcome.CONVERGED, outcome);
    }
}
