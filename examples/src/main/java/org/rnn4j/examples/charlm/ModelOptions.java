package org.rnn4j.examples.charlm;

import java.util.Locale;
import org.rnn4j.config.Settings;
import org.rnn4j.examples.common.CellType;
import org.rnn4j.examples.common.OptimizerType;
import org.rnn4j.examples.common.Require;
import picocli.CommandLine.Option;

/** What defines a run: with the same of these, the same text and the same kernels, the finished model has the same bytes. */
final class ModelOptions {

    @Option(names = "--cell", paramLabel = "rnn|lstm|gru", defaultValue = "lstm",
            description = "the recurrence; gru_after is a gru whose reset gate acts on the product (${DEFAULT-VALUE})")
    CellType cell;

    @Option(names = "--hidden", paramLabel = "N", defaultValue = "128",
            description = "width of a recurrent layer (${DEFAULT-VALUE})")
    int hidden;

    @Option(names = "--layers", paramLabel = "N", defaultValue = "1",
            description = "number of recurrent layers (${DEFAULT-VALUE})")
    int layers;

    @Option(names = "--embedding", paramLabel = "N", defaultValue = "0",
            description = "width of learned symbol vectors; 0 feeds one-hot symbols (${DEFAULT-VALUE})")
    int embedding;

    @Option(names = "--batch", paramLabel = "N", defaultValue = "32",
            description = "number of lanes the text is cut into (${DEFAULT-VALUE})")
    int batch;

    @Option(names = "--window", paramLabel = "N", defaultValue = "64",
            description = "steps between updates, through which gradients flow back (${DEFAULT-VALUE})")
    int window;

    @Option(names = "--optimizer", paramLabel = "NAME", defaultValue = "adam",
            description = "sgd, momentum, nesterov, adagrad, rmsprop, adam or adamw (${DEFAULT-VALUE})")
    OptimizerType optimizer;

    @Option(names = "--lr", paramLabel = "RATE", defaultValue = "0.002", description = "learning rate (${DEFAULT-VALUE})")
    float learningRate;

    @Option(names = "--clip", paramLabel = "NORM", defaultValue = "5",
            description = "largest global norm of the gradients; 0 for none (${DEFAULT-VALUE})")
    float clip;

    @Option(names = "--dropout", paramLabel = "P", defaultValue = "0",
            description = "probability of dropping an output of a recurrent layer (${DEFAULT-VALUE})")
    float dropout;

    @Option(names = "--validation", paramLabel = "FRACTION", defaultValue = "0.1",
            description = "how much of the text is held out, at its end (${DEFAULT-VALUE})")
    double validation;

    @Option(names = "--seed", paramLabel = "N", defaultValue = "1", description = "seed of everything random (${DEFAULT-VALUE})")
    long seed;

    void check() {
        Require.atLeast("--hidden", hidden, 1);
        Require.atLeast("--layers", layers, 1);
        Require.atLeast("--embedding", embedding, 0);
        Require.atLeast("--batch", batch, 1);
        Require.atLeast("--window", window, 1);
        Require.positive("--lr", learningRate);
        Require.notNegative("--clip", clip);
        Require.inRange("--dropout", dropout, 0, 0.999);
        Require.inRange("--validation", validation, 0, 0.9);
    }

    /** {@return all of them, under the names of the command line} */
    Settings settings() {
        return Settings.empty()
                .with("cell", cell.name().toLowerCase(Locale.ROOT)).with("hidden", hidden).with("layers", layers)
                .with("embedding", embedding).with("batch", batch).with("window", window)
                .with("optimizer", optimizer.name().toLowerCase(Locale.ROOT)).with("lr", learningRate).with("clip", clip)
                .with("dropout", dropout).with("validation", validation).with("seed", seed);
    }
}
