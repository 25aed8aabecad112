package org.rnn4j.loss;

import org.rnn4j.config.Settings;
import org.rnn4j.tensor.Kernels;
import org.rnn4j.tensor.Sequence;
import org.rnn4j.tensor.ShapeException;

/** {@code L = 1/K Σ_k (x_k − y_k)²}, with gradient {@code 2(x − y) / K}. The mean over outputs is PyTorch's. */
public final class MeanSquaredError implements Loss {

    @Override
    public double row(Kernels kernels, int width, float[] outputs, int offset, Sequence targets, int row,
                      float[] gradient, int gradientOffset) {
        float[] y = targets.data();
        int target = targets.offset(row);
        float factor = 2f / width;
        double sum = 0;
        for (int k = 0; k < width; k++) {
            float difference = outputs[offset + k] - y[target + k];
            sum += (double) difference * difference;
            gradient[gradientOffset + k] = factor * difference;
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
        return Settings.ofType("mean_squared_error");
    }

    @Override
    public String toString() {
        return "MeanSquaredError";
    }
}
