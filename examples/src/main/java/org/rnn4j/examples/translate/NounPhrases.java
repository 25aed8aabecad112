package org.rnn4j.examples.translate;

import java.util.List;
import java.util.random.RandomGenerator;
import org.rnn4j.examples.translate.Noun.Article;
import org.rnn4j.examples.translate.Subject.Person;

/** Who and what the sentences of {@link SentenceGrammar} are about. */
final class NounPhrases {

    private final RandomGenerator random;

    NounPhrases(RandomGenerator random) {
        this.random = random;
    }

    /** Someone; in a question not the one who asks. */
    Subject person(boolean question) {
        Subject subject;
        do {
            if (random.nextInt(5) < 3) {
                subject = pick(Lexicon.PRONOUNS);
            } else {
                Phrase someone = someone();
                subject = new Subject(someone.english(), someone.korean(), Person.THIRD);
            }
        } while (question && (subject.english().equals("I") || subject.english().equals("we")));
        return subject;
    }

    private Phrase someone() {
        boolean kin = random.nextBoolean();
        Phrase noun = pick(kin ? Lexicon.KIN : Lexicon.PEOPLE);
        Phrase whose = pick(kin || random.nextBoolean() ? Lexicon.POSSESSIVES : Lexicon.DEMONSTRATIVES);
        return new Phrase(whose.english() + " " + noun.english(), whose.korean() + noun.korean());
    }

    /** Someone who is not the subject. */
    Phrase other(Subject subject) {
        Phrase other;
        do {
            other = random.nextBoolean() ? pick(Lexicon.OBJECT_PRONOUNS) : someone();
        } while (other.korean().equals(subject.korean()));
        return other;
    }

    /** A thing without its particle. @param indefinite whether it may be any, as subjects of descriptions may not */
    Phrase thing(Group group, boolean indefinite) {
        Noun noun = pick(group.nouns());
        if (noun.article() == Article.BARE) {
            return new Phrase(noun.english(), noun.korean());
        }
        Phrase adjective = new Phrase("", "");
        if (!group.adjectives().isEmpty() && random.nextInt(3) == 0) {
            Adjective quality = pick(group.adjectives());
            adjective = new Phrase(quality.english() + " ", quality.before() + " ");
        }
        String english = adjective.english() + noun.english();
        String korean = adjective.korean() + noun.korean();
        if (indefinite && random.nextBoolean()) {
            return new Phrase(noun.article() == Article.COUNTED ? English.indefinite(english) : english, korean);
        }
        Phrase which = pick(random.nextBoolean() ? Lexicon.POSSESSIVES : Lexicon.DEMONSTRATIVES);
        return new Phrase(which.english() + " " + english, which.korean() + korean);
    }

    private <T> T pick(List<T> all) {
        return all.get(random.nextInt(all.size()));
    }
}
