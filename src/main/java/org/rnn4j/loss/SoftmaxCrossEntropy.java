package org.rnn4j.loss;

import org.rnn4j.config.Settings;
import org.rnn4j.tensor.Kernels;
import org.rnn4j.tensor.Sequence;
import org.rnn4j.tensor.ShapeException;

/**
 * Negative log-likelihood of the right class, in nats: {@code L = ln Σ_k exp(x_k) − x_y} for logits x and class y, with gradient
 * {@code softmax(x) − one-hot(y)}. The largest logit is subtracted first, so that any finite logits will do.
 */
public final class SoftmaxCrossEntropy implements Loss {

    @Override
    public double row(Kernels kernels, int width, float[] outputs, int offset, Sequence targets, int row,
                      float[] gradient, int gradientOffset) {
        int y = targets.ids()[row];
        if (y < 0 || y >= width) {              // here and not in check: rows that do not count may hold anything
            throw new IllegalArgumentException(this + ": targets: step " + row / targets.batchSize() + " of sequence "
                    + row % targets.batchSize() + ": expected an id from 0 to " + (width - 1) + " but got " + y);
        }
        double logOfSum = kernels.softmax(width, outputs, offset, gradient, gradientOffset);
        gradient[gradientOffset + y] -= 1;
        return logOfSum - outputs[offset + y];
    }

    @Override
    public void check(Sequence outputs, Sequence targets) {
        if (!targets.isIds() || targets.width() != outputs.width()) {
            throw new ShapeException(this + ": targets", "ids below " + outputs.width(), targets.toString());
        }
    }

    @Override
    public Settings settings() {
        return Settings.ofType("softmax_cross_entropy");
    }

    @Override
    public String toString() {
        return "SoftmaxCrossEntropy";
    }
}
