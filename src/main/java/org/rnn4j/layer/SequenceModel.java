package org.rnn4j.layer;

import org.rnn4j.cell.ParameterSet;
import org.rnn4j.cell.StateSpec;
import org.rnn4j.config.Settings;
import org.rnn4j.tensor.Backend;

/**
 * What can be trained and saved: parameters, and passes over windows. A {@link Network} is one; an encoder and a decoder
 * together are another. Holds sizes and parameters only; what changes is in a {@link ModelWorkspace}.
 */
public interface SequenceModel {

    /** {@return the width of the inputs} */
    int inputSize();

    /** {@return the width of the outputs} */
    int outputSize();

    /** {@return all parameters by path} */
    ParameterSet parameters();

    /** {@return what is carried from window to window} */
    StateSpec stateSpec();

    /**
     * {@return buffers for windows of the given size}
     *
     * @param maxSourceSteps the most steps of a source; 0 where there is none
     * @param maxSteps the most steps of the inputs
     * @param maxBatch the most sequences of a window
     */
    ModelWorkspace newWorkspace(int maxSourceSteps, int maxSteps, int maxBatch, Backend backend);

    /** {@return type and sizes, from which a model of the same shape can be built} */
    Settings settings();

    /** {@return a table of the model's parts for people to read} */
    String summary();
}
