package org.rnn4j.examples.charlm;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertTrue;

import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.Map;
import java.util.Random;
import java.util.TreeSet;
import java.util.concurrent.TimeUnit;
import java.util.stream.Collectors;
import java.util.stream.LongStream;
import org.junit.jupiter.api.Assumptions;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.rnn4j.examples.Cli;

/** Training in a JVM of its own that is killed, and goes on. */
class KillTest {

    /** The windows of an epoch: a checkpoint after each, or few, and a validation and a model after all. */
    private static final int WINDOWS = 32;

    private static final int KILLS = 30;

    private static final long PATIENCE_SECONDS = 60;

    @TempDir
    private Path directory;
    private Path text;
    private Path metrics;
    private Map<String, String> uninterrupted;

    @BeforeEach
    void writeText() throws Exception {
        text = Runs.text(directory);
        metrics = directory.resolve("metrics.jsonl");
    }

    private void trainUninterrupted(int epochs) throws Exception {
        Path out = directory.resolve("uninterrupted");
        assertEquals(0, Runs.train(text, out, "--epochs", epochs).status());
        uninterrupted = Runs.tree(out);
    }

    private Process start(Path out, int epochs, Object... more) throws Exception {
        List<Object> words = Runs.words(text, out, more);
        words.addAll(List.of("--epochs", epochs, "--threads", 1, "--metrics", metrics));
        return Cli.start(words.toArray());
    }

    /** Waits until there is more in the metrics than before. @return whether there is; not when the process ended first */
    private boolean waitForProgress(Process process, long before) throws Exception {
        long end = System.nanoTime() + TimeUnit.SECONDS.toNanos(PATIENCE_SECONDS);
        while (process.isAlive()) {
            if (Files.exists(metrics) && Files.size(metrics) > before) {
                return true;
            }
            assertTrue(System.nanoTime() < end, "no window in " + PATIENCE_SECONDS + " seconds");
            Thread.sleep(1);
        }
        return false;
    }

    private long metricsSize() throws Exception {
        return Files.exists(metrics) ? Files.size(metrics) : 0;
    }

    private void assertFinishedLikeUninterrupted(Path out) throws Exception {
        assertEquals(uninterrupted.keySet(), Runs.tree(out).keySet(), "nothing is left behind");
        assertTrue(uninterrupted.equals(Runs.tree(out)), "other bytes");
    }

    /** Every line is whole, every window and epoch is there, and all that were made again came out the same. */
    private void assertMetricsAreWhole(long epochs) throws Exception {
        List<Map<String, Object>> lines = Runs.metrics(metrics);
        for (String event : List.of("train", "epoch")) {
            String number = event.equals("train") ? "window" : "epoch";
            String loss = event.equals("train") ? "loss" : "validation_loss";
            Map<Object, List<Map<String, Object>>> byNumber = lines.stream().filter(line -> line.get("event").equals(event))
                    .collect(Collectors.groupingBy(line -> line.get(number)));
            long last = event.equals("train") ? epochs * WINDOWS : epochs;
            assertEquals(new TreeSet<Object>(LongStream.rangeClosed(1, last).boxed().toList()), new TreeSet<>(byNumber.keySet()));
            byNumber.forEach((at, same) -> assertEquals(1, same.stream().map(line -> line.get(loss)).distinct().count(), event + at));
        }
    }

    @Test
    void killedAtAnyMomentItGoesOnAndFinishesWithTheSameBytes() throws Exception {
        int epochs = 12;
        trainUninterrupted(epochs);
        Random random = new Random(20_260);
        int kills = 0;
        int whileItTrained = 0;
        for (int run = 1; kills < KILLS; run++) {
            Path out = directory.resolve("run" + run);
            Files.deleteIfExists(metrics);
            boolean finished = false;
            while (!finished) {
                Process process = start(out, epochs, "--resume", "--checkpoint-every", 1 + run % 2);
                if (kills < KILLS) {
                    boolean inItsStart = random.nextInt(6) == 0;
                    boolean trains = !inItsStart && waitForProgress(process, metricsSize());
                    // Into the start of the JVM and the reading of the checkpoint, or into windows, checkpoints and epochs.
                    boolean ended = process.waitFor(random.nextInt(inItsStart ? 400 : 120), TimeUnit.MILLISECONDS);
                    process.destroyForcibly();
                    int status = process.waitFor();
                    finished = ended && status == 0;
                    assertTrue(finished || !ended, "ended by itself with status " + status + " after " + kills + " kills");
                    kills += finished ? 0 : 1;
                    whileItTrained += !finished && trains ? 1 : 0;
                } else {
                    assertTrue(process.waitFor(PATIENCE_SECONDS, TimeUnit.SECONDS));
                    assertEquals(0, process.exitValue(), "after " + kills + " kills");
                    finished = true;
                }
            }
            assertFinishedLikeUninterrupted(out);
            assertMetricsAreWhole(epochs);
        }
        assertTrue(whileItTrained > KILLS / 2, "only " + whileItTrained + " kills while it trained");
    }

    @ParameterizedTest
    @CsvSource({"INT, 130", "TERM, 143"})
    void aPoliteSignalEndsItAfterACheckpoint(String signal, int status) throws Exception {
        Assumptions.assumeTrue(Files.isExecutable(Path.of("/bin/kill")), "a way to send signals");
        Assumptions.assumeFalse(signal.equals("INT") && ignoresInterrupts(), "a background job of a shell ignores Ctrl-C");
        int epochs = 60;                            // so many that it is not done when the signal arrives
        trainUninterrupted(epochs);
        Path out = directory.resolve("run");
        // Without checkpoints within epochs, so that the last one is that of the signal.
        Process process = start(out, epochs, "--checkpoint-every", 1_000_000);
        assertTrue(waitForProgress(process, 0));
        assertEquals(0, new ProcessBuilder("/bin/kill", "-" + signal, Long.toString(process.pid())).start().waitFor());
        assertTrue(process.waitFor(PATIENCE_SECONDS, TimeUnit.SECONDS));
        assertEquals(status, process.exitValue());
        long windows = windows();
        assertTrue(windows > 0 && windows < epochs * WINDOWS, windows + " windows: stopped too late to show anything");

        Cli.Result resumed = Cli.run(Runs.words(text, out, "--epochs", epochs, "--resume", "--metrics", metrics));
        assertEquals(0, resumed.status(), resumed.err());
        assertTrue(resumed.out().contains("resumed after window " + windows), "from the very window: " + resumed.out());
        assertFinishedLikeUninterrupted(out);
        assertEquals(epochs * WINDOWS, windows(), "none was made twice");
    }

    private long windows() throws Exception {
        return Runs.metrics(metrics).stream().filter(line -> line.get("event").equals("train")).count();
    }

    /** What a process ignores its children ignore too; Linux says what that is, SIGINT being the second bit. */
    private static boolean ignoresInterrupts() throws Exception {
        Path status = Path.of("/proc/self/status");
        return Files.exists(status) && Files.readAllLines(status).stream().filter(line -> line.startsWith("SigIgn:"))
                .anyMatch(line -> (Long.parseUnsignedLong(line.substring(7).strip(), 16) & 2) != 0);
    }
}
