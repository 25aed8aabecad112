package org.rnn4j.data;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertFalse;

import java.util.List;
import java.util.random.RandomGenerator;
import org.junit.jupiter.api.Test;
import org.rnn4j.random.Xoshiro256;

class TokenizerTest {

    private static void assertWords(String text, String... words) {
        assertEquals(List.of(words), Tokenizer.words().tokens(text), text);
    }

    @Test
    void wordsAreInLowerCaseAndPunctuationStandsAlone() {
        assertWords("Good, but FAR too long!", "good", ",", "but", "far", "too", "long", "!");
        assertWords("well-made (really)...", "well", "-", "made", "(", "really", ")", ".", ".", ".");
        assertWords("", new String[0]);
        assertWords(" \t\r\n\u00A0\u3000", new String[0]);
        assertWords("a\u00A0b\uFEFFc", "a", "b", "c");
    }

    @Test
    void anApostropheBetweenLettersAndAPointBetweenDigitsStay() {
        assertWords("Don't, don’t 'quote' dogs' 90's", "don't", ",", "don't", "'", "quote", "'", "dogs", "'", "90", "'", "s");
        assertWords("3.5 of 1,000. No.1 .5", "3.5", "of", "1,000", ".", "no", ".", "1", ".", "5");
    }

    @Test
    void everyScriptHasItsWords() {
        assertWords("나는 집에 간다.", "나는", "집에", "간다", ".");
        assertWords("ÀÉ straße ΣΟΦΟΣ", "àé", "straße", "σοφος");
        assertWords("我爱电影。", "我", "爱", "电", "影", "。");
        assertWords("cafe\u0301 café", "café", "café");
        assertWords("हिन्दी में", "हिन्दी", "में");
        assertWords("می\u200Cخواهم", "می\u200Cخواهم");
        assertWords("so 😀😀 ❤\uFE0F $5", "so", "😀", "😀", "❤", "$", "5");
        assertWords("cut \uD83D here", "cut", "here");
    }

    @Test
    void wordsOfJoinedWordsAreThoseWords() {
        RandomGenerator random = new Xoshiro256(1);
        String alphabet = "abÄß'’.,-1 9\u0301한我😀\uFE0F\u200D\u200C\n\"";
        int[] codes = alphabet.codePoints().toArray();
        for (int i = 0; i < 2000; i++) {
            StringBuilder text = new StringBuilder();
            for (int k = random.nextInt(15); k > 0; k--) {
                text.appendCodePoint(codes[random.nextInt(codes.length)]);
            }
            List<String> words = Tokenizer.words().tokens(text.toString());
            assertFalse(words.contains(""));
            assertEquals(words, Tokenizer.words().tokens(Tokenizer.words().join(words)), text.toString());
        }
    }

    @Test
    void charactersAreCodePointsAndJoinToTheText() {
        String text = "Hé 한😀\n";
        assertEquals(List.of("H", "é", " ", "한", "😀", "\n"), Tokenizer.characters().tokens(text));
        assertEquals(text, Tokenizer.characters().join(Tokenizer.characters().tokens(text)));
        assertEquals(List.of(), Tokenizer.characters().tokens(""));
        assertEquals("characters words", Tokenizer.characters() + " " + Tokenizer.words());
    }
}
