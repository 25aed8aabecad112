package org.rnn4j.io;

import com.fasterxml.jackson.core.JsonParser;
import com.fasterxml.jackson.core.JsonProcessingException;
import com.fasterxml.jackson.core.JsonToken;
import java.io.IOException;
import java.io.InputStream;
import java.io.InputStreamReader;
import java.nio.charset.CharacterCodingException;
import java.nio.charset.CodingErrorAction;
import java.nio.charset.StandardCharsets;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.Comparator;
import java.util.LinkedHashMap;
import java.util.LinkedHashSet;
import java.util.List;
import java.util.Map;
import java.util.Set;

/**
 * Reads the header of a safetensors file and believes none of it: what comes out describes, without gap or overlap, exactly the
 * data section the file has. Numbers are checked before anything is allocated by them.
 */
final class TensorHeaderParser {

    /** More dimensions than any tensor here may have, yet few enough to quote in a message. */
    private static final int LONGEST_SHAPE = 16;

    private final String file;
    private final long dataBytes;
    private final JsonParser json;

    private TensorHeaderParser(String file, long dataBytes, JsonParser json) {
        this.file = file;
        this.dataBytes = dataBytes;
        this.json = json;
    }

    /**
     * {@return the header}
     *
     * @param file the name of the file, for messages
     * @param bytes the header and nothing else; read to its end
     * @param dataBytes the size of what follows the header in the file
     */
    static TensorHeader parse(String file, InputStream bytes, long dataBytes) throws IOException {
        // A reader of our own, because the JSON parser's decoder lets some malformed UTF-8 pass.
        InputStreamReader reader = new InputStreamReader(bytes, StandardCharsets.UTF_8.newDecoder()
                .onMalformedInput(CodingErrorAction.REPORT)
                .onUnmappableCharacter(CodingErrorAction.REPORT));
        try (JsonParser json = Json.parser(reader)) {
            return new TensorHeaderParser(file, dataBytes, json).header();
        } catch (JsonProcessingException e) {
            throw Json.notJson(file + ": header", e);
        } catch (CharacterCodingException e) {
            throw new ModelFormatException(file + ": header", "UTF-8", "bytes that are not", e);
        }
    }

    private TensorHeader header() throws IOException {
        Map<String, String> metadata = null;
        Map<String, TensorHeader.Entry> entries = new LinkedHashMap<>();
        require(json.nextToken(), JsonToken.START_OBJECT, "header", "an object");
        while (json.nextToken() == JsonToken.FIELD_NAME) {
            String name = requireWellFormed("header", json.currentName());
            if (name.equals(TensorHeader.METADATA)) {
                if (metadata != null) {
                    throw wrong("header", "one " + name, "a second one");
                }
                metadata = metadata();
                continue;
            }
            String place = "tensor " + Text.quote(name);
            if (entries.containsKey(name)) {
                throw wrong(place, "one entry", "a second one of the same name");
            }
            if (entries.size() == TensorHeader.MAX_ENTRIES) {
                throw wrong("header", "at most " + TensorHeader.MAX_ENTRIES + " tensors", "more");
            }
            entries.put(name, entry(name, place));
        }
        JsonToken after = json.nextToken();
        if (after != null) {
            throw wrong("header", "nothing but spaces after the object", Json.describe(after));
        }
        return new TensorHeader(metadata == null ? Map.of() : metadata, inOrderOfData(entries.values()));
    }

    private Map<String, String> metadata() throws IOException {
        Map<String, String> metadata = new LinkedHashMap<>();
        require(json.nextToken(), JsonToken.START_OBJECT, TensorHeader.METADATA, "an object");
        while (json.nextToken() == JsonToken.FIELD_NAME) {
            String key = requireWellFormed(TensorHeader.METADATA, json.currentName());
            String place = TensorHeader.METADATA + " " + Text.quote(key);
            require(json.nextToken(), JsonToken.VALUE_STRING, place, "text");
            if (metadata.size() == TensorHeader.MAX_ENTRIES) {
                throw wrong(TensorHeader.METADATA, "at most " + TensorHeader.MAX_ENTRIES + " texts", "more");
            }
            if (metadata.put(key, requireWellFormed(place, json.getText())) != null) {
                throw wrong(place, "one text", "a second one of the same name");
            }
        }
        return metadata;
    }

