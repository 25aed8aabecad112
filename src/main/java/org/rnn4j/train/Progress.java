package org.rnn4j.train;

/** Where training is, and how well it does. Losses are means over positions, nats per token for a language model. */
public final class Progress {

    int epoch = 1;
    long window;
    long windows;
    long updates;
    double loss = Double.NaN;
    double gradientNorm = Double.NaN;
    float learningRate;
    double tokensPerSecond;
    double seconds;
    double trainLoss = Double.NaN;
    double validationLoss = Double.NaN;
    boolean best;

    Progress() {
    }

    /** Goes to where an earlier run was; what it measured there last is not known. */
    void restart(Tally tally) {
        epoch = tally.epochs + 1;
        window = tally.windows;
        updates = tally.updates;
        trainLoss = tally.trainLoss();
        loss = Double.NaN;
        gradientNorm = Double.NaN;
        validationLoss = Double.NaN;
    }

    /** {@return the epoch, from 1} */
    public int epoch() {
        return epoch;
    }

    /** {@return the windows of this epoch that are done} */
    public long window() {
        return window;
    }

    /** {@return the windows of an epoch} */
    public long windows() {
        return windows;
    }

    /** {@return the updates made since training began, earlier runs included} */
    public long updates() {
        return updates;
    }

    /** {@return the loss of the last window} */
    public double loss() {
        return loss;
    }

    /** {@return the global norm of the last window's gradient, before clipping} */
    public double gradientNorm() {
        return gradientNorm;
    }

    /** {@return the learning rate of the last update} */
    public float learningRate() {
        return learningRate;
    }

    /** {@return positions per second of training: of the last window, and at the end of an epoch of this run of it} */
    public double tokensPerSecond() {
        return tokensPerSecond;
    }

    /** {@return the seconds this run has spent on the epoch, validation included} */
    public double seconds() {
        return seconds;
    }

    /** {@return the mean loss of the epoch's windows so far, each at the time it was trained on} */
    public double trainLoss() {
        return trainLoss;
    }

    /** {@return the loss on the validation data after the epoch; NaN when there are none} */
    public double validationLoss() {
        return validationLoss;
    }

    /** {@return the validation loss in bits: bits per character when symbols are characters} */
    public double validationBits() {
        return validationLoss / Math.log(2);
    }

    /** {@return {@code exp} of the validation loss} */
    public double validationPerplexity() {
        return Math.exp(validationLoss);
    }

    /** {@return whether the epoch has the lowest validation loss so far; always true when there are no validation data} */
    public boolean isBest() {
        return best;
    }
}
