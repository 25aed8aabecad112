/**
 * Programs that show what the library is for. Each subcommand of {@link org.rnn4j.examples.Examples} is a class with a
 * {@code main} of its own.
 */
package org.rnn4j.examples;
