package org.rnn4j.examples;

import com.fasterxml.jackson.core.JsonFactory;
import com.fasterxml.jackson.core.JsonParser;
import com.fasterxml.jackson.core.JsonToken;
import com.fasterxml.jackson.core.StreamReadFeature;
import java.io.IOException;
import java.util.LinkedHashMap;
import java.util.Map;

/** Reads flat objects, strictly. */
public final class Json {

    private static final JsonFactory FACTORY = JsonFactory.builder().enable(StreamReadFeature.STRICT_DUPLICATE_DETECTION).build();

    private Json() {
    }

    /** The members of one object, and nothing after it: texts, longs, doubles, booleans, null. */
    public static Map<String, Object> object(String text) throws IOException {
        Map<String, Object> values = new LinkedHashMap<>();
        try (JsonParser json = FACTORY.createParser(text)) {
            require(json.nextToken(), JsonToken.START_OBJECT, text);
            while (json.nextToken() == JsonToken.FIELD_NAME) {
                String name = json.currentName();
                values.put(name, switch (json.nextToken()) {
                    case VALUE_STRING -> json.getText();
                    case VALUE_NUMBER_INT -> json.getLongValue();
                    case VALUE_NUMBER_FLOAT -> json.getDoubleValue();
                    case VALUE_TRUE, VALUE_FALSE -> json.getBooleanValue();
                    case VALUE_NULL -> null;
                    default -> throw new IOException("a flat object: " + text);
                });
            }
            require(json.currentToken(), JsonToken.END_OBJECT, text);
            require(json.nextToken(), null, text);
        }
        return values;
    }

    private static void require(JsonToken actual, JsonToken expected, String text) throws IOException {
        if (actual != expected) {
            throw new IOException("expected " + expected + " but got " + actual + " in " + text);
        }
    }
}
