package org.rnn4j.examples.charlm;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertFalse;
import static org.junit.jupiter.api.Assertions.assertTrue;

import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;
import java.util.Map;
import org.junit.jupiter.api.Assumptions;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.DynamicTest;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.TestFactory;
import org.junit.jupiter.api.io.TempDir;
import org.rnn4j.examples.Cli;
import org.rnn4j.io.Model;
import org.rnn4j.io.TensorFile;
import org.rnn4j.layer.Dense;
import org.rnn4j.layer.Network;
import org.rnn4j.random.Xoshiro256;

/** Whatever a user gets wrong: status 2, one line on standard error that says what, and no file made or changed. */
class BadInputTest {

    @TempDir
    private static Path directory;
    private static Path text;
    private static Path model;

    @BeforeAll
    static void makeFiles() throws Exception {
        text = Runs.text(directory);
        model = directory.resolve("model");
        assertEquals(0, Runs.train(text, model).status());
        Files.createFile(file("empty.txt"));
        Files.writeString(file("bom.txt"), "\uFEFF");
        Files.writeString(file("short.txt"), "abcdef");
        Files.writeString(file("one.txt"), "t");
        Files.writeString(file("other.txt"), Files.readString(text) + "!");
        Files.writeString(file("unknown.txt"), "the cat\nsat Q the mat");
        byte[] damaged = Files.readAllBytes(text);
        damaged[300] = (byte) 0xFF;
        Files.write(file("invalid.txt"), damaged);
        Files.write(file("cut.txt"), "한글".getBytes(StandardCharsets.UTF_8));
        Files.write(file("cut.txt"), Arrays.copyOf(Files.readAllBytes(file("cut.txt")), 5));

        byte[] good = Files.readAllBytes(model.resolve("model.safetensors"));
        Files.write(file("truncated.safetensors"), Arrays.copyOf(good, good.length - 7));
        byte[] scratched = good.clone();
        scratched[40] ^= 0x11;
        Files.write(file("scratched.safetensors"), scratched);
        Files.write(file("version.safetensors"), new String(good, StandardCharsets.ISO_8859_1)
                .replace("\"version\":\"1\"", "\"version\":\"7\"").getBytes(StandardCharsets.ISO_8859_1));
        TensorFile.builder().metadata("format", "pt").build().write(file("foreign.safetensors"));
        Model.of(Network.of(new Dense(3, 2, new Xoshiro256(1)))).save(file("numbers.safetensors"));
        Files.createDirectory(file("nothing"));
        for (String name : List.of("truncated", "scratched", "foreign", "numbers")) {
            Path broken = Files.createDirectory(file("broken-" + name));
            Files.copy(file(name + ".safetensors"), broken.resolve("checkpoint.safetensors"));
        }
        Path noState = Files.createDirectory(file("broken-stateless"));
        Files.copy(model.resolve("model.safetensors"), noState.resolve("checkpoint.safetensors"));
    }

    private static Path file(String name) {
        return directory.resolve(name);
    }

    /** What the message must hold, and the words of the command. */
    private record Case(String expected, List<Object> words) {
    }

    private static Case train(String expected, Object... words) {
        return new Case(expected, Runs.words(text, file("new").resolve("deep"), words));
    }

    private static Case resume(String expected, Object... words) {
        List<Object> all = new ArrayList<>(List.of(words));
        all.add("--resume");
        return new Case(expected, Runs.words(text, model, all.toArray()));
    }

    private static Case sample(String expected, Object... words) {
        List<Object> all = new ArrayList<>(List.of("charlm", "sample"));
        all.addAll(List.of(words));
        if (!all.contains("--model")) {
            all.addAll(List.of("--model", model));
        }
        return new Case(expected, all);
    }

    private static Case eval(String expected, Object model, Object text) {
        return new Case(expected, List.of("charlm", "eval", "--model", model, "--text", text));
    }

