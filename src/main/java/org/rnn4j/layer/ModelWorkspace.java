package org.rnn4j.layer;

import java.util.random.RandomGenerator;
import org.rnn4j.cell.Gradients;
import org.rnn4j.cell.State;
import org.rnn4j.tensor.Sequence;

/**
 * A {@link SequenceModel} at work: its buffers, and the passes of a window in the order in which they are listed here. Sized once;
 * after the first window a pass allocates nothing. One workspace serves one thread of control at a time.
 */
public interface ModelWorkspace {

    /** {@return the most steps of a source} */
    int maxSourceSteps();

    /** {@return the most steps of the inputs} */
    int maxSteps();

    /** {@return the most sequences of a window} */
    int maxBatch();

    /**
     * Says that forward passes train from now on.
     *
     * @param random where what is random in them comes from
     * @param update how many updates were made before this one; what is scheduled goes by it
     */
    void train(RandomGenerator random, long update);

    /** Says that forward passes infer from now on, as they do at first: nothing is random. */
    void infer();

    /**
     * Says whether somebody will read the gradient of the initial state after a backward pass. Whoever never does may say so, and spares
     * what only leads there; a workspace may compute it all the same, as this does.
     */
    default void wantStateGradient(boolean wanted) {
    }

    /**
     * Gets ready for a window.
     *
     * @param continues for each sequence whether it goes on from the carried state; null when all do
     */
    void startWindow(boolean[] continues);

    /**
     * Runs over a window.
     *
     * @param source what an encoder reads {@code [S, N]} or {@code [S, N, D]}; null for a model that has none
     * @param inputs {@code [T, N]} or {@code [T, N, D]}
     * @return outputs, valid until the next forward pass
     */
    Sequence forward(Sequence source, Sequence inputs);

    /** {@return a buffer for the gradient of the outputs, of the shape of those of the last forward pass} */
    Sequence outputGradient();

    /**
     * Goes back over the window of the last forward pass.
     *
     * @param dOutput gradient of the outputs; zero at padding, as losses leave it
     * @param gradients the parameters' gradients are added here. <em>Modified</em>
     */
    void backward(Sequence dOutput, Gradients gradients);

    /**
     * Takes the state that the next window starts from out of the last one.
     *
     * @param steps for each sequence, after how many steps; null for the final state
     */
    void carry(int[] steps);

    /** {@return the state that the next forward pass starts from, by path; may be read and set} */
    State state();

    /**
     * Finds where a window stops being finite, by running it again: for the message of an error.
     *
     * @return which inputs, parameter or outputs hold the first value that is not finite
     */
    String findNonFinite(Sequence source, Sequence inputs);
}
