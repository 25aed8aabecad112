package org.rnn4j.examples.sentiment;

import static org.junit.jupiter.api.Assertions.assertArrayEquals;
import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertFalse;
import static org.junit.jupiter.api.Assertions.assertTrue;

import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.HashSet;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.regex.Matcher;
import java.util.regex.Pattern;
import java.util.stream.Stream;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.rnn4j.data.Tokenizer;
import org.rnn4j.examples.Cli;
import org.rnn4j.examples.Json;
import org.rnn4j.examples.common.NaiveBayes;
import org.rnn4j.examples.common.Splits;

class SentimentTest {

    private static final List<Object> TOY = List.of("sentiment", "--hidden", 6, "--embedding", 8);

    @TempDir
    private Path directory;

    private Path file(String name, String content) throws IOException {
        return Files.writeString(directory.resolve(name), content);
    }

    /** A hundred texts of three languages that their letters tell apart, as an editor on Windows writes them. */
    private Path names() throws IOException {
        StringBuilder rows = new StringBuilder("\uFEFF");
        for (int i = 0; i < 100; i++) {
            rows.append(List.of("ivanov", "yılmaz", "김").get(i % 3)).append((char) ('a' + i % 7)).append('\t')
                    .append(List.of("Russian", "Turkish", "한국어").get(i % 3)).append("\r\n");
        }
        return file("names.tsv", rows.toString());
    }

    @Test
    void theGrammarMakesNoSentenceTwiceAndCountingWordsDoesNotSolveIt() {
        Splits<Sentence> data = OpinionGrammar.sentences(3000, 1);
        Set<String> texts = new HashSet<>();
        Stream.of(data.training(), data.validation(), data.test()).flatMap(List::stream)
                .forEach(sentence -> assertTrue(texts.add(sentence.text()), sentence.text()));
        assertEquals(3000, texts.size());
        assertEquals(data, OpinionGrammar.sentences(3000, 1));
        NaiveBayes bayes = new NaiveBayes();
        data.training().forEach(sentence -> bayes.add(Tokenizer.words().tokens(sentence.text()), sentence.label()));
        long right = data.test().stream()
                .filter(sentence -> bayes.predict(Tokenizer.words().tokens(sentence.text())).equals(sentence.label())).count();
        assertTrue(right < 0.65 * data.test().size(), right + " of " + data.test().size());
    }

    @Test
    void whatFollowsButDecidesAndWhatAnAlthoughBelongsToDoesNot() {
        int checked = 0;
        for (Sentence sentence : OpinionGrammar.sentences(2000, 2).training()) {
            Matcher last = Pattern.compile(".*, but I (love|hate|adore|despise)d? [^,]*").matcher(sentence.text());
            Matcher first = Pattern.compile("I (love|hate|adore|despise)d? [^,]* although .*").matcher(sentence.text());
            for (Matcher main : List.of(last, first)) {
                if (main.matches()) {
                    boolean good = List.of("love", "adore").contains(main.group(1));
                    assertEquals(good ? OpinionGrammar.POSITIVE : OpinionGrammar.NEGATIVE, sentence.label(), sentence.text());
                    checked++;
                }
            }
        }
        assertTrue(checked > 30, checked + " sentences");
    }

    @Test
    void learnsFromItsOwnSentencesAndIsTheSameAgainFromItsModel() throws Exception {
        Path metrics = directory.resolve("metrics.jsonl");
        Path out = directory.resolve("model");
        Cli.Result first = Cli.run(TOY, "--sentences", 200, "--epochs", 2, "--out", out, "--metrics", metrics);
        assertEquals(0, first.status(), first.err());
        assertTrue(first.out().contains("\"I love movie\" -> "), first.out());
        List<String> lines = Files.readAllLines(metrics);
        Map<String, Object> result = Json.object(lines.get(lines.size() - 1));
        assertEquals("sentiment", result.get("example"));
        assertEquals("test", result.get("split"));
        assertTrue(result.containsKey("baseline") && result.containsKey("accuracy") && result.containsKey("macro_f1"), result.toString());
        assertEquals(3, lines.size(), "two epochs and a result");

        Cli.Result again = Cli.run("sentiment", "--model", out, "--text", "I love movie", "--text", "", "--text", "zzz");
        assertEquals(0, again.status(), again.err());
        assertEquals(3, again.out().lines().count(), again.out());
        String verdict = first.out().lines().filter(line -> line.startsWith("\"I love movie\"")).findFirst().orElseThrow();
        assertEquals(verdict, again.out().lines().findFirst().orElseThrow());
    }

    @Test
    void anyLabelsAndAlphabetsWillDo() throws Exception {
        Path data = names();
        Path out = directory.resolve("model");
        Cli.Result trained = Cli.run(TOY, "--data", data, "--units", "characters", "--epochs", 60, "--patience", 0, "--lr", 0.02,
                "--min-count", 1, "--out", out, "--text", "김d");
        assertEquals(0, trained.status(), trained.err());
        assertTrue(trained.out().contains("80 texts to learn from, 10 to stop by, 10 to be measured on"), trained.out());
        assertTrue(trained.out().contains("accuracy 1.000"), trained.out());
        assertTrue(trained.out().contains("\"김d\" -> 한국어"), trained.out());
        Cli.Result measured = Cli.run("sentiment", "--model", out, "--test", data);
        assertEquals(0, measured.status(), measured.err());
        assertTrue(measured.out().contains("on 100 texts"), measured.out());
    }

