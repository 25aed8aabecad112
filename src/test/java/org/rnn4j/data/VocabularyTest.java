package org.rnn4j.data;

import static org.junit.jupiter.api.Assertions.assertArrayEquals;
import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertFalse;
import static org.junit.jupiter.api.Assertions.assertNotEquals;
import static org.junit.jupiter.api.Assertions.assertTrue;
import static org.rnn4j.Errors.assertArgument;
import static org.rnn4j.Errors.assertState;

import java.util.List;
import org.junit.jupiter.api.Test;
import org.rnn4j.config.Settings;

class VocabularyTest {

    private final Vocabulary hello = Vocabulary.ofCharacters("hello");

    @Test
    void symbolsAreInOrderOfFirstAppearance() {
        assertEquals(List.of("h", "e", "l", "o"), hello.symbols());
        assertArrayEquals(new int[] {0, 1, 2, 2, 3}, hello.encode("hello"));
        assertEquals("hello", hello.decode(0, 1, 2, 2, 3));
        assertEquals(2, hello.id("l"));
        assertEquals("o", hello.symbol(3));
        assertTrue(hello.contains("e"));
        assertFalse(hello.contains("x"));
        assertEquals("Vocabulary(4 symbols)", hello.toString());
    }

    @Test
    void aCharacterIsACodePoint() {
        String text = "한글 😀\n\t\u0000é한";
        Vocabulary vocabulary = Vocabulary.ofCharacters(text);
        assertEquals(List.of("한", "글", " ", "😀", "\n", "\t", "\u0000", "é"), vocabulary.symbols());
        assertArrayEquals(new int[] {0, 1, 2, 3, 4, 5, 6, 7, 0}, vocabulary.encode(text));
        assertEquals(text, vocabulary.decode(vocabulary.encode(text)));
        assertArrayEquals(new int[0], vocabulary.encode(""));
        assertEquals("", vocabulary.decode());
    }

    @Test
    void halfASurrogatePairIsNotACharacter() {
        String cut = "ab😀".substring(0, 3);
        assertArgument(() -> Vocabulary.ofCharacters(cut), "symbol 2, U+D83D", "half of a surrogate pair");
        assertArgument(() -> Vocabulary.of(List.of("a", "x\uDE00")), "symbol 1", "half of a surrogate pair");
        assertArgument(() -> Vocabulary.ofCharacters("ab").encode(cut), "character 3", "U+D83D", "2 symbols");
        assertArrayEquals(new int[] {0, 1, 2}, Vocabulary.ofCharacters("ab").withUnknown("?").encode(cut));
    }

    @Test
    void anUnknownCharacterIsNamedWithItsPlace() {
        assertArgument(() -> hello.encode("hex"), "character 3 (line 1, column 3)", "'x' (U+0078)", "4 symbols");
        assertArgument(() -> Vocabulary.ofCharacters("한😀\n").encode("😀한\n😀한b"), "character 6 (line 2, column 3)", "'b' (U+0062)");
        assertArgument(() -> hello.encode("hell\u0007"), "character 5", "U+0007");
        assertArgument(() -> hello.encode("h\n"), "character 2 (line 1, column 2)", "U+000A");
        assertArgument(() -> hello.id("x"), "'x' (U+0078)", "4 of the vocabulary");
        assertArgument(() -> hello.symbol(4), "from 0 to 3", "got 4");
        assertArgument(() -> hello.decode(0, -1), "from 0 to 3", "got -1");
    }

    @Test
    void aStandInTakesThePlaceOfUnknownSymbols() {
        Vocabulary vocabulary = hello.withUnknown("�");
        assertEquals(5, vocabulary.size());
        assertArrayEquals(new int[] {0, 4, 4, 3}, vocabulary.encode("hx😀o"));
        assertEquals(4, vocabulary.id("word"));
        assertEquals("h��o", vocabulary.decode(0, 4, 4, 3));
        Vocabulary existing = hello.withUnknown("o");
        assertEquals(4, existing.size());
        assertArrayEquals(new int[] {3, 3}, existing.encode("x!"));
        assertArgument(() -> hello.encode("x"), "not among");            // the first vocabulary is as it was
    }

    @Test
    void symbolsMayBeWords() {
        Vocabulary words = Vocabulary.of(List.of("the", "cat", "a"));
        assertEquals(1, words.id("cat"));
        assertEquals("thecat", words.decode(0, 1));
        assertArrayEquals(new int[] {2}, words.encode("a"), "a word of one character is one in a text too");
        assertArgument(() -> words.encode("cat"), "character 1", "'c'");
    }

