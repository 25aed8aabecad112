package org.rnn4j.data;

import java.util.ArrayList;
import java.util.Arrays;
import java.util.Collection;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import org.rnn4j.config.Settings;

/**
 * Symbols and their ids, in order of first appearance: "hello" gives h, e, l, o. A symbol of a text is one Unicode code point,
 * so that a Hangul syllable, an emoji or a newline is one. Immutable.
 *
 * <p>A symbol that is not there is an error that names it and its place, unless a stand-in was chosen with
 * {@link #withUnknown}.
 */
public final class Vocabulary {

    private static final int NONE = -1;

    private final List<String> symbols;
    private final Map<String, Integer> ids;
    private final Map<Integer, Integer> codePointIds;
    private final int unknown;

    private Vocabulary(List<String> symbols, int unknown) {
        this.symbols = List.copyOf(symbols);
        this.unknown = unknown;
        this.ids = new LinkedHashMap<>();
        this.codePointIds = new LinkedHashMap<>();
        for (int id = 0; id < symbols.size(); id++) {
            String symbol = symbols.get(id);
            if (ids.put(symbol, id) != null) {
                throw new IllegalArgumentException("Vocabulary: symbol " + id + ", " + quote(symbol) + ", is there twice");
            }
            if (symbol.codePoints().anyMatch(codePoint -> Character.getType(codePoint) == Character.SURROGATE)) {
                throw new IllegalArgumentException("Vocabulary: symbol " + id + ", " + quote(symbol)
                        + ", is half of a surrogate pair, which no file can hold: was the text cut inside a character?");
            }
            if (symbol.length() > 0 && symbol.codePointCount(0, symbol.length()) == 1) {
                codePointIds.put(symbol.codePointAt(0), id);
            }
        }
    }

    /** {@return the code points of a text, in order of first appearance} @throws IllegalArgumentException when it is empty */
    public static Vocabulary ofCharacters(String text) {
        return of(text.codePoints().distinct().mapToObj(Character::toString).toList());
    }

    /** {@return the given symbols, in order} @throws IllegalArgumentException when there is none, or one twice */
    public static Vocabulary of(Collection<String> symbols) {
        if (symbols.isEmpty()) {
            throw new IllegalArgumentException("Vocabulary: expected at least one symbol but got none");
        }
        return new Vocabulary(new ArrayList<>(symbols), NONE);
    }

    /** {@return these symbols, of which one stands in for all that are not among them; it is added when it is new} */
    public Vocabulary withUnknown(String standIn) {
        if (ids.containsKey(standIn)) {
            return new Vocabulary(symbols, ids.get(standIn));
        }
        List<String> more = new ArrayList<>(symbols);
        more.add(standIn);
        return new Vocabulary(more, more.size() - 1);
    }

    /** {@return the number of symbols} */
    public int size() {
        return symbols.size();
    }

    /** {@return the symbols, by id} */
    public List<String> symbols() {
        return symbols;
    }

    /** {@return a symbol} @throws IllegalArgumentException when the id is out of range */
    public String symbol(int id) {
        if (id < 0 || id >= symbols.size()) {
            throw new IllegalArgumentException("Vocabulary: expected an id from 0 to " + (symbols.size() - 1) + " but got " + id);
        }
        return symbols.get(id);
    }

    /** {@return whether this is one of the symbols} */
    public boolean contains(String symbol) {
        return ids.containsKey(symbol);
    }

    /** {@return the id of a symbol, or of the stand-in} @throws IllegalArgumentException when it is unknown and there is none */
    public int id(String symbol) {
        Integer id = ids.get(symbol);
        if (id == null) {
            if (unknown == NONE) {
                throw new IllegalArgumentException("symbol " + quote(symbol) + " is not among the " + size() + " of the vocabulary");
            }
            return unknown;
        }
        return id;
    }

    /**
     * {@return the ids of a text's code points}
     *
     * @throws IllegalArgumentException when one is unknown and there is no stand-in; the message names it, its position, and
     *         its line and column, all counted from 1
     */
    public int[] encode(String text) {
        int[] result = new int[text.length()];
        int count = 0;
        int line = 1;
        int column = 1;
        for (int at = 0; at < text.length(); ) {
            int codePoint = text.codePointAt(at);
            Integer id = codePointIds.get(codePoint);
            if (id == null) {
                if (unknown == NONE) {
                    throw new IllegalArgumentException("character " + (count + 1) + " (line " + line + ", column " + column + "): "
                            + quote(Character.toString(codePoint)) + " is not among the " + size() + " symbols of the vocabulary");
                }
                id = unknown;
            }
            result[count++] = id;
            at += Character.charCount(codePoint);
            column = codePoint == '\n' ? 1 : column + 1;
            line += codePoint == '\n' ? 1 : 0;
        }
        return Arrays.copyOf(result, count);
    }

    /** {@return the symbols of these ids, joined} @throws IllegalArgumentException when one is out of range */
    public String decode(int... ids) {
        StringBuilder text = new StringBuilder();
        for (int id : ids) {
            text.append(symbol(id));
        }
        return text.toString();
    }

    /** A symbol as a message can show it. */
    private static String quote(String symbol) {
        StringBuilder codes = new StringBuilder();
        symbol.codePoints().limit(4).forEach(codePoint -> codes.append(codes.isEmpty() ? "" : " ")
                .append(String.format("U+%04X", codePoint)));
        boolean printable = symbol.codePoints().noneMatch(codePoint -> Character.isISOControl(codePoint)
                || Character.getType(codePoint) == Character.SURROGATE || Character.getType(codePoint) == Character.UNASSIGNED);
        return printable ? "'" + symbol + "' (" + codes + ")" : codes.toString();
    }

    /** {@return symbols and stand-in} */
    public Settings settings() {
        Settings settings = Settings.empty().with("symbols", symbols);
        return unknown == NONE ? settings : settings.with("unknown", unknown);
    }

    /** {@return the vocabulary of these settings} @throws IllegalArgumentException when they are not a vocabulary's */
    public static Vocabulary of(Settings settings) {
        List<String> symbols = settings.texts("symbols");
        if (symbols.isEmpty()) {
            throw new IllegalArgumentException("vocabulary: expected at least one symbol but got none");
        }
        int unknown = settings.has("unknown") ? settings.count("unknown", 0) : NONE;
        if (unknown >= symbols.size()) {
            throw new IllegalArgumentException("vocabulary: unknown: expected an id below " + symbols.size() + " but got " + unknown);
        }
        return new Vocabulary(symbols, unknown);
    }

    @Override
    public boolean equals(Object other) {
        return other instanceof Vocabulary vocabulary && symbols.equals(vocabulary.symbols) && unknown == vocabulary.unknown;
    }

    @Override
    public int hashCode() {
        return 31 * symbols.hashCode() + unknown;
    }

    @Override
    public String toString() {
        return "Vocabulary(" + size() + " symbols)";
    }
}
