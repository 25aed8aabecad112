package org.rnn4j.examples.tagger;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertTrue;

import java.util.HashMap;
import java.util.HashSet;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.stream.Stream;
import org.junit.jupiter.api.Test;
import org.rnn4j.examples.common.Splits;
import org.rnn4j.random.Xoshiro256;

class EnglishGrammarTest {

    private final Splits<TaggedSentence> splits = EnglishGrammar.splits(1000, 100, 300, 7);

    @Test
    void theSeedDecidesAndNoSentenceIsInTwoParts() {
        assertEquals(splits, EnglishGrammar.splits(1000, 100, 300, 7));
        assertEquals(List.of(1000, 100, 300), List.of(splits.training().size(), splits.validation().size(), splits.test().size()));
        Set<String> texts = new HashSet<>();
        Stream.of(splits.training(), splits.validation(), splits.test()).flatMap(List::stream)
                .forEach(sentence -> assertTrue(texts.add(sentence.text()), sentence.text()));
    }

    @Test
    void aDictionaryFailsAndFailsWorstAtTheWordsThatAreSeveralThings() {
        MostFrequentTag dictionary = new MostFrequentTag(splits.training());
        TaggingScore score = TaggingScore.of(splits.test(), dictionary::tag, dictionary::isAmbiguous);
        assertTrue(score.accuracy() < 0.85, "got " + score.accuracy());
        assertTrue(score.ambiguousAccuracy() < 0.7, "got " + score.ambiguousAccuracy());
        assertTrue(score.ambiguousWords() > 0.4 * score.words(), "got " + score.ambiguousWords() + " of " + score.words());
        for (String word : List.of("can", "light", "fish", "saw", "watch", "that", "run", "will", "to", "before", "like")) {
            assertTrue(dictionary.isAmbiguous(word), word);
        }
    }

    /** If the same words came with other tags, no network could be right, and the grammar would be at fault. */
    @Test
    void theContextDecides() {
        EnglishGrammar grammar = new EnglishGrammar(new Xoshiro256(1));
        Map<String, List<String>> tags = new HashMap<>();
        int twice = 0;
        for (int i = 0; i < 50_000; i++) {
            TaggedSentence sentence = grammar.sentence();
            List<String> other = tags.putIfAbsent(sentence.text(), sentence.tags());
            twice += other == null ? 0 : 1;
            assertTrue(other == null || other.equals(sentence.tags()), sentence + " " + other);
        }
        assertTrue(twice > 50, "the law was tried " + twice + " times");
    }

    @Test
    void sentencesAreWrittenAsEnglishIs() {
        for (TaggedSentence sentence : splits.training()) {
            assertTrue(Character.isUpperCase(sentence.words().get(0).charAt(0)), sentence.text());
            assertTrue(sentence.text().matches(".* [.!?]"), sentence.text());
            assertTrue(!sentence.text().matches("(?i).*\\ba [aeiou].*|.*\\ban [^aeiou].*"), sentence.text());
        }
        assertEquals(List.of("flies", "plays", "watches", "fishes", "men", "children", "cans"),
                Stream.of("fly", "play", "watch", "fish", "man", "child", "can").map(EnglishLexicon::withS).toList());
    }
}
