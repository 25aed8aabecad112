package org.rnn4j.optim;

import java.util.List;
import org.rnn4j.config.Settings;

/** The hyperparameters that {@link Adam} and {@link AdamW} share, checked, and the corrections that follow from them. */
record AdamMoments(String owner, double beta1, double beta2, double epsilon, double weightDecay) {

    /** The state names of the two moments, in the order of {@link ElementwiseOptimizer#update}. */
    static final List<String> STATE = List.of("exp_avg", "exp_avg_sq");

    AdamMoments {
        Require.belowOne(owner, "beta1", beta1);
        Require.belowOne(owner, "beta2", beta2);
        Require.positive(owner, "epsilon", epsilon);
        Require.nonNegative(owner, "weightDecay", weightDecay);
    }

    static AdamMoments of(String owner, Settings settings) {
        return new AdamMoments(owner, settings.number("beta1"), settings.number("beta2"), settings.number("epsilon"),
                settings.number("weightDecay"));
    }

    AdamMoments withBetas(double beta1, double beta2) {
        return new AdamMoments(owner, beta1, beta2, epsilon, weightDecay);
    }

    AdamMoments withEpsilon(double epsilon) {
        return new AdamMoments(owner, beta1, beta2, epsilon, weightDecay);
    }

    AdamMoments withWeightDecay(double weightDecay) {
        return new AdamMoments(owner, beta1, beta2, epsilon, weightDecay);
    }

    /** {@return {@code learningRate / (1 − beta1^step)}} In double: {@code 1 − 0.999f} is off by 1.3e-5 of itself. */
    float stepSize(float learningRate, long step) {
        return (float) (learningRate / (1 - Math.pow(beta1, step)));
    }

    /** {@return {@code 1 / √(1 − beta2^step)}, which the root of the second moment is multiplied by} */
    float rootCorrection(long step) {
        return (float) (1 / Math.sqrt(1 - Math.pow(beta2, step)));
    }

    Settings settings(String type, float learningRate) {
        return Settings.ofType(type).with("learningRate", learningRate).with("beta1", beta1).with("beta2", beta2)
                .with("epsilon", epsilon).with("weightDecay", weightDecay);
    }
}
