package org.rnn4j.examples.charlm;

import java.util.Locale;
import org.rnn4j.config.Settings;
import org.rnn4j.examples.common.CellType;
import org.rnn4j.examples.common.OptimizerType;
import org.rnn4j.examples.common.Require;
import picocli.CommandLine.Option;

/** What defines a run: with the same of these, the same text and the same kernels, the finished model has the same bytes. */
final class ModelOptions {

    @Option(names = "--cell", defaultValue = "lstm", description = "rnn, lstm or gru (${DEFAULT-VALUE})")
    CellType cell;

    @Option(names = "--hidden", defaultValue = "128", description = "width of a recurrent layer")
    int hidden;

    @Option(names = "--layers", defaultValue = "1", description = "number of recurrent layers")
    int layers;

    @Option(names = "--embedding", defaultValue = "0", description = "width of learned symbol vectors; 0 feeds one-hot symbols")
    int embedding;

    @Option(names = "--batch", defaultValue = "32", description = "number of lanes the text is cut into")
    int batch;

    @Option(names = "--window", defaultValue = "64", description = "steps between updates, through which gradients flow back")
    int window;

    @Option(names = "--optimizer", defaultValue = "adam",
            description = "sgd, momentum, nesterov, adagrad, rmsprop, adam or adamw (${DEFAULT-VALUE})")
    OptimizerType optimizer;

    @Option(names = "--lr", defaultValue = "0.002", description = "learning rate")
    float learningRate;

    @Option(names = "--clip", defaultValue = "5", description = "largest global norm of the gradients; 0 for none")
    float clip;

    @Option(names = "--dropout", defaultValue = "0", description = "probability of dropping an output of a recurrent layer")
    float dropout;

    @Option(names = "--validation", defaultValue = "0.1", description = "fraction of the text held out at its end")
    double validation;

    @Option(names = "--seed", defaultValue = "1", description = "seed of everything random")
    long seed;

    void check() {
        Require.atLeast("--hidden", hidden, 1);
        Require.atLeast("--layers", layers, 1);
        Require.atLeast("--embedding", embedding, 0);
        Require.atLeast("--batch", batch, 1);
        Require.atLeast("--window", window, 1);
        Require.positive("--lr", learningRate);
        Require.inRange("--clip", clip, 0, Float.MAX_VALUE);
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
