package org.rnn4j.examples.translate;

/** What Korean puts behind a noun to say what it does in the sentence. Its form depends on how the noun ends. */
enum Particle {
    /** What the sentence is about. */
    TOPIC("은", "는"),
    /** The subject, as "to become" and "there is" have it. */
    SUBJECT("이", "가"),
    /** The object. */
    OBJECT("을", "를"),
    /** Together with. */
    WITH("과", "와"),
    /** The direction or the means; a noun that ends in ㄹ takes the short form. */
    DIRECTION("으로", "로") {
        @Override
        String after(String noun) {
            return Hangul.finalOf(noun) == Hangul.RIEUL ? noun + "로" : super.after(noun);
        }
    },
    /** The goal of a movement, or a time. */
    TO("에", "에"),
    /** The place of an action. */
    AT("에서", "에서"),
    /** The person who gets something. */
    RECIPIENT("에게", "에게");

    private final String afterConsonant;
    private final String afterVowel;

    Particle(String afterConsonant, String afterVowel) {
        this.afterConsonant = afterConsonant;
        this.afterVowel = afterVowel;
    }

    /** {@return the noun and this particle} */
    String after(String noun) {
        return noun + (Hangul.finalOf(noun) == Hangul.NONE ? afterVowel : afterConsonant);
    }
}
