package org.rnn4j.examples.frames;

import java.util.List;

/**
 * Grey frames, each with what happens in it.
 *
 * @param name what it is called
 * @param width pixels in a row
 * @param frames for each frame its pixels, row by row from the top, from 0 (black) to 1 (white)
 * @param labels as many words
 */
record Video(String name, int width, float[][] frames, List<String> labels) {

    Video {
        labels = List.copyOf(labels);
        if (frames.length != labels.size()) {
            throw new IllegalArgumentException("expected a label for each of " + frames.length + " frames but got " + labels.size());
        }
    }

    int length() {
        return frames.length;
    }

    /** {@return the number of pixels of a frame} */
    int pixels() {
        return frames[0].length;
    }
}
