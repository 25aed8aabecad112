package org.rnn4j.examples.common;

import java.util.ArrayList;
import java.util.HashMap;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;

/**
 * A baseline that knows no order: multinomial naive Bayes on the counts of words, with add-one smoothing. What a recurrent network
 * gets right beyond it, it gets from the order of the words.
 */
public final class NaiveBayes {

    private final Map<String, Integer> documents = new LinkedHashMap<>();
    private final Map<String, Map<String, Integer>> counts = new HashMap<>();
    private final Map<String, Integer> words = new HashMap<>();
    private final Map<String, Integer> vocabulary = new HashMap<>();
    private int total;

    /** Learns from one document. */
    public void add(List<String> document, String label) {
        total++;
        documents.merge(label, 1, Integer::sum);
        for (String word : document) {
            counts.computeIfAbsent(label, key -> new HashMap<>()).merge(word, 1, Integer::sum);
            words.merge(label, 1, Integer::sum);
            vocabulary.merge(word, 1, Integer::sum);
        }
    }

    /** {@return the likeliest label; among equals the one seen first} */
    public String predict(List<String> document) {
        String best = null;
        double bestScore = Double.NEGATIVE_INFINITY;
        List<String> known = new ArrayList<>(document);
        known.removeIf(word -> !vocabulary.containsKey(word));
        for (String label : documents.keySet()) {
            double score = Math.log(documents.get(label) / (double) total);
            Map<String, Integer> own = counts.getOrDefault(label, Map.of());
            double all = words.getOrDefault(label, 0) + vocabulary.size();
            for (String word : known) {
                score += Math.log((own.getOrDefault(word, 0) + 1) / all);
            }
            if (score > bestScore) {
                best = label;
                bestScore = score;
            }
        }
        return best;
    }
}
