package org.rnn4j.examples.translate;

/** "To be" something: an ending of the noun, shorter after a vowel: 학생이다, 의사다. */
final class Copula {

    private Copula() {
    }

    /** {@return the noun with the ending} @param tense the present or the past */
    static String after(String noun, Tense tense, boolean question) {
        boolean vowel = Hangul.finalOf(noun) == Hangul.NONE;
        String stem = switch (tense) {
            case PRESENT -> vowel ? "" : "이";
            case PAST -> vowel ? "였" : "이었";
            case FUTURE -> throw new IllegalArgumentException("Copula: expected the present or the past but got the future");
        };
        return noun + stem + (question ? "니?" : "다");
    }
}
