package org.rnn4j.examples.memory;

import java.util.function.BooleanSupplier;
import org.rnn4j.layer.Network;
import org.rnn4j.tensor.Backend;
import org.rnn4j.train.Evaluation;
import org.rnn4j.train.Progress;
import org.rnn4j.train.Trainer;
import org.rnn4j.train.TrainingListener;

/** Looks, after each epoch, how well examples are answered that were not trained on, and ends the run when it is well enough. */
final class Bookkeeping implements TrainingListener {

    private final Network network;
    private final MemoryTask heldOut;
    private final BooleanSupplier givenUp;
    private Trainer trainer;
    private double best = Double.POSITIVE_INFINITY;

    Bookkeeping(Network network, MemoryTask heldOut, BooleanSupplier givenUp) {
        this.network = network;
        this.heldOut = heldOut;
        this.givenUp = givenUp;
    }

    void watch(Trainer trainer) {
        this.trainer = trainer;
    }

    /** {@return the lowest loss so far} */
    double best() {
        return best;
    }

    @Override
    public void windowEnded(Progress progress) {
        if (givenUp.getAsBoolean()) {
            trainer.stop();
        }
    }

    @Override
    public void epochEnded(Progress progress) {
        best = Math.min(best, Evaluation.of(network, heldOut.loss(), heldOut, Backend.standard()).loss());
        if (best < heldOut.goal()) {
            trainer.stop();
        }
    }
}
