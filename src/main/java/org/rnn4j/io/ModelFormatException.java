package org.rnn4j.io;

import java.io.IOException;

/**
 * A file whose content is not what it should be: damaged, cut short, of another format, or made to do harm. The message names
 * the file, the place in it, what was expected and what came, in one line.
 */
public final class ModelFormatException extends IOException {

    private static final long serialVersionUID = 1L;

    /**
     * Content that is not the expected one.
     *
     * @param place the file and the place in it, for example {@code model.safetensors: tensor 'layers.0.cell.weight_ih'}
     * @param expected what should be there
     * @param actual what is there
     */
    public ModelFormatException(String place, String expected, String actual) {
        super(place + ": expected " + expected + " but got " + actual);
    }

    ModelFormatException(String place, String expected, String actual, Throwable cause) {
        super(place + ": expected " + expected + " but got " + actual, cause);
    }
}
