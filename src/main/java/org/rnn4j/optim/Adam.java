package org.rnn4j.optim;

import org.rnn4j.config.Settings;

/**
 * Adam, a step along the mean gradient over its root mean square, both with exponentially fading memory:
 *
 * <pre>
 * g = gradient + weightDecay·w
 * m = beta1·m + (1 − beta1)·g
 * v = beta2·v + (1 − beta2)·g²
 * w = w − learningRate·m̂ / (√v̂ + epsilon),   m̂ = m / (1 − beta1^t),   v̂ = v / (1 − beta2^t),   t = 1, 2, …
 * </pre>
 *
 * <p>Remembers {@code m} as {@code exp_avg} and {@code v} as {@code exp_avg_sq}. Defaults: beta1 0.9, beta2 0.999, epsilon
 * 1e-8, no weight decay. The corrections are computed in double, once a step.
 *
 * <p>Source: Kingma and Ba, "Adam: a method for stochastic optimization", ICLR 2015, algorithm 1 (epsilon beside the root of
 * the corrected {@code v̂}, as PyTorch, not the rearranged form of its section 2); the defaults are the paper's and PyTorch's.
 * The weight decay is PyTorch's, coupled (an L2 penalty of {@code weightDecay/2·w²} in the loss); {@link AdamW} has the other.
 */
public final class Adam extends ElementwiseOptimizer {

    private final AdamMoments moments;
    private float stepSize;
    private float rootCorrection;

    /** With the defaults above. @throws IllegalArgumentException when the rate is negative or not finite */
    public Adam(float learningRate) {
        this(learningRate, new AdamMoments("Adam", 0.9, 0.999, 1e-8, 0));
    }

    private Adam(float learningRate, AdamMoments moments) {
        super(learningRate, AdamMoments.STATE);
        this.moments = moments;
    }

    /** {@return what {@link #settings()} describes} */
    static Adam of(Settings settings) {
        return new Adam((float) settings.number("learningRate"), AdamMoments.of("Adam", settings));
    }

    /** {@return a new optimizer with these} @throws IllegalArgumentException when one is outside [0, 1) */
    public Adam withBetas(double beta1, double beta2) {
        return new Adam(learningRate(), moments.withBetas(beta1, beta2));
    }

    /** {@return a new optimizer with this epsilon} @throws IllegalArgumentException when not above 0 or not finite */
    public Adam withEpsilon(double epsilon) {
        return new Adam(learningRate(), moments.withEpsilon(epsilon));
    }

    /** {@return a new optimizer with this coupled weight decay} @throws IllegalArgumentException when negative or not finite */
    public Adam withWeightDecay(double weightDecay) {
        return new Adam(learningRate(), moments.withWeightDecay(weightDecay));
    }

    @Override
    protected void begin(long step) {
        stepSize = moments.stepSize(learningRate(), step);
        rootCorrection = moments.rootCorrection(step);
    }

    @Override
    protected void update(float[] w, float[] g, float[][] state, int from, int to) {
        float[] m = state[0];
        float[] v = state[1];
        float fresh1 = (float) (1 - moments.beta1());
        float fresh2 = (float) (1 - moments.beta2());
        float keep2 = (float) moments.beta2();
        float eps = (float) moments.epsilon();
        float decay = (float) moments.weightDecay();
        float size = stepSize;
        float root = rootCorrection;
        for (int i = from; i < to; i++) {
            float gi = g[i] + decay * w[i];
            float mi = m[i] + fresh1 * (gi - m[i]);
            float vi = keep2 * v[i] + fresh2 * gi * gi;
            m[i] = mi;
            v[i] = vi;
            w[i] -= size * mi / ((float) Math.sqrt(vi) * root + eps);
        }
    }

    @Override
    public Settings settings() {
        return moments.settings("adam", learningRate());
    }
}
