package org.rnn4j.config;

import java.util.ArrayList;
import java.util.Arrays;
import java.util.Collections;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.Objects;

/**
 * Names with values, in order: how a layer, an optimizer or a vocabulary describes itself so that it can be written to a
 * file and built again. A value is a {@code String}, a {@code Long}, a {@code Double}, a {@code Boolean}, another
 * {@code Settings} or a list of these. Immutable. What is asked for and missing, or of another type, is an error that names
 * it with its path.
 */
public final class Settings {

    private final String path;
    private final Map<String, Object> values;

    private Settings(String path, Map<String, Object> values) {
        this.path = path;
        this.values = values;
    }

    /** {@return nothing set} */
    public static Settings empty() {
        return new Settings("", Map.of());
    }

    /** {@return settings of what {@link #type()} names} */
    public static Settings ofType(String type) {
        return empty().with("type", type);
    }

    /**
     * {@return settings of all names and values of a map, in its order} The same as {@link #with} for each of them, without
     * a copy for each.
     *
     * @throws IllegalArgumentException when a value is of another type than those listed above
     */
    public static Settings of(Map<String, ?> values) {
        Settings empty = empty();
        Map<String, Object> copy = new LinkedHashMap<>();
        values.forEach((name, value) -> copy.put(name, empty.canonical(name, value)));
        return new Settings("", Collections.unmodifiableMap(copy));
    }

    /**
     * {@return these and one more}
     *
     * @throws IllegalArgumentException when the value is of another type than those listed above; {@code Integer} and
     *         {@code Float} are widened
     */
    public Settings with(String name, Object value) {
        Map<String, Object> copy = new LinkedHashMap<>(values);
        copy.put(name, canonical(name, value));
        return new Settings(path, Collections.unmodifiableMap(copy));
    }

    private Object canonical(String name, Object value) {
        if (value instanceof Integer i) {
            return i.longValue();
        }
        if (value instanceof Float f) {
            return f.doubleValue();
        }
        if (value instanceof List<?> list) {
            return list.stream().map(element -> canonical(name, element)).toList();
        }
        if (value instanceof String || value instanceof Long || value instanceof Double || value instanceof Boolean
                || value instanceof Settings) {
            return value;
        }
        throw new IllegalArgumentException(at(name) + ": expected text, a number, a boolean, settings or a list but got "
                + (value == null ? "null" : value.getClass().getName()));
    }

    /** {@return the names, in order} */
    public Iterable<String> names() {
        return values.keySet();
    }

    /** {@return whether there is such a value} */
    public boolean has(String name) {
        return values.containsKey(name);
    }

    /** {@return a value of any type} */
    public Object get(String name) {
        return get(name, Object.class, "a value");
    }

    /** {@return the text under {@code type}} */
    public String type() {
        return text("type");
    }

    /** {@return a text} */
    public String text(String name) {
        return get(name, String.class, "text");
    }

    /** {@return a whole number} */
    public long whole(String name) {
        return get(name, Long.class, "a whole number");
    }

    /** {@return a whole number that fits an int and is at least {@code minimum}} */
    public int count(String name, int minimum) {
        long value = whole(name);
        if (value < minimum || value > Integer.MAX_VALUE) {
            throw new IllegalArgumentException(at(name) + ": expected a whole number from " + minimum + " to "
                    + Integer.MAX_VALUE + " but got " + value);
        }
        return (int) value;
    }

    /** {@return a number; a whole one will do} */
    public double number(String name) {
        Object value = get(name, Object.class, "a number");
        if (value instanceof Long l) {
            return l;
        }
        return get(name, Double.class, "a number");
    }

    /** {@return a truth value} */
    public boolean flag(String name) {
        return get(name, Boolean.class, "true or false");
    }

    /** {@return a constant of an enum, written in lower case} */
    public <E extends Enum<E>> E constant(String name, Class<E> type) {
        String text = text(name);
        for (E constant : type.getEnumConstants()) {
            if (constant.name().toLowerCase(Locale.ROOT).equals(text)) {
                return constant;
            }
        }
        throw new IllegalArgumentException(at(name) + ": expected one of "
                + Arrays.toString(type.getEnumConstants()).toLowerCase(Locale.ROOT) + " but got " + text);
    }

    /** {@return settings within these} */
    public Settings settings(String name) {
        Settings inner = get(name, Settings.class, "an object");
        return new Settings(at(name), inner.values);
    }

    /** {@return a list of settings within these} */
    public List<Settings> list(String name) {
        List<?> list = get(name, List.class, "a list");
        List<Settings> result = new ArrayList<>();
        for (int i = 0; i < list.size(); i++) {
            if (!(list.get(i) instanceof Settings inner)) {
                throw new IllegalArgumentException(at(name) + "[" + i + "]: expected an object but got " + list.get(i));
            }
            result.add(new Settings(at(name) + "[" + i + "]", inner.values));
        }
        return List.copyOf(result);
    }

    /** {@return a list of texts} */
    public List<String> texts(String name) {
        List<?> list = get(name, List.class, "a list");
        List<String> result = new ArrayList<>();
        for (int i = 0; i < list.size(); i++) {
            if (!(list.get(i) instanceof String text)) {
                throw new IllegalArgumentException(at(name) + "[" + i + "]: expected text but got " + list.get(i));
            }
            result.add(text);
        }
        return List.copyOf(result);
    }

    /** {@return a list of numbers; whole ones will do} */
    public double[] numbers(String name) {
        List<?> list = get(name, List.class, "a list");
        double[] result = new double[list.size()];
        for (int i = 0; i < result.length; i++) {
            if (!(list.get(i) instanceof Double) && !(list.get(i) instanceof Long)) {
                throw new IllegalArgumentException(at(name) + "[" + i + "]: expected a number but got " + list.get(i));
            }
            result[i] = ((Number) list.get(i)).doubleValue();
        }
        return result;
    }

    private <T> T get(String name, Class<T> type, String expected) {
        Object value = values.get(name);
        if (value == null) {
            throw new IllegalArgumentException(at(name) + ": expected " + expected + " but it is missing");
        }
        if (!type.isInstance(value)) {
            throw new IllegalArgumentException(at(name) + ": expected " + expected + " but got " + value);
        }
        return type.cast(value);
    }

    private String at(String name) {
        return path.isEmpty() ? name : path + "." + name;
    }

    @Override
    public boolean equals(Object other) {
        return other instanceof Settings settings && values.equals(settings.values);
    }

    @Override
    public int hashCode() {
        return Objects.hash(values);
    }

    @Override
    public String toString() {
        return values.toString();
    }
}
