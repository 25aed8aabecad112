package org.rnn4j.examples.charlm;

import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.concurrent.Callable;
import org.rnn4j.examples.common.CommandLines;
import org.rnn4j.examples.common.Require;
import picocli.CommandLine.Command;
import picocli.CommandLine.Help.Visibility;
import picocli.CommandLine.Mixin;
import picocli.CommandLine.Option;

/** Trains a character-level language model; see {@link TrainingRun} for how. */
@Command(name = "train", description = "Trains a language model on text files, or on the library's own source.")
public final class TrainCommand implements Callable<Integer> {


    @Option(names = "--text", paramLabel = "FILE", description = "a UTF-8 text; may be given several times")
    private List<Path> texts = new ArrayList<>();

    @Option(names = "--out", paramLabel = "DIR", required = true, description = "where the model and the checkpoint go")
    private Path out;

    @Mixin
    private ModelOptions model;

    @Option(names = "--epochs", defaultValue = "1", description = "passes over the text")
    private int epochs;

    @Option(names = "--max-windows", defaultValue = "9223372036854775807", showDefaultValue = Visibility.NEVER,
            description = "updates after which to end, however many epochs that is")
    private long maxWindows;

    @Option(names = "--threads", defaultValue = "0",
            description = "threads; 0 for as many as there are processors, at most 4. The result is the same for any number")
    private int threads;

    @Option(names = "--checkpoint-every", paramLabel = "WINDOWS", defaultValue = "100",
            description = "windows between checkpoints; there is also one at the end of each epoch and on Ctrl-C")
    private long checkpointEvery;

    @Option(names = "--metrics", paramLabel = "FILE", description = "append one JSON object a line")
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
        Require.atLeast("--threads", threads, 0);
        Require.atLeast("--checkpoint-every", checkpointEvery, 1);
        int workers = threads > 0 ? threads : Math.min(4, Runtime.getRuntime().availableProcessors());
        new TrainingRun(texts, out, model, epochs, maxWindows, workers, checkpointEvery, metrics).run(resume);
        return 0;
    }
}
