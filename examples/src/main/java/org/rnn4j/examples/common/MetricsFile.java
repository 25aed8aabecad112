package org.rnn4j.examples.common;

import com.fasterxml.jackson.core.JsonEncoding;
import com.fasterxml.jackson.core.JsonFactory;
import com.fasterxml.jackson.core.JsonGenerator;
import java.io.ByteArrayOutputStream;
import java.io.FileOutputStream;
import java.io.IOException;
import java.io.OutputStream;
import java.io.RandomAccessFile;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.Map;

/**
 * Appends JSON objects to a file, one a line. A line that an earlier run was killed in the middle of is removed first; a file that
 * ends in anything else is not touched, since it is hardly one of metrics. Nothing is buffered: what was written outlasts the
 * process.
 */
public final class MetricsFile implements AutoCloseable {

    private static final JsonFactory JSON = new JsonFactory();

    /** How every line begins that the examples write. */
    private static final String BEGINNING = "{\"event\":";

    /** More than a line has. */
    private static final int LONGEST_LINE = 1 << 16;

    private final Path path;
    private final OutputStream out;

    private MetricsFile(Path path, OutputStream out) {
        this.path = path;
        this.out = out;
    }

    /** {@return a file to append to; one that takes everything and keeps nothing when {@code path} is null} */
    public static MetricsFile open(Path path) {
        if (path == null) {
            return new MetricsFile(null, OutputStream.nullOutputStream());
        }
        check(path);
        try {
            if (Files.isRegularFile(path)) {
                removeBrokenLine(path);
            }
            // Opened so also for a pipe or a terminal, in which there are no positions.
            return new MetricsFile(path, new FileOutputStream(path.toFile(), true));
        } catch (IOException e) {
            throw cannotBeWritten(path, e);
        }
    }

    /** Finds, without touching anything, the usual reasons for which {@link #open} fails. @param path null for no file */
    public static void check(Path path) {
        if (path == null) {
            return;
        }
        if (Files.isDirectory(path)) {
            throw new UserException("--metrics " + path + ": expected a file but it is a directory");
        }
        Path parent = path.toAbsolutePath().getParent();
        if (!Files.exists(path) && !Files.isDirectory(parent)) {
            throw new UserException("--metrics " + path + ": expected a directory " + parent + " to make it in but there is none");
        }
        if (!Files.isWritable(Files.exists(path) ? path : parent)) {
            throw new UserException("--metrics " + path + ": cannot be written: permission denied");
        }
    }

    private static void removeBrokenLine(Path path) throws IOException {
        try (RandomAccessFile file = new RandomAccessFile(path.toFile(), "rw")) {
            long start = Math.max(0, file.length() - LONGEST_LINE);
            byte[] end = new byte[(int) (file.length() - start)];
            file.seek(start);
            file.readFully(end);
            int line = end.length;
            while (line > 0 && end[line - 1] != '\n') {
                line--;
            }
            String broken = new String(end, line, end.length - line, StandardCharsets.UTF_8);
            boolean ours = broken.startsWith(BEGINNING) || BEGINNING.startsWith(broken);
            if (!ours || line == 0 && start > 0) {
                throw new UserException("--metrics " + path + ": expected a file of JSON lines to append to but its last line is no"
                        + " metrics and does not end");
            }
            file.setLength(start + line);
        }
    }

    private static UserException cannotBeWritten(Path path, IOException problem) {
        return new UserException("--metrics " + path + ": cannot be written: " + Problems.reason(problem));
    }

    /** Appends one object: texts, numbers, booleans. A number that JSON cannot hold (NaN) becomes null. */
    public void write(Map<String, ?> values) {
        try {
            out.write(line(values).getBytes(StandardCharsets.UTF_8));
        } catch (IOException e) {
            throw cannotBeWritten(path, e);
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
        try {
            out.close();
        } catch (IOException e) {
            throw cannotBeWritten(path, e);
        }
    }
}
