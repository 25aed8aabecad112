package org.rnn4j.examples.translate;

import java.util.List;
import org.rnn4j.metric.EditDistance;

/** A baseline that copies: the translation of the training sentence from which a sentence differs in the fewest words. */
final class NearestSentence {

    private final List<int[]> sources;
    private final List<SentencePair> pairs;
    private final TranslationModel model;
    private final EditDistance distance = new EditDistance();

    NearestSentence(TranslationModel model, List<SentencePair> training) {
        this.model = model;
        this.pairs = training;
        this.sources = training.stream().map(pair -> model.source().encode(model.units().of(pair.source()))).toList();
    }

    /** {@return the translation of the nearest; among equals of the first} */
    String translate(String sentence) {
        int[] ids = model.source().encode(model.units().of(sentence));
        int best = 0;
        long fewest = Long.MAX_VALUE;
        for (int i = 0; i < sources.size() && fewest > 0; i++) {
            int[] other = sources.get(i);
            if (Math.abs(other.length - ids.length) < fewest) {         // the least that it can be
                distance.reset();
                distance.add(ids, other);
                if (distance.edits() < fewest) {
                    best = i;
                    fewest = distance.edits();
                }
            }
        }
        return pairs.get(best).target();
    }
}
