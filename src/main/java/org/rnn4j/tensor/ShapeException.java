package org.rnn4j.tensor;

/** Sizes that do not fit together; the message names the place, what was expected and what came. */
public final class ShapeException extends IllegalArgumentException {

    private static final long serialVersionUID = 1L;

    /**
     * A shape that is not the expected one.
     *
     * @param place who complains, for example {@code LstmCell(64 -> 256).forward: x}
     * @param expected the shape that was expected
     * @param actual the shape that came
     */
    public ShapeException(String place, String expected, String actual) {
        super(place + ": expected " + expected + " but got " + actual);
    }
}
