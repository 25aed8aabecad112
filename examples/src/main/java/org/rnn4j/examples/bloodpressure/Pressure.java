package org.rnn4j.examples.bloodpressure;

import java.util.Arrays;
import java.util.List;
import java.util.Locale;
import java.util.Optional;

/** What a blood pressure is called. */
enum Pressure {
    /** Below the range. */
    LOW,
    /** In the range. */
    NORMAL,
    /** Above it. */
    HIGH;

    /** {@return all, by id} */
    static List<String> labels() {
        return Arrays.stream(values()).map(Pressure::label).toList();
    }

    /** {@return the one of this label, in any case} */
    static Optional<Pressure> of(String label) {
        return Arrays.stream(values()).filter(pressure -> pressure.label().equals(label.toLowerCase(Locale.ROOT))).findFirst();
    }

    /** {@return as files and people write it} */
    String label() {
        return name().toLowerCase(Locale.ROOT);
    }
}
