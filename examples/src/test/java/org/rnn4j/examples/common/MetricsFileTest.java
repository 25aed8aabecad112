package org.rnn4j.examples.common;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertThrows;
import static org.junit.jupiter.api.Assertions.assertTrue;

import java.nio.file.Files;
import java.nio.file.Path;
import java.util.LinkedHashMap;
import java.util.Map;
import org.junit.jupiter.api.Assumptions;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

class MetricsFileTest {

    private static final String LINE = "{\"event\":\"train\",\"loss\":0.5}\n";

    @TempDir
    private Path directory;

    private static void append(Path file) {
        try (MetricsFile metrics = MetricsFile.open(file)) {
            Map<String, Object> values = new LinkedHashMap<>();
            values.put("event", "train");
            values.put("loss", 0.5);
            metrics.write(values);
        }
    }

    @Test
    void linesAreAppended() throws Exception {
        Path file = directory.resolve("m.jsonl");
        append(file);
        append(file);
        assertEquals(LINE + LINE, Files.readString(file));
    }

    @Test
    void whatAKilledRunBeganIsRemovedWhereverItWasKilled() throws Exception {
        Path file = directory.resolve("m.jsonl");
        for (int length = 0; length < LINE.length(); length++) {
            Files.writeString(file, LINE + LINE.substring(0, length));
            append(file);
            assertEquals(LINE + LINE, Files.readString(file), length + " bytes of a line");
            Files.writeString(file, LINE.substring(0, length));
            append(file);
            assertEquals(LINE, Files.readString(file), length + " bytes of the first line");
        }
    }

    @ParameterizedTest
    @ValueSource(strings = {"a text without an end", "one line\nand another", "{\"other\":1}", "\u0000"})
    void aFileOfSomethingElseIsRefusedAndNotTouched(String content) throws Exception {
        Path file = Files.writeString(directory.resolve("text"), content);
        String message = assertThrows(UserException.class, () -> MetricsFile.open(file)).getMessage();
        assertTrue(message.contains("last line is no metrics"), message);
        assertEquals(content, Files.readString(file));
    }

    @Test
    void aLongFileWithoutALineIsRefusedAndNotTouched() throws Exception {
        String content = LINE.strip().repeat(10_000);
        Path file = Files.writeString(directory.resolve("text"), content);
        assertThrows(UserException.class, () -> MetricsFile.open(file));
        assertEquals(content, Files.readString(file));
    }

    @Test
    void aLongFileOfLinesIsAppendedTo() throws Exception {
        Path file = Files.writeString(directory.resolve("m.jsonl"), LINE.repeat(10_000) + LINE.substring(0, 9));
        append(file);
        assertEquals(LINE.repeat(10_001), Files.readString(file));
    }

    @Test
    void aDeviceTakesLinesToo() {
        Path nowhere = Path.of("/dev/null");
        Assumptions.assumeTrue(Files.exists(nowhere), "a device that takes everything");
        append(nowhere);
        append(null);
    }

    @Test
    void whatCannotBeAFileIsNamedWithoutMakingOne() throws Exception {
        assertTrue(assertThrows(UserException.class, () -> MetricsFile.check(directory)).getMessage().contains("is a directory"));
        Path orphan = directory.resolve("nowhere").resolve("m.jsonl");
        assertTrue(assertThrows(UserException.class, () -> MetricsFile.check(orphan)).getMessage().contains("nowhere"));
        MetricsFile.check(directory.resolve("new"));
        MetricsFile.check(null);
        assertTrue(Files.notExists(directory.resolve("new")));
    }

    @Test
    void valuesAreJson() {
        Map<String, Object> values = new LinkedHashMap<>();
        values.put("text", "a \"quoted\" 한\n");
        values.put("whole", 3);
        values.put("long", 1L << 60);
        values.put("float", 0.002f);
        values.put("nan", Double.NaN);
        values.put("infinite", Float.POSITIVE_INFINITY);
        values.put("flag", true);
        assertEquals("{\"text\":\"a \\\"quoted\\\" 한\\n\",\"whole\":3,\"long\":1152921504606846976,\"float\":0.002,\"nan\":null,"
                + "\"infinite\":null,\"flag\":true}\n", MetricsFile.line(values));
    }
}
