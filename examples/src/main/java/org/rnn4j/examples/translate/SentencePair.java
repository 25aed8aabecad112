package org.rnn4j.examples.translate;

/**
 * A sentence and what it is in the other language.
 *
 * @param source as it was written
 * @param target its translation
 */
public record SentencePair(String source, String target) {
}
