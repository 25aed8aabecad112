package org.rnn4j.examples.translate;

/**
 * Whom or what a sentence is about.
 *
 * @param english the phrase as a subject: I, my friend
 * @param korean the noun that 은 or 는 follows
 * @param person what the English verb agrees with; Korean verbs agree with nothing
 */
record Subject(String english, String korean, Person person) {

    /** What an English verb agrees with. */
    enum Person {
        /** I. */
        FIRST,
        /** You. */
        SECOND,
        /** He, she, it, and whoever is one. */
        THIRD,
        /** We and they. */
        PLURAL
    }

    /** {@return what begins the Korean sentence} */
    String topic() {
        return Particle.TOPIC.after(korean);
    }
}
