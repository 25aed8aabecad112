package org.rnn4j.examples.common;

import java.nio.file.Path;
import java.util.Locale;
import org.rnn4j.config.Settings;
import picocli.CommandLine.Option;

/** What every example that learns a task can be told on the command line. The initial values are the defaults of the example. */
public final class TaskOptions {

    private static final int MOST_THREADS = 1024;

    @Option(names = "--data", paramLabel = "FILE", description = "your own data, split 80/10/10 by the seed; built-in data without it")
    Path data;

    @Option(names = "--train", paramLabel = "FILE", description = "your own training data, when they are split already")
    Path train;

    @Option(names = "--validation", paramLabel = "FILE",
            description = "data that say when to stop; a tenth of the training data without it")
    Path validation;

    @Option(names = "--test", paramLabel = "FILE", description = "data that the result is measured on")
    Path test;

    @Option(names = "--out", paramLabel = "DIR", description = "where the model goes; nowhere without it")
    Path out;

    @Option(names = "--model", paramLabel = "DIR", description = "use the model of an earlier run instead of training one")
    Path model;

    @Option(names = "--cell", paramLabel = "CELL", description = "rnn, lstm, gru or gru_after (${DEFAULT-VALUE})")
    CellType cell;

    @Option(names = "--hidden", paramLabel = "N", description = "width of the hidden state (${DEFAULT-VALUE})")
    int hidden;

    @Option(names = "--layers", paramLabel = "N", description = "number of recurrent layers (${DEFAULT-VALUE})")
    int layers = 1;

    @Option(names = "--epochs", paramLabel = "N",
            description = "most passes over the training data; fewer when the validation data say so (${DEFAULT-VALUE})")
    int epochs;

    @Option(names = "--patience", paramLabel = "N",
            description = "stop after so many epochs without a better one; 0 for never (${DEFAULT-VALUE})")
    int patience = 3;

    @Option(names = "--batch", paramLabel = "N", description = "sequences side by side (${DEFAULT-VALUE})")
    int batch = 32;

    @Option(names = "--lr", paramLabel = "RATE", description = "learning rate (${DEFAULT-VALUE})")
    float learningRate = 0.002f;

    @Option(names = "--dropout", paramLabel = "P", description = "probability of dropping a value in training (${DEFAULT-VALUE})")
    float dropout;

    @Option(names = "--clip", paramLabel = "NORM", description = "largest global norm of the gradients; 0 for none (${DEFAULT-VALUE})")
    float clip = 5;

    @Option(names = "--seed", paramLabel = "N", description = "seed of everything random; with --model it is that of the model (${DEFAULT-VALUE})")
    long seed = 1;

    @Option(names = "--threads", paramLabel = "N",
            description = "without it as many as there are processors, at most 4; the result is the same for any number")
    Integer threads;

    @Option(names = "--metrics", paramLabel = "FILE", description = "a file to append one JSON object a line to")
    Path metrics;

    /** Options of an example with these defaults for what differs most from one to another. */
    public TaskOptions(CellType cell, int hidden, int epochs, float dropout) {
        this.cell = cell;
        this.hidden = hidden;
        this.epochs = epochs;
        this.dropout = dropout;
    }

    /** Sets the probability of dropping a value. @return this */
    public TaskOptions dropout(float dropout) {
        this.dropout = dropout;
        return this;
    }

    /** Sets the default number of sequences side by side. @return this */
    public TaskOptions batch(int batch) {
        this.batch = batch;
        return this;
    }

    /** Sets the default learning rate. @return this */
    public TaskOptions learningRate(float learningRate) {
        this.learningRate = learningRate;
        return this;
    }

    /** Sets the default number of epochs without a better one. @return this */
    public TaskOptions patience(int patience) {
        this.patience = patience;
        return this;
    }

    /** Sets the default number of recurrent layers. @return this */
    public TaskOptions layers(int layers) {
        this.layers = layers;
        return this;
    }

    /**
     * Checks all values, and that files can be there; touches no file. With a model of an earlier run its seed is taken, so that what
     * was held out from it is held out again.
     *
     * @throws UserException when something is wrong
     */
    public void check() {
        Require.atLeast("--hidden", hidden, 1);
        Require.atLeast("--layers", layers, 1);
        Require.atLeast("--epochs", epochs, 0);
        Require.atLeast("--patience", patience, 0);
        Require.atLeast("--batch", batch, 1);
        Require.positive("--lr", learningRate);
        Require.notNegative("--clip", clip);
        Require.inRange("--dropout", dropout, 0, 0.999);
        Require.inRange("--threads", threads(), 1, MOST_THREADS);
        if (data != null && (train != null || validation != null || test != null)) {
            throw new UserException("--data: expected either --data, which is split, or --train, --validation and --test but got both");
        }
        if (train == null && validation != null || train == null && test != null && model == null) {
            throw new UserException((validation != null ? "--validation" : "--test") + ": expected --train with it but got none");
        }
        if (model != null && (train != null || validation != null || out != null)) {
            throw new UserException("--model: expected no --" + (train != null ? "train" : validation != null ? "validation" : "out")
                    + " with it: nothing is trained");
        }
        if (model != null) {
            seed = ModelDirectory.seed(model).orElse(seed);        // so that --data is split as it was in training
        }
        if (out != null) {
            ModelDirectory.checkWritable(out);
        }
        MetricsFile.check(metrics);
    }

    /** {@return the model of an earlier run to use; null to train one} */
    public Path model() {
        return model;
    }

    /** {@return where the model goes; null for nowhere} */
    public Path out() {
        return out;
    }

    /** {@return the file that is split; null when there is none} */
    public Path data() {
        return data;
    }

    /** {@return the data the result is measured on; null when not given} */
    public Path test() {
        return test;
    }

    /** {@return the training data; null when not given} */
    public Path train() {
        return train;
    }

    /** {@return the validation data; null when not given} */
    public Path validation() {
        return validation;
    }

    /** {@return the kind of cell} */
    public CellType cell() {
        return cell;
    }

    /** {@return the width of the hidden state} */
    public int hidden() {
        return hidden;
    }

    /** {@return the number of recurrent layers} */
    public int layers() {
        return layers;
    }

    /** {@return the most epochs} */
    public int epochs() {
        return epochs;
    }

    /** {@return sequences side by side} */
    public int batch() {
        return batch;
    }

    /** {@return the learning rate} */
    public float learningRate() {
        return learningRate;
    }

    /** {@return the probability of dropping a value} */
    public float dropout() {
        return dropout;
    }

    /** {@return the epochs without a better one after which training ends; 0 for never} */
    public int patience() {
        return patience;
    }

    /** {@return the largest global norm of the gradients; 0 for none} */
    public float clip() {
        return clip;
    }

    /** {@return the seed of everything random} */
    public long seed() {
        return seed;
    }

    /** {@return where metrics go; null for nowhere} */
    public Path metrics() {
        return metrics;
    }

    /** {@return the number of threads} */
    public int threads() {
        return threads == null ? Math.min(4, Runtime.getRuntime().availableProcessors()) : threads;
    }

    /** {@return what the model was made with, under the names of the command line} */
    public Settings settings() {
        return Settings.empty()
                .with("cell", cell.name().toLowerCase(Locale.ROOT)).with("hidden", hidden).with("layers", layers)
                .with("dropout", dropout).with("batch", batch).with("lr", learningRate).with("seed", seed);
    }
}
