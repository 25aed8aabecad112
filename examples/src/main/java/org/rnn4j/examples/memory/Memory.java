package org.rnn4j.examples.memory;

import java.nio.file.Path;
import java.util.ArrayList;
import java.util.IdentityHashMap;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.concurrent.Callable;
import java.util.concurrent.ExecutionException;
import java.util.concurrent.ExecutorService;
import java.util.concurrent.Executors;
import java.util.concurrent.Future;
import java.util.concurrent.atomic.AtomicBoolean;
import java.util.concurrent.atomic.AtomicInteger;
import org.rnn4j.examples.common.CellType;
import org.rnn4j.examples.common.CommandLines;
import org.rnn4j.examples.common.Interrupt;
import org.rnn4j.examples.common.MetricsFile;
import org.rnn4j.examples.common.ProgressDisplay;
import org.rnn4j.examples.common.Require;
import picocli.CommandLine.Command;
import picocli.CommandLine.Option;

/**
 * Sets each cell to tasks that need a memory of 50 to 400 steps, and prints in one table what came of it. The vanilla RNN's gradient
 * shrinks or grows by a factor at every step and is lost on the way back; that of an LSTM's cell state and of a GRU's hidden state
 * passes through gates that may stand open, and arrives.
 */
@Command(name = "memory", description = "How far back RNN, LSTM and GRU can remember: the adding problem and the copy task.")
public final class Memory implements Callable<Integer> {

    @Option(names = "--task", split = ",", paramLabel = "TASK", defaultValue = "adding,copy", description = "adding, copy or both")
    private List<MemoryTasks> tasks;

    @Option(names = "--cell", split = ",", paramLabel = "CELL", defaultValue = "rnn,lstm,gru",
            description = "rnn, lstm, gru, gru_after (${DEFAULT-VALUE})")
    private List<CellType> cells;

    @Option(names = "--length", split = ",", paramLabel = "STEPS", defaultValue = "50,100,200,400",
            description = "over how many steps (${DEFAULT-VALUE})")
    private List<Integer> lengths;

    @Option(names = "--hidden", paramLabel = "N", defaultValue = "32", description = "width of the hidden state (${DEFAULT-VALUE})")
    private int hidden;

    @Option(names = "--batch", paramLabel = "N", defaultValue = "32", description = "sequences side by side (${DEFAULT-VALUE})")
    private int batch;

    @Option(names = "--updates", paramLabel = "N", defaultValue = "2000",
            description = "most updates of a run, in hundreds; one that reaches the goal ends before (${DEFAULT-VALUE})")
    private int updates;

    @Option(names = "--lr", paramLabel = "RATE", defaultValue = "0.01", description = "learning rate (${DEFAULT-VALUE})")
    private float learningRate;

    @Option(names = "--seed", paramLabel = "N", defaultValue = "1", description = "seed of everything random (${DEFAULT-VALUE})")
    private long seed;

    @Option(names = "--threads", paramLabel = "N",
            description = "runs at a time; as many as there are processors, at most 4, without it; the result is the same for any number")
    private Integer threads;

    @Option(names = "--metrics", paramLabel = "FILE", description = "a file to append one JSON object a line to")
    private Path metricsPath;

    /** Runs. */
    public static void main(String[] arguments) {
        CommandLines.run(new Memory(), arguments);
    }

