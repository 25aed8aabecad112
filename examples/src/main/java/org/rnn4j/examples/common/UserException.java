package org.rnn4j.examples.common;

/** Something the user can mend; the message, one line, names the file or option, the place and what was expected. */
public final class UserException extends RuntimeException {

    private static final long serialVersionUID = 1L;

    /** An exception with this message. */
    public UserException(String message) {
        super(message);
    }
}
