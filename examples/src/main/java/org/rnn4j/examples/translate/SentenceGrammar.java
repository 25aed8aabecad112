package org.rnn4j.examples.translate;

import java.util.ArrayList;
import java.util.Collections;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.random.RandomGenerator;
import org.rnn4j.examples.common.Splits;
import org.rnn4j.examples.translate.Noun.Article;
import org.rnn4j.examples.translate.Subject.Person;
import org.rnn4j.examples.translate.Verb.Frame;
import org.rnn4j.random.Xoshiro256;

/**
 * Makes English sentences and their Korean translations, in the plain style. No word order survives: Korean puts the verb last and
 * all that follows it in English before it, the other way round; the particle behind a noun depends on its last sound, the verb's
 * ending on tense, negation and question, and what is "have" here is "there is" there.
 * <pre>
 *   I give a book to my friend in the library today     나는 오늘 도서관에서 내 친구에게 책을 준다
 *   sentence    = action | state | question with what, who, where or when
 *   action      = subject [adverb] verb complement ["with" person] ["by" vehicle] [place] [time]
 *   state       = thing "is" adjective [day] | person "is" role | person "becomes" role [time] | person "has" possession [day]
 *   subject     = pronoun | name | (possessive | "the" | "this" | "that") person
 *   thing       = (article | possessive | "this" | "that") [adjective] noun
 * </pre>
 * each in present, past or future, as statement, negation or question, where that makes sense. An English sentence has one
 * translation only: where the verb hides its past, as "read" does, a word for the time goes with it. No English sentence is made
 * twice, so those held out were never learned from; "I go home" is one of them.
 */
public final class SentenceGrammar {

    /** The sentence that everyone asks about. */
    static final SentencePair HOME = new SentencePair("I go home", "나는 집에 간다");

    private static final Tense[] TENSES = Tense.values();

    private final RandomGenerator random;
    private final NounPhrases nouns;

    SentenceGrammar(RandomGenerator random) {
        this.random = random;
        this.nouns = new NounPhrases(random);
    }

    /** {@return so many different sentences, split 80/10/10} @param count at least 10 */
    public static Splits<SentencePair> sentences(int count, long seed) {
        SentenceGrammar grammar = new SentenceGrammar(new Xoshiro256(seed));
        Map<String, SentencePair> sentences = new LinkedHashMap<>();
        sentences.put(HOME.source(), HOME);
        while (sentences.size() < count) {
            SentencePair pair = grammar.sentence();
            sentences.putIfAbsent(pair.source(), pair);
        }
        List<SentencePair> all = new ArrayList<>(sentences.values());
        int held = count / 10;
        return new Splits<>(all.subList(2 * held, count), all.subList(held, 2 * held), all.subList(0, held));
    }

    /** {@return a sentence} */
    SentencePair sentence() {
        return switch (random.nextInt(12)) {
            case 0, 1 -> description();
            case 2 -> role();
            case 3 -> possession();
            case 4, 5 -> open();
            default -> action();
        };
    }

    private SentencePair action() {
        Verb verb = pick(Lexicon.VERBS);
        Tense tense = pick(TENSES);
        boolean question = chance(6);
        boolean negative = chance(4);
        Subject subject = nouns.person(question);
        List<Phrase> rest = complement(verb, subject);
        addSurroundings(rest, verb, subject, true);
        String adverb = "";
        if (!negative && !question && tense != Tense.FUTURE && !verb.hidesPast() && chance(5)) {
            Phrase often = pick(Lexicon.ADVERBS);
            adverb = often.english();
            rest.add(new Phrase("", often.korean()));
        } else if (random.nextBoolean() || verb.hidesPast() && tense == Tense.PAST) {
            rest.add(pick(Lexicon.TIMES.get(tense)));
        }
        return sentence(English.clause(subject, verb, tense, negative, question, adverb, english(rest)), question,
                subject, rest, verb.korean().form(tense, negative, question));
    }

