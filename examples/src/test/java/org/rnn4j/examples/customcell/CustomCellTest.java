package org.rnn4j.examples.customcell;

import static org.junit.jupiter.api.Assertions.assertArrayEquals;
import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertThrows;
import static org.junit.jupiter.api.Assertions.assertTrue;

import java.io.ByteArrayOutputStream;
import java.io.IOException;
import java.io.PrintStream;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.rnn4j.examples.common.CommandLines;
import org.rnn4j.io.Model;
import org.rnn4j.io.ModelFormatException;
import org.rnn4j.io.NetworkFactory;
import org.rnn4j.layer.Dense;
import org.rnn4j.layer.Network;
import org.rnn4j.layer.Recurrent;
import org.rnn4j.random.Xoshiro256;

class CustomCellTest {

    @TempDir
    private Path directory;

    @Test
    void aCellOfOnesOwnLearnsToEchoIsSavedAndComesBack() throws IOException {
        Path metrics = directory.resolve("metrics.jsonl");
        Run run = Run.of("--gap", "4", "--hidden", "16", "--epochs", "8", "--out", directory.toString(),
                "--metrics", metrics.toString());

        assertEquals(0, run.status, run.errors);
        List<String> lines = run.output.lines().toList();
        assertEquals("after 5 steps, say the first symbol again", lines.get(0));
        assertTrue(lines.get(1).startsWith("LstmCell(12 -> 16, 1856 parameters): loss "), lines.get(1));
        assertTrue(lines.get(2).startsWith("JanetCell(12 -> 16, 928 parameters): loss "), lines.get(2));
        assertEquals("saved and loaded: 10 of 10 digits right", lines.get(3));
        assertEquals(4, lines.size());
        assertTrue(Files.readString(metrics).startsWith(
                "{\"event\":\"result\",\"example\":\"customcell\",\"split\":\"test\",\"baseline\":0.1,\"accuracy\":1.0,"));

        NetworkFactory factory = NetworkFactory.standard().withCell(JanetCell.TYPE, JanetCell::of);
        Network loaded = Model.load(directory.resolve("model.safetensors"), factory).network();
        assertEquals(1.0, new EchoTask(4).accuracy(loaded));
    }

    @Test
    void aReaderThatWasNotToldOfTheCellNamesItAndTheOnesItKnows() throws IOException {
        Path file = directory.resolve("janet.safetensors");
        Xoshiro256 random = new Xoshiro256(1);
        Network network = Network.of(new Recurrent(new JanetCell(2, 3, random)), new Dense(3, 2, random));
        Model.of(network).save(file);

        ModelFormatException e = assertThrows(ModelFormatException.class, () -> Model.load(file));
        assertTrue(e.getMessage().contains("expected a cell among [gru, layer_norm_gru, layer_norm_lstm, layer_norm_rnn, lstm, rnn] but got 'janet'"), e.getMessage());

        Network loaded = Model.load(file, NetworkFactory.standard().withCell(JanetCell.TYPE, JanetCell::of)).network();
        network.parameters().byPath().forEach((path, parameter) ->
                assertArrayEquals(parameter.value().data, loaded.parameters().get(path).value().data, path));
    }

    @Test
    void anUntrainedNetworkDoesNotEcho() {
        Xoshiro256 random = new Xoshiro256(1);
        Network network = Network.of(new Recurrent(new JanetCell(12, 16, random)), new Dense(16, 12, random));
        assertTrue(new EchoTask(4).accuracy(network) <= 0.2);
    }

    @Test
    void aGapOfNothingIsRefusedInOneLine() {
        Run run = Run.of("--gap", "0");
        assertEquals(CommandLines.BAD_INPUT, run.status);
        assertEquals("customcell: --gap: expected at least 1 but got 0\n", run.errors.replace("\r\n", "\n"));
        assertEquals("", run.output);
    }

    @Test
    void anOutThatCannotBeADirectoryIsNamed() throws IOException {
        Path file = Files.createFile(directory.resolve("file"));
        Run run = Run.of("--gap", "1", "--hidden", "2", "--epochs", "0", "--out", file.toString());
        assertEquals(CommandLines.BAD_INPUT, run.status);
        assertEquals("customcell: --out " + file + ": expected a directory but " + file + " is a file", run.errors.strip());
        assertEquals("", run.output, "before anything is trained");
    }

    @Test
    void metricsThatCannotBeWrittenAreNamedBeforeAnythingIsTrained() {
        Run run = Run.of("--gap", "1", "--hidden", "2", "--epochs", "0", "--metrics", directory.toString());
        assertEquals(CommandLines.BAD_INPUT, run.status);
        assertTrue(run.errors.contains("--metrics " + directory + ": expected a file"), run.errors);
        assertEquals("", run.output);
    }

    /** What a command line printed, and its status. */
    private record Run(int status, String output, String errors) {

        static Run of(String... arguments) {
            PrintStream out = System.out;
            PrintStream err = System.err;
            ByteArrayOutputStream output = new ByteArrayOutputStream();
            ByteArrayOutputStream errors = new ByteArrayOutputStream();
            try {
                System.setOut(new PrintStream(output, true, StandardCharsets.UTF_8));
                System.setErr(new PrintStream(errors, true, StandardCharsets.UTF_8));
                int status = CommandLines.execute(new CustomCell(), arguments);
                return new Run(status, output.toString(StandardCharsets.UTF_8), errors.toString(StandardCharsets.UTF_8));
            } finally {
                System.setOut(out);
                System.setErr(err);
            }
        }
    }
}
