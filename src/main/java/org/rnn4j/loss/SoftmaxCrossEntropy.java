package org.rnn4j.loss;

import org.rnn4j.config.Settings;
import org.rnn4j.tensor.Kernels;
import org.rnn4j.tensor.Sequence;
import org.rnn4j.tensor.ShapeException;

/**
 * Negative log-likelihood of the right class, in nats: {@code L = ln Σ_k exp(x_k) − x_y} for logits x and class y, with gradient
 * {@code softmax(x) − one-hot(y)}. The largest logit is subtracted first, so that any finite logits will do.
 *
 * <p>With label smoothing ε the target is no longer the class alone, but {@code q = (1−ε)·one-hot(y) + ε/K} over the K classes:
 * {@code L = ln Σ_k exp(x_k) − Σ_k q_k·x_k}, with gradient {@code softmax(x) − q}, as in PyTorch. Such a loss is lowest, and above 0,
 * at logits of a finite size, and is no likelihood: compare models by the loss without it. Source: Szegedy et al., "Rethinking the
 * Inception architecture for computer vision", 2016.
 */
public final class SoftmaxCrossEntropy implements Loss {

    private final float labelSmoothing;

    /** Without label smoothing. */
    public SoftmaxCrossEntropy() {
        this(0);
    }

    private SoftmaxCrossEntropy(float labelSmoothing) {
        if (!(labelSmoothing >= 0 && labelSmoothing <= 1)) {
            throw new IllegalArgumentException("SoftmaxCrossEntropy: expected labelSmoothing to be from 0 to 1 but got "
                    + labelSmoothing);
        }
        this.labelSmoothing = labelSmoothing;
    }

    /**
     * {@return a loss with this label smoothing}
     *
     * @param labelSmoothing the part ε of the target that is spread evenly over all classes, the right one among them; 0.1 is usual
     * @throws IllegalArgumentException when not from 0 to 1
     */
    public SoftmaxCrossEntropy withLabelSmoothing(float labelSmoothing) {
        return new SoftmaxCrossEntropy(labelSmoothing);
    }

    @Override
    public double row(Kernels kernels, int width, float[] outputs, int offset, Sequence targets, int row,
                      float[] gradient, int gradientOffset) {
        int y = targets.ids()[row];
        if (y < 0 || y >= width) {              // here and not in check: rows that do not count may hold anything
            throw new IllegalArgumentException(this + ": targets: step " + row / targets.batchSize() + " of sequence "
                    + row % targets.batchSize() + ": expected an id from 0 to " + (width - 1) + " but got " + y);
        }
        double logOfSum = kernels.softmax(width, outputs, offset, gradient, gradientOffset);
        double loss = logOfSum - outputs[offset + y];
        if (labelSmoothing == 0) {
            gradient[gradientOffset + y] -= 1;
            return loss;
        }
        float share = labelSmoothing / width;
        double sum = 0;
        for (int k = 0; k < width; k++) {
            sum += logOfSum - outputs[offset + k];      // no term is negative: the difference of the sums could be, at large logits
            gradient[gradientOffset + k] -= share;
        }
        gradient[gradientOffset + y] -= 1 - labelSmoothing;
        return (1 - labelSmoothing) * loss + labelSmoothing * (sum / width);
    }

    @Override
    public void check(Sequence outputs, Sequence targets) {
        if (!targets.isIds() || targets.width() != outputs.width()) {
            throw new ShapeException(this + ": targets", "ids below " + outputs.width(), targets.toString());
        }
    }

    @Override
    public Settings settings() {
        return Settings.ofType("softmax_cross_entropy").with("labelSmoothing", labelSmoothing);
    }

    @Override
    public String toString() {
        return labelSmoothing == 0 ? "SoftmaxCrossEntropy" : "SoftmaxCrossEntropy(labelSmoothing " + labelSmoothing + ")";
    }
}