    @Test
    void aTextOfAHundredThousandWordsIsReadUpToTheLongestAndAnEmptyOneIsAText() throws Exception {
        StringBuilder rows = new StringBuilder("good ".repeat(100_000)).append("\tyes\n\tno\n");
        for (int i = 0; i < 18; i++) {
            rows.append(i % 2 == 0 ? "good thing\tyes\n" : "bad thing\tno\n");
        }
        Cli.Result result = Cli.run(TOY, "--epochs", 1, "--data", file("long.tsv", rows.toString()), "--longest", 50, "--seed", 3);
        assertEquals(0, result.status(), result.err());
        assertTrue(result.out().contains("1 of the texts are longer than 50 words"), result.out());
    }

    @Test
    void theModelOfAnEarlierRunIsKeptBesideTheNewOne() throws Exception {
        Path out = directory.resolve("model");
        assertEquals(0, Cli.run(TOY, "--sentences", 60, "--epochs", 1, "--out", out).status());
        byte[] earlier = Files.readAllBytes(out.resolve("model.safetensors"));
        Cli.Result second = Cli.run(TOY, "--sentences", 60, "--epochs", 1, "--seed", 2, "--out", out);
        assertTrue(second.out().contains("the model of an earlier run was kept as model.previous.safetensors"), second.out());
        assertArrayEquals(earlier, Files.readAllBytes(out.resolve("model.previous.safetensors")));
    }

    @Test
    void theNumberOfThreadsChangesNothing() throws Exception {
        List<byte[]> models = new ArrayList<>();
        for (int threads = 1; threads <= 3; threads++) {
            Path out = directory.resolve("threads" + threads);
            assertEquals(0, Cli.run(TOY, "--sentences", 60, "--epochs", 2, "--threads", threads, "--out", out).status());
            models.add(Files.readAllBytes(out.resolve("model.safetensors")));
        }
        assertEquals(new String(models.get(0), StandardCharsets.ISO_8859_1), new String(models.get(1), StandardCharsets.ISO_8859_1));
        assertEquals(new String(models.get(0), StandardCharsets.ISO_8859_1), new String(models.get(2), StandardCharsets.ISO_8859_1));
    }

    @ParameterizedTest
    @CsvSource(delimiter = '|', quoteCharacter = '`', textBlock = """
            good\\tyes\\nbad                           | line 2: expected 2 cells (text, label)
            good\\tyes\\nbad\\tno\\tmaybe               | line 2: expected 2 cells (text, label) with tabs between them but got 3
            good\\tyes\\nbad\\t                         | line 2, column 2: expected a label but got nothing
            good\\tyes\\nbad\\tno                       | expected at least 10 examples
            `\\n\\n `                                   | every line is blank
            """)
    void whatIsWrongInAFileIsNamedWithItsPlace(String content, String expected) throws Exception {
        Path data = file("bad.tsv", content.replace("\\t", "\t").replace("\\n", "\n"));
        refused(expected, "--data", data);
    }

    @Test
    void whatIsWrongOnTheCommandLineIsNamed() throws Exception {
        Path good = names();
        Path other = file("other.tsv", "ivanov\tRussian\nx\tKlingon\n");
        String unknown = other + ": line 2, column 2: expected one of the 3 labels of the training data (Russian, Turkish, 한국어) but got"
                + " 'Klingon'";
        refused(unknown, "--train", good, "--test", other);
        refused(unknown, "--train", good, "--validation", other);
        Path alike = file("alike.tsv", "good\tyes\n".repeat(20));
        refused(alike + ": expected texts of at least 2 labels to learn from but all have 'yes'", "--data", alike);
        refused("no such file", "--data", directory.resolve("missing.tsv"));
        refused("but got both", "--data", good, "--train", good);
        refused("expected --train with it", "--test", good);
        refused("expected --train with it", "--validation", good);
        refused("--model", "--model", directory.resolve("nowhere"));
        refused("nothing is trained", "--model", directory, "--out", directory.resolve("x"));
        refused("--hidden: expected at least 1", "--hidden", 0);
        refused("--units", "--units", "syllables");
        refused("--out", "--out", good.resolve("x"));
        refused("--sentences: expected a whole number from 10", "--sentences", 9);
    }

    private void refused(String expected, Object... words) throws IOException {
        List<Object> all = new ArrayList<>(List.of("sentiment", "--metrics", directory.resolve("m.jsonl")));
        all.addAll(List.of(words));
        Cli.Result result = Cli.run(all);
        assertEquals(2, result.status(), result.out());
        assertEquals(1, result.errorLines().size(), result.err());
        assertTrue(result.err().contains(expected), result.err());
        assertFalse(Files.exists(directory.resolve("x")));
    }
}
