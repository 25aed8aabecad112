package org.rnn4j.examples.charlm;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertNotEquals;
import static org.junit.jupiter.api.Assertions.assertTrue;

import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.Set;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;
import org.rnn4j.data.StreamSampler;
import org.rnn4j.data.Vocabulary;
import org.rnn4j.examples.Cli;
import org.rnn4j.io.Model;
import org.rnn4j.loss.SoftmaxCrossEntropy;
import org.rnn4j.random.Xoshiro256;
import org.rnn4j.tensor.Backend;
import org.rnn4j.train.Evaluation;

class CharLmTest {

    @TempDir
    private Path directory;
    private Path text;
    private Path out;

    @BeforeEach
    void writeText() throws Exception {
        text = Runs.text(directory);
        out = directory.resolve("deep").resolve("run");
    }

    private static Cli.Result succeeds(Cli.Result result) {
        assertEquals(0, result.status(), result.toString());
        assertEquals("", result.err());
        return result;
    }

    @ParameterizedTest
    @ValueSource(strings = {"--cell=rnn", "--cell=lstm", "--cell=gru", "--cell=GRU_AFTER", "--layers=3", "--embedding=4", "--optimizer=sgd",
        "--optimizer=momentum", "--optimizer=nesterov", "--optimizer=adagrad", "--optimizer=rmsprop", "--optimizer=adamw",
        "--clip=0", "--validation=0", "--window=40", "--window=1", "--batch=1", "--batch=200", "--threads=3", "--max-windows=0",
        "--epochs=0"})
    void everyOptionTrainsAModelThatWritesAndIsJudged(String option) throws Exception {
        List<Object> words = Runs.words(text, out, option.substring(0, option.indexOf('=')), option.substring(option.indexOf('=') + 1));
        Cli.Result trained = succeeds(Cli.run(words));
        assertTrue(trained.out().endsWith("wrote " + out.resolve("model.safetensors") + System.lineSeparator()), trained.out());
        assertEquals(Set.of("", "model.safetensors", "checkpoint.safetensors"), Runs.tree(out).keySet());

        String sample = succeeds(Cli.run("charlm", "sample", "--model", out, "--prime", "the ", "--length", 20)).out();
        assertTrue(sample.startsWith("the "), sample);
        String ending = System.lineSeparator();
        assertEquals(4 + 20 + ending.length(), sample.codePointCount(0, sample.length()), sample);
        String judged = succeeds(Cli.run("charlm", "eval", "--model", out, "--text", text)).out();
        assertTrue(judged.matches("640 characters: loss \\d+\\.\\d{4} nats, \\d+\\.\\d{4} bits per character, perplexity .*\\R"), judged);
    }

    @Test
    void itLearnsAndSaysHowWell() throws Exception {
        Path metrics = directory.resolve("metrics.jsonl");
        Cli.Result result = succeeds(Runs.train(text, out, "--epochs", 20, "--hidden", 24, "--dropout", 0, "--metrics", metrics));
        List<Map<String, Object>> lines = Runs.metrics(metrics);
        List<Map<String, Object>> epochs = lines.stream().filter(line -> line.get("event").equals("epoch")).toList();
        List<Map<String, Object>> windows = lines.stream().filter(line -> line.get("event").equals("train")).toList();
        assertEquals(20, epochs.size());
        assertEquals(lines.size(), epochs.size() + windows.size());
        // 576 symbols are 575 pairs on 3 lanes, 192 at most on one, in windows of 6.
        assertEquals(20 * 32, windows.size());
        for (int i = 0; i < windows.size(); i++) {
            Map<String, Object> line = windows.get(i);
            assertEquals(List.of("event", "epoch", "window", "loss", "grad_norm", "lr", "tokens_per_s"), List.copyOf(line.keySet()));
            assertEquals(1L + i / 32, line.get("epoch"));
            assertEquals(1L + i, line.get("window"));
            assertEquals(0.02, line.get("lr"));
            assertTrue((double) line.get("loss") > 0 && (double) line.get("grad_norm") > 0 && (long) line.get("tokens_per_s") > 0);
        }
        for (int i = 0; i < epochs.size(); i++) {
            Map<String, Object> line = epochs.get(i);
            assertEquals(List.of("event", "epoch", "train_loss", "validation_loss", "validation_bpc", "seconds", "tokens_per_s"),
                    List.copyOf(line.keySet()));
            assertEquals(1L + i, line.get("epoch"));
            assertEquals((double) line.get("validation_loss") / Math.log(2), (double) line.get("validation_bpc"), 1e-12);
            assertEquals(result.out().lines().filter(printed -> printed.startsWith("epoch " + line.get("epoch") + " of 20:"))
                    .filter(printed -> printed.contains(String.format(Locale.ROOT, "training loss %.4f", (double) line.get("train_loss")))).count(), 1);
        }
        double first = (double) epochs.get(0).get("validation_loss");
        double last = (double) epochs.get(19).get("validation_loss");
        assertTrue(last < 0.5 && last < first / 3, epochs.toString());

        // The model is the one of the best epoch, and the loss that of the last tenth read as one stream.
        Model model = Model.load(out.resolve("model.safetensors"));
        int[] ids = model.vocabulary().orElseThrow().encode(Files.readString(text));
        int[] heldOut = Arrays.copyOfRange(ids, 576, 640);
        double loss = Evaluation.of(model.network(), new SoftmaxCrossEntropy(), new StreamSampler(List.of(heldOut), 1, 64, 64,
                model.network().inputSize()), Backend.standard()).loss();
        double best = epochs.stream().mapToDouble(line -> (double) line.get("validation_loss")).min().orElseThrow();
        assertEquals(best, loss, 1e-6);

        String written = succeeds(Cli.run("charlm", "sample", "--model", out, "--prime", "the cat ", "--length", 12, "--temperature", 0))
                .out().strip();
        assertEquals("the cat sat on the m", written);
    }

