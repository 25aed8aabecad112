package org.rnn4j.examples.translate;

import java.util.List;

/**
 * Things that the same is done to, and how they can be.
 *
 * @param nouns the things
 * @param adjectives what goes with all of them; may be none
 */
record Group(List<Noun> nouns, List<Adjective> adjectives) {
}
