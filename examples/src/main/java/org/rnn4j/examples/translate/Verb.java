package org.rnn4j.examples.translate;

/**
 * A verb in both languages.
 *
 * @param base go, listen
 * @param past went, listened
 * @param preposition what its object stands behind in English; may be empty
 * @param frame what it goes with
 * @param korean its Korean forms
 * @param objects what it is done to, for {@link Frame#THING} and {@link Frame#GIVE}; null for others
 */
record Verb(String base, String past, String preposition, Frame frame, Predicate korean, Group objects) {

    /** What a verb goes with. */
    enum Frame {
        /** Nothing: "sleep". */
        ALONE,
        /** A thing: "eat bread", 빵을 먹다. */
        THING,
        /** A person: "meet my friend", 내 친구를 만나다. */
        PERSON,
        /** A goal: "go to school", 학교에 가다. */
        GO,
        /** A direction: "return to school", 학교로 돌아가다. */
        HEAD,
        /** A thing and who gets it: "give a book to my friend", 내 친구에게 책을 주다. */
        GIVE
    }

    /** {@return goes, watches, studies} */
    String third() {
        if (base.equals("have")) {
            return "has";
        }
        if (base.matches(".*(o|s|x|ch|sh)")) {
            return base + "es";
        }
        return base.matches(".*[^aeiou]y") ? base.substring(0, base.length() - 1) + "ies" : base + "s";
    }

    /** {@return whether it is about getting somewhere} */
    boolean moves() {
        return frame == Frame.GO || frame == Frame.HEAD;
    }

    /** {@return whether the past cannot be told from the present, but for the words around it: "read"} */
    boolean hidesPast() {
        return past.equals(base);
    }
}