    @Test
    void theVocabularyIsTheCodePointsOfAllTexts() throws Exception {
        Path second = Files.writeString(directory.resolve("second.txt"), "\uFEFFzebras 🦓 and naïve cats\n".repeat(20));
        succeeds(Runs.train(text, out, "--text", text, "--text", second));
        Vocabulary vocabulary = Model.load(out.resolve("model.safetensors")).vocabulary().orElseThrow();
        assertTrue(vocabulary.symbols().containsAll(List.of("🦓", "😀", "한", "ï", "\n")), vocabulary.symbols().toString());
        assertEquals(Vocabulary.ofCharacters(Files.readString(text) + Files.readString(second).substring(1)), vocabulary);
    }

    @Test
    void anyNumberOfThreadsAndAnyCheckpointsGiveTheSameBytes() throws Exception {
        succeeds(Runs.train(text, out, "--threads", 1, "--epochs", 2, "--layers", 2));
        Map<String, String> one = Runs.tree(out);
        for (int threads = 2; threads <= 3; threads++) {
            Path other = directory.resolve("threads" + threads);
            succeeds(Runs.train(text, other, "--threads", threads, "--epochs", 2, "--layers", 2, "--checkpoint-every", threads));
            assertTrue(one.equals(Runs.tree(other)), threads + " threads");
        }
        succeeds(Runs.train(text, directory.resolve("seed"), "--seed", 2, "--epochs", 2, "--layers", 2));
        assertNotEquals(one.get("model.safetensors"), Runs.tree(directory.resolve("seed")).get("model.safetensors"));
    }

    @Test
    void resumingInPiecesGivesTheSameBytesAndMetrics() throws Exception {
        Path metrics = directory.resolve("whole.jsonl");
        succeeds(Runs.train(text, out, "--epochs", 3, "--metrics", metrics));
        Path pieces = directory.resolve("pieces");
        Path pieceMetrics = directory.resolve("pieces.jsonl");
        for (int windows : new int[] {0, 1, 7, 32, 33, 64, 90, 1000}) {
            succeeds(Runs.train(text, pieces, "--epochs", 3, "--max-windows", windows, "--metrics", pieceMetrics, "--resume",
                    "--threads", 1 + windows % 2));
        }
        assertTrue(Runs.tree(out).equals(Runs.tree(pieces)));
        assertEquals(losses(metrics), losses(pieceMetrics));
    }

    @Test
    void theBestModelIsThatOfTheUninterruptedRunWhereverItWasInterrupted() throws Exception {
        // Nothing to learn, and too fast: it gets better and worse, and a part of an epoch is better than any whole one.
        StringBuilder noise = new StringBuilder();
        Xoshiro256 random = new Xoshiro256(1);
        for (int i = 0; i < 640; i++) {
            noise.append("abcd".charAt(random.nextInt(4)));
        }
        Path noisy = Files.writeString(directory.resolve("noise.txt"), noise);
        Path metrics = directory.resolve("metrics.jsonl");
        List<Object> options = List.of("--lr", 0.5, "--epochs", 4, "--window", 20, "--metrics", metrics);
        succeeds(Runs.train(noisy, out, options.toArray()));
        double bestOfEpochs = bestValidationLoss(metrics);
        Map<String, String> whole = Runs.tree(out);
        Path pieces = directory.resolve("pieces");
        for (int windows = 1; windows <= 40; windows++) {
            List<Object> more = new ArrayList<>(options);
            more.addAll(List.of("--resume", "--max-windows", windows));
            succeeds(Runs.train(noisy, pieces, more.toArray()));
        }
        assertTrue(bestValidationLoss(metrics) < bestOfEpochs, "no part was better, and this test shows nothing");
        assertTrue(whole.equals(Runs.tree(pieces)));
    }

    private static double bestValidationLoss(Path metrics) throws Exception {
        return Runs.metrics(metrics).stream().filter(line -> line.get("event").equals("epoch"))
                .mapToDouble(line -> (double) line.get("validation_loss")).min().orElseThrow();
    }

    private static List<Object> losses(Path metrics) throws Exception {
        List<Object> losses = new ArrayList<>();
        for (Map<String, Object> line : Runs.metrics(metrics)) {
            if (line.get("event").equals("train")) {
                losses.add(List.of(line.get("epoch"), line.get("window"), line.get("loss"), line.get("grad_norm")));
            }
        }
        return losses;
    }

