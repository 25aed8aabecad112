package org.rnn4j.examples.sentiment;

/**
 * A text and what it says.
 *
 * @param text as it was written
 * @param label one of the labels of the data
 */
public record Sentence(String text, String label) {
}
