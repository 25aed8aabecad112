package org.rnn4j.examples.translate;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertFalse;
import static org.junit.jupiter.api.Assertions.assertTrue;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.stream.Collectors;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.rnn4j.examples.Cli;
import org.rnn4j.examples.Json;

class TranslateTest {

    private static final List<String> SMALL = List.of("--hidden", "24", "--embedding", "16", "--lr", "0.02", "--dropout", "0",
            "--batch", "8", "--threads", "1", "--patience", "0");

    @TempDir
    private Path directory;

    private static Cli.Result run(String... words) {
        return Cli.run("translate", List.of(words));
    }

    private static Cli.Result small(String... more) {
        return Cli.run("translate", SMALL, List.of(more));
    }

    private static Map<String, Object> lastLine(Path metrics) throws IOException {
        List<String> lines = Files.readAllLines(metrics);
        return Json.object(lines.get(lines.size() - 1));
    }

    private static double validationLoss(String line) throws IOException {
        return (double) Json.object(line).get("validation_loss");
    }

    @Test
    void itLearnsIsMeasuredWithAndWithoutAttentionAndComesBackFromItsFile() throws IOException {
        Path metrics = directory.resolve("metrics.jsonl");
        String model = directory.resolve("model").toString();
        Cli.Result trained = small("--sentences", "300", "--epochs", "4", "--out", model, "--metrics", metrics.toString(),
                "--text", "I go home", "--text", "zebras go home");
        assertEquals(0, trained.status(), trained.err());
        assertTrue(trained.out().startsWith("240 pairs of sentences to learn from, 30 to stop by, 30 to be measured on"), trained.out());
        assertTrue(trained.out().contains("and the same without attention:"), trained.out());
        assertEquals(5, Files.readAllLines(metrics).size(), "epochs of the one model, and the result");
        Map<String, Object> result = lastLine(metrics);
        assertEquals(List.of("result", "translate", "test"), List.of(result.get("event"), result.get("example"), result.get("split")));
        for (String name : List.of("baseline", "exact_match", "exact_match_without_attention", "exact_match_greedy")) {
            double value = (double) result.get(name);
            assertTrue(value >= 0 && value <= 1, name + " " + value);
        }
        List<String> lines = Files.readAllLines(metrics);
        assertTrue(validationLoss(lines.get(3)) < validationLoss(lines.get(0)) - 0.5, "something was learned: " + lines);
        String translated = trained.out().substring(trained.out().lastIndexOf("\n\"I go home\""));
        assertTrue(translated.contains("<unknown>   go  home"), translated);

        Cli.Result loaded = run("--model", model, "--text", "I go home", "--text", "zebras go home");
        assertEquals(0, loaded.status(), loaded.err());
        assertEquals(translated, loaded.out(), "the same translations, and nothing else to do");

        Cli.Result measured = run("--model", model, "--metrics", metrics.toString(), "--seed", "77");
        assertEquals(0, measured.status(), measured.err());
        assertEquals(result.get("exact_match"), lastLine(metrics).get("exact_match"), "of the same held-out sentences, whatever the seed");
        assertEquals(result.get("edit_distance"), lastLine(metrics).get("edit_distance"));
    }

    @Test
    void aFewSentencesOfOnesOwnAreLearnedByWordsAndBySymbols() throws IOException {
        Path train = directory.resolve("train.tsv");
        String pairs = "one two\tDEUX un!\ntwo one\tun DEUX!\none\tun!\ntwo\tDEUX!\none one\tun un!\ntwo two\tDEUX DEUX!\n";
        Files.writeString(train, "\uFEFF" + (pairs + "\n" + pairs).replace("\n", "\r\n"));
        for (String[] kind : new String[][] {{"--units", "words", "--attention", "additive"},
            {"--units", "symbols", "--teacher-forcing", "1..0.9", "--beam", "1"},
            {"--attention", "none", "--cell", "lstm", "--layers", "2"}}) {
            List<String> words = new ArrayList<>(List.of(kind));
            words.addAll(List.of("--train", train.toString(), "--validation", train.toString(), "--test", train.toString(), "--epochs",
                    "100", "--metrics", directory.resolve("metrics").toString(), "--text", "two one"));
            Cli.Result result = Cli.run("translate", SMALL, words);
            assertEquals(0, result.status(), result.err());
            assertEquals(1.0, lastLine(directory.resolve("metrics")).get("exact_match"), String.join(" ", kind) + result.out());
            assertFalse(result.out().contains("and the same without attention"), "a comparison is for those who ask for it");
            String expected = kind[1].equals("symbols") ? "un DEUX!" : "un deux!";
            String shown = result.out().substring(result.out().lastIndexOf("\n\"two one\""));
            assertTrue(shown.lines().skip(2).findFirst().orElseThrow().endsWith("  " + expected), shown);
            assertEquals(!kind[1].equals("none"), shown.contains("where the decoder looked"), shown);
        }
    }

