package org.rnn4j.examples.translate;

/**
 * A thing.
 *
 * @param english in the singular
 * @param korean the same
 * @param article how English uses it
 */
record Noun(String english, String korean, Article article) {

    /** What stands before a noun in English. */
    enum Article {
        /** A, the, this, my: "a book". */
        COUNTED,
        /** Nothing, the, this, my: "water". */
        MASS,
        /** Never anything: "Korean". */
        BARE
    }

    static Noun counted(String english, String korean) {
        return new Noun(english, korean, Article.COUNTED);
    }

    static Noun mass(String english, String korean) {
        return new Noun(english, korean, Article.MASS);
    }

    static Noun bare(String english, String korean) {
        return new Noun(english, korean, Article.BARE);
    }
}
