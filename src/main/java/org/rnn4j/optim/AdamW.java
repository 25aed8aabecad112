package org.rnn4j.optim;

import org.rnn4j.config.Settings;

/**
 * {@link Adam} with weight decay beside the gradient instead of in it, so that it acts on every weight alike:
 *
 * <pre>
 * m = beta1·m + (1 − beta1)·gradient
 * v = beta2·v + (1 − beta2)·gradient²
 * w = (1 − learningRate·weightDecay)·w − learningRate·m̂ / (√v̂ + epsilon),   m̂ and v̂ as for Adam
 * </pre>
 *
 * <p>Remembers {@code m} as {@code exp_avg} and {@code v} as {@code exp_avg_sq}. Defaults: beta1 0.9, beta2 0.999, epsilon
 * 1e-8, weight decay 0.01.
 *
 * <p>Source: Loshchilov and Hutter, "Decoupled weight decay regularization", ICLR 2019, algorithm 2. The paper multiplies the
 * decay by the schedule alone; here, as in PyTorch, it is multiplied by the learning rate. The default decay is PyTorch's.
 */
public final class AdamW extends ElementwiseOptimizer {

    private final AdamMoments moments;
    private float stepSize;
    private float rootCorrection;

    /** With the defaults above. @throws IllegalArgumentException when the rate is negative or not finite */
    public AdamW(float learningRate) {
        this(learningRate, new AdamMoments("AdamW", 0.9, 0.999, 1e-8, 0.01));
    }

    private AdamW(float learningRate, AdamMoments moments) {
        super(learningRate, AdamMoments.STATE);
        this.moments = moments;
    }

    /** {@return what {@link #settings()} describes} */
    static AdamW of(Settings settings) {
        return new AdamW((float) settings.number("learningRate"), AdamMoments.of("AdamW", settings));
    }

    /** {@return a new optimizer with these} @throws IllegalArgumentException when one is outside [0, 1) */
    public AdamW withBetas(double beta1, double beta2) {
        return new AdamW(learningRate(), moments.withBetas(beta1, beta2));
    }

    /** {@return a new optimizer with this epsilon} @throws IllegalArgumentException when not above 0 or not finite */
    public AdamW withEpsilon(double epsilon) {
        return new AdamW(learningRate(), moments.withEpsilon(epsilon));
    }

    /** {@return a new optimizer with this decoupled decay} @throws IllegalArgumentException when negative or not finite */
    public AdamW withWeightDecay(double weightDecay) {
        return new AdamW(learningRate(), moments.withWeightDecay(weightDecay));
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
        float kept = (float) (1 - (double) learningRate() * moments.weightDecay());
        float size = stepSize;
        float root = rootCorrection;
        for (int i = from; i < to; i++) {
            float gi = g[i];
            float mi = m[i] + fresh1 * (gi - m[i]);
            float vi = keep2 * v[i] + fresh2 * gi * gi;
            m[i] = mi;
            v[i] = vi;
            w[i] = kept * w[i] - size * mi / ((float) Math.sqrt(vi) * root + eps);
        }
    }

    @Override
    public Settings settings() {
        return moments.settings("adamw", learningRate());
    }
}
