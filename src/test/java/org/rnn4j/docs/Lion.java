package org.rnn4j.docs;

import java.util.List;
import org.rnn4j.config.Settings;
import org.rnn4j.optim.ElementwiseOptimizer;

// [start:optimizer]
/**
 * Every float moves by the learning rate, only the sign is learned: {@code w = w − learningRate·sign(β₁·m + (1−β₁)·g)}, then
 * {@code m = β₂·m + (1−β₂)·g}, with β₁ = 0.9 and β₂ = 0.99.
 *
 * <p>Source: Chen et al., "Symbolic discovery of optimization algorithms", 2023, without its weight decay.
 */
public final class Lion extends ElementwiseOptimizer {

    private static final float BETA_1 = 0.9f;
    private static final float BETA_2 = 0.99f;

    /** An optimizer that has made no step. */
    public Lion(float learningRate) {
        super(learningRate, List.of("momentum"));
    }

    /** {@return what {@link #settings()} describes} */
    public static Lion of(Settings settings) {
        return new Lion((float) settings.number("learningRate"));
    }

    @Override
    protected void update(float[] w, float[] g, float[][] state, int from, int to) {
        float[] m = state[0];
        for (int i = from; i < to; i++) {
            w[i] -= learningRate() * Math.signum(BETA_1 * m[i] + (1 - BETA_1) * g[i]);
            m[i] = BETA_2 * m[i] + (1 - BETA_2) * g[i];
        }
    }

    @Override
    public Settings settings() {
        return Settings.ofType("lion").with("learningRate", learningRate());
    }
}
// [end:optimizer]