    /** What the verb needs, the nearest to it first. */
    private List<Phrase> complement(Verb verb, Subject subject) {
        List<Phrase> rest = new ArrayList<>();
        switch (verb.frame()) {
            case THING, GIVE -> {
                Phrase object = nouns.thing(verb.objects(), true).with(Particle.OBJECT);
                rest.add(verb.preposition().isEmpty() ? object : object.after(verb.preposition()));
                if (verb.frame() == Frame.GIVE) {
                    rest.add(nouns.other(subject).after("to").with(Particle.RECIPIENT));
                }
            }
            case PERSON -> {
                Phrase object = nouns.other(subject).with(Particle.OBJECT);
                rest.add(verb.preposition().isEmpty() ? object : object.after(verb.preposition()));
            }
            case GO, HEAD -> {
                Lexicon.Place place = pick(Lexicon.PLACES);
                rest.add(new Phrase(place.to(), place.korean()).with(verb.frame() == Frame.GO ? Particle.TO : Particle.DIRECTION));
            }
            case ALONE -> { }
        }
        return rest;
    }

    /** Company, means and place, where they make sense and not always. */
    private void addSurroundings(List<Phrase> rest, Verb verb, Subject subject, boolean place) {
        if (verb.base().matches("go|come|return") && chance(3)) {
            rest.add(pick(Lexicon.VEHICLES).with(Particle.DIRECTION));
        }
        boolean company = verb.frame() != Frame.PERSON && verb.frame() != Frame.GIVE && !verb.base().equals("sleep");
        if (company && chance(5)) {
            Phrase who = nouns.other(subject).after("with").with(Particle.WITH);
            rest.add(new Phrase(who.english(), who.korean() + " 함께"));
        }
        if (place && !verb.moves() && chance(verb.frame() == Frame.ALONE ? 2 : 4)) {
            Lexicon.Place where = pick(Lexicon.PLACES);
            rest.add(new Phrase(where.at(), where.korean()).with(Particle.AT));
        }
    }

    /** A question with what, who, where or when: English moves the word to the front, Korean leaves it in its place. */
    private SentencePair open() {
        Verb verb = pick(Lexicon.VERBS);
        Subject subject = nouns.person(true);
        boolean hasObject = verb.frame() == Frame.THING || verb.frame() == Frame.PERSON;
        boolean eitherWay = verb.base().matches("run|walk");            // where does he walk: about, or to?
        if (eitherWay || chance(4)) {
            List<Phrase> rest = complement(verb, subject);
            addSurroundings(rest, verb, subject, true);
            rest.add(new Phrase("", "언제"));
            return asked("when", subject, verb, pick(TENSES), rest);
        }
        return hasObject && random.nextBoolean() ? what(verb, subject) : where(verb, subject);
    }

    private SentencePair what(Verb verb, Subject subject) {
        boolean thing = verb.frame() == Frame.THING;
        List<Phrase> rest = new ArrayList<>();
        rest.add(new Phrase(verb.preposition(), thing ? "무엇을" : "누구를"));
        addSurroundings(rest, verb, subject, true);
        Tense tense = pick(TENSES);
        addTime(rest, tense);
        return asked(thing ? "what" : "who", subject, verb, tense, rest);
    }

    private SentencePair where(Verb verb, Subject subject) {
        List<Phrase> rest = new ArrayList<>();
        if (verb.moves()) {
            rest.add(new Phrase("", verb.frame() == Frame.GO ? "어디에" : "어디로"));
            addSurroundings(rest, verb, subject, false);
        } else {
            rest.addAll(complement(verb, subject));
            addSurroundings(rest, verb, subject, false);
            rest.add(new Phrase("", "어디에서"));
        }
        Tense tense = pick(TENSES);
        addTime(rest, tense);
        return asked("where", subject, verb, tense, rest);
    }

    private static SentencePair asked(String word, Subject subject, Verb verb, Tense tense, List<Phrase> rest) {
        String english = English.words(word, English.clause(subject, verb, tense, false, true, "", english(rest)));
        return sentence(english, true, subject, rest, verb.korean().question(tense));
    }