    @Test
    void theNearestSentenceDiffersInTheFewestWords() {
        List<SentencePair> training = List.of(new SentencePair("a b c", "1"), new SentencePair("a b", "2"),
                new SentencePair("c b a d", "3"));
        TranslationModel model = new TranslationModel(null, Units.WORDS, TranslationModel.vocabulary(
                training.stream().map(SentencePair::source).collect(Collectors.toList()), Units.WORDS, 1), null);
        NearestSentence nearest = new NearestSentence(model, training);
        assertEquals("1", nearest.translate("a b c"));
        assertEquals("2", nearest.translate("b"));
        assertEquals("3", nearest.translate("c d a d"));
        assertEquals("1", nearest.translate("x b c"), "the first of those that are equally near");
    }

    @Test
    void badInputIsOneLineAndNothingIsMade() throws IOException {
        String out = directory.resolve("out").toString();
        String metrics = directory.resolve("metrics").toString();
        Path three = Files.writeString(directory.resolve("three.tsv"), "I\t나\ngo\t간다\there\n");
        Path empty = Files.writeString(directory.resolve("empty.tsv"), "I\t나\ngo\t \n");
        Path endless = Files.writeString(directory.resolve("endless.tsv"), "w ".repeat(100_000) + "\tx\n");
        Path few = Files.writeString(directory.resolve("few.tsv"), "I\t나\ngo\t간다\n");
        refused(three + ": line 2: expected 2 cells (source, target)", "--data", three.toString(), "--out", out, "--metrics", metrics);
        refused(empty + ": line 2, column 2: expected a sentence of 1 to 2000 characters but got nothing", "--data", empty.toString(), "--out", out);
        refused(endless + ": line 1, column 1: expected a sentence of 1 to 2000 characters but got 200000", "--data", endless.toString(),
                "--out", out);
        refused(few + ": expected at least 10 examples", "--data", few.toString(), "--out", out, "--metrics", metrics);
        refused("no such file", "--train", directory.resolve("none").toString(), "--out", out);
        refused("--min-count: expected a unit", "--train", few.toString(), "--validation", few.toString(), "--min-count", "9",
                "--out", out);
        refused("--teacher-forcing: expected a ratio such as 1", "--teacher-forcing", "half", "--out", out);
        refused("--teacher-forcing: expected a number from 0.0 to 1.0 but got 1.5", "--teacher-forcing", "1..1.5", "--out", out);
        refused("--beam: expected a whole number from 1 to 1000 but got 0", "--beam", "0", "--out", out);
        refused("--text: expected a sentence of 1 to 2000 characters but got nothing", "--text", " ", "--out", out);
        refused("--text: ", "--text", "on ".repeat(100_000), "--out", out);
        refused("--sentences", "--sentences", "9", "--out", out);
        refused("--units", "--units", "letters", "--out", out);
        refused("--attention", "--attention", "some", "--out", out);
        refused("--model " + out + ": no such directory", "--model", out, "--text", "I");
        assertFalse(Files.exists(Path.of(out)));
        assertFalse(Files.exists(Path.of(metrics)));
    }

    private static void refused(String part, String... words) {
        Cli.Result result = run(words);
        assertEquals(2, result.status(), result.out());
        assertEquals(1, result.errorLines().size(), result.err());
        assertTrue(result.err().startsWith("rnn4j-examples translate: ") && result.err().contains(part), result.err());
    }
}
