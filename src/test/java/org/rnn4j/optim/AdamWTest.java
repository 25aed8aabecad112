package org.rnn4j.optim;

import static org.junit.jupiter.api.Assertions.assertEquals;

import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.function.Supplier;
import org.ejml.data.FMatrixRMaj;
import org.junit.jupiter.api.Test;
import org.rnn4j.cell.Gradients;
import org.rnn4j.cell.Parameter;
import org.rnn4j.cell.ParameterSet;

/** {@link AdamW}. */
class AdamWTest implements OptimizerContract {

    @Override
    public ElementwiseOptimizer optimizer() {
        return new AdamW(0.01f).withBetas(0.8, 0.95).withEpsilon(1e-6).withWeightDecay(0.02);
    }

    @Override
    public Set<String> stateNames() {
        return Set.of("exp_avg", "exp_avg_sq");
    }

    @Override
    public Optimizer solver() {
        return new AdamW(0.05f).withWeightDecay(0);
    }

    @Override
    public Map<String, Supplier<Optimizer>> golden() {
        return Map.of(
                "adamw", () -> new AdamW(1e-3f),
                "adamw_all", () -> new AdamW(0.02f).withBetas(0.8, 0.99).withEpsilon(1e-4).withWeightDecay(0.3));
    }

    @Test
    void withoutAGradientEveryWeightShrinksByTheSameFactor() {
        ParameterSet parameters = ParameterSet.of(List.of(new Parameter("w", new FMatrixRMaj(1, 2, true, 3, -0.25f))));
        new AdamW(0.1f).withWeightDecay(0.5).step(parameters, new Gradients(parameters));
        FMatrixRMaj w = parameters.get("w").value();
        assertEquals(3 * 0.95f, w.get(0, 0), 1e-6f);
        assertEquals(-0.25f * 0.95f, w.get(0, 1), 1e-6f);
    }

    @Test
    void wrongHyperparametersAreRefusedByName() {
        AdamW adamw = new AdamW(0.1f);
        WrongHyperparameters.areRefused("AdamW", "beta1", beta -> adamw.withBetas(beta, 0.9), -0.1, 1, Double.NaN);
        WrongHyperparameters.areRefused("AdamW", "beta2", beta -> adamw.withBetas(0.9, beta), -0.1, 1, Double.NaN);
        WrongHyperparameters.areRefused("AdamW", "epsilon", adamw::withEpsilon, 0, -1e-8, Double.NaN);
        WrongHyperparameters.areRefused("AdamW", "weightDecay", adamw::withWeightDecay, -1e-3, Double.NaN);
    }
}
