package org.rnn4j.examples.tagger;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertFalse;
import static org.junit.jupiter.api.Assertions.assertTrue;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.Collections;
import java.util.List;
import java.util.Map;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.rnn4j.examples.Cli;
import org.rnn4j.examples.Json;

class TaggerTest {

    private static final String[] SMALL = {"--hidden", "16", "--epochs", "4", "--lr", "0.02", "--dropout", "0.1", "--batch", "16",
            "--threads", "1"};

    @TempDir
    private Path directory;

    private static Cli.Result run(String... words) {
        List<Object> all = new ArrayList<>(List.of("tagger"));
        all.addAll(List.of(words));
        return Cli.run(all.toArray());
    }

    private static String[] small(String... more) {
        List<String> all = new ArrayList<>(List.of(SMALL));
        all.addAll(List.of(more));
        return all.toArray(String[]::new);
    }

    private Map<String, Object> lastLine(Path metrics) throws IOException {
        List<String> lines = Files.readAllLines(metrics);
        return Json.object(lines.get(lines.size() - 1));
    }

    @Test
    void itLearnsWhatADictionaryCannotTellAndComesBackFromItsFile() throws IOException {
        Path metrics = directory.resolve("metrics.jsonl");
        Path model = directory.resolve("model");
        Cli.Result trained = run(small("--sentences", "400", "--out", model.toString(), "--metrics", metrics.toString(), "--text",
                "They can fish the can."));
        assertEquals(0, trained.status(), trained.err());
        Map<String, Object> result = lastLine(metrics);
        assertEquals(List.of("result", "tagger", "test"), List.of(result.get("event"), result.get("example"), result.get("split")));
        assertTrue((double) result.get("accuracy") > (double) result.get("baseline") + 0.05, result.toString());
        assertTrue((double) result.get("ambiguous_accuracy") > (double) result.get("ambiguous_baseline") + 0.1, result.toString());
        assertTrue(trained.out().contains("the most frequent tag"), trained.out());
        String tagged = trained.out().substring(trained.out().lastIndexOf("  They"));

        Cli.Result loaded = run("--model", model.toString(), "--text", "They can fish the can.");
        assertEquals(0, loaded.status(), loaded.err());
        assertEquals("\n" + tagged, loaded.out(), "the same tags, and nothing else to do");

        Cli.Result measured = run("--model", model.toString(), "--sentences", "400", "--metrics", metrics.toString());
        assertEquals(0, measured.status(), measured.err());
        assertEquals(result, lastLine(metrics));
    }

    @Test
    void treebanksOfOnesOwnAreLearnedAndMeasured() throws IOException {
        Path train = write("train.conllu", EnglishGrammar.splits(60, 5, 20, 1).training());
        Path test = write("test.conllu", List.of(new TaggedSentence(List.of("Oh", "they", "fish"), List.of("INTJ", "PRON", "VERB")),
                new TaggedSentence(List.of("£"), List.of("SYM"))));
        Path metrics = directory.resolve("metrics.jsonl");
        Path model = directory.resolve("model");
        Cli.Result split = run(small("--train", train.toString(), "--test", test.toString(), "--out", model.toString(), "--metrics",
                metrics.toString()));
        assertEquals(0, split.status(), split.err());
        assertTrue(split.out().startsWith("54 sentences to learn from, 6 to stop by, 2 to be measured on"), split.out());
        assertEquals(4L, lastLine(metrics).get("tokens"), "a tag that was never seen counts as well, as wrong");

        Cli.Result measured = run("--model", model.toString(), "--test", test.toString(), "--metrics", metrics.toString());
        assertEquals(0, measured.status(), measured.err());
        assertFalse(lastLine(metrics).containsKey("baseline"), "the dictionary is not in the model");

        Cli.Result noTest = run(small("--train", train.toString(), "--metrics", metrics.toString()));
        assertEquals(0, noTest.status(), noTest.err());
        assertEquals("validation", lastLine(metrics).get("split"));
        Cli.Result data = run(small("--data", train.toString(), "--metrics", metrics.toString()));
        assertEquals(0, data.status(), data.err());
        assertTrue(data.out().startsWith("48 sentences to learn from, 6 to stop by, 6 to be measured on"), data.out());
    }

    @Test
    void whereNoWordIsAmbiguousNoShareOfThemIsTold() throws IOException {
        Path data = write("plain.conllu", Collections.nCopies(20, new TaggedSentence(List.of("the", "dog"), List.of("DET", "NOUN"))));
        Cli.Result result = run(small("--data", data.toString()));
        assertEquals(0, result.status(), result.err());
        assertTrue(result.out().contains("none of the words may be several things") && !result.out().contains("NaN"), result.out());
    }

    private Path write(String name, List<TaggedSentence> sentences) throws IOException {
        StringBuilder text = new StringBuilder();
        for (TaggedSentence sentence : sentences) {
            for (int i = 0; i < sentence.length(); i++) {
                text.append(i + 1).append('\t').append(sentence.words().get(i)).append("\t_\t").append(sentence.tags().get(i))
                        .append("\t_\t_\t_\t_\t_\t_\n");
            }
            text.append('\n');
        }
        return Files.writeString(directory.resolve(name), text);
    }

    @Test
    void badInputIsOneLineAndNothingIsMade() throws IOException {
        Path bad = Files.writeString(directory.resolve("bad.conllu"), "1\tI\t_\tPRONOUN\t_\t_\t_\t_\t_\t_\n");
        Path few = write("few.conllu", EnglishGrammar.splits(5, 1, 1, 1).training());
        Path out = directory.resolve("out");
        assertRefused(bad + ": line 1, column 4: expected a part of speech", "--data", bad.toString(), "--out", out.toString());
        assertRefused(bad + ": line 1, column 4: ", "--train", few.toString(), "--validation", bad.toString(), "--out", out.toString());
        assertRefused(few + ": expected at least 10 examples", "--data", few.toString(), "--out", out.toString());
        assertRefused("no such file", "--data", directory.resolve("none.conllu").toString(), "--out", out.toString());
        assertRefused("it is a directory", "--data", directory.toString());
        assertRefused("--text: expected a sentence of 1 to 1000 words but got 0", "--text", " ", "--out", out.toString());
        assertRefused("got 100000", "--text", "on ".repeat(100_000));
        assertRefused("--hide-words", "--hide-words", "1", "--out", out.toString());
        assertRefused("--sentences", "--sentences", "0", "--out", out.toString());
        assertRefused("--model " + out + ": no such directory", "--model", out.toString(), "--text", "I");
        assertFalse(Files.exists(out));
    }

    private static void assertRefused(String part, String... words) {
        Cli.Result result = run(words);
        assertEquals(2, result.status(), result.out());
        assertEquals(1, result.errorLines().size(), result.err());
        assertTrue(result.err().startsWith("rnn4j-examples tagger: ") && result.err().contains(part), result.err());
    }
}
