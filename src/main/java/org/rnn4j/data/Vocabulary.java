package org.rnn4j.data;

import java.util.ArrayList;
import java.util.Arrays;
import java.util.Collection;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import org.rnn4j.config.Settings;

/**
 * Symbols and their ids: characters in order of first appearance, so that "hello" gives h, e, l, o, or words by frequency. A character
 * is one Unicode code point, so that a Hangul syllable, an emoji or a newline is one. Immutable.
 *
 * <p>A symbol that is not there is an error that names it and its place, unless a stand-in was chosen with
 * {@link #withUnknown}. A decoder needs a symbol that a sequence starts with and one that it ends with: {@link #withStart} and
 * {@link #withEnd}. There is none for padding, since the lengths of sequences are data.
 */
public final class Vocabulary {

    private static final int NONE = -1;

    private final List<String> symbols;
    private final Map<String, Integer> ids;
    private final Map<Integer, Integer> codePointIds;
    private final int unknown;
    private final int start;
    private final int end;

    private Vocabulary(List<String> symbols, int unknown, int start, int end) {
        this.symbols = List.copyOf(symbols);
        this.unknown = unknown;
        this.start = start;
        this.end = end;
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
        return new Vocabulary(new ArrayList<>(symbols), NONE, NONE, NONE);
    }

    /**
     * {@return the words of some texts, the most frequent first, equally frequent ones in order of first appearance}
     *
     * @param texts the words of each text
     * @param minCount how often a word must occur to be among them, at least 1
     * @param maxSize the most words, at least 1; special symbols come on top
     * @throws IllegalArgumentException when no word occurs so often
     */
    public static Vocabulary ofWords(Iterable<List<String>> texts, int minCount, int maxSize) {
        if (minCount < 1 || maxSize < 1) {
            throw new IllegalArgumentException("Vocabulary.ofWords: expected minCount and maxSize of at least 1 but got " + minCount
                    + " and " + maxSize);
        }
        Map<String, Integer> counts = new LinkedHashMap<>();
        texts.forEach(text -> text.forEach(word -> counts.merge(word, 1, Integer::sum)));
        List<String> words = counts.entrySet().stream().filter(entry -> entry.getValue() >= minCount)
                .sorted(Map.Entry.<String, Integer>comparingByValue().reversed())       // stable
                .limit(maxSize).map(Map.Entry::getKey).toList();
        if (words.isEmpty()) {
            throw new IllegalArgumentException("Vocabulary.ofWords: expected a word that occurs at least " + minCount
                    + " times but got none among " + counts.size());
        }
        return of(words);
    }

    /** {@return these symbols, of which one stands in for all that are not among them; it is added when it is new} */
    public Vocabulary withUnknown(String standIn) {
        return new Vocabulary(with(standIn), with(standIn).indexOf(standIn), start, end);
    }

    /** {@return these symbols, of which one is what a sequence starts with; it is added when it is new} */
    public Vocabulary withStart(String symbol) {
        return new Vocabulary(with(symbol), unknown, with(symbol).indexOf(symbol), end);
    }

    /** {@return these symbols, of which one is what a sequence ends with; it is added when it is new} */
    public Vocabulary withEnd(String symbol) {
        return new Vocabulary(with(symbol), unknown, start, with(symbol).indexOf(symbol));
    }

    private List<String> with(String symbol) {
        if (ids.containsKey(symbol)) {
            return symbols;
        }
        List<String> more = new ArrayList<>(symbols);
        more.add(symbol);
        return more;
    }

    /** {@return the id of the stand-in} @throws IllegalStateException when there is none */
    public int unknown() {
        return special(unknown, "withUnknown");
    }

    /** {@return the id of what a sequence starts with} @throws IllegalStateException when there is none */
    public int start() {
        return special(start, "withStart");
    }

    /** {@return the id of what a sequence ends with} @throws IllegalStateException when there is none */
    public int end() {
        return special(end, "withEnd");
    }

    private int special(int id, String chosenWith) {
        if (id == NONE) {
            throw new IllegalStateException(this + ": expected a symbol chosen with " + chosenWith + " but there is none");
        }
        return id;
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

    /**
     * {@return the ids of words}
     *
     * @throws IllegalArgumentException when one is unknown and there is no stand-in; the message names it and its position from 1
     */
    public int[] encode(List<String> words) {
        int[] result = new int[words.size()];
        for (int i = 0; i < result.length; i++) {
            try {
                result[i] = id(words.get(i));
            } catch (IllegalArgumentException e) {
                throw new IllegalArgumentException("word " + (i + 1) + ": " + e.getMessage(), e);
            }
        }
        return result;
    }

    /** {@return the symbols of these ids, one by one} @throws IllegalArgumentException when one is out of range */
    public List<String> words(int... ids) {
        return Arrays.stream(ids).mapToObj(this::symbol).toList();
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

    /** {@return the symbols, and which of them are special} */
    public Settings settings() {
        Settings settings = Settings.empty().with("symbols", symbols);
        settings = unknown == NONE ? settings : settings.with("unknown", unknown);
        settings = start == NONE ? settings : settings.with("start", start);
        return end == NONE ? settings : settings.with("end", end);
    }

    /** {@return the vocabulary of these settings} @throws IllegalArgumentException when they are not a vocabulary's */
    public static Vocabulary of(Settings settings) {
        List<String> symbols = settings.texts("symbols");
        if (symbols.isEmpty()) {
            throw new IllegalArgumentException("vocabulary: expected at least one symbol but got none");
        }
        return new Vocabulary(symbols, special(settings, "unknown", symbols), special(settings, "start", symbols),
                special(settings, "end", symbols));
    }

    private static int special(Settings settings, String name, List<String> symbols) {
        int id = settings.has(name) ? settings.count(name, 0) : NONE;
        if (id >= symbols.size()) {
            throw new IllegalArgumentException("vocabulary: " + name + ": expected an id below " + symbols.size() + " but got " + id);
        }
        return id;
    }

    @Override
    public boolean equals(Object other) {
        return other instanceof Vocabulary vocabulary && symbols.equals(vocabulary.symbols) && unknown == vocabulary.unknown
                && start == vocabulary.start && end == vocabulary.end;
    }

    @Override
    public int hashCode() {
        return Objects.hash(symbols, unknown, start, end);
    }

    @Override
    public String toString() {
        return "Vocabulary(" + size() + " symbols)";
    }
}
