package org.rnn4j.data;

import java.util.List;

/** See {@link Tokenizer#characters}. */
enum CharacterTokenizer implements Tokenizer {
    INSTANCE;

    @Override
    public List<String> tokens(String text) {
        return text.codePoints().mapToObj(Character::toString).toList();
    }

    @Override
    public String join(List<String> tokens) {
        return String.join("", tokens);
    }

    @Override
    public String toString() {
        return "characters";
    }
}
