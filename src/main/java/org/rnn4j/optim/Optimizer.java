package org.rnn4j.optim;

import java.util.Map;
import org.ejml.data.FMatrixRMaj;
import org.rnn4j.cell.Gradients;
import org.rnn4j.cell.ParameterSet;
import org.rnn4j.config.Settings;
import org.rnn4j.tensor.Workers;

/**
 * Changes parameters along their gradients. Holds what it remembers from step to step by the path of the parameter, so that
 * it can be saved and go on. Not for several threads at once.
 */
public interface Optimizer {

    /** Makes one update. {@code parameters} is <em>Modified</em>; the gradients are not. Allocates only the first time. */
    void step(ParameterSet parameters, Gradients gradients);

    /**
     * Makes one update, with the bits of {@link #step(ParameterSet, Gradients)}, shared among threads where that pays. By default the
     * calling thread makes it alone.
     */
    default void step(ParameterSet parameters, Gradients gradients, Workers workers) {
        step(parameters, gradients);
    }

    /** {@return the learning rate of the next step} */
    float learningRate();

    /** Sets the learning rate of the next step; schedules call it before each. */
    void learningRate(float learningRate);

    /** {@return the number of steps made} */
    long steps();

    /**
     * {@return what is remembered, by {@code path of the parameter + "." + name}, for example
     * {@code layers.0.cell.weight_ih.exp_avg}; the matrices themselves, not copies} Empty before the first step.
     */
    Map<String, FMatrixRMaj> state();

    /**
     * Goes on where an optimizer of the same settings was.
     *
     * @param parameters what it optimizes
     * @param steps its number of steps
     * @param state its state; copied
     * @throws IllegalArgumentException when a name is missing, unexpected or of another shape; nothing is changed then
     */
    void restore(ParameterSet parameters, long steps, Map<String, FMatrixRMaj> state);

    /** {@return type and hyperparameters, without what is remembered} */
    Settings settings();
}
