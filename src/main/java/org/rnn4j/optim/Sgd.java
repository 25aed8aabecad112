package org.rnn4j.optim;

import java.util.List;
import org.rnn4j.config.Settings;

/**
 * Stochastic gradient descent, with heavy-ball or Nesterov momentum:
 *
 * <pre>
 * g = gradient + weightDecay·w
 * b = momentum·b + g
 * w = w − learningRate·b                       heavy ball
 * w = w − learningRate·(g + momentum·b)        Nesterov
 * </pre>
 *
 * <p>Without momentum nothing is remembered and {@code w = w − learningRate·g}; else {@code b} is, as
 * {@code momentum_buffer}. Defaults: no momentum, no weight decay.
 *
 * <p>Sources: Polyak, "Some methods of speeding up the convergence of iteration methods", 1964; Nesterov, 1983, in the form of
 * Sutskever et al., "On the importance of initialization and momentum in deep learning", ICML 2013. Those papers multiply the
 * gradient by the learning rate on its way into {@code b}; here, as in PyTorch, {@code b} on its way out, so a change of the
 * rate acts on the whole step at once. There is no dampening. The weight decay is coupled (an L2 penalty of
 * {@code weightDecay/2·w²} in the loss).
 */
public final class Sgd extends ElementwiseOptimizer {

    private final double momentum;
    private final boolean nesterov;
    private final double weightDecay;

    /** Without momentum and weight decay. @throws IllegalArgumentException when the rate is negative or not finite */
    public Sgd(float learningRate) {
        this(learningRate, 0, false, 0);
    }

    private Sgd(float learningRate, double momentum, boolean nesterov, double weightDecay) {
        super(learningRate, momentum > 0 ? List.of("momentum_buffer") : List.of());
        this.momentum = Require.belowOne("Sgd", "momentum", momentum);
        this.nesterov = nesterov;
        this.weightDecay = Require.nonNegative("Sgd", "weightDecay", weightDecay);
        if (nesterov && momentum == 0) {
            throw new IllegalArgumentException("Sgd: expected momentum above 0 for Nesterov's but got " + momentum);
        }
    }

    /** {@return what {@link #settings()} describes} */
    static Sgd of(Settings settings) {
        return new Sgd((float) settings.number("learningRate"), settings.number("momentum"), settings.flag("nesterov"),
                settings.number("weightDecay"));
    }

    /** {@return a new optimizer with this heavy-ball momentum, usually 0.9} @throws IllegalArgumentException outside [0, 1) */
    public Sgd withMomentum(double momentum) {
        return new Sgd(learningRate(), momentum, false, weightDecay);
    }

    /** {@return a new optimizer with this Nesterov momentum} @throws IllegalArgumentException outside (0, 1) */
    public Sgd withNesterovMomentum(double momentum) {
        return new Sgd(learningRate(), momentum, true, weightDecay);
    }

    /** {@return a new optimizer with this coupled weight decay} @throws IllegalArgumentException when negative or not finite */
    public Sgd withWeightDecay(double weightDecay) {
        return new Sgd(learningRate(), momentum, nesterov, weightDecay);
    }

    @Override
    protected void update(float[] w, float[] g, float[][] state, int from, int to) {
        if (momentum == 0) {
            descend(w, g, from, to);
        } else if (nesterov) {
            descendNesterov(w, g, state[0], from, to);
        } else {
            descendHeavyBall(w, g, state[0], from, to);
        }
    }

    private void descend(float[] w, float[] g, int from, int to) {
        float rate = learningRate();
        float decay = (float) weightDecay;
        for (int i = from; i < to; i++) {
            w[i] -= rate * (g[i] + decay * w[i]);
        }
    }

    private void descendHeavyBall(float[] w, float[] g, float[] b, int from, int to) {
        float rate = learningRate();
        float decay = (float) weightDecay;
        float mu = (float) momentum;
        for (int i = from; i < to; i++) {
            float bi = mu * b[i] + (g[i] + decay * w[i]);
            b[i] = bi;
            w[i] -= rate * bi;
        }
    }

    private void descendNesterov(float[] w, float[] g, float[] b, int from, int to) {
        float rate = learningRate();
        float decay = (float) weightDecay;
        float mu = (float) momentum;
        for (int i = from; i < to; i++) {
            float gi = g[i] + decay * w[i];
            float bi = mu * b[i] + gi;
            b[i] = bi;
            w[i] -= rate * (gi + mu * bi);
        }
    }

    @Override
    public Settings settings() {
        return Settings.ofType("sgd").with("learningRate", learningRate()).with("momentum", momentum)
                .with("nesterov", nesterov).with("weightDecay", weightDecay);
    }
}
