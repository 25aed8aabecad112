package org.rnn4j.examples.translate;

import java.util.Arrays;
import java.util.Locale;
import java.util.stream.Collectors;
import org.rnn4j.examples.translate.Subject.Person;

/** The English half of {@link SentenceGrammar}: agreement, auxiliaries, word order. */
final class English {

    private English() {
    }

    /** {@return "I often go", "I do not go", "do you go", with what follows} @param adverb stands before the verb; may be empty */
    static String clause(Subject subject, Verb verb, Tense tense, boolean negative, boolean question, String adverb, String rest) {
        String auxiliary = switch (tense) {
            case PRESENT -> subject.person() == Person.THIRD ? "does" : "do";
            case PAST -> "did";
            case FUTURE -> "will";
        };
        String not = negative ? "not" : "";
        if (question) {
            return words(auxiliary, subject.english(), not, adverb, verb.base(), rest);
        }
        if (negative || tense == Tense.FUTURE) {
            return words(subject.english(), auxiliary, not, adverb, verb.base(), rest);
        }
        String form = tense == Tense.PAST ? verb.past() : subject.person() == Person.THIRD ? verb.third() : verb.base();
        return words(subject.english(), adverb, form, rest);
    }

    /** {@return "I am not", "is she", with what follows} */
    static String being(Subject subject, Tense tense, boolean negative, boolean question, String rest) {
        String form = switch (tense) {
            case PRESENT -> switch (subject.person()) {
                case FIRST -> "am";
                case THIRD -> "is";
                default -> "are";
            };
            case PAST -> subject.person() == Person.FIRST || subject.person() == Person.THIRD ? "was" : "were";
            case FUTURE -> "will";
        };
        String be = tense == Tense.FUTURE ? "be" : "";
        String not = negative ? "not" : "";
        return question ? words(form, subject.english(), not, be, rest) : words(subject.english(), form, not, be, rest);
    }

    /** {@return "an apple", "a big apple"} */
    static String indefinite(String noun) {
        return ("aeiou".indexOf(noun.charAt(0)) >= 0 ? "an " : "a ") + noun;
    }

    /** {@return the sentence, with a capital and, for a question, its mark} */
    static String sentence(String clause, boolean question) {
        return clause.substring(0, 1).toUpperCase(Locale.ROOT) + clause.substring(1) + (question ? "?" : "");
    }

    /** {@return words with a space between them} Empty ones are left out. */
    static String words(String... words) {
        return Arrays.stream(words).filter(word -> !word.isEmpty()).collect(Collectors.joining(" "));
    }
}
