package org.rnn4j.examples.tagger;

import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import org.rnn4j.examples.common.TextFiles;
import org.rnn4j.examples.common.UserException;

/**
 * Reads treebanks in the CoNLL-U format of Universal Dependencies: a line for each word with ten columns and tabs between them, a
 * blank line after each sentence. Of the columns the word, the second, and its universal part of speech, the fourth, are used.
 * Comments, the ranges of contracted words ({@code 1-2}) and empty nodes ({@code 1.1}) are passed over.
 */
final class ConlluFile {

    /** The universal parts of speech. */
    static final List<String> TAGS = List.of("ADJ", "ADP", "ADV", "AUX", "CCONJ", "DET", "INTJ", "NOUN", "NUM", "PART", "PRON", "PROPN",
            "PUNCT", "SCONJ", "SYM", "VERB", "X");

    /** A longer one is a file without blank lines, and would need memory that nobody expects. */
    static final int LONGEST = 1000;

    private static final int COLUMNS = 10;

    private final Path file;
    private final List<TaggedSentence> sentences = new ArrayList<>();
    private List<String> words = new ArrayList<>();
    private List<String> tags = new ArrayList<>();
    private int line;

    private ConlluFile(Path file) {
        this.file = file;
    }

    /** {@return the sentences of a file} @throws UserException when it is not such a file; the message names line and column */
    static List<TaggedSentence> read(Path file) {
        ConlluFile reader = new ConlluFile(file);
        for (String line : TextFiles.read(file).split("\r\n|\n|\r", -1)) {
            reader.line++;
            if (line.isBlank()) {
                reader.endSentence();
            } else if (!line.startsWith("#")) {
                reader.addWord(line.split("\t", -1));
            }
        }
        reader.endSentence();
        if (reader.sentences.isEmpty()) {
            throw new UserException(file + ": expected sentences in CoNLL-U but found no word");
        }
        return reader.sentences;
    }

    private void endSentence() {
        if (!words.isEmpty()) {
            sentences.add(new TaggedSentence(words, tags));
            words = new ArrayList<>();
            tags = new ArrayList<>();
        }
    }

    private void addWord(String[] cells) {
        if (cells.length != COLUMNS) {
            throw new UserException(file + ": line " + line + ": expected 10 columns with tabs between them (CoNLL-U) but got "
                    + cells.length);
        }
        if (cells[0].matches("\\d+-\\d+|\\d+\\.\\d+")) {
            return;
        }
        String expected = Integer.toString(words.size() + 1);
        if (!cells[0].equals(expected)) {
            throw wrong(1, "word " + expected + " of the sentence, or a blank line before the next one,", cells[0]);
        }
        if (words.size() == LONGEST) {
            throw wrong(1, "a sentence of at most " + LONGEST + " words, with a blank line after it,", cells[0]);
        }
        if (cells[1].isBlank()) {
            throw wrong(2, "a word", cells[1]);
        }
        if (!TAGS.contains(cells[3])) {
            throw wrong(4, "a part of speech (" + String.join(", ", TAGS) + ")", cells[3]);
        }
        words.add(cells[1]);
        tags.add(cells[3]);
    }

    private UserException wrong(int column, String expected, String got) {
        return new UserException(file + ": line " + line + ", column " + column + ": expected " + expected + " but got '" + got + "'");
    }
}
