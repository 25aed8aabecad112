package org.rnn4j.examples.caption;

import java.util.List;

/**
 * A picture and what it shows.
 *
 * @param picture as the network takes it
 * @param words of its caption, at least one
 */
record Captioned(Picture picture, List<String> words) {

    /** {@return the caption as a sentence} */
    String caption() {
        return String.join(" ", words);
    }
}
