package org.rnn4j.examples.translate;

import java.util.List;
import org.rnn4j.data.Tokenizer;

/** What sentences are cut into. */
enum Units {
    /** Words and marks of punctuation, in lower case. */
    WORDS(Tokenizer.words()) {
        @Override
        String join(List<String> tokens) {
            return super.join(tokens).replaceAll(" (?=[.,;:!?)])|(?<=\\() ", "");
        }
    },
    /** Characters as they are, spaces among them. */
    SYMBOLS(Tokenizer.characters());

    private final Tokenizer tokenizer;

    Units(Tokenizer tokenizer) {
        this.tokenizer = tokenizer;
    }

    List<String> of(String text) {
        return tokenizer.tokens(text);
    }

    /** {@return a sentence of these tokens, with marks of punctuation where they are written} */
    String join(List<String> tokens) {
        return tokenizer.join(tokens);
    }
}
