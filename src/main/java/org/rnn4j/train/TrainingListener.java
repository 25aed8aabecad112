package org.rnn4j.train;

/**
 * Told how training goes, on the thread that trains, between two windows: the place to print, to log, to save a checkpoint
 * ({@link Trainer#state()} is consistent there) or to stop ({@link Trainer#stop()}).
 */
public interface TrainingListener {

    /** An update was made. {@code progress} is the same object each time. */
    default void windowEnded(Progress progress) {
    }

    /** All windows of an epoch were dealt, and the validation data read. */
    default void epochEnded(Progress progress) {
    }
}
