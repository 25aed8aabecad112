package org.rnn4j.train;

import java.util.ArrayList;
import java.util.List;
import java.util.Objects;
import org.rnn4j.data.SequenceSampler;
import org.rnn4j.layer.SequenceModel;
import org.rnn4j.loss.Loss;
import org.rnn4j.optim.GradientClipping;
import org.rnn4j.optim.LearningRate;
import org.rnn4j.optim.Optimizer;
import org.rnn4j.tensor.Backend;
import org.rnn4j.tensor.Workers;

/** Collects what a {@link Trainer} is made of; loss and optimizer are required. */
public final class TrainerBuilder {

    final SequenceModel model;
    Loss loss;
    Optimizer optimizer;
    LearningRate learningRate;
    GradientClipping clipping = GradientClipping.none();
    SequenceSampler validation;
    int patience;
    boolean keepBest;
    long seed;
    Backend backend = Backend.standard();
    final List<TrainingListener> listeners = new ArrayList<>();

    TrainerBuilder(SequenceModel model) {
        this.model = Objects.requireNonNull(model, "model");
    }

    /** Sets the loss. @return this */
    public TrainerBuilder loss(Loss loss) {
        this.loss = loss;
        return this;
    }

    /** Sets the optimizer, which belongs to this trainer from now on. @return this */
    public TrainerBuilder optimizer(Optimizer optimizer) {
        this.optimizer = optimizer;
        return this;
    }

    /** Sets the schedule of the learning rate; the optimizer's own, unchanging, unless this is called. @return this */
    public TrainerBuilder learningRate(LearningRate learningRate) {
        this.learningRate = learningRate;
        return this;
    }

    /** Sets how gradients are clipped; not at all unless this is called. @return this */
    public TrainerBuilder clipping(GradientClipping clipping) {
        this.clipping = clipping;
        return this;
    }

    /** Clips the global norm of the gradients. @return this */
    public TrainerBuilder clipGlobalNorm(float max) {
        return clipping(GradientClipping.byGlobalNorm(max));
    }

    /** Sets the data that are evaluated, not trained on, after each epoch. @return this */
    public TrainerBuilder validation(SequenceSampler validation) {
        this.validation = validation;
        return this;
    }

    /** Stops early, after so many epochs in a row without a lower validation loss; 0 for never. @return this */
    public TrainerBuilder patience(int epochs) {
        if (epochs < 0) {
            throw new IllegalArgumentException("patience: expected at least 0 epochs but got " + epochs);
        }
        this.patience = epochs;
        return this;
    }

    /** Keeps a copy of the parameters of the lowest validation loss for {@link Trainer#restoreBest()}. @return this */
    public TrainerBuilder keepBest() {
        this.keepBest = true;
        return this;
    }

    /** Sets the seed of what is random in training. @return this */
    public TrainerBuilder seed(long seed) {
        this.seed = seed;
        return this;
    }

    /** Sets the threads, which the caller closes; results do not depend on their number. @return this */
    public TrainerBuilder workers(Workers workers) {
        return backend(new Backend(backend.kernels(), workers));
    }

    /** Sets what computes. @return this */
    public TrainerBuilder backend(Backend backend) {
        this.backend = backend;
        return this;
    }

    /** Adds a listener. @return this */
    public TrainerBuilder listener(TrainingListener listener) {
        listeners.add(listener);
        return this;
    }

    /**
     * {@return the trainer}
     *
     * @throws NullPointerException when there is no loss or no optimizer
     * @throws IllegalArgumentException when there is a patience but nothing to validate on
     */
    public Trainer build() {
        if (patience > 0 && validation == null) {
            throw new IllegalArgumentException("Trainer: patience " + patience + ": expected validation data but got none");
        }
        return new Trainer(this);
    }
}