    private TensorHeader.Entry entry(String name, String place) throws IOException {
        String dtype = null;
        long[] shape = null;
        long[] offsets = null;
        Set<String> seen = new LinkedHashSet<>();
        require(json.nextToken(), JsonToken.START_OBJECT, place, "an object");
        while (json.nextToken() == JsonToken.FIELD_NAME) {
            String field = json.currentName();
            if (!seen.add(field)) {
                throw wrong(place, "one " + Text.quote(field), "a second one");
            }
            JsonToken value = json.nextToken();
            switch (field) {
                case "dtype" -> {
                    require(value, JsonToken.VALUE_STRING, place + ": dtype", "text");
                    dtype = json.getText();
                }
                case "shape" -> shape = numbers(value, place + ": shape", LONGEST_SHAPE);
                case "data_offsets" -> offsets = numbers(value, place + ": data_offsets", 2);
                default -> throw wrong(place, "only dtype, shape and data_offsets", Text.quote(field));
            }
        }
        if (dtype == null || shape == null || offsets == null) {
            throw wrong(place, "dtype, shape and data_offsets", Text.list(seen));
        }
        ElementType type = ElementType.named(dtype);
        if (type == null) {
            throw wrong(place + ": dtype", "one of " + ElementType.names(), Text.quote(dtype));
        }
        int[] sizes = sizes(shape, type, place + ": shape");
        return located(name, type, sizes, offsets, place + ": data_offsets");
    }

    private long[] numbers(JsonToken first, String place, int most) throws IOException {
        require(first, JsonToken.START_ARRAY, place, "a list of whole numbers");
        long[] numbers = new long[most];
        int count = 0;
        for (JsonToken token = json.nextToken(); token != JsonToken.END_ARRAY; token = json.nextToken()) {
            if (count == most) {
                throw wrong(place, "at most " + most + " numbers", "more");
            }
            String expected = "whole numbers from 0 to " + Long.MAX_VALUE;
            require(token, JsonToken.VALUE_NUMBER_INT, place, expected);
            if (json.getNumberType() == JsonParser.NumberType.BIG_INTEGER || json.getLongValue() < 0) {
                throw wrong(place, expected, json.getText());
            }
            numbers[count++] = json.getLongValue();
        }
        return Arrays.copyOf(numbers, count);
    }

    private int[] sizes(long[] shape, ElementType type, String place) throws ModelFormatException {
        int most = type == ElementType.F32 ? 2 : 1;
        if (shape.length > most) {
            throw wrong(place, "at most " + most + " dimensions for " + type, Arrays.toString(shape));
        }
        // Bounds on each size and on the product as it grows: no overflow, not even where a size of 0 would hide it.
        long count = 1;
        for (long size : shape) {
            count = size > Tensor.MAX_ELEMENTS ? Long.MAX_VALUE : count * size;
            if (count > Tensor.MAX_ELEMENTS) {
                throw wrong(place, "sizes and a product of at most " + Tensor.MAX_ELEMENTS, Arrays.toString(shape));
            }
        }
        return Arrays.stream(shape).mapToInt(Math::toIntExact).toArray();
    }

    private TensorHeader.Entry located(String name, ElementType type, int[] shape, long[] offsets, String place)
            throws ModelFormatException {
        if (offsets.length != 2 || offsets[0] > offsets[1]) {
            throw wrong(place, "[begin, end] with begin <= end", Arrays.toString(offsets));
        }
        if (offsets[1] > dataBytes) {
            throw wrong(place, "an end within the " + dataBytes + " bytes of data in the file", Arrays.toString(offsets));
        }
        long bytes = new Tensor(type, shape, null).bytes();
        if (offsets[1] - offsets[0] != bytes) {
            throw wrong(place, bytes + " bytes for " + type + " " + Arrays.toString(shape),
                    offsets[1] - offsets[0] + " in " + Arrays.toString(offsets));
        }
        return new TensorHeader.Entry(name, type, shape, offsets[0], offsets[1]);
    }

    private List<TensorHeader.Entry> inOrderOfData(Iterable<TensorHeader.Entry> entries) throws ModelFormatException {
        List<TensorHeader.Entry> ordered = new ArrayList<>();
        entries.forEach(ordered::add);
        // An empty tensor shares its begin with the one after it and sorts before that by its end.
        ordered.sort(Comparator.comparingLong(TensorHeader.Entry::begin).thenComparingLong(TensorHeader.Entry::end));
        long end = 0;
        for (TensorHeader.Entry entry : ordered) {
            if (entry.begin() != end) {
                throw wrong("tensor " + Text.quote(entry.name()) + ": data_offsets",
                        "a begin of " + end + ", where the data before it ends",
                        entry.begin() + (entry.begin() < end ? ", an overlap" : ", a gap"));
            }
            end = entry.end();
        }
        if (end != dataBytes) {
            throw wrong("header", "tensors that cover the " + dataBytes + " bytes of data in the file", end + " bytes in them");
        }
        return ordered;
    }

    private String requireWellFormed(String place, String text) throws ModelFormatException {
        if (!Text.isWellFormed(text)) {
            throw wrong(place, "text in Unicode", "half a surrogate pair in " + Text.quote(text));
        }
        return text;
    }

    private void require(JsonToken token, JsonToken expected, String place, String description) throws ModelFormatException {
        if (token != expected) {
            throw wrong(place, description, Json.describe(token));
        }
    }

    private ModelFormatException wrong(String place, String expected, String actual) {
        return new ModelFormatException(file + ": " + place, expected, actual);
    }
}
