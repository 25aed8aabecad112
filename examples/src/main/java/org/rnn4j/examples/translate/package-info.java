/** Encoder-decoder: a whole sentence in, its translation out. */
package org.rnn4j.examples.translate;
