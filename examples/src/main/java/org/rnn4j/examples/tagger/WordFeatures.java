package org.rnn4j.examples.tagger;

import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import org.rnn4j.config.Settings;
import org.rnn4j.data.Vocabulary;

/**
 * What a tagger sees of a word: the word itself, its first one to three and its last one to four letters, and its shape. A word that
 * was never seen is unknown, but not its ending: "walked" and "talked" share theirs. Letters are taken in lower case, and every
 * digit as 0; the shape keeps what that takes away.
 */
final class WordFeatures {

    private static final int PREFIXES = 3;
    private static final int SUFFIXES = 4;

    /** The word, its beginnings, its endings, its shape. */
    static final int COLUMNS = 1 + PREFIXES + SUFFIXES + 1;

    /** Stands for all that is not in a vocabulary. It has id 0 and looks like no feature: no word has a blank in it. */
    private static final String UNKNOWN = "not known";

    private static final int LONGEST_SHAPE = 8;

    private final List<Vocabulary> vocabularies;

    private WordFeatures(List<Vocabulary> vocabularies) {
        this.vocabularies = vocabularies;
    }

    /** {@return the features that occur in these sentences} */
    static WordFeatures of(List<TaggedSentence> sentences) {
        List<Map<String, Boolean>> seen = new ArrayList<>();
        for (int c = 0; c < COLUMNS; c++) {
            seen.add(new LinkedHashMap<>(Map.of(UNKNOWN, true)));
        }
        for (TaggedSentence sentence : sentences) {
            for (int i = 0; i < sentence.length(); i++) {
                String[] features = features(sentence.words().get(i), i == 0);
                for (int c = 0; c < COLUMNS; c++) {
                    seen.get(c).put(features[c], true);
                }
            }
        }
        return new WordFeatures(seen.stream().map(symbols -> Vocabulary.of(symbols.keySet()).withUnknown(UNKNOWN)).toList());
    }

    /** {@return the features that {@link #settings()} described} @throws IllegalArgumentException when they are none */
    static WordFeatures ofSettings(List<Settings> settings) {
        if (settings.size() != COLUMNS) {
            throw new IllegalArgumentException("expected " + COLUMNS + " vocabularies but got " + settings.size());
        }
        List<Vocabulary> vocabularies = settings.stream().map(Vocabulary::of).toList();
        for (Vocabulary vocabulary : vocabularies) {
            if (!vocabulary.equals(Vocabulary.of(vocabulary.symbols()).withUnknown(UNKNOWN)) || vocabulary.id(UNKNOWN) != 0) {
                throw new IllegalArgumentException("expected '" + UNKNOWN + "' as the first symbol of each vocabulary");
            }
        }
        return new WordFeatures(vocabularies);
    }

    /** {@return a vocabulary for each column, to be saved} */
    List<Settings> settings() {
        return vocabularies.stream().map(Vocabulary::settings).toList();
    }

    /** {@return how many ids a column has} */
    int size(int column) {
        return vocabularies.get(column).size();
    }

    /** {@return a row for each word: the ids of its features, as a {@link org.rnn4j.layer.FeatureEmbedding} reads them} */
    float[][] encode(List<String> words) {
        float[][] rows = new float[words.size()][COLUMNS];
        for (int i = 0; i < rows.length; i++) {
            String[] features = features(words.get(i), i == 0);
            for (int c = 0; c < COLUMNS; c++) {
                rows[i][c] = vocabularies.get(c).id(features[c]);
            }
        }
        return rows;
    }

    /** The features of a word, by column. */
    static String[] features(String word, boolean isFirst) {
        int[] letters = word.toLowerCase(Locale.ROOT).codePoints().map(c -> Character.isDigit(c) ? '0' : c)
                // Half of a surrogate pair, which no file can hold.
                .map(c -> Character.getType(c) == Character.SURROGATE ? 0xFFFD : c).toArray();
        String[] features = new String[COLUMNS];
        int column = 0;
        features[column++] = new String(letters, 0, letters.length);
        for (int length = 1; length <= PREFIXES; length++) {
            features[column++] = new String(letters, 0, Math.min(length, letters.length));
        }
        for (int length = 1; length <= SUFFIXES; length++) {
            // A word that is shorter than the ending begins with a mark: "ing" is no word in -ing.
            features[column++] = letters.length < length ? "^" + new String(letters, 0, letters.length)
                    : new String(letters, letters.length - length, length);
        }
        features[column] = (isFirst ? "^" : "") + shape(word);
        return features;
    }

    /** {@code McDonald's} is {@code XxXx'x}: a sign for each run of capitals, small letters and digits; others as they are. */
    private static String shape(String word) {
        StringBuilder shape = new StringBuilder();
        word.codePoints().map(c -> Character.isUpperCase(c) ? 'X' : Character.isLetter(c) ? 'x' : Character.isDigit(c) ? '0'
                : c < 0x80 ? c : '?').forEach(sign -> {
                    if (shape.length() < LONGEST_SHAPE && (shape.isEmpty() || shape.charAt(shape.length() - 1) != sign)) {
                        shape.append((char) sign);
                    }
                });
        return shape.toString();
    }
}
