package org.rnn4j.examples.tagger;

import java.util.Comparator;
import java.util.HashMap;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.TreeMap;

/**
 * What a dictionary can do that does not look at the sentence: for each word the tag it has most often in the training data, as
 * it is written or else in lower case; for a word that is not there the tag that is most frequent of all.
 */
final class MostFrequentTag {

    private final Map<String, Map<String, Integer>> counts = new HashMap<>();
    private final String fallback;

    MostFrequentTag(List<TaggedSentence> training) {
        Map<String, Integer> all = new TreeMap<>();
        for (TaggedSentence sentence : training) {
            for (int i = 0; i < sentence.length(); i++) {
                String word = sentence.words().get(i);
                String tag = sentence.tags().get(i);
                count(word, tag);
                if (!lower(word).equals(word)) {
                    count(lower(word), tag);
                }
                all.merge(tag, 1, Integer::sum);
            }
        }
        fallback = mostFrequent(all);
    }

    private void count(String word, String tag) {
        counts.computeIfAbsent(word, unseen -> new TreeMap<>()).merge(tag, 1, Integer::sum);
    }

    private static String lower(String word) {
        return word.toLowerCase(Locale.ROOT);
    }

    /** The first in the alphabet among equals. */
    private static String mostFrequent(Map<String, Integer> tags) {
        return tags.entrySet().stream()
                .max(Map.Entry.<String, Integer>comparingByValue().thenComparing(Map.Entry.comparingByKey(Comparator.reverseOrder())))
                .orElseThrow().getKey();
    }

    private Map<String, Integer> tagsOf(String word) {
        Map<String, Integer> tags = counts.get(word);
        return tags == null ? counts.getOrDefault(lower(word), Map.of()) : tags;
    }

    /** {@return the tag of a word} */
    String tag(String word) {
        Map<String, Integer> tags = tagsOf(word);
        return tags.isEmpty() ? fallback : mostFrequent(tags);
    }

    /** {@return the tag of each word} */
    List<String> tag(List<String> words) {
        return words.stream().map(this::tag).toList();
    }

    /** {@return whether the word, in lower case, has more than one tag in the training data} */
    boolean isAmbiguous(String word) {
        return counts.getOrDefault(lower(word), Map.of()).size() > 1;
    }
}
