package org.rnn4j.examples.tagger;

import java.util.HashMap;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.function.Function;
import java.util.function.Predicate;

/** How many words get their tag, how many of the ambiguous ones, and what is taken for what. */
final class TaggingScore {

    /** One kind of mistake. */
    private record Mistake(String expected, String got) {
    }

    private final Predicate<String> ambiguous;
    private final Map<Mistake, Map<String, Integer>> mistakes = new HashMap<>();
    private int words;
    private int right;
    private int ambiguousWords;
    private int ambiguousRight;

    private TaggingScore(Predicate<String> ambiguous) {
        this.ambiguous = ambiguous;
    }

    /** {@return the score of a tagger} @param ambiguous which words have more than one tag */
    static TaggingScore of(List<TaggedSentence> sentences, Function<List<String>, List<String>> tagger, Predicate<String> ambiguous) {
        TaggingScore score = new TaggingScore(ambiguous);
        for (TaggedSentence sentence : sentences) {
            List<String> tags = tagger.apply(sentence.words());
            for (int i = 0; i < sentence.length(); i++) {
                score.add(sentence.words().get(i), sentence.tags().get(i), tags.get(i));
            }
        }
        return score;
    }

    private void add(String word, String expected, String got) {
        boolean isRight = expected.equals(got);
        words++;
        right += isRight ? 1 : 0;
        if (ambiguous.test(word)) {
            ambiguousWords++;
            ambiguousRight += isRight ? 1 : 0;
        }
        if (!isRight) {
            mistakes.computeIfAbsent(new Mistake(expected, got), unseen -> new HashMap<>())
                    .merge(word.toLowerCase(Locale.ROOT), 1, Integer::sum);
        }
    }

    int words() {
        return words;
    }

    int ambiguousWords() {
        return ambiguousWords;
    }

    double accuracy() {
        return (double) right / words;
    }

    /** {@return the accuracy on ambiguous words alone; NaN when there is none} */
    double ambiguousAccuracy() {
        return (double) ambiguousRight / ambiguousWords;
    }

    /** {@return a table of the most frequent mistakes with the words they happen to, ended by a line feed; empty when there is none} */
    String mistakes(int most) {
        StringBuilder table = new StringBuilder();
        mistakes.entrySet().stream()
                .sorted(Map.Entry.<Mistake, Map<String, Integer>>comparingByValue((a, b) -> total(b) - total(a))
                        .thenComparing(entry -> entry.getKey().toString()))
                .limit(most)
                .forEach(entry -> table.append(String.format(Locale.ROOT, "  %-6s taken for %-6s %5d times: %s\n",
                        entry.getKey().expected, entry.getKey().got, total(entry.getValue()), examples(entry.getValue()))));
        return table.toString();
    }

    private static int total(Map<String, Integer> counts) {
        return counts.values().stream().mapToInt(Integer::intValue).sum();
    }

    private static String examples(Map<String, Integer> counts) {
        return String.join(", ", counts.entrySet().stream()
                .sorted(Map.Entry.<String, Integer>comparingByValue().reversed().thenComparing(Map.Entry.comparingByKey()))
                .limit(5).map(Map.Entry::getKey).toList());
    }
}
