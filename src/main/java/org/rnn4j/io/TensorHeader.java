package org.rnn4j.io;

import com.fasterxml.jackson.core.JsonGenerator;
import java.io.IOException;
import java.io.StringWriter;
import java.io.UncheckedIOException;
import java.nio.charset.StandardCharsets;
import java.util.Arrays;
import java.util.List;
import java.util.Map;

/**
 * What stands before the data in a safetensors file: what each tensor is and where, and a map of texts.
 *
 * @param metadata the map of texts, in the order of the file
 * @param entries the tensors, in the order of their data
 */
record TensorHeader(Map<String, String> metadata, List<Entry> entries) {

    /** The reference implementation's limit on the header, in bytes. */
    static final int MAX_BYTES = 100_000_000;

    /** How many tensors a file may hold, and how many texts. */
    static final int MAX_ENTRIES = 100_000;

    /** The name under which the header holds the map of texts. */
    static final String METADATA = "__metadata__";

    /** The size of the number before the header, and what the start of the data is a multiple of. */
    static final int LENGTH_BYTES = Long.BYTES;

    /**
     * Where a tensor is.
     *
     * @param name its name
     * @param type what its elements are
     * @param shape its sizes, outermost first, with at most {@link Tensor#MAX_ELEMENTS} as their product
     * @param begin where its data starts, in bytes after the header
     * @param end where its data ends, exclusive
     */
    record Entry(String name, ElementType type, int[] shape, long begin, long end) {
    }

    /** {@return the size of the data section} */
    long dataBytes() {
        return entries.isEmpty() ? 0 : entries.get(entries.size() - 1).end();
    }

    /**
     * {@return the header as it stands in a file, with spaces behind it up to a multiple of eight bytes} The same header always
     * gives the same bytes.
     */
    byte[] encode() {
        StringWriter text = new StringWriter();
        try (JsonGenerator json = Json.generator(text)) {
            json.writeStartObject();
            if (!metadata.isEmpty()) {
                json.writeObjectFieldStart(METADATA);
                for (Map.Entry<String, String> entry : metadata.entrySet()) {
                    json.writeStringField(entry.getKey(), entry.getValue());
                }
                json.writeEndObject();
            }
            for (Entry entry : entries) {
                json.writeObjectFieldStart(entry.name());
                json.writeStringField("dtype", entry.type().name());
                json.writeFieldName("shape");
                json.writeArray(entry.shape(), 0, entry.shape().length);
                json.writeFieldName("data_offsets");
                json.writeArray(new long[] {entry.begin(), entry.end()}, 0, 2);
                json.writeEndObject();
            }
            json.writeEndObject();
        } catch (IOException e) {
            throw new UncheckedIOException("a StringWriter does not fail", e);
        }
        byte[] unpadded = text.toString().getBytes(StandardCharsets.UTF_8);
        byte[] padded = Arrays.copyOf(unpadded, (unpadded.length + LENGTH_BYTES - 1) / LENGTH_BYTES * LENGTH_BYTES);
        Arrays.fill(padded, unpadded.length, padded.length, (byte) ' ');
        return padded;
    }
}
