package org.rnn4j.examples.translate;

/**
 * Some words and what they are in the other language.
 *
 * @param english without particles: "the park", "by bus"
 * @param korean complete when nothing can follow: 버스로; or a noun that a particle follows: 공원
 */
record Phrase(String english, String korean) {

    /** {@return the Korean noun with a particle} */
    Phrase with(Particle particle) {
        return new Phrase(english, particle.after(korean));
    }

    /** {@return the same behind an English preposition} */
    Phrase after(String preposition) {
        return new Phrase(preposition + " " + english, korean);
    }
}
