package org.rnn4j.examples.caption;

import java.util.ArrayList;
import java.util.Collections;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.function.Function;

/**
 * How good captions are.
 *
 * @param exactMatch the part of the captions that are right from end to end
 * @param wordAccuracy of the words that should be said, the part that is said at its place
 */
record Scores(double exactMatch, double wordAccuracy) {

    /** {@return the scores of what is said of pictures} */
    static Scores of(List<Captioned> pictures, Function<Picture, List<String>> captions) {
        int exact = 0;
        int right = 0;
        int words = 0;
        for (Captioned picture : pictures) {
            List<String> said = captions.apply(picture.picture());
            List<String> truth = picture.words();
            exact += said.equals(truth) ? 1 : 0;
            words += truth.size();
            for (int i = 0; i < Math.min(said.size(), truth.size()); i++) {
                right += said.get(i).equals(truth.get(i)) ? 1 : 0;
            }
        }
        return new Scores(exact / (double) pictures.size(), right / (double) words);
    }

    /** {@return the caption that is most frequent} */
    static List<String> mostFrequentCaption(List<Captioned> pictures) {
        return mostFrequent(pictures.stream().map(Captioned::words).toList());
    }

    /** {@return the most frequent word at each place, to the length that is most frequent: what can be said with closed eyes} */
    static List<String> mostFrequentWords(List<Captioned> pictures) {
        int length = mostFrequent(pictures.stream().map(picture -> picture.words().size()).toList());
        List<String> words = new ArrayList<>();
        for (int i = 0; i < length; i++) {
            int place = i;
            words.add(mostFrequent(pictures.stream().map(Captioned::words).filter(caption -> caption.size() > place)
                    .map(caption -> caption.get(place)).toList()));
        }
        return words;
    }

    /** Among equals the one seen first. */
    private static <T> T mostFrequent(List<T> all) {
        Map<T, Integer> counts = new LinkedHashMap<>();
        all.forEach(one -> counts.merge(one, 1, Integer::sum));
        int most = Collections.max(counts.values());
        return counts.keySet().stream().filter(one -> counts.get(one) == most).findFirst().orElseThrow();
    }
}
