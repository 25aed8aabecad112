package org.rnn4j.io;

import com.fasterxml.jackson.core.JsonGenerator;
import com.fasterxml.jackson.core.JsonParser;
import com.fasterxml.jackson.core.JsonProcessingException;
import com.fasterxml.jackson.core.JsonToken;
import java.io.IOException;
import java.io.StringReader;
import java.io.StringWriter;
import java.io.UncheckedIOException;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import org.rnn4j.config.Settings;

/**
 * {@link Settings} as JSON text and back, without loss: order, types and every bit of a number survive. A whole number is a
 * {@code Long}, one with a fraction or an exponent a {@code Double}; doubles are written with the fewest digits that give the
 * same bits back.
 *
 * <p>Reading is strict. Duplicate names, {@code null}, numbers that are not finite or do not fit, nesting beyond
 * {@value #MAX_DEPTH} levels, more than {@value #MAX_VALUES} values or {@value #MAX_LENGTH} chars, and anything after the object
 * are errors that name the path, as in {@code model.safetensors: network.layers[2].rate}.
 */
public final class JsonSettings {

    /** How deep objects and lists may be nested. */
    public static final int MAX_DEPTH = 64;

    /** How many values one document may hold. */
    public static final int MAX_VALUES = 1_000_000;

    /** How long one document may be, in chars. */
    public static final int MAX_LENGTH = 16_000_000;

    private JsonSettings() {
    }

    /**
     * {@return the settings as one line of JSON} What this writes, {@link #read} reads.
     *
     * @throws IllegalArgumentException when they hold what JSON or the limits do not allow; the message names the path
     */
    public static String write(Settings settings) {
        StringWriter text = new StringWriter();
        try (JsonGenerator json = Json.generator(text)) {
            new SettingsWriter(json).object(settings, "", 1);
        } catch (IOException e) {
            throw new UncheckedIOException("a StringWriter does not fail", e);
        }
        if (text.getBuffer().length() > MAX_LENGTH) {
            throw new IllegalArgumentException("settings: expected at most " + MAX_LENGTH + " chars of JSON but got "
                    + text.getBuffer().length());
        }
        return text.toString();
    }

    /**
     * {@return the settings a JSON object describes}
     *
     * @param text the object, and nothing else
     * @param place where the text is from, for messages
     * @throws ModelFormatException when it is anything but one well-formed object within the limits
     */
    public static Settings read(String text, String place) throws ModelFormatException {
        if (text.length() > MAX_LENGTH) {
            throw new ModelFormatException(place, "at most " + MAX_LENGTH + " chars of JSON", text.length() + " chars");
        }
        try (JsonParser json = Json.parser(new StringReader(text))) {
            return new SettingsReader(json, place).document();
        } catch (ModelFormatException e) {
            throw e;
        } catch (IOException e) {
            throw new UncheckedIOException("a StringReader does not fail", e);
        }
    }

    private static String child(String path, String name) {
        String shown = name.length() <= 80 && Text.isWellFormed(name) && name.codePoints().noneMatch(Character::isISOControl)
                ? name : Text.quote(name);
        return path.isEmpty() ? shown : path + "." + shown;
    }

    private static final class SettingsWriter {

        private final JsonGenerator json;
        private int values;

        SettingsWriter(JsonGenerator json) {
            this.json = json;
        }

        void object(Settings settings, String path, int depth) throws IOException {
            requireDepth(path, depth);
            json.writeStartObject();
            for (String name : settings.names()) {
                String at = child(path, name);
                requireText(at, "a name", name, Json.MAX_NAME);
                json.writeFieldName(name);
                value(settings.get(name), at, depth);
            }
            json.writeEndObject();
        }

        private void value(Object value, String path, int depth) throws IOException {
            if (++values > MAX_VALUES) {
                throw new IllegalArgumentException(path + ": expected at most " + MAX_VALUES + " values but got more");
            }
            if (value instanceof Settings inner) {
                object(inner, path, depth + 1);
            } else if (value instanceof List<?> list) {
                requireDepth(path, depth + 1);
                json.writeStartArray();
                for (int i = 0; i < list.size(); i++) {
                    value(list.get(i), path + "[" + i + "]", depth + 1);
                }
                json.writeEndArray();
            } else if (value instanceof Long whole) {
                json.writeNumber(whole);
            } else if (value instanceof Double number) {
                if (!Double.isFinite(number)) {
                    throw new IllegalArgumentException(path + ": expected a finite number but got " + number);
                }
                json.writeNumber(number);
            } else if (value instanceof Boolean flag) {
                json.writeBoolean(flag);
            } else {
                String text = (String) value;
                requireText(path, "text", text, Json.MAX_TEXT);
                json.writeString(text);
            }
        }

