package org.rnn4j.train;

import org.rnn4j.config.Settings;

/** What a {@link Trainer} counts and sums, and saves. */
final class Tally {

    /** Epochs that are done. */
    int epochs;

    /** Windows of the epoch under way that are done. */
    long windows;

    /** Updates since training began. */
    long updates;

    /** The lowest validation loss so far. */
    double bestLoss = Double.POSITIVE_INFINITY;

    /** Epochs in a row without a lower one. */
    int epochsSinceBest;

    private double epochLoss;
    private double epochWeight;

    /** {@return a tally that goes on from a saved one} @throws IllegalArgumentException when it is none */
    static Tally of(Settings settings) {
        Tally tally = new Tally();
        tally.epochs = settings.count("epochs", 0);
        tally.windows = atLeastZero(settings, "windows");
        tally.updates = atLeastZero(settings, "updates");
        tally.epochLoss = settings.number("epochLoss");
        tally.epochWeight = settings.number("epochWeight");
        tally.epochsSinceBest = settings.count("epochsSinceBest", 0);
        if (settings.has("bestLoss")) {
            tally.bestLoss = settings.number("bestLoss");
        }
        return tally;
    }

    private static long atLeastZero(Settings settings, String name) {
        long number = settings.whole(name);
        if (number < 0) {
            throw new IllegalArgumentException("Trainer.restore: " + name + ": expected at least 0 but got " + number);
        }
        return number;
    }

    Settings settings() {
        Settings settings = Settings.empty()
                .with("epochs", epochs).with("windows", windows).with("updates", updates)
                .with("epochLoss", epochLoss).with("epochWeight", epochWeight)
                .with("epochsSinceBest", epochsSinceBest);
        return bestLoss < Double.POSITIVE_INFINITY ? settings.with("bestLoss", bestLoss) : settings;
    }

    void startEpoch() {
        epochLoss = 0;
        epochWeight = 0;
    }

    void addWindow(double loss, double weight) {
        epochLoss += weight * loss;
        epochWeight += weight;
        windows++;
        updates++;
    }

    /** {@return whether this loss is the lowest so far} */
    boolean addValidation(double loss) {
        boolean best = loss < bestLoss;
        bestLoss = best ? loss : bestLoss;
        epochsSinceBest = best ? 0 : epochsSinceBest + 1;
        return best;
    }

    void endEpoch() {
        epochs++;
        windows = 0;
    }

    /** {@return the mean loss of the epoch's windows so far} */
    double trainLoss() {
        return epochLoss / epochWeight;
    }
}
