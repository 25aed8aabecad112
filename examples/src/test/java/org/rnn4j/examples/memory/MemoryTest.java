package org.rnn4j.examples.memory;

import static org.junit.jupiter.api.Assertions.assertArrayEquals;
import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertTrue;

import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;
import java.util.Map;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;
import org.rnn4j.data.Batch;
import org.rnn4j.examples.Cli;
import org.rnn4j.examples.Json;

class MemoryTest {

    @TempDir
    private Path directory;

    @Test
    void theSumOfTheTwoMarkedNumbersIsAskedFor() {
        AddingTask task = new AddingTask(11, 50, 2, 1);
        double mean = 0;
        double squares = 0;
        for (Batch batch : task) {
            for (int n = 0; n < 50; n++) {
                double sum = 0;
                int marks = 0;
                for (int t = 0; t < 11; t++) {
                    assertTrue(batch.inputs().get(t, n, 0) >= 0 && batch.inputs().get(t, n, 0) < 1);
                    marks += (int) batch.inputs().get(t, n, 1);
                    sum += batch.inputs().get(t, n, 0) * batch.inputs().get(t, n, 1);
                    assertTrue(t != 4 || marks == 1, "one mark in the first half");
                }
                assertEquals(2, marks);
                assertEquals(sum, batch.targets().values().get(0, n, 0), 1e-6);
                mean += sum / 100;
                squares += sum * sum / 100;
            }
        }
        assertEquals(task.baseline(), squares - mean * mean, 0.08, "variance of the sum");
    }

    @Test
    void theFirstSymbolsAreAskedForAtTheEndAndNothingElseCounts() {
        CopyTask task = new CopyTask(12, 5, 1, 1);
        Batch batch = task.next();
        for (int n = 0; n < 5; n++) {
            for (int t = 0; t < 12; t++) {
                assertEquals(t < 8 ? 0 : 1, batch.targets().weight(t * 5 + n));
                if (t >= 8) {
                    assertEquals(batch.inputs().ids()[(t - 8) * 5 + n], batch.targets().values().ids()[t * 5 + n]);
                }
            }
            assertEquals(CopyTask.SYMBOLS + 1, batch.inputs().ids()[8 * 5 + n], "the signal");
        }
    }

    @ParameterizedTest
    @ValueSource(strings = {"ADDING", "COPY"})
    void aWindowFollowsFromSeedEpochAndNumberAlone(MemoryTasks kind) {
        MemoryTask task = kind.create(9, 3, 4, 7);
        task.epoch(2);
        task.next();
        task.next();
        float[] third = inputs(task.next());
        MemoryTask other = kind.create(9, 3, 4, 7);
        other.epoch(2);
        other.seek(2);
        assertArrayEquals(third, inputs(other.next()));
        other.epoch(1);
        other.seek(2);
        assertTrue(!Arrays.equals(third, inputs(other.next())), "another epoch");
    }

    private static float[] inputs(Batch batch) {
        return batch.inputs().toMatrix().data.clone();
    }

    @Test
    void gatesRememberWhatTheVanillaCellForgets() throws Exception {
        Path metrics = directory.resolve("m.jsonl");
        Cli.Result result = Cli.run("memory", "--task", "adding", "--cell", "rnn,gru", "--length", 60, "--hidden", 16, "--updates", 500,
                "--lr", 0.02, "--threads", 2, "--metrics", metrics);
        assertEquals(0, result.status(), result.err());
        List<Map<String, Object>> lines = new ArrayList<>();
        for (String line : Files.readAllLines(metrics)) {
            lines.add(Json.object(line));
        }
        assertEquals(List.of("rnn", "gru"), lines.stream().map(line -> line.get("cell")).toList());
        assertEquals(List.of(false, true), lines.stream().map(line -> line.get("solved")).toList(), lines.toString());
        assertTrue(result.out().contains("solved at"), result.out());
    }

    @Test
    void theNumberOfThreadsChangesNothing() {
        String[] tables = new String[2];
        for (int i = 0; i < 2; i++) {
            tables[i] = Cli.run("memory", "--length", "8,10", "--hidden", 3, "--batch", 2, "--updates", 100, "--threads", 1 + 2 * i).out();
        }
        assertEquals(tables[0], tables[1]);
    }

    @ParameterizedTest
    @ValueSource(strings = {"--length=7", "--length=", "--length=x", "--cell=tube", "--task=fly", "--updates=99", "--lr=0", "--hidden=0",
            "--batch=0", "--threads=0", "--metrics=/dev/null/x"})
    void whatIsWrongIsNamed(String option) {
        Cli.Result result = Cli.run("memory", option);
        assertEquals(2, result.status(), result.out());
        assertEquals(1, result.errorLines().size(), result.err());
        assertTrue(result.err().contains(option.substring(0, option.indexOf('='))), result.err());
    }
}
