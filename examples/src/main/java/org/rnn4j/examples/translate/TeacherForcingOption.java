package org.rnn4j.examples.translate;

import java.util.regex.Matcher;
import java.util.regex.Pattern;
import org.rnn4j.examples.common.Require;
import org.rnn4j.examples.common.UserException;
import org.rnn4j.seq2seq.TeacherForcing;

/** How often the decoder reads the right translation in training: a ratio, or {@code FIRST..LAST} for one that changes in a line. */
final class TeacherForcingOption {

    private static final String NAME = "--teacher-forcing";
    private static final Pattern FORM = Pattern.compile("(\\d*\\.?\\d+)(?:\\.\\.(\\d*\\.?\\d+))?");

    private TeacherForcingOption() {
    }

    /** {@return the schedule} @param updates of the whole training, after which the last ratio is reached */
    static TeacherForcing of(String text, long updates) {
        Matcher form = FORM.matcher(text);
        if (!form.matches()) {
            throw new UserException(NAME + ": expected a ratio such as 1, or two such as 1..0.5, but got '" + text + "'");
        }
        double first = ratio(form.group(1));
        return form.group(2) == null ? TeacherForcing.constant(first)
                : TeacherForcing.linear(first, ratio(form.group(2)), Math.max(1, updates));
    }

    private static double ratio(String text) {
        double ratio = Double.parseDouble(text);
        Require.inRange(NAME, ratio, 0, 1);
        return ratio;
    }
}
