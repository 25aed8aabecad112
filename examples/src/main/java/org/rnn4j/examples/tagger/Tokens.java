package org.rnn4j.examples.tagger;

import java.util.List;
import java.util.regex.MatchResult;
import java.util.regex.Pattern;

/** Cuts a sentence into words and signs, as English treebanks do: "can't" is "ca" and "n't", "the dog's" ends in "'s". */
final class Tokens {

    private static final Pattern TOKEN = Pattern.compile(
            "\\p{L}+(?=n['’]t\\b)|n['’]t\\b|['’](?:s|re|ve|ll|d|m)\\b"
                    + "|(?:\\p{L}\\.){2,}"                                          // U.S.
                    + "|[\\p{L}\\p{M}\\p{N}]+(?:[-._@/,:][\\p{L}\\p{M}\\p{N}]+)*"      // well-known, 3.50, 10:30, a.name@place.org
                    + "|([.!?*=_~-])\\1*|\\S", Pattern.CASE_INSENSITIVE);

    private Tokens() {
    }

    /** {@return the tokens of a text, in order} */
    static List<String> of(String text) {
        return TOKEN.matcher(text).results().map(MatchResult::group).toList();
    }
}