    private static List<Case> cases() {
        return List.of(
                train("nowhere.txt: no such file", "--text", file("nowhere.txt")),
                train("is a directory", "--text", file("nothing")),
                train("empty.txt: expected text but the file is empty", "--text", file("empty.txt")),
                train("bom.txt: expected text but the file is empty", "--text", file("bom.txt")),
                train("train: " + file("short.txt") + ": expected at least 7 characters to train on (one window of 6 and the next)"
                        + " but got 5 of 6", "--text", file("short.txt")),
                train("one window of 2000000000", "--window", 2_000_000_000),
                train("validation part of at least 2 characters", "--validation", "0.001"),
                train("invalid.txt: byte 300: expected UTF-8 but got 0xFF", "--text", file("invalid.txt")),
                train("cut.txt: byte 3: expected UTF-8", "--text", file("cut.txt")),
                train("cut.txt: byte 3: expected UTF-8", "--text", text, "--text", file("cut.txt")),

                train("--hidden: expected at least 1 but got 0", "--hidden", 0),
                train("--hidden", "--hidden", "x"),
                train("hidden size 2000000000", "--hidden", 2_000_000_000),
                train("hidden size 100000", "--hidden", 100_000),
                train("not enough memory", "--hidden", 22_000),
                train("expected", "--embedding", 2_000_000_000),
                train("2000000000", "--batch", 2_000_000_000),
                train("--lr", "--lr", "nan"),
                train("--lr: expected a number above 0 but got NaN", "--lr", "NaN"),
                train("--lr: expected a number above 0 but got 0.0", "--lr", "0"),
                train("--lr: expected a number above 0 but got Infinity", "--lr", "1e99"),
                train("--layers: expected at least 1", "--layers", 0),
                train("--embedding: expected at least 0", "--embedding", -1),
                train("--batch: expected at least 1", "--batch", 0),
                train("--window: expected at least 1", "--window", -5),
                train("--epochs: expected at least 0", "--epochs", -1),
                train("--max-windows: expected at least 0", "--max-windows", -1),
                train("--clip: expected a number of at least 0 but got -1.0", "--clip", -1),
                train("--clip: expected a number of at least 0 but got NaN", "--clip", "NaN"),
                train("--dropout: expected a number from 0.0 to 0.999 but got 1.0", "--dropout", 1),
                train("--validation: expected a number from 0.0 to 0.9 but got 1.0", "--validation", 1),
                train("--threads: expected a whole number from 1 to 1024 but got 0", "--threads", 0),
                train("--threads: expected a whole number from 1 to 1024 but got -1", "--threads", -1),
                train("--threads: expected a whole number from 1 to 1024 but got 2000000000", "--threads", 2_000_000_000),
                train("--checkpoint-every: expected at least 1", "--checkpoint-every", 0),
                train("--cell", "--cell", "lstn"),
                train("--optimizer", "--optimizer", "adamant"),
                train("Unknown option: '--frobnicate'", "--frobnicate"),
                train("'stray'", "stray"),
                new Case("'--out=DIR'", List.of("charlm", "train", "--text", text)),
                train("specified only once", "--seed", 1, "--seed", 2),
                train("--seed", "--seed", "1.5"),

                train("text.txt is a file", "--out", text),
                train("text.txt is a file", "--out", text.resolve("below").resolve("deep")),
                train("--metrics " + file("nothing") + ": expected a file but it is a directory", "--metrics", file("nothing")),
                train("expected a directory", "--metrics", file("nowhere").resolve("m.jsonl")),

                resume("--hidden: expected 8, with which", "--hidden", 9),
                resume("--cell: expected lstm, with which", "--cell", "gru"),
                resume("--lr: expected 0.0", "--lr", "0.03"),
                resume("--seed: expected 1, with which", "--seed", 2),
                resume("--batch: expected 3, with which", "--batch", 4),
                resume("--text: expected the text that", "--text", file("other.txt")),
                resume("checkpoint.safetensors", "--out", file("broken-truncated")),
                resume("checkpoint.safetensors", "--out", file("broken-scratched")),
                resume("checkpoint.safetensors: metadata format: expected 'rnn4j' but got 'pt'", "--out", file("broken-foreign")),
                resume("a language model", "--out", file("broken-numbers")),
                resume("holds no training state", "--out", file("broken-stateless")),

                sample("--model " + file("nowhere") + ": no such", "--model", file("nowhere")),
                sample("found neither", "--model", file("nothing")),
                sample("text.txt: expected a safetensors file", "--model", text),
                sample("truncated.safetensors", "--model", file("truncated.safetensors")),
                sample("scratched.safetensors", "--model", file("scratched.safetensors")),
                sample("foreign.safetensors: metadata format", "--model", file("foreign.safetensors")),
                sample("metadata version: expected '1' but got '7'", "--model", file("version.safetensors")),
                sample("a language model with its vocabulary", "--model", file("numbers.safetensors")),
                sample("--prime: character 5 (line 1, column 5): 'Q' (U+0051) is not among", "--prime", "the Q"),
                sample("--temperature: expected a number of at least 0 but got -1.0", "--temperature", -1),
                sample("--temperature: expected a number of at least 0 but got NaN", "--temperature", "NaN"),
                sample("--top-p: expected a probability above 0 and at most 1 but got 2.0", "--top-p", 2),
                sample("--top-p: expected a probability above 0 and at most 1 but got 0.0", "--top-p", 0),
                sample("--top-k: expected at least 1 but got 0", "--top-k", 0),
                sample("--length: expected at least -1 but got -2", "--length", -2),
                new Case("'--model=DIR'", List.of("charlm", "sample")),

                eval("nowhere.txt: no such file", model, file("nowhere.txt")),
                eval("is a directory", model, directory),
                eval("empty.txt: expected text but the file is empty", model, file("empty.txt")),
                eval("one.txt: expected at least 2 characters but got 1", model, file("one.txt")),
                eval("unknown.txt: character 13 (line 2, column 5): 'Q' (U+0051) is not among", model, file("unknown.txt")),
                eval("invalid.txt: byte 300", model, file("invalid.txt")),
                eval("truncated.safetensors", file("truncated.safetensors"), text),
                new Case("'--text=FILE'", List.of("charlm", "eval", "--model", model)));
    }

