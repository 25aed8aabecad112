package org.rnn4j.data;

import java.text.Normalizer;
import java.util.ArrayList;
import java.util.List;
import java.util.Locale;

/** See {@link Tokenizer#words}. */
enum WordTokenizer implements Tokenizer {
    INSTANCE;

    private static final int ZERO_WIDTH_NON_JOINER = 0x200C;
    private static final int ZERO_WIDTH_JOINER = 0x200D;

    @Override
    public List<String> tokens(String text) {
        int[] codes = Normalizer.normalize(text, Normalizer.Form.NFC).toLowerCase(Locale.ROOT).codePoints().toArray();
        List<String> tokens = new ArrayList<>();
        StringBuilder word = new StringBuilder();
        for (int i = 0; i < codes.length; i++) {
            int code = codes[i];
            if (isApostrophe(code) && between(word, codes, i, true)) {
                word.append('\'');
            } else if (isWordPart(code) || (code == '.' || code == ',') && between(word, codes, i, false)
                    || (isMark(code) || isJoiner(code)) && !word.isEmpty()) {
                word.appendCodePoint(code);
            } else {
                flush(word, tokens);
                if (!isDropped(code)) {
                    tokens.add(Character.toString(code));
                }
            }
        }
        flush(word, tokens);
        return List.copyOf(tokens);
    }

    private static void flush(StringBuilder word, List<String> tokens) {
        if (!word.isEmpty()) {
            tokens.add(word.toString());
            word.setLength(0);
        }
    }

    /** Whether what comes before, in the word so far, and what comes after are letters, or digits. */
    private static boolean between(StringBuilder word, int[] codes, int i, boolean letters) {
        return !word.isEmpty() && i + 1 < codes.length && is(word.codePointBefore(word.length()), letters) && is(codes[i + 1], letters);
    }

    private static boolean is(int code, boolean letter) {
        return letter ? (isWordPart(code) || isMark(code)) && !Character.isDigit(code) : Character.isDigit(code);
    }

    private static boolean isApostrophe(int code) {
        return code == '\'' || code == 0x2019;          // ’ is the typographer's
    }

    private static boolean isJoiner(int code) {
        return code == ZERO_WIDTH_NON_JOINER || code == ZERO_WIDTH_JOINER;      // parts of words in Persian and in Indic scripts
    }

    private static boolean isWordPart(int code) {
        int type = Character.getType(code);
        return Character.isLetterOrDigit(code) && !Character.isIdeographic(code) || type == Character.LETTER_NUMBER
                || type == Character.OTHER_NUMBER;
    }

    private static boolean isMark(int code) {
        int type = Character.getType(code);
        return type == Character.NON_SPACING_MARK || type == Character.COMBINING_SPACING_MARK || type == Character.ENCLOSING_MARK;
    }

    private static boolean isDropped(int code) {
        int type = Character.getType(code);
        return isMark(code) || Character.isWhitespace(code) || Character.isSpaceChar(code) || type == Character.CONTROL || type == Character.FORMAT
                || type == Character.SURROGATE || type == Character.UNASSIGNED;
    }

    @Override
    public String join(List<String> tokens) {
        return String.join(" ", tokens);
    }

    @Override
    public String toString() {
        return "words";
    }
}
