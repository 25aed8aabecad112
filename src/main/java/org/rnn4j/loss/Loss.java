package org.rnn4j.loss;

import org.rnn4j.config.Settings;
import org.rnn4j.tensor.Backend;
import org.rnn4j.tensor.Kernels;
import org.rnn4j.tensor.Sequence;

/**
 * How wrong the outputs of one step are. A loss is a function of one row; {@link LossPass} runs it over a window, weighs the
 * rows, and shares them among threads. Holds nothing that changes.
 */
public interface Loss {

    /**
     * The loss of one row and its gradient.
     *
     * @param kernels the arithmetic
     * @param width the number of outputs K
     * @param outputs the outputs of the row, from {@code offset} on; not changed
     * @param targets what they should have been
     * @param row which row of the targets
     * @param gradient the gradient of the outputs is written here, from {@code gradientOffset} on. <em>Modified</em>
     * @return the loss, unweighted
     */
    double row(Kernels kernels, int width, float[] outputs, int offset, Sequence targets, int row,
               float[] gradient, int gradientOffset);

    /** Checks, once for a window, that targets of this kind and width fit. @throws IllegalArgumentException when they do not */
    void check(Sequence outputs, Sequence targets);

    /** {@return type and parameters} */
    Settings settings();

    /**
     * The mean loss of a window, each row counting by its weight, on the calling thread.
     *
     * @param gradient gradient of the mean, of the outputs' shape; null when not wanted. <em>Modified</em>
     * @return the mean; 0 when nothing counts
     */
    default double evaluate(Sequence outputs, Targets targets, Sequence gradient) {
        return new LossPass(this, Backend.standard()).evaluate(outputs, targets, gradient);
    }
}
