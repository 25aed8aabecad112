package org.rnn4j.data;

import java.util.List;

/** Cuts a text into the symbols that a {@link Vocabulary} numbers. Holds nothing that changes; any thread may use it. */
public interface Tokenizer {

    /** {@return the tokens of a text, none of them empty} */
    List<String> tokens(String text);

    /** {@return a text of these tokens, for people to read; not always the one they came from} */
    String join(List<String> tokens);

    /**
     * {@return words, in lower case, in any script} The text is brought to Unicode's composed form (NFC) and to lower case without
     * regard to a country. A word is a run of letters, marks and digits. Marks of punctuation and symbols, emoji among them, are a
     * token each, and so are ideographs, which are written without spaces. An apostrophe between letters belongs to the word and
     * becomes {@code '}, so that "don’t" is one; a point or a comma between digits belongs to the number. Spaces, control and
     * format characters, and marks that follow no letter, are dropped.
     */
    static Tokenizer words() {
        return WordTokenizer.INSTANCE;
    }

    /** {@return the code points of the text as they are, spaces among them} Half of a surrogate pair is one too. */
    static Tokenizer characters() {
        return CharacterTokenizer.INSTANCE;
    }
}
