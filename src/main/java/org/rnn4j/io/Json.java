package org.rnn4j.io;

import com.fasterxml.jackson.core.JsonFactory;
import com.fasterxml.jackson.core.JsonGenerator;
import com.fasterxml.jackson.core.JsonLocation;
import com.fasterxml.jackson.core.JsonParser;
import com.fasterxml.jackson.core.JsonProcessingException;
import com.fasterxml.jackson.core.JsonToken;
import com.fasterxml.jackson.core.StreamReadConstraints;
import com.fasterxml.jackson.core.StreamWriteFeature;
import com.fasterxml.jackson.core.json.JsonWriteFeature;
import com.fasterxml.jackson.core.util.JsonRecyclerPools;
import java.io.IOException;
import java.io.Reader;
import java.io.Writer;

/** How this package parses and writes JSON: nothing beyond the standard, nothing kept between documents, bounded tokens. */
final class Json {

    /** The longest text value, in chars: room for the settings of a model with a large vocabulary. */
    static final int MAX_TEXT = 20_000_000;

    /** The longest name, in chars. */
    static final int MAX_NAME = 4096;

    private static final JsonFactory FACTORY = JsonFactory.builder()
            // Names come from files: a symbol table shared by all documents would grow with each, and can be made to collide.
            .disable(JsonFactory.Feature.CANONICALIZE_FIELD_NAMES)
            .disable(JsonFactory.Feature.INTERN_FIELD_NAMES)
            .recyclerPool(JsonRecyclerPools.nonRecyclingPool())
            .streamReadConstraints(StreamReadConstraints.builder()
                    .maxStringLength(MAX_TEXT)
                    .maxNameLength(MAX_NAME)
                    .maxNumberLength(100)
                    .maxNestingDepth(1000)
                    .build())
            // Double.toString gives more digits before JDK 19 than after; this one the same, fewest ones on all.
            .enable(StreamWriteFeature.USE_FAST_DOUBLE_WRITER)
            // Escapes as the reference implementation of safetensors writes them.
            .disable(JsonWriteFeature.WRITE_HEX_UPPER_CASE)
            .build();

    private Json() {
    }

    static JsonParser parser(Reader reader) throws IOException {
        return FACTORY.createParser(reader);
    }

    static JsonGenerator generator(Writer writer) throws IOException {
        return FACTORY.createGenerator(writer);
    }

    /** {@return a token in our words} */
    static String describe(JsonToken token) {
        if (token == null) {
            return "the end of the text";
        }
        return switch (token) {
            case START_OBJECT -> "an object";
            case START_ARRAY -> "a list";
            case VALUE_STRING -> "text";
            case VALUE_NUMBER_INT, VALUE_NUMBER_FLOAT -> "a number";
            default -> token.asString();
        };
    }

    /** {@return the parser's complaint in our words} */
    static ModelFormatException notJson(String place, JsonProcessingException e) {
        JsonLocation location = e.getLocation();
        String where = location == null ? ""
                : "line " + location.getLineNr() + ", column " + location.getColumnNr() + ": ";
        // The parser adds advice for its own users, which switch of it to turn; ours cannot.
        String what = e.getOriginalMessage().replaceAll("(, from|:? ?\\(?enable) `[^`]*`( to allow)?", "").replaceAll("\\s+", " ");
        return new ModelFormatException(place, "JSON", where + what, e);
    }
}
