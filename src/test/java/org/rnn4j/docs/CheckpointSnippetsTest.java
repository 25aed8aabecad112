package org.rnn4j.docs;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertThrows;
import static org.junit.jupiter.api.Assertions.assertTrue;

import java.nio.file.Files;
import java.nio.file.Path;
import java.util.Arrays;
import java.util.Optional;
import java.util.stream.Collectors;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.rnn4j.cell.LstmCell;
import org.rnn4j.config.Settings;
import org.rnn4j.data.SequenceSampler;
import org.rnn4j.data.Vocabulary;
import org.rnn4j.io.Model;
import org.rnn4j.io.ModelFormatException;
import org.rnn4j.io.TensorFile;
import org.rnn4j.layer.Dense;
import org.rnn4j.layer.Network;
import org.rnn4j.layer.Recurrent;
import org.rnn4j.loss.SoftmaxCrossEntropy;
import org.rnn4j.optim.Adam;
import org.rnn4j.random.Xoshiro256;
import org.rnn4j.train.Trainer;

/** Runs what {@code docs/checkpoint-format.md} shows, and holds its listings to real files. */
class CheckpointSnippetsTest {

    @TempDir
    private Path directory;

    private Path file;

    @BeforeEach
    void saveACheckpoint() throws Exception {
        file = directory.resolve("checkpoint.safetensors");
        save(file);
    }

    private static void save(Path file) throws Exception {
        // [start:save]
        Vocabulary vocabulary = Vocabulary.ofCharacters("hello");
        Xoshiro256 random = new Xoshiro256(1);
        Network network = Network.of(
                new Recurrent(new LstmCell(vocabulary.size(), 3, random)),
                new Dense(3, vocabulary.size(), random));
        Trainer trainer = Trainer.builder(network)
                .loss(new SoftmaxCrossEntropy())
                .optimizer(new Adam(0.05f))
                .keepBest()
                .build();
        trainer.fit(SequenceSampler.stream(vocabulary.encode("hello"), 1, 2, vocabulary.size()), 10, 3);

        Model.of(network, vocabulary)
                .with(Settings.empty().with("purpose", "an example"))
                .with(trainer.state())
                .save(file);
        // [end:save]
    }

    private static void list(Path file) throws Exception {
        // [start:list]
        TensorFile tensors = TensorFile.read(file);
        tensors.metadata().forEach((name, text) -> System.out.println(name + "  " + text));
        for (String name : tensors.names()) {
            System.out.println(name + "  " + Arrays.toString(tensors.shape(name)));
        }
        // [end:list]
    }

    @Test
    void theListingIsThatOfARealFile() throws Exception {
        Printed listing = Printed.by(() -> list(file));
        new Printed(listing.text().lines().map(CheckpointSnippetsTest::wrap).collect(Collectors.joining("\n")))
                .isAbout("checkpoint", 1e-4);
    }

    /** Breaks a long line after commas, as the page has it. */
    private static String wrap(String line) {
        StringBuilder text = new StringBuilder();
        int column = 0;
        for (String part : line.split("(?<=,)(?=\")")) {
            if (column + part.length() > 110) {
                text.append("\n            ");
                column = 12;
            }
            text.append(part);
            column += part.length();
        }
        return text.toString();
    }

    @Test
    void aModelWithoutATrainingStateHoldsTheNetworkOnly() throws Exception {
        Model checkpoint = Model.load(file);
        Path model = directory.resolve("model.safetensors");
        new Model(checkpoint.network(), checkpoint.vocabulary(), Optional.empty(), Settings.empty()).save(model);
        TensorFile tensors = TensorFile.read(model);
        assertEquals(checkpoint.network().parameters().byPath().keySet().stream().toList(), tensors.names());
        assertEquals("[format, version, network, vocabulary]", tensors.metadata().keySet().toString());
    }

    @Test
    void theSameContentIsTheSameBytes() throws Exception {
        Path again = directory.resolve("again.safetensors");
        save(again);
        assertEquals(-1, Files.mismatch(file, again));
        Path copy = directory.resolve("copy.safetensors");
        Model.load(file).save(copy);
        assertEquals(-1, Files.mismatch(file, copy));
    }

    @Test
    void anotherVersionIsRefused() throws Exception {
        Path newer = directory.resolve("newer.safetensors");
        TensorFile.builder().metadata("format", "rnn4j").metadata("version", "2").build().write(newer);
        ModelFormatException e = assertThrows(ModelFormatException.class, () -> Model.load(newer));
        assertTrue(e.getMessage().endsWith("newer.safetensors: metadata version: expected '1' but got '2'; written by a newer rnn4j?"),
                e.getMessage());
    }
}