    @Override
    public Integer call() throws InterruptedException {
        Require.atLeast("--hidden", hidden, 1);
        Require.atLeast("--batch", batch, 1);
        Require.inRange("--updates", updates, MemoryRun.EPOCH, 1_000_000_000L);
        Require.positive("--lr", learningRate);
        for (int length : lengths) {
            Require.inRange("--length", length, 2L * CopyTask.REMEMBERED, 1_000_000);
        }
        int workers = threads == null ? Math.min(4, Runtime.getRuntime().availableProcessors()) : threads;
        Require.inRange("--threads", workers, 1, 1024);
        MetricsFile.check(metricsPath);
        try (MetricsFile metrics = MetricsFile.open(metricsPath)) {
            System.out.printf(Locale.ROOT, "adding: mean squared error of the sum of two marked numbers; %.3f for always saying 1%n",
                    MemoryTasks.ADDING.create(8, 1, 1, 0).baseline());
            System.out.printf(Locale.ROOT, "copy: nats per symbol when %d of %d symbols are said again; %.3f for guessing%n%n",
                    CopyTask.REMEMBERED, CopyTask.SYMBOLS, MemoryTasks.COPY.create(8, 1, 1, 0).baseline());
            List<Row> rows = rows();
            boolean complete = runAll(rows, workers);
            System.out.print(new MemoryTable(cells, rows));
            if (complete) {
                rows.forEach(row -> write(metrics, row));
            } else {
                System.out.println("stopped before all runs were done");
            }
        }
        return 0;
    }

    private List<Row> rows() {
        List<Row> rows = new ArrayList<>();
        for (MemoryTasks task : tasks) {
            for (int length : lengths) {
                rows.add(new Row(task, length, new LinkedHashMap<>()));
            }
        }
        return rows;
    }

    /** A line of the table: what came of each cell at one task and length; a run that was given up is not there. */
    record Row(MemoryTasks task, int length, Map<CellType, MemoryRun.Result> results) {
    }

    /** Runs as many at a time as there are threads, the longest first. {@return whether all came to their end} */
    private boolean runAll(List<Row> rows, int workers) throws InterruptedException {
        AtomicBoolean givenUp = new AtomicBoolean();
        AtomicInteger done = new AtomicInteger();
        ExecutorService executor = Executors.newFixedThreadPool(workers);
        try (ProgressDisplay display = ProgressDisplay.of("learning", "runs", (long) rows.size() * cells.size(), 0);
             Interrupt interrupt = Interrupt.handledBy(() -> givenUp.set(true))) {
            Map<Row, Map<CellType, Future<MemoryRun.Result>>> futures = new IdentityHashMap<>();       // rows fill up
            List<Row> longestFirst = new ArrayList<>(rows);
            longestFirst.sort((a, b) -> Integer.compare(b.length(), a.length()));
            for (Row row : longestFirst) {
                for (CellType cell : cells) {
                    MemoryRun run = new MemoryRun(cell, hidden, batch, updates, learningRate, seed);
                    futures.computeIfAbsent(row, key -> new LinkedHashMap<>()).put(cell, executor.submit(() -> {
                        MemoryRun.Result result = givenUp.get() ? null : run.run(row.task(), row.length(), givenUp::get);
                        display.show(done.incrementAndGet(), row.task() + " " + row.length() + " " + cell);
                        return givenUp.get() ? null : result;
                    }));
                }
            }
            for (Row row : rows) {
                for (CellType cell : cells) {
                    MemoryRun.Result result = futures.get(row).get(cell).get();
                    if (result != null) {
                        row.results().put(cell, result);
                    }
                }
            }
            return !givenUp.get();
        } catch (ExecutionException e) {
            givenUp.set(true);
            throw e.getCause() instanceof RuntimeException problem ? problem : new IllegalStateException(e.getCause());
        } finally {
            executor.shutdown();
        }
    }

    private static void write(MetricsFile metrics, Row row) {
        row.results().forEach((cell, result) -> {
            Map<String, Object> event = new LinkedHashMap<>();
            event.put("event", "result");
            event.put("example", "memory");
            event.put("split", "test");
            event.put("task", row.task().name().toLowerCase(Locale.ROOT));
            event.put("length", row.length());
            event.put("cell", cell.name().toLowerCase(Locale.ROOT));
            event.put("baseline", row.task().create(8, 1, 1, 0).baseline());
            event.put("loss", result.loss());
            event.put("updates", result.updates());
            event.put("solved", result.solved());
            event.put("seconds", result.seconds());
            metrics.write(event);
        });
    }
}
