package org.rnn4j.examples.tagger;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertThrows;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.rnn4j.examples.common.UserException;

class ConlluFileTest {

    private static final String REST = "\t_\t_\t_\t_\t_\t_\n";

    @TempDir
    private Path directory;

    private Path file(String text) throws IOException {
        return Files.writeString(directory.resolve("t.conllu"), text);
    }

    private static String word(String id, String form, String tag) {
        return id + "\t" + form + "\t_\t" + tag + REST;
    }

    private static final String TWO_SENTENCES = "# sent_id = 1\n# text = I can't #1\n"
            + word("1", "I", "PRON") + word("2-3", "can't", "_") + word("2", "ca", "AUX") + word("3", "n't", "PART")
            + word("3.1", "go", "VERB") + word("4", "#", "SYM") + word("5", "1", "NUM")
            + "\n\n# sent_id = 2\n" + word("1", "Go", "VERB");

    @Test
    void wordsAndTagsAreReadAndRangesEmptyNodesAndCommentsPassedOver() throws IOException {
        List<TaggedSentence> expected = List.of(
                new TaggedSentence(List.of("I", "ca", "n't", "#", "1"), List.of("PRON", "AUX", "PART", "SYM", "NUM")),
                new TaggedSentence(List.of("Go"), List.of("VERB")));
        assertEquals(expected, ConlluFile.read(file(TWO_SENTENCES)));
        assertEquals(expected, ConlluFile.read(file("\uFEFF" + TWO_SENTENCES.replace("\n", "\r\n"))), "a byte-order mark and CRLF");
        assertEquals(expected, ConlluFile.read(file(TWO_SENTENCES.stripTrailing())), "no line feed at the end");
    }

    @Test
    void whatIsWrongIsNamedByLineAndColumn() throws IOException {
        String good = word("1", "I", "PRON");
        assertRefused(good + "2\tgo\t_\tVERB\n", "line 2: expected 10 columns with tabs between them (CoNLL-U) but got 4");
        assertRefused("I go home\n", "line 1: expected 10 columns");
        assertRefused("# a comment\n" + good + word("2", "go", "VRB"), "line 3, column 4: expected a part of speech (ADJ, ADP, ");
        assertRefused(good + word("2", "go", "_"), "line 2, column 4: ", "but got '_'");
        assertRefused(good + word("2", "", "VERB"), "line 2, column 2: expected a word but got ''");
        assertRefused(good + word("3", "go", "VERB"), "line 2, column 1: expected word 2 of the sentence", "but got '3'");
        assertRefused(good + word("one", "go", "VERB"), "line 2, column 1: ", "but got 'one'");
        assertRefused(good + good, "line 2, column 1: ", "a blank line before the next one, but got '1'");
        assertRefused("# nothing else\n\n", "expected sentences in CoNLL-U but found no word");
        assertRefused("", "the file is empty");
    }

    @Test
    void aSentenceOfAHundredThousandWordsIsRefused() throws IOException {
        StringBuilder text = new StringBuilder();
        for (int i = 1; i <= 100_000; i++) {
            text.append(word(Integer.toString(i), "on", "ADP"));
        }
        assertRefused(text.toString(), "line 1001, column 1: expected a sentence of at most 1000 words");
    }

    private void assertRefused(String text, String... parts) throws IOException {
        Path file = file(text);
        String message = assertThrows(UserException.class, () -> ConlluFile.read(file)).getMessage();
        for (String part : parts) {
            assertEquals(true, message.startsWith(file + ": ") && message.contains(part), "expected '" + part + "' in: " + message);
        }
    }
}
