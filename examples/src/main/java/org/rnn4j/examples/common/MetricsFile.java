package org.rnn4j.examples.common;

import com.fasterxml.jackson.core.JsonEncoding;
import com.fasterxml.jackson.core.JsonFactory;
import com.fasterxml.jackson.core.JsonGenerator;
import java.io.ByteArrayOutputStream;
import java.io.IOException;
import java.io.RandomAccessFile;
import java.nio.charset.StandardCharsets;
import java.nio.file.Path;
import java.util.Map;

/** Appends JSON objects to a file, one a line. A line that an earlier run was killed in the middle of is removed first. */
public final class MetricsFile implements AutoCloseable {

    private static final JsonFactory JSON = new JsonFactory();

    private final Path path;
    private final RandomAccessFile file;

    private MetricsFile(Path path, RandomAccessFile file) {
        this.path = path;
        this.file = file;
    }

    /** {@return a file to append to; one that takes everything and keeps nothing when {@code path} is null} */
    public static MetricsFile open(Path path) {
        if (path == null) {
            return new MetricsFile(null, null);
        }
        try {
            RandomAccessFile file = new RandomAccessFile(path.toFile(), "rw");
            long end = file.length();
            while (end > 0) {
                file.seek(end - 1);
                if (file.read() == '\n') {
                    break;
                }
                end--;
            }
            file.setLength(end);
            file.seek(end);
            return new MetricsFile(path, file);
        } catch (IOException e) {
            throw new UserException("--metrics " + path + ": cannot be written: " + e.getMessage());
        }
    }

    /** Appends one object: texts, numbers, booleans. A number that JSON cannot hold (NaN) becomes null. */
    public void write(Map<String, ?> values) {
        if (file != null) {
            try {
                file.write(line(values).getBytes(StandardCharsets.UTF_8));
            } catch (IOException e) {
                throw new UserException("--metrics " + path + ": cannot be written: " + e.getMessage());
            }
        }
    }

    /** {@return one JSON object and a line feed} */
    public static String line(Map<String, ?> values) {
        ByteArrayOutputStream bytes = new ByteArrayOutputStream();
        try (JsonGenerator json = JSON.createGenerator(bytes, JsonEncoding.UTF8)) {
            json.writeStartObject();
            for (Map.Entry<String, ?> entry : values.entrySet()) {
                json.writeFieldName(entry.getKey());
                writeValue(json, entry.getValue());
            }
            json.writeEndObject();
        } catch (IOException e) {
            throw new IllegalStateException("writing to memory", e);
        }
        return bytes.toString(StandardCharsets.UTF_8) + "\n";
    }

    private static void writeValue(JsonGenerator json, Object value) throws IOException {
        if (value instanceof Double number) {
            if (Double.isFinite(number)) {
                json.writeNumber(number);
            } else {
                json.writeNull();
            }
        } else if (value instanceof Float number) {
            writeValue(json, Double.parseDouble(number.toString()));        // 0.002, not 0.0020000000949949026
        } else if (value instanceof Integer || value instanceof Long) {
            json.writeNumber(((Number) value).longValue());
        } else if (value instanceof Boolean flag) {
            json.writeBoolean(flag);
        } else {
            json.writeString(String.valueOf(value));
        }
    }

    @Override
    public void close() {
        if (file != null) {
            try {
                file.close();
            } catch (IOException e) {
                throw new UserException("--metrics " + path + ": cannot be closed: " + e.getMessage());
            }
        }
    }
}