    @Test
    void noSymbolOrOneTwiceIsAnError() {
        assertArgument(() -> Vocabulary.ofCharacters(""), "at least one symbol");
        assertArgument(() -> Vocabulary.of(List.of()), "at least one symbol");
        assertArgument(() -> Vocabulary.of(List.of("a", "b", "a")), "symbol 2, 'a' (U+0061)", "twice");
    }

    @Test
    void settingsBuildTheSameVocabulary() {
        for (Vocabulary vocabulary : List.of(hello, hello.withUnknown("�"), hello.withUnknown("h"), Vocabulary.ofCharacters("한😀\n"))) {
            Vocabulary rebuilt = Vocabulary.of(vocabulary.settings());
            assertEquals(vocabulary, rebuilt);
            assertEquals(vocabulary.hashCode(), rebuilt.hashCode());
            assertEquals(vocabulary.settings(), rebuilt.settings());
            assertArrayEquals(vocabulary.encode(vocabulary.symbol(0)), rebuilt.encode(vocabulary.symbol(0)));
        }
        assertNotEquals(hello, hello.withUnknown("h"));
        assertNotEquals(hello, Vocabulary.ofCharacters("helo!"));
    }

    @Test
    void settingsThatAreNotAVocabularysAreErrors() {
        assertArgument(() -> Vocabulary.of(Settings.empty()), "symbols", "missing");
        assertArgument(() -> Vocabulary.of(Settings.empty().with("symbols", List.of())), "at least one symbol");
        assertArgument(() -> Vocabulary.of(Settings.empty().with("symbols", List.of("a", 3))), "symbols[1]", "expected text");
        assertArgument(() -> Vocabulary.of(Settings.empty().with("symbols", List.of("a", "a"))), "twice");
        assertArgument(() -> Vocabulary.of(hello.settings().with("unknown", 4)), "unknown", "below 4", "got 4");
        assertArgument(() -> Vocabulary.of(hello.settings().with("unknown", -1)), "unknown", "got -1");
    }

    @Test
    void wordsAreInOrderOfFrequencyAndThenOfFirstAppearance() {
        List<List<String>> texts = List.of(List.of("b", "a", "c"), List.of(), List.of("a", "d", "c", "a"), List.of("e"));
        assertEquals(List.of("a", "c", "b", "d", "e"), Vocabulary.ofWords(texts, 1, 100).symbols());
        assertEquals(List.of("a", "c"), Vocabulary.ofWords(texts, 2, 100).symbols());
        assertEquals(List.of("a", "c", "b"), Vocabulary.ofWords(texts, 1, 3).symbols());
        assertArgument(() -> Vocabulary.ofWords(texts, 4, 3), "at least 4 times", "among 5");
        assertArgument(() -> Vocabulary.ofWords(texts, 0, 3), "minCount", "got 0 and 3");
        assertArgument(() -> Vocabulary.ofWords(texts, 1, 0), "maxSize", "got 1 and 0");
    }

    @Test
    void wordsAreEncodedAndComeBack() {
        Vocabulary vocabulary = Vocabulary.of(List.of("I", "go", "home"));
        assertArrayEquals(new int[] {0, 1, 1}, vocabulary.encode(List.of("I", "go", "go")));
        assertEquals(List.of("home", "I"), vocabulary.words(2, 0));
        assertArgument(() -> vocabulary.encode(List.of("I", "went")), "word 2: symbol 'went'", "3 of the vocabulary");
        assertArrayEquals(new int[] {0, 3}, vocabulary.withUnknown("<unk>").encode(List.of("I", "went")));
        assertArgument(() -> vocabulary.words(3), "from 0 to 2", "got 3");
    }

    @Test
    void specialSymbolsHaveNamesAndAreSaved() {
        Vocabulary special = Vocabulary.of(List.of("a", "<s>")).withUnknown("<unk>").withStart("<s>").withEnd("</s>");
        assertEquals(List.of("a", "<s>", "<unk>", "</s>"), special.symbols());
        assertEquals(List.of(2, 1, 3), List.of(special.unknown(), special.start(), special.end()));
        assertEquals(special, Vocabulary.of(special.settings()));
        assertEquals(special.hashCode(), Vocabulary.of(special.settings()).hashCode());
        assertNotEquals(special, special.withEnd("a"));
        assertNotEquals(special, special.withStart("a"));
        assertState(hello::unknown, "withUnknown");
        assertState(hello::start, "Vocabulary(4 symbols)", "withStart");
        assertState(hello::end, "withEnd");
        assertArgument(() -> Vocabulary.of(special.settings().with("end", 4)), "end: expected an id below 4 but got 4");
        assertArgument(() -> Vocabulary.of(special.settings().with("start", -1)), "start", "got -1");
    }
}
