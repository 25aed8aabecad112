package org.rnn4j.examples.sentiment;

import java.util.List;
import org.rnn4j.examples.common.UserException;

/**
 * A text and what it says.
 *
 * @param text as it was written
 * @param label one of the labels of the data
 * @param place where it is from, for messages
 */
public record Sentence(String text, String label, String place) {

    /** Checks that its label is known. @throws UserException that says where it is when it is not */
    void requireLabelAmong(List<String> known) {
        if (!known.contains(label)) {
            throw new UserException(place + ": expected one of the " + known.size() + " labels of the training data ("
                    + String.join(", ", known) + ") but got '" + label + "'");
        }
    }
}
