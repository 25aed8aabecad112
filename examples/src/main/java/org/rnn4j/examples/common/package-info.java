/** What the examples share: command lines, reading text, metrics, progress, stopping in good order. */
package org.rnn4j.examples.common;
