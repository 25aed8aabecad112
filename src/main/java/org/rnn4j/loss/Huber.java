package org.rnn4j.loss;

import org.rnn4j.config.Settings;
import org.rnn4j.tensor.Kernels;
import org.rnn4j.tensor.Sequence;
import org.rnn4j.tensor.ShapeException;

/**
 * Squared error for small differences {@code d = x − y}, absolute error for large ones: {@code L = 1/K Σ_k h(d_k)} with
 *
 * <pre>
 * h(d) = d²/2               where |d| ≤ delta
 * h(d) = delta·(|d| − delta/2)    elsewhere
 * </pre>
 *
 * and gradient {@code max(−delta, min(delta, d)) / K}. It is smooth where the absolute error has a kink, and an outlier pulls no harder
 * than {@code delta}. The mean over outputs and the factor 1/2 are those of PyTorch's {@code HuberLoss}.
 *
 * <p>Source: Huber, "Robust estimation of a location parameter", 1964.
 */
public final class Huber implements Loss {

    private final float delta;

    /**
     * Where the squared error ends.
     *
     * @param delta in units of the outputs
     * @throws IllegalArgumentException when not above 0 or not finite
     */
    public Huber(float delta) {
        if (!(delta > 0 && delta < Float.POSITIVE_INFINITY)) {
            throw new IllegalArgumentException("Huber: expected delta to be a finite number above 0 but got " + delta);
        }
        this.delta = delta;
    }

    @Override
    public double row(Kernels kernels, int width, float[] outputs, int offset, Sequence targets, int row,
                      float[] gradient, int gradientOffset) {
        float[] y = targets.data();
        int target = targets.offset(row);
        float slope = 1f / width;
        double sum = 0;
        for (int k = 0; k < width; k++) {
            float difference = outputs[offset + k] - y[target + k];
            double size = Math.abs(difference);
            sum += size <= delta ? 0.5 * size * size : delta * (size - 0.5 * delta);
            gradient[gradientOffset + k] = slope * Math.max(-delta, Math.min(delta, difference));
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
        return Settings.ofType("huber").with("delta", delta);
    }

    @Override
    public String toString() {
        return "Huber(delta " + delta + ")";
    }
}
