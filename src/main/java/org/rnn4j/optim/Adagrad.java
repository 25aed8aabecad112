package org.rnn4j.optim;

import java.util.List;
import org.rnn4j.config.Settings;

/**
 * AdaGrad, a rate for each float that shrinks with the squares of all its gradients so far:
 *
 * <pre>
 * g = gradient + weightDecay·w
 * s = s + g²
 * w = w − learningRate·g / (√s + epsilon)
 * </pre>
 *
 * <p>Remembers {@code s} as {@code sum}. Defaults: epsilon 1e-10, {@code s} starts at 0, no weight decay.
 *
 * <p>Source: Duchi, Hazan and Singer, "Adaptive subgradient methods for online learning and stochastic optimization", JMLR 12,
 * 2011, the diagonal variant of their figure 1. The paper adds its {@code δ} to the root as here and leaves its size open; the
 * default is PyTorch's, as is the coupled weight decay. PyTorch's {@code lr_decay} is the work of a schedule.
 */
public final class Adagrad extends ElementwiseOptimizer {

    private final double epsilon;
    private final double initialSum;
    private final double weightDecay;

    /** With the defaults above. @throws IllegalArgumentException when the rate is negative or not finite */
    public Adagrad(float learningRate) {
        this(learningRate, 1e-10, 0, 0);
    }

    private Adagrad(float learningRate, double epsilon, double initialSum, double weightDecay) {
        super(learningRate, List.of("sum"));
        this.epsilon = Require.positive("Adagrad", "epsilon", epsilon);
        this.initialSum = Require.nonNegative("Adagrad", "initialSum", initialSum);
        this.weightDecay = Require.nonNegative("Adagrad", "weightDecay", weightDecay);
    }

    /** {@return what {@link #settings()} describes} */
    static Adagrad of(Settings settings) {
        return new Adagrad((float) settings.number("learningRate"), settings.number("epsilon"), settings.number("initialSum"),
                settings.number("weightDecay"));
    }

    /** {@return a new optimizer with this epsilon} @throws IllegalArgumentException when not above 0 or not finite */
    public Adagrad withEpsilon(double epsilon) {
        return new Adagrad(learningRate(), epsilon, initialSum, weightDecay);
    }

    /**
     * {@return a new optimizer whose sums start here, which tames the first steps}
     *
     * @throws IllegalArgumentException when negative or not finite
     */
    public Adagrad withInitialSum(double initialSum) {
        return new Adagrad(learningRate(), epsilon, initialSum, weightDecay);
    }

    /** {@return a new optimizer with this coupled weight decay} @throws IllegalArgumentException when negative or not finite */
    public Adagrad withWeightDecay(double weightDecay) {
        return new Adagrad(learningRate(), epsilon, initialSum, weightDecay);
    }

    @Override
    protected float initialState(String stateName) {
        return (float) initialSum;
    }

    @Override
    protected void update(float[] w, float[] g, float[][] state, int from, int to) {
        float[] s = state[0];
        float rate = learningRate();
        float decay = (float) weightDecay;
        float eps = (float) epsilon;
        for (int i = from; i < to; i++) {
            float gi = g[i] + decay * w[i];
            float si = s[i] + gi * gi;
            s[i] = si;
            w[i] -= rate * gi / ((float) Math.sqrt(si) + eps);
        }
    }

    @Override
    public Settings settings() {
        return Settings.ofType("adagrad").with("learningRate", learningRate()).with("epsilon", epsilon)
                .with("initialSum", initialSum).with("weightDecay", weightDecay);
    }
}
