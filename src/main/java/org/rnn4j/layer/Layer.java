package org.rnn4j.layer;

import org.rnn4j.cell.Gradients;
import org.rnn4j.cell.ParameterSet;
import org.rnn4j.cell.State;
import org.rnn4j.cell.StateSpec;
import org.rnn4j.cell.Tape;
import org.rnn4j.config.Settings;
import org.rnn4j.tensor.Backend;
import org.rnn4j.tensor.Sequence;

/**
 * A part of a {@link Network}: sizes, parameters, and functions of their arguments. Like a cell it remembers nothing; what a
 * pass leaves behind is in the {@link Tape}.
 */
public interface Layer {

    /** {@return the width of the inputs; 0 when any will do} */
    int inputSize();

    /** {@return the width of the outputs when the inputs have the given width} */
    int outputSize(int inputSize);

    /**
     * {@return the most steps of the outputs for inputs of so many steps} The same, unless the layer draws time together, as
     * the last step or a mean over time does.
     */
    default int outputSteps(int steps) {
        return steps;
    }

    /**
     * {@return whether the outputs of a step depend on that step and on the state before it alone, so that the layer can run one
     * step at a time} True by default; false for a layer that looks at later steps or at the whole sequence, such as one that
     * runs both ways or takes a mean over time. A layer around others asks them.
     */
    default boolean streams() {
        return true;
    }

    /** Adds the parameters, in a fixed order, each under the prefix and a name unique within the layer. */
    default void addParameters(String prefix, ParameterSet.Builder builder) {
    }

    /** {@return what is remembered from step to step; nothing by default} */
    default StateSpec stateSpec() {
        return StateSpec.NONE;
    }

    /** {@return a tape for windows of up to {@code [maxSteps, maxBatch, inputSize]}} */
    Tape newTape(int maxSteps, int maxBatch, int inputSize, Backend backend);

    /**
     * Runs over a window.
     *
     * @param x inputs {@code [T, N, D]}; kept until the backward pass, not changed; what padding holds is finite and means nothing
     * @param initial the state before the first step, of {@link #stateSpec()}; not changed
     * @param tape made by this layer. <em>Modified</em>
     * @return outputs {@code [T, N, K]}, valid until the tape's next forward pass; with the lengths of x, or with none when the
     *         layer draws time together, and finite at padding
     */
    Sequence forward(Sequence x, State initial, Tape tape);

    /**
     * Goes back over the window of the last forward pass, once.
     *
     * @param dy gradient of the outputs; not changed; zero at padding
     * @param dState in: gradient of the final state; out: gradient of the initial state, or anything where {@link #wantStateGradient}
     *        said that nobody wants it. <em>Modified</em>
     * @param gradients the parameters' gradients are added here. <em>Modified</em>
     * @param tape made by this layer. <em>Modified</em>
     * @return gradient of the inputs, valid until the tape's next pass; null when the inputs are ids or
     *         {@link Tape#inputGradient()} is false; zero at padding
     */
    Sequence backward(Sequence dy, State dState, Gradients gradients, Tape tape);

    /**
     * Reads the state out of the last forward pass; see {@link org.rnn4j.cell.Cell#readState}.
     *
     * @param steps for each sequence, after how many steps; null for the final state
     * @param target <em>Modified</em>
     */
    default void readState(Tape tape, int[] steps, State target) {
    }

    /**
     * Sets the state from which a sequence starts that does not go on from an earlier window: zero, unless the layer learns it.
     *
     * @param n which sequence
     * @param target of {@link #stateSpec()}; the row of this sequence is <em>Modified</em>
     * @param tape made by this layer
     */
    default void startState(int n, State target, Tape tape) {
        target.zeroRow(n);
    }

    /**
     * Says whether anybody beside the layer itself wants the gradient of the initial state, as they do unless told otherwise. A layer
     * may compute it all the same, as this does.
     *
     * @param tape made by this layer. <em>Modified</em>
     */
    default void wantStateGradient(boolean wanted, Tape tape) {
    }

    /**
     * Adds, after {@link #backward}, what follows from the gradient of the state of {@link #startState} for the parameters that
     * it is made of: nothing, unless the layer learns it. Called for each sequence that started so, in ascending order.
     *
     * @param n which sequence
     * @param dState gradient of the initial state of the window; not changed
     * @param gradients <em>Modified</em>
     * @param tape made by this layer
     */
    default void addStartGradient(int n, State dState, Gradients gradients, Tape tape) {
    }

    /** {@return type and sizes, from which a layer of the same shape can be built} */
    Settings settings();
}
