package org.rnn4j.examples.charlm;

import java.nio.file.Path;
import java.util.List;
import java.util.concurrent.Callable;
import org.rnn4j.examples.common.CommandLines;
import org.rnn4j.examples.common.Require;
import picocli.CommandLine.Command;
import picocli.CommandLine.Mixin;
import picocli.CommandLine.Option;

/** Trains a character-level language model; see {@link TrainingRun} for how. */
@Command(name = "train", description = "Trains a language model on text files, or on the library's own source.")
public final class TrainCommand implements Callable<Integer> {

    private static final int MOST_THREADS = 1024;

    @Option(names = "--text", paramLabel = "FILE",
            description = "a UTF-8 text; may be given several times; without it the library's own source")
    private List<Path> texts;

    @Option(names = "--out", paramLabel = "DIR", required = true,
            description = "required: where the model and the checkpoint go; made when it is not there")
    private Path out;

    @Mixin
    private ModelOptions model;

    @Option(names = "--epochs", paramLabel = "N", defaultValue = "1", description = "passes over the text (${DEFAULT-VALUE})")
    private int epochs;

    @Option(names = "--max-windows", paramLabel = "N",
            description = "end after so many windows, even within an epoch")
    private long maxWindows = Long.MAX_VALUE;

    @Option(names = "--threads", paramLabel = "N",
            description = "without it as many as there are processors, at most 4; the result is the same for any number")
    private Integer threads;

    @Option(names = "--checkpoint-every", paramLabel = "WINDOWS", defaultValue = "100",
            description = "windows between checkpoints; there is also one at the end of each epoch and on Ctrl-C (${DEFAULT-VALUE})")
    private long checkpointEvery;

    @Option(names = "--metrics", paramLabel = "FILE", description = "a file to append one JSON object a line to")
    private Path metrics;

    @Option(names = "--resume", description = "go on from the checkpoint in --out, if there is one")
    private boolean resume;

    /** Trains. */
    public static void main(String[] arguments) {
        CommandLines.run(new TrainCommand(), arguments);
    }

    @Override
    public Integer call() throws Exception {
        model.check();
        Require.atLeast("--epochs", epochs, 0);
        Require.atLeast("--max-windows", maxWindows, 0);
        int workers = threads == null ? Math.min(4, Runtime.getRuntime().availableProcessors()) : threads;
        Require.inRange("--threads", workers, 1, MOST_THREADS);
        Require.atLeast("--checkpoint-every", checkpointEvery, 1);
        new TrainingRun(texts == null ? List.of() : texts, out, model, epochs, maxWindows, workers, checkpointEvery, metrics)
                .run(resume);
        return 0;
    }
}
