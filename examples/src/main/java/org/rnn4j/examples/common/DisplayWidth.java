package org.rnn4j.examples.common;

/**
 * How many cells of a terminal a text takes: Hangul, ideographs, kana, full-width forms and most emoji take two each, combining marks
 * none, other characters one. After the East Asian widths W and F of Unicode Standard Annex 11, by blocks.
 */
public final class DisplayWidth {

    private static final int[][] WIDE = {{0x1100, 0x115F}, {0x2E80, 0x303E}, {0x3041, 0xA4CF}, {0xA960, 0xA97F}, {0xAC00, 0xD7A3},
        {0xF900, 0xFAFF}, {0xFE30, 0xFE6F}, {0xFF00, 0xFF60}, {0xFFE0, 0xFFE6}, {0x1F300, 0x1F64F}, {0x1F900, 0x1F9FF},
        {0x20000, 0x3FFFD}};

    private DisplayWidth() {
    }

    /** {@return the cells of a text} */
    public static int of(String text) {
        return text.codePoints().map(DisplayWidth::of).sum();
    }

    private static int of(int code) {
        int type = Character.getType(code);
        if (type == Character.NON_SPACING_MARK || type == Character.ENCLOSING_MARK || type == Character.FORMAT) {
            return 0;
        }
        for (int[] block : WIDE) {
            if (code >= block[0] && code <= block[1]) {
                return 2;
            }
        }
        return 1;
    }

    /** {@return the text with spaces before it, so many cells in all if it is not wider} */
    public static String padLeft(String text, int cells) {
        return " ".repeat(Math.max(0, cells - of(text))) + text;
    }

    /** {@return the text with spaces after it, so many cells in all if it is not wider} */
    public static String padRight(String text, int cells) {
        return text + " ".repeat(Math.max(0, cells - of(text)));
    }
}
