package org.rnn4j.examples.translate;

/**
 * How a thing is.
 *
 * @param english big
 * @param before what stands before a noun: 큰
 * @param predicate what ends a sentence: 크다
 */
record Adjective(String english, String before, Predicate predicate) {
}
