package org.rnn4j.examples.tagger;

import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.random.RandomGenerator;
import org.rnn4j.examples.common.Splits;
import org.rnn4j.random.Xoshiro256;

/**
 * Makes English sentences whose words are of several kinds, each with its part of speech: "They can fish the can.", "I know that that
 * light will fall.", "Will will watch the saw." A dictionary does not help, since many words are about as often of
 * one kind as of another; what stands before and after them tells.
 *
 * <pre>
 * sentence    → [Well ,] clause end  |  conjunction clause , clause end  |  auxiliary subject action ?  |  action end
 * clause      → subject predicate
 * subject     → pronoun | name | noun phrase [adposition noun phrase]
 * predicate   → auxiliary action | action | saw object | is adjective | want to action | like object | know that clause
 * action      → verb object | verb [adverb] [to noun phrase]
 * object      → (pronoun | name | noun phrase) [adposition noun phrase]
 * noun phrase → (article | that | possessive) [adjective] noun
 * </pre>
 */
final class EnglishGrammar {

    private final RandomGenerator random;
    private List<String> words;
    private List<String> tags;

    EnglishGrammar(RandomGenerator random) {
        this.random = random;
    }

    /** {@return sentences that are all different, so that none is in two parts} */
    static Splits<TaggedSentence> splits(int training, int validation, int test, long seed) {
        EnglishGrammar grammar = new EnglishGrammar(new Xoshiro256(seed));
        Map<String, TaggedSentence> sentences = new LinkedHashMap<>();
        while (sentences.size() < training + validation + test) {
            TaggedSentence sentence = grammar.sentence();
            sentences.putIfAbsent(sentence.text(), sentence);
        }
        List<TaggedSentence> all = List.copyOf(sentences.values());
        return new Splits<>(all.subList(0, training), all.subList(training, training + validation),
                all.subList(training + validation, all.size()));
    }

    TaggedSentence sentence() {
        words = new ArrayList<>();
        tags = new ArrayList<>();
        switch (random.nextInt(10)) {
            case 0, 1 -> {
                add(pick(EnglishLexicon.AUXILIARY), "AUX");
                subject();
                action(false);
                add("?", "PUNCT");
            }
            case 2 -> {
                action(false);
                end();
            }
            case 3 -> {
                add(pick(EnglishLexicon.ADPOSITION_OR_CONJUNCTION), "SCONJ");
                clause(0);
                add(",", "PUNCT");
                clause(0);
                end();
            }
            case 4 -> {
                add("well", "INTJ");
                add(",", "PUNCT");
                clause(1);
                end();
            }
            default -> {
                clause(1);
                end();
            }
        }
        words.set(0, words.get(0).substring(0, 1).toUpperCase(Locale.ROOT) + words.get(0).substring(1));
        return new TaggedSentence(words, tags);
    }

    private void end() {
        add(chance(0.2) ? "!" : ".", "PUNCT");
    }

    /** @param depth how many clauses may be inside it */
    private void clause(int depth) {
        String be = subject();
        boolean third = be.equals("is");
        switch (random.nextInt(depth > 0 ? 10 : 8)) {
            case 0, 1 -> {
                add(pick(EnglishLexicon.AUXILIARY), "AUX");
                action(false);
            }
            case 2, 3 -> action(third);
            case 4 -> {
                add("saw", "VERB");
                object();
            }
            case 5 -> {
                add(be, "AUX");
                adjective();
            }
            case 6 -> {
                verb("want", third);
                add("to", "PART");
                action(false);
            }
            case 7 -> {
                verb("like", third);
                object();
            }
            default -> {
                verb(pick(EnglishLexicon.SAYING), third);
                add("that", "SCONJ");
                clause(depth - 1);
            }
        }
    }

    /** {@return the form of "be" that goes with it} */
    private String subject() {
        switch (random.nextInt(7)) {
            case 0 -> {
                add("I", "PRON");
                return "am";
            }
            case 1 -> {
                add(pick(EnglishLexicon.PLURAL_PRONOUN), "PRON");
                return "are";
            }
            case 2 -> {
                add(pick(EnglishLexicon.SINGULAR_PRONOUN), "PRON");
                return "is";
            }
            case 3 -> {
                add(pick(EnglishLexicon.NAME), "PROPN");
                return "is";
            }
            default -> {
                boolean plural = nounPhrase();
                if (chance(0.2)) {
                    // "The men like a dog fall" would be two sentences at once.
                    add(pick(EnglishLexicon.ADPOSITION.subList(0, EnglishLexicon.ADPOSITION.indexOf("like"))), "ADP");
                    nounPhrase();
                }
                return plural ? "are" : "is";
            }
        }
    }

    private void action(boolean third) {
        if (chance(0.6)) {
            verb(pick(chance(0.7) ? EnglishLexicon.NOUN_OR_VERB : EnglishLexicon.ADJECTIVE_OR_VERB), third);
            object();
            return;
        }
        verb(pick(EnglishLexicon.NOUN_OR_INTRANSITIVE), third);
        if (chance(0.6)) {
            add(pick(chance(0.5) ? EnglishLexicon.ADVERB : EnglishLexicon.ADJECTIVE_OR_ADVERB), "ADV");
        }
        if (chance(0.4)) {
            add("to", "ADP");
            nounPhrase();
        }
    }

    private void object() {
        switch (random.nextInt(5)) {
            case 0 -> add(pick(EnglishLexicon.OBJECT_PRONOUN), "PRON");
            case 1 -> add(pick(EnglishLexicon.NAME), "PROPN");
            default -> nounPhrase();
        }
        if (chance(0.25)) {
            add(pick(chance(0.5) ? EnglishLexicon.ADPOSITION : EnglishLexicon.ADPOSITION_OR_CONJUNCTION), "ADP");
            nounPhrase();
        }
    }

    /** {@return whether it is in the plural} */
    private boolean nounPhrase() {
        boolean plural = chance(0.3);
        switch (random.nextInt(4)) {
            case 0 -> add(pick(EnglishLexicon.POSSESSIVE), "PRON");
            case 1 -> add(plural ? "these" : pick(List.of("that", "this")), "DET");
            default -> add(plural || chance(0.5) ? "the" : "a", "DET");
        }
        if (chance(0.35)) {
            adjective();
        }
        String noun = pick(switch (random.nextInt(6)) {
            case 0, 1, 2 -> EnglishLexicon.NOUN_OR_VERB;
            case 3 -> EnglishLexicon.NOUN_OR_INTRANSITIVE;
            case 4 -> EnglishLexicon.NOUN_OR_OTHER;
            default -> EnglishLexicon.NOUN;
        });
        add(plural ? EnglishLexicon.withS(noun) : noun, "NOUN");
        return plural;
    }

    private void adjective() {
        add(pick(switch (random.nextInt(4)) {
            case 0, 1 -> EnglishLexicon.ADJECTIVE_OR_VERB;
            case 2 -> EnglishLexicon.ADJECTIVE_OR_ADVERB;
            default -> EnglishLexicon.ADJECTIVE;
        }), "ADJ");
    }

    private void verb(String word, boolean third) {
        add(third ? EnglishLexicon.withS(word) : word, "VERB");
    }

    private void add(String word, String tag) {
        int last = words.size() - 1;
        if (last >= 0 && words.get(last).equals("a") && "aeiou".indexOf(word.charAt(0)) >= 0) {
            words.set(last, "an");
        }
        words.add(word);
        tags.add(tag);
    }

    private boolean chance(double probability) {
        return random.nextDouble() < probability;
    }

    private String pick(List<String> from) {
        return from.get(random.nextInt(from.size()));
    }
}
