package org.rnn4j.examples.translate;

/** When it happens. */
enum Tense {
    /** Now or as a habit. */
    PRESENT,
    /** Before. */
    PAST,
    /** Later. */
    FUTURE
}
