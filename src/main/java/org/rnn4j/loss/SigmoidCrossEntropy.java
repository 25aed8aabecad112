package org.rnn4j.loss;

import org.rnn4j.config.Settings;
import org.rnn4j.tensor.Kernels;
import org.rnn4j.tensor.Sequence;
import org.rnn4j.tensor.ShapeException;

/**
 * Binary cross-entropy of each of K labels, in nats, for logits x and targets y from 0 to 1:
 * {@code L = 1/K Σ_k (max(x_k, 0) − x_k·y_k + ln(1 + exp(−|x_k|)))}, with gradient {@code (σ(x) − y) / K}. The form is the one that
 * overflows for no finite logit. The mean over labels is PyTorch's.
 */
public final class SigmoidCrossEntropy implements Loss {

    @Override
    public double row(Kernels kernels, int width, float[] outputs, int offset, Sequence targets, int row,
                      float[] gradient, int gradientOffset) {
        float[] y = targets.data();
        int target = targets.offset(row);
        kernels.sigmoid(width, outputs, offset, gradient, gradientOffset);
        double sum = 0;
        for (int k = 0; k < width; k++) {
            double x = outputs[offset + k];
            sum += Math.max(x, 0) - x * y[target + k] + Math.log1p(Math.exp(-Math.abs(x)));
            gradient[gradientOffset + k] = (gradient[gradientOffset + k] - y[target + k]) / width;
        }
        return sum / width;
    }

    @Override
    public void check(Sequence outputs, Sequence targets) {
        if (targets.isIds() || targets.width() != outputs.width()) {
            throw new ShapeException(this + ": targets", "floats " + outputs.shape(), targets.toString());
        }
    }

    @Override
    public Settings settings() {
        return Settings.ofType("sigmoid_cross_entropy");
    }

    @Override
    public String toString() {
        return "SigmoidCrossEntropy";
    }
}
