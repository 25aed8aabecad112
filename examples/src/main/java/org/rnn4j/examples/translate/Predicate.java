package org.rnn4j.examples.translate;

/**
 * A Korean verb or adjective in the plain style. The stem is what stands before 다 in a dictionary; what irregular ones change
 * is listed, the rest follows from the final consonant:
 * <pre>
 *              verb          adjective       가다          먹다          만들다         크다
 *   present    +ㄴ다, +는다   +다             간다          먹는다         만든다         크다
 *   past       listed                         갔다          먹었다         만들었다       컸다
 *   future     +ㄹ, +을 것이다                갈 것이다      먹을 것이다     만들 것이다     클 것이다
 *   negative   +지 않는다     +지 않다         가지 않는다    먹지 않는다     만들지 않는다   크지 않다
 *   question   +니            +니             가니          먹니          만드니         크니
 * </pre>
 *
 * @param stem the stem
 * @param past the stem of the past: 갔, 먹었
 * @param future what 것이다 follows: 갈, 먹을
 * @param adjective whether it says how something is, not what it does
 */
record Predicate(String stem, String past, String future, boolean adjective) {

    private static final Predicate NOT_DOING = new Predicate("않", "않았", "않을", false);
    private static final Predicate NOT_BEING = new Predicate("않", "않았", "않을", true);

    /** {@return a verb with a regular future} */
    static Predicate verb(String stem, String past) {
        return verb(stem, past, regularFuture(stem));
    }

    /** {@return a verb} */
    static Predicate verb(String stem, String past, String future) {
        return new Predicate(stem, past, future, false);
    }

    /** {@return an adjective with a regular future} */
    static Predicate adjective(String stem, String past) {
        return adjective(stem, past, regularFuture(stem));
    }

    /** {@return an adjective} */
    static Predicate adjective(String stem, String past, String future) {
        return new Predicate(stem, past, future, true);
    }

    private static String regularFuture(String stem) {
        return switch (Hangul.finalOf(stem)) {
            case Hangul.NONE, Hangul.RIEUL -> Hangul.withFinal(stem, Hangul.RIEUL);
            default -> stem + "을";
        };
    }

    /** {@return the statement} */
    String statement(Tense tense) {
        return switch (tense) {
            case PRESENT -> adjective ? stem + "다" : presentVerb();
            case PAST -> past + "다";
            case FUTURE -> future + " 것이다";
        };
    }

    private String presentVerb() {
        return switch (Hangul.finalOf(stem)) {
            case Hangul.NONE, Hangul.RIEUL -> Hangul.withFinal(stem, Hangul.NIEUN) + "다";
            default -> stem + "는다";
        };
    }

    /** {@return the question, in the same style} */
    String question(Tense tense) {
        return switch (tense) {
            case PRESENT -> (Hangul.finalOf(stem) == Hangul.RIEUL ? Hangul.withFinal(stem, Hangul.NONE) : stem) + "니?";
            case PAST -> past + "니?";
            case FUTURE -> future + " 거니?";
        };
    }

    /** {@return the form that is asked for} */
    String form(Tense tense, boolean negative, boolean question) {
        if (negative) {
            return stem + "지 " + (adjective ? NOT_BEING : NOT_DOING).form(tense, false, question);
        }
        return question ? question(tense) : statement(tense);
    }
}
