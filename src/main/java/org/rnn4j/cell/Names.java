package org.rnn4j.cell;

import java.util.Arrays;
import java.util.Locale;
import org.rnn4j.config.Settings;

/** Enum constants by their lower-case names, as they stand in files. */
final class Names {

    private Names() {
    }

    static <E extends Enum<E>> E constant(Class<E> type, Settings settings, String name) {
        String text = settings.text(name);
        for (E constant : type.getEnumConstants()) {
            if (constant.name().toLowerCase(Locale.ROOT).equals(text)) {
                return constant;
            }
        }
        throw new IllegalArgumentException(name + ": expected one of "
                + Arrays.toString(type.getEnumConstants()).toLowerCase(Locale.ROOT) + " but got " + text);
    }
}