    @Test
    void resumingAFinishedRunChangesNothingAndMoreEpochsGoOn() throws Exception {
        succeeds(Runs.train(text, out, "--epochs", 1));
        Map<String, String> first = Runs.tree(out);
        succeeds(Runs.train(text, out, "--epochs", 1, "--resume"));
        assertTrue(first.equals(Runs.tree(out)));
        succeeds(Runs.train(text, out, "--epochs", 2, "--resume"));
        Path whole = directory.resolve("whole");
        succeeds(Runs.train(text, whole, "--epochs", 2));
        assertTrue(Runs.tree(whole).equals(Runs.tree(out)));
    }

    @Test
    void resumingAFinishedPartOfAnEpochSaysItsLossAgain() throws Exception {
        succeeds(Runs.train(text, out, "--max-windows", 5));
        Map<String, String> first = Runs.tree(out);
        Cli.Result again = succeeds(Runs.train(text, out, "--max-windows", 5, "--resume"));
        assertTrue(first.equals(Runs.tree(out)));
        assertTrue(again.out().contains("training loss ") && !again.out().contains("NaN"), again.out());
    }

    @Test
    void resumeWithoutACheckpointBegins() throws Exception {
        succeeds(Runs.train(text, out, "--resume"));
        succeeds(Runs.train(text, directory.resolve("fresh")));
        assertTrue(Runs.tree(out).equals(Runs.tree(directory.resolve("fresh"))));
    }

    @Test
    void aNewRunKeepsTheFilesOfAnEarlierOne() throws Exception {
        succeeds(Runs.train(text, out));
        Map<String, String> first = Runs.tree(out);
        Cli.Result second = succeeds(Runs.train(text, out, "--seed", 2));
        assertTrue(second.out().contains("*.previous.safetensors"), second.out());
        Map<String, String> both = Runs.tree(out);
        assertTrue(first.get("model.safetensors").equals(both.get("model.previous.safetensors")));
        assertTrue(first.get("checkpoint.safetensors").equals(both.get("checkpoint.previous.safetensors")));
        assertNotEquals(first.get("model.safetensors"), both.get("model.safetensors"));
    }

    @Test
    void aModelIsFoundByItsDirectoryOrItsFileAndACheckpointWillDo() throws Exception {
        succeeds(Runs.train(text, out));
        String byDirectory = succeeds(Cli.run("charlm", "sample", "--model", out)).out();
        assertEquals(byDirectory, succeeds(Cli.run("charlm", "sample", "--model", out.resolve("model.safetensors"))).out());
        Files.delete(out.resolve("model.safetensors"));
        assertEquals(byDirectory, succeeds(Cli.run("charlm", "sample", "--model", out)).out());
    }

    @Test
    void samplesAreRepeatableAndTheirOptionsAct() throws Exception {
        succeeds(Runs.train(text, out));
        String sample = succeeds(Cli.run("charlm", "sample", "--model", out)).out();
        assertEquals(500, sample.codePointCount(0, sample.length()) - System.lineSeparator().length());
        assertEquals(sample, succeeds(Cli.run("charlm", "sample", "--model", out, "--seed", 1, "--temperature", 1)).out());
        for (List<Object> other : List.<List<Object>>of(List.of("--seed", 2), List.of("--temperature", 0.5), List.of("--top-k", 2),
                List.of("--top-p", 0.5), List.of("--prime", "cat"))) {
            assertNotEquals(sample, succeeds(Cli.run("charlm", "sample", "--model", out, other)).out(), other.toString());
        }
        assertEquals(succeeds(Cli.run("charlm", "sample", "--model", out, "--temperature", 0, "--prime", "the")).out(),
                succeeds(Cli.run("charlm", "sample", "--model", out, "--top-k", 1, "--prime", "the", "--seed", 9)).out());
        assertEquals("@the" + System.lineSeparator(), succeeds(primedWithAt()).out());
    }

    /** A beginning that looks like the name of a file of options is a beginning. */
    private Cli.Result primedWithAt() throws Exception {
        Path at = Files.writeString(directory.resolve("at.txt"), "@the cat, the @cat. ".repeat(30));
        succeeds(Runs.train(at, directory.resolve("at")));
        return Cli.run("charlm", "sample", "--model", directory.resolve("at"), "--prime", "@the", "--length", 0);
    }

    @Test
    void withoutATextItReadsTheLibrarysOwnSource() throws Exception {
        Cli.Result result = succeeds(Cli.run("charlm", "train", "--out", out, "--hidden", 4, "--batch", 256, "--window", 4,
                "--max-windows", 3));
        assertTrue(result.out().matches("(?s)\\d{3},\\d{3} characters to train on, \\d+,\\d{3} held out.*"), result.out());
        Vocabulary vocabulary = Model.load(out.resolve("model.safetensors")).vocabulary().orElseThrow();
        assertTrue(vocabulary.symbols().containsAll(List.of("{", "}", "@", "σ")), vocabulary.symbols().toString());
    }
}
