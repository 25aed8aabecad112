package org.rnn4j.examples.translate;

/**
 * The make-up of Hangul syllables. A precomposed one is {@code 0xAC00 + (initial·21 + vowel)·28 + final}, final 0 being none
 * (Unicode Standard, 3.12), so that the final consonant is a remainder; particles and endings depend on it.
 */
final class Hangul {

    /** No final consonant. */
    static final int NONE = 0;
    /** The final consonant ㄴ. */
    static final int NIEUN = 4;
    /** The final consonant ㄹ. */
    static final int RIEUL = 8;

    private static final int FIRST = 0xAC00;
    private static final int LAST = 0xD7A3;
    private static final int FINALS = 28;

    private Hangul() {
    }

    /** {@return the index of the final consonant of the last syllable} @throws IllegalArgumentException when that is not Hangul */
    static int finalOf(String word) {
        char last = word.isEmpty() ? 0 : word.charAt(word.length() - 1);
        if (last < FIRST || last > LAST) {
            throw new IllegalArgumentException("Hangul: expected a word that ends in a Hangul syllable but got '" + word + "'");
        }
        return (last - FIRST) % FINALS;
    }

    /** {@return the word with another final consonant in its last syllable} */
    static String withFinal(String word, int index) {
        int last = word.length() - 1;
        return word.substring(0, last) + (char) (word.charAt(last) - finalOf(word) + index);
    }
}
