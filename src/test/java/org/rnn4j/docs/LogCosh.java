package org.rnn4j.docs;

import org.rnn4j.config.Settings;
import org.rnn4j.loss.Loss;
import org.rnn4j.tensor.Kernels;
import org.rnn4j.tensor.Sequence;
import org.rnn4j.tensor.ShapeException;

// [start:loss]
/** {@code L = 1/K Σ_k ln cosh(x_k − y_k)}, with gradient {@code tanh(x − y) / K}: squared near 0, absolute far away. */
public final class LogCosh implements Loss {

    @Override
    public double row(Kernels kernels, int width, float[] outputs, int offset, Sequence targets, int row,
                      float[] gradient, int gradientOffset) {
        float[] y = targets.data();
        int target = targets.offset(row);
        double sum = 0;
        for (int k = 0; k < width; k++) {
            float difference = outputs[offset + k] - y[target + k];
            double size = Math.abs(difference);
            sum += size + Math.log1p(Math.exp(-2 * size)) - Math.log(2);        // cosh itself overflows beyond 710
            gradient[gradientOffset + k] = difference;
        }
        kernels.tanh(width, gradient, gradientOffset, gradient, gradientOffset);
        kernels.scale(width, 1f / width, gradient, gradientOffset);
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
        return Settings.ofType("log_cosh");
    }

    @Override
    public String toString() {
        return "LogCosh";
    }
}
// [end:loss]
