package org.rnn4j.cell;

import java.util.List;
import org.rnn4j.config.Settings;
import org.rnn4j.tensor.Backend;
import org.rnn4j.tensor.Sequence;

/**
 * A recurrence on whole sequences: immutable sizes, parameters, and functions of their arguments. Every value that changes
 * during a pass is in the {@link Tape}, so any number of threads may use one cell, each with a tape of its own. One step is a
 * sequence with {@code T = 1}; there is no second way.
 *
 * <p>Those who write a cell pick the lowest rung that fits: {@link GatedCell}, {@link StepCell}, or this.
 */
public interface Cell {

    /** {@return D, the width of the inputs} */
    int inputSize();

    /** {@return the width of the outputs} */
    int outputSize();

    /** {@return what is remembered from step to step} */
    StateSpec stateSpec();

    /** {@return the parameters, in a fixed order, under names unique within the cell} */
    List<Parameter> parameters();

    /** {@return a tape for windows of up to {@code maxSteps} steps of up to {@code maxBatch} sequences} */
    Tape newTape(int maxSteps, int maxBatch, Backend backend);

    /**
     * {@return a tape whose passes have this noise in them}
     *
     * @throws IllegalArgumentException when {@link #requireSupport} does
     */
    default Tape newTape(int maxSteps, int maxBatch, StateNoise noise, Backend backend) {
        requireSupport(noise);
        return newTape(maxSteps, maxBatch, backend);
    }

    /** Does nothing when the cell can have this noise. @throws IllegalArgumentException that says why it cannot */
    default void requireSupport(StateNoise noise) {
        if (!noise.isNone()) {
            throw new IllegalArgumentException(this + ": expected no noise, since only a StepCell knows of it, but got " + noise);
        }
    }

    /**
     * Runs over a window. A sequence that is shorter than the window carries its state through the padding unchanged.
     *
     * @param x inputs {@code [T, N, inputSize]}; kept until the backward pass, not changed
     * @param initial the state before the first step; not changed
     * @param tape <em>Modified</em>
     * @return outputs {@code [T, N, outputSize]}: a view of the tape, valid until its next forward pass
     */
    Sequence forward(Sequence x, State initial, Tape tape);

    /**
     * Goes back over the window of the last forward pass, once.
     *
     * @param dy gradient of the outputs {@code [T, N, outputSize]}; not changed; what it holds at padding is ignored
     * @param dState in: gradient of the final state; out: gradient of the initial state, or anything where
     *        {@link Tape#initialGradient()} is false. <em>Modified</em>
     * @param gradients the parameters' gradients are added here. <em>Modified</em>
     * @param tape <em>Modified</em>
     * @return gradient of the inputs {@code [T, N, inputSize]}: a view of the tape, valid until its next pass; null when the
     *         inputs are ids or {@link Tape#inputGradient()} is false
     * @throws IllegalStateException when no forward pass came before
     */
    Sequence backward(Sequence dy, State dState, Gradients gradients, Tape tape);

    /**
     * Reads the state out of the last forward pass.
     *
     * @param tape that of the pass; not changed
     * @param steps for each sequence, after how many steps: from 0 (the initial state) to T; null for T, the final state
     * @param target <em>Modified</em>
     */
    void readState(Tape tape, int[] steps, State target);

    /**
     * {@return type and sizes, from which a cell of the same shape can be built} Cells of one's own that are to be saved give
     * a type name and register it with the model reader; see {@code org.rnn4j.io}.
     */
    default Settings settings() {
        return Settings.ofType(getClass().getName()).with("inputSize", inputSize()).with("outputSize", outputSize());
    }
}
