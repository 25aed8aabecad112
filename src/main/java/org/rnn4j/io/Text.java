package org.rnn4j.io;

import java.util.Collection;
import java.util.stream.Collectors;

/** Text that came from a file: whether it can be written to one, and how a message quotes it. */
final class Text {

    private static final int LONGEST_QUOTE = 80;
    private static final int LONGEST_LIST = 20;

    private Text() {
    }

    /** {@return whether every surrogate is half of a pair, so that the text has a UTF-8 form} */
    static boolean isWellFormed(String text) {
        for (int i = 0; i < text.length(); i++) {
            if (Character.isSurrogate(text.charAt(i))) {
                if (i + 1 == text.length() || !Character.isSurrogatePair(text.charAt(i), text.charAt(i + 1))) {
                    return false;
                }
                i++;
            }
        }
        return true;
    }

    /**
     * {@return the text in quotes, cut when long, with what is not printable escaped} A message stays one line, and a name made
     * to do so cannot send control sequences to a terminal.
     */
    static String quote(String text) {
        StringBuilder quoted = new StringBuilder("'");
        text.codePoints().limit(LONGEST_QUOTE).forEach(c -> {
            switch (Character.getType(c)) {
                case Character.CONTROL, Character.FORMAT, Character.SURROGATE, Character.LINE_SEPARATOR,
                        Character.PARAGRAPH_SEPARATOR, Character.UNASSIGNED, Character.PRIVATE_USE ->
                        quoted.append(String.format("\\u{%x}", c));
                default -> quoted.appendCodePoint(c);
            }
        });
        return quoted.append(text.codePointCount(0, text.length()) > LONGEST_QUOTE ? "...'" : "'").toString();
    }

    /** {@return the texts quoted, as a list; of many only the first} */
    static String list(Collection<String> texts) {
        int more = texts.size() - LONGEST_LIST;
        return texts.stream().limit(LONGEST_LIST).map(Text::quote)
                .collect(Collectors.joining(", ", "[", more > 0 ? " and " + more + " more]" : "]"));
    }
}