        private static void requireDepth(String path, int depth) {
            if (depth > MAX_DEPTH) {
                throw new IllegalArgumentException(path + ": expected at most " + MAX_DEPTH + " levels of nesting but got more");
            }
        }

        private static void requireText(String path, String what, String text, int longest) {
            if (text.length() > longest) {
                throw new IllegalArgumentException(path + ": expected " + what + " of at most " + longest + " chars but got "
                        + text.length());
            }
            if (!Text.isWellFormed(text)) {
                throw new IllegalArgumentException(path + ": expected " + what + " in Unicode but got half a surrogate pair");
            }
        }
    }

    private static final class SettingsReader {

        private final JsonParser json;
        private final String place;
        private int values;

        SettingsReader(JsonParser json, String place) {
            this.json = json;
            this.place = place;
        }

        Settings document() throws IOException {
            JsonToken first = next("");
            if (first != JsonToken.START_OBJECT) {
                throw wrong("", "an object", Json.describe(first));
            }
            Settings settings = object("", 1);
            JsonToken after = next("");
            if (after != null) {
                throw wrong("", "nothing after the object", Json.describe(after));
            }
            return settings;
        }

        private Settings object(String path, int depth) throws IOException {
            requireDepth(path, depth);
            Map<String, Object> members = new LinkedHashMap<>();
            while (nextMember(path) == JsonToken.FIELD_NAME) {
                String name = json.currentName();
                String at = child(path, name);
                if (!Text.isWellFormed(name)) {
                    throw wrong(at, "a name in Unicode", "half a surrogate pair");
                }
                if (members.containsKey(name)) {
                    throw wrong(at, "one value", "a second one of the same name");
                }
                members.put(name, value(next(at), at, depth));
            }
            return Settings.of(members);
        }

        private List<Object> list(String path, int depth) throws IOException {
            requireDepth(path, depth);
            List<Object> elements = new ArrayList<>();
            while (true) {
                String at = path + "[" + elements.size() + "]";
                JsonToken token = next(at);
                if (token == JsonToken.END_ARRAY) {
                    return elements;
                }
                elements.add(value(token, at, depth));
            }
        }

        private Object value(JsonToken token, String path, int depth) throws IOException {
            if (++values > MAX_VALUES) {
                throw wrong(path, "at most " + MAX_VALUES + " values", "more");
            }
            try {
                return switch (token) {
                    case START_OBJECT -> object(path, depth + 1);
                    case START_ARRAY -> list(path, depth + 1);
                    case VALUE_STRING -> text(path);
                    case VALUE_NUMBER_INT -> whole(path);
                    case VALUE_NUMBER_FLOAT -> number(path);
                    case VALUE_TRUE, VALUE_FALSE -> json.getBooleanValue();
                    default -> throw wrong(path, "text, a number, true, false, a list or an object", Json.describe(token));
                };
            } catch (JsonProcessingException e) {
                // Texts and numbers are decoded when asked for, so what is wrong with them shows here.
                throw notJson(path, e);
            }
        }

        private String text(String path) throws IOException {
            String text = json.getText();
            if (!Text.isWellFormed(text)) {
                throw wrong(path, "text in Unicode", "half a surrogate pair");
            }
            return text;
        }

        private long whole(String path) throws IOException {
            if (json.getNumberType() == JsonParser.NumberType.BIG_INTEGER) {
                throw wrong(path, "a whole number of 64 bits", json.getText());
            }
            return json.getLongValue();
        }

        private double number(String path) throws IOException {
            double number = json.getDoubleValue();
            if (!Double.isFinite(number)) {
                throw wrong(path, "a number in the range of a double", json.getText());
            }
            return number;
        }

        private JsonToken next(String path) throws IOException {
            try {
                return json.nextToken();
            } catch (JsonProcessingException e) {
                throw notJson(path, e);
            }
        }

        /** In an object the parser looks ahead from a name into its value, so that its complaints are about the last name it saw. */
        private JsonToken nextMember(String path) throws IOException {
            try {
                return json.nextToken();
            } catch (JsonProcessingException e) {
                String name = json.currentName();
                throw notJson(name == null ? path : child(path, name), e);
            }
        }

        private void requireDepth(String path, int depth) throws ModelFormatException {
            if (depth > MAX_DEPTH) {
                throw wrong(path, "at most " + MAX_DEPTH + " levels of nesting", "more");
            }
        }

        private ModelFormatException notJson(String path, JsonProcessingException e) {
            return Json.notJson(at(path), e);
        }

        private ModelFormatException wrong(String path, String expected, String actual) {
            return new ModelFormatException(at(path), expected, actual);
        }

        private String at(String path) {
            return path.isEmpty() ? place : place + ": " + path;
        }
    }
}
