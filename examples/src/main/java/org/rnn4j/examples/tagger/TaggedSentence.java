package org.rnn4j.examples.tagger;

import java.util.List;

/**
 * A sentence with the part of speech of each word.
 *
 * @param words the words as they are written, signs among them
 * @param tags as many parts of speech
 */
record TaggedSentence(List<String> words, List<String> tags) {

    TaggedSentence {
        words = List.copyOf(words);
        tags = List.copyOf(tags);
        if (words.size() != tags.size()) {
            throw new IllegalArgumentException("expected a tag for each of " + words.size() + " words but got " + tags.size());
        }
    }

    int length() {
        return words.size();
    }

    /** {@return the words with blanks between them} */
    String text() {
        return String.join(" ", words);
    }
}
