package org.rnn4j.examples.tagger;

import java.util.List;

/** Words with their tags below, in columns; and below a wrong tag the right one. */
final class Interlinear {

    private static final int WIDTH = 110;

    private Interlinear() {
    }

    /** {@return words and tags} */
    static String of(List<String> words, List<String> tags) {
        return of(new TaggedSentence(words, tags), tags);
    }

    /** {@return words, tags, and the right tags where they differ} */
    static String of(TaggedSentence truth, List<String> tags) {
        StringBuilder text = new StringBuilder();
        for (int from = 0; from < truth.length(); ) {
            StringBuilder words = new StringBuilder();
            StringBuilder given = new StringBuilder();
            StringBuilder right = new StringBuilder();
            int i = from;
            while (i < truth.length() && (i == from || words.length() < WIDTH)) {
                String word = truth.words().get(i);
                String tag = tags.get(i);
                String correction = truth.tags().get(i).equals(tag) ? "" : "(" + truth.tags().get(i) + ")";
                int width = Math.max(word.length(), Math.max(tag.length(), correction.length())) + 2;
                pad(words, word, width);
                pad(given, tag, width);
                pad(right, correction, width);
                i++;
            }
            line(text, words);
            line(text, given);
            line(text, right);
            from = i;
        }
        return text.toString();
    }

    private static void pad(StringBuilder line, String cell, int width) {
        line.append(cell).append(" ".repeat(width - cell.length()));
    }

    private static void line(StringBuilder text, StringBuilder line) {
        if (!line.toString().isBlank()) {
            text.append("  ").append(line.toString().stripTrailing()).append('\n');
        }
    }
}
