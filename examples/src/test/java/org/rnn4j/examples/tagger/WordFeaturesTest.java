package org.rnn4j.examples.tagger;

import static org.junit.jupiter.api.Assertions.assertArrayEquals;
import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertThrows;
import static org.junit.jupiter.api.Assertions.assertTrue;

import java.util.List;
import org.junit.jupiter.api.Test;
import org.rnn4j.config.Settings;

class WordFeaturesTest {

    private final WordFeatures features = WordFeatures.of(List.of(
            new TaggedSentence(List.of("He", "walked", "42", "miles"), List.of("PRON", "VERB", "NUM", "NOUN"))));

    @Test
    void aWordIsItselfItsBeginningsItsEndingsAndItsShape() {
        assertArrayEquals(new String[] {"walked", "w", "wa", "wal", "d", "ed", "ked", "lked", "x"},
                WordFeatures.features("walked", false));
        assertArrayEquals(new String[] {"he", "h", "he", "he", "e", "he", "^he", "^he", "^Xx"}, WordFeatures.features("He", true));
        assertEquals("0", WordFeatures.features("1999", false)[8]);
        assertEquals("0000", WordFeatures.features("1999", false)[0]);
        assertEquals("XxXx'x", WordFeatures.features("McDonald's", false)[8]);
        assertEquals("x-x", WordFeatures.features("well-known", false)[8]);
        assertEquals(8, WordFeatures.features("a.B-c_D=e+F", false)[8].length());
    }

    @Test
    void lettersOutsideTheBasicPlaneAreNotCutAndHalvesOfOnesAreReplaced() {
        assertEquals("😀", WordFeatures.features("ok😀", false)[4]);
        assertEquals("\uFFFD", WordFeatures.features("\uD83D", false)[0]);
    }

    @Test
    void aWordThatWasNeverSeenKeepsTheEndingThatWas() {
        float[][] rows = features.encode(List.of("He", "talked"));
        float[][] seen = features.encode(List.of("He", "walked"));
        assertEquals(0, rows[1][0], "the word is unknown");
        assertTrue(seen[1][0] > 0);
        for (int c : new int[] {4, 5, 6, 7, 8}) {
            assertTrue(rows[1][c] > 0, "column " + c);
            assertEquals(seen[1][c], rows[1][c], "column " + c);
        }
        for (int c = 0; c < WordFeatures.COLUMNS; c++) {
            assertTrue(rows[1][c] < features.size(c));
        }
    }

    @Test
    void settingsGiveTheSameFeaturesBack() {
        WordFeatures loaded = WordFeatures.ofSettings(features.settings());
        List<String> words = List.of("He", "talked", "7", "yards");
        assertArrayEquals(features.encode(words), loaded.encode(words));
        assertThrows(IllegalArgumentException.class, () -> WordFeatures.ofSettings(features.settings().subList(1, 9)));
        Settings noUnknown = Settings.empty().with("symbols", List.of("a", "b"));
        assertThrows(IllegalArgumentException.class,
                () -> WordFeatures.ofSettings(features.settings().stream().map(settings -> noUnknown).toList()));
    }

    @Test
    void tokensAreThoseOfTreebanks() {
        assertEquals(List.of("They", "ca", "n't", "fish", ",", "can", "they", "?"), Tokens.of("They can't fish, can they?"));
        assertEquals(List.of("The", "dog", "'s", "well-known", "$", "3.50", "bone", "..."), Tokens.of("The dog's well-known $3.50 bone..."));
        assertEquals(List.of("U.S.", "(", "10:30", ")", "!!"), Tokens.of(" U.S. (10:30)!! "));
        assertEquals(List.of(), Tokens.of(" \t "));
    }
}
