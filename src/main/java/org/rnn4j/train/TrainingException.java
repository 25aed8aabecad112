package org.rnn4j.train;

/**
 * Training cannot go on: a loss or a gradient is not finite. The parameters are those before the update that failed; when it
 * was the loss on the validation data, those after the epoch.
 */
public final class TrainingException extends RuntimeException {

    private static final long serialVersionUID = 1L;

    /** An exception whose message names the update, the layer and the parameter. */
    public TrainingException(String message) {
        super(message);
    }
}
