package org.rnn4j.examples.tagger;

import java.util.List;

/**
 * The words of {@link EnglishGrammar}. Nearly all that carry meaning are of several kinds: a "cook" and to "cook"; a "light", to
 * "light" and "light" boxes; a "saw" and what she "saw".
 */
final class EnglishLexicon {

    /** Verbs that take an object, and nouns. */
    static final List<String> NOUN_OR_VERB = List.of("fish", "watch", "light", "play", "plant", "book", "train", "drink", "paint",
            "cook", "face", "name", "hand", "ship", "water", "mark", "change", "test", "load", "block", "track", "guard");

    /** Verbs without an object, and nouns. */
    static final List<String> NOUN_OR_INTRANSITIVE = List.of("run", "walk", "fall", "fly", "dream", "dance", "rest", "jump", "turn",
            "sleep");

    /** Nouns that elsewhere are auxiliaries, the past of see, or adverbs. */
    static final List<String> NOUN_OR_OTHER = List.of("can", "will", "saw", "well", "back", "home");

    static final List<String> NOUN = List.of("man", "dog", "boat", "house", "child", "river", "tree", "door");

    /** Adjectives, and verbs that take an object. */
    static final List<String> ADJECTIVE_OR_VERB = List.of("light", "clean", "dry", "warm", "open", "empty", "cool", "slow");

    /** Adjectives, and adverbs after a verb. */
    static final List<String> ADJECTIVE_OR_ADVERB = List.of("fast", "hard", "late", "early", "long");

    static final List<String> ADJECTIVE = List.of("old", "red", "small", "big", "new");

    static final List<String> ADVERB = List.of("well", "back", "home", "here", "often");

    static final List<String> AUXILIARY = List.of("can", "will", "must");

    static final List<String> SINGULAR_PRONOUN = List.of("he", "she", "it", "that", "this");

    static final List<String> PLURAL_PRONOUN = List.of("they", "we", "you");

    static final List<String> OBJECT_PRONOUN = List.of("them", "him", "us", "her", "it", "you");

    static final List<String> POSSESSIVE = List.of("her", "his", "my", "our", "their");

    /** Names, of which some are words too. */
    static final List<String> NAME = List.of("Will", "Mark", "Drew", "Anna", "Tom");

    static final List<String> ADPOSITION = List.of("in", "on", "near", "behind", "with", "like");

    /** Before a noun adpositions, before a clause conjunctions. */
    static final List<String> ADPOSITION_OR_CONJUNCTION = List.of("before", "after", "until", "since");

    static final List<String> SAYING = List.of("know", "think", "say");

    private EnglishLexicon() {
    }

    /** {@return the form in -s, of a noun in the plural and of a verb in the third person} */
    static String withS(String word) {
        if (word.equals("man")) {
            return "men";
        }
        if (word.equals("child")) {
            return "children";
        }
        if (word.endsWith("sh") || word.endsWith("ch")) {
            return word + "es";
        }
        boolean isConsonantY = word.endsWith("y") && "aeiou".indexOf(word.charAt(word.length() - 2)) < 0;
        return isConsonantY ? word.substring(0, word.length() - 1) + "ies" : word + "s";
    }
}