    @TestFactory
    List<DynamicTest> isOneLineAndLeavesEverythingAsItWas() {
        List<DynamicTest> tests = new ArrayList<>();
        for (Case wrong : cases()) {
            String name = String.join(" ", wrong.words.stream().map(Object::toString).toList()).replace(directory + "/", "");
            tests.add(DynamicTest.dynamicTest(name, () -> {
                Map<String, String> before = Runs.tree(directory);
                Cli.Result result = Cli.run(wrong.words.toArray());
                assertEquals(2, result.status(), result.toString());
                assertEquals("", result.out());
                assertEquals(1, result.errorLines().size(), result.err());
                assertEquals(1, result.err().lines().count(), result.err());
                assertTrue(result.err().startsWith("rnn4j-examples"), result.err());
                assertTrue(result.err().contains(wrong.expected), result.err());
                assertFalse(result.err().contains("Exception") || result.err().contains("internal error"), result.err());
                assertTrue(before.equals(Runs.tree(directory)), "files were made or changed");
            }));
        }
        return tests;
    }

    @Test
    void aDiskThatIsFullIsOneLineAndTheCheckpointStays(@TempDir Path elsewhere) throws Exception {
        Path full = Path.of("/dev/full");
        Assumptions.assumeTrue(Files.exists(full), "a device that is always full, of Linux");
        Cli.Result result = Runs.train(text, elsewhere.resolve("out"), "--metrics", full);
        assertEquals(2, result.status());
        assertEquals(1, result.errorLines().size(), result.err());
        assertTrue(result.err().contains("--metrics /dev/full: cannot be written: No space left on device"), result.err());
        assertEquals(0, Runs.train(text, elsewhere.resolve("out"), "--resume").status(), "the first checkpoint was whole");
    }

    @Test
    void aCheckpointThatCannotBeWrittenIsOneLineAndTheEarlierOneStays(@TempDir Path elsewhere) throws Exception {
        Assumptions.assumeTrue(Files.isExecutable(Path.of("/bin/sh")), "a shell that limits the size of files");
        Path out = elsewhere.resolve("out");
        Object[] larger = {"--hidden", 64, "--max-windows", 3, "--checkpoint-every", 2, "--threads", 1};

        // The first checkpoint is written, the second one has the moments of Adam too and is three times as large.
        Cli.Result second = Cli.runWithSmallFiles(300, Runs.words(text, out, larger));
        assertOneLine(second, out.resolve("checkpoint.safetensors"));
        Map<String, String> tree = Runs.tree(out);
        assertEquals(List.of("", "checkpoint.safetensors"), List.copyOf(tree.keySet()), "no half-written file");
        List<Object> resume = Runs.words(text, out, larger);
        resume.add("--resume");
        assertEquals(0, Cli.run(resume).status());

        // Not even the first one: the finished run before it stays where it was.
        tree = Runs.tree(out);
        assertOneLine(Cli.runWithSmallFiles(20, Runs.words(text, out, larger)), out.resolve("checkpoint.safetensors"));
        assertTrue(tree.equals(Runs.tree(out)));
    }

    private static void assertOneLine(Cli.Result result, Path file) {
        assertEquals(2, result.status(), result.toString());
        List<String> lines = result.errorLines().stream().filter(line -> !line.startsWith("faster kernels")).toList();
        assertEquals(1, lines.size(), result.err());
        assertTrue(lines.get(0).contains(file + ": could not write") && lines.get(0).contains("File too large"), result.err());
    }

    @Test
    void aDirectoryThatTakesNoFilesIsOneLine() throws Exception {
        Path kernel = Path.of("/proc/self");
        Assumptions.assumeTrue(Files.isDirectory(kernel), "a directory in which nothing can be made, of Linux");
        for (Path out : List.of(kernel, kernel.resolve("below"))) {
            Cli.Result result = Runs.train(text, out);
            assertEquals(2, result.status(), result.toString());
            assertEquals(1, result.errorLines().size(), result.err());
            assertTrue(result.err().contains("/proc/self"), result.err());
            assertFalse(result.err().contains("Exception") || result.err().contains("internal error"), result.err());
        }
    }

    @Test
    void trainingThatFailsHasAStatusOfItsOwn(@TempDir Path elsewhere) throws Exception {
        Cli.Result result = Runs.train(text, elsewhere.resolve("out"), "--lr", "1e38");
        assertEquals(1, result.status(), result.toString());
        assertEquals(1, result.errorLines().size(), result.err());
        assertTrue(result.err().matches("(?s).*update 2: expected .* but .*layers\\.0\\..* holds -?Infinity.*"), result.err());
    }
}