    private void addTime(List<Phrase> rest, Tense tense) {
        if (random.nextBoolean()) {
            rest.add(pick(Lexicon.TIMES.get(tense)));
        }
    }

    private SentencePair description() {
        Group group = pick(Lexicon.DESCRIBED);
        Phrase thing = nouns.thing(new Group(group.nouns(), List.of()), false);
        Adjective adjective = pick(group.adjectives());
        Tense tense = pick(TENSES);
        boolean question = chance(6);
        boolean negative = chance(4);
        Subject subject = new Subject(thing.english(), thing.korean(), Person.THIRD);
        List<Phrase> rest = new ArrayList<>();
        rest.add(new Phrase(adjective.english(), ""));
        if (Lexicon.CHANGING.contains(group)) {
            addDay(rest, tense);
        }
        return sentence(English.being(subject, tense, negative, question, english(rest)), question,
                subject, rest, adjective.predicate().form(tense, negative, question));
    }

    private SentencePair role() {
        boolean question = chance(6);
        boolean negative = chance(4);
        boolean becomes = random.nextBoolean();
        Subject subject = nouns.person(question);
        Phrase role = pick(Lexicon.ROLES);
        while (subject.korean().endsWith(role.korean())) {
            role = pick(Lexicon.ROLES);
        }
        String noun = subject.person() == Person.PLURAL ? role.english() + "s" : English.indefinite(role.english());
        Tense tense = becomes ? pick(TENSES) : random.nextBoolean() ? Tense.PRESENT : Tense.PAST;
        List<Phrase> rest = new ArrayList<>();
        if (becomes) {
            rest.add(new Phrase(noun, role.korean()).with(Particle.SUBJECT));
            if (tense != Tense.PRESENT) {
                addTime(rest, tense);
            }
            return sentence(English.clause(subject, Lexicon.BECOME, tense, negative, question, "", english(rest)), question,
                    subject, rest, Lexicon.BECOME.korean().form(tense, negative, question));
        }
        String korean = negative ? Particle.SUBJECT.after(role.korean()) + " " + Lexicon.IS_NO.form(tense, false, question)
                : Copula.after(role.korean(), tense, question);
        return sentence(English.being(subject, tense, negative, question, noun), question, subject, rest, korean);
    }

    private SentencePair possession() {
        boolean question = chance(6);
        boolean negative = chance(4);
        Subject subject = nouns.person(question);
        Noun noun = pick(Lexicon.POSSESSIONS.nouns());
        Tense tense = pick(TENSES);
        List<Phrase> rest = new ArrayList<>();
        rest.add(new Phrase(noun.article() == Article.COUNTED ? English.indefinite(noun.english()) : noun.english(), noun.korean())
                .with(Particle.SUBJECT));
        if (noun.article() == Article.BARE) {
            addDay(rest, tense);
        }
        Predicate korean = negative ? Lexicon.THERE_IS_NO : Lexicon.THERE_IS;
        return sentence(English.clause(subject, Lexicon.HAVE, tense, negative, question, "", english(rest)), question,
                subject, rest, korean.form(tense, false, question));
    }

    private void addDay(List<Phrase> rest, Tense tense) {
        if (chance(3)) {
            rest.add(Lexicon.DAY.get(tense));
        }
    }

    private static String english(List<Phrase> rest) {
        return English.words(rest.stream().map(Phrase::english).toArray(String[]::new));
    }

    private static SentencePair sentence(String english, boolean question, Subject subject, List<Phrase> rest, String predicate) {
        List<Phrase> reversed = new ArrayList<>(rest);
        Collections.reverse(reversed);
        String before = English.words(reversed.stream().map(Phrase::korean).toArray(String[]::new));
        return new SentencePair(English.sentence(english, question), English.words(subject.topic(), before, predicate));
    }

    private boolean chance(int oneIn) {
        return random.nextInt(oneIn) == 0;
    }

    private Tense pick(Tense[] tenses) {
        return tenses[random.nextInt(tenses.length)];
    }

    private <T> T pick(List<T> all) {
        return all.get(random.nextInt(all.size()));
    }
}
