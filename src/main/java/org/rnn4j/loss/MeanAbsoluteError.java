package org.rnn4j.loss;

import org.rnn4j.config.Settings;
import org.rnn4j.tensor.Kernels;
import org.rnn4j.tensor.Sequence;
import org.rnn4j.tensor.ShapeException;

/**
 * {@code L = 1/K Σ_k |x_k − y_k|}, with gradient {@code sign(x − y) / K}, which is 0 where an output is exactly right. The mean over
 * outputs is PyTorch's. Unlike the squared error it does not let a few large errors outweigh all others; the best constant is
 * the median.
 */
public final class MeanAbsoluteError implements Loss {

    @Override
    public double row(Kernels kernels, int width, float[] outputs, int offset, Sequence targets, int row,
                      float[] gradient, int gradientOffset) {
        float[] y = targets.data();
        int target = targets.offset(row);
        float slope = 1f / width;
        double sum = 0;
        for (int k = 0; k < width; k++) {
            float difference = outputs[offset + k] - y[target + k];
            sum += Math.abs(difference);
            gradient[gradientOffset + k] = slope * Math.signum(difference);
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
        return Settings.ofType("mean_absolute_error");
    }

    @Override
    public String toString() {
        return "MeanAbsoluteError";
    }
}
