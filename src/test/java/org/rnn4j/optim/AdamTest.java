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

/** {@link Adam}. */
class AdamTest implements OptimizerContract {

    @Override
    public ElementwiseOptimizer optimizer() {
        return new Adam(0.01f).withBetas(0.8, 0.95).withEpsilon(1e-6).withWeightDecay(0.02);
    }

    @Override
    public Set<String> stateNames() {
        return Set.of("exp_avg", "exp_avg_sq");
    }

    @Override
    public Optimizer solver() {
        return new Adam(0.05f);
    }

    @Override
    public Map<String, Supplier<Optimizer>> golden() {
        return Map.of(
                "adam", () -> new Adam(1e-3f),
                "adam_large_rate", () -> new Adam(1f),
                "adam_all", () -> new Adam(0.02f).withBetas(0.8, 0.99).withEpsilon(1e-4).withWeightDecay(0.05));
    }

    @Test
    void theFirstStepIsAsLongAsTheLearningRateWhateverTheGradient() {
        ParameterSet parameters = ParameterSet.of(List.of(new Parameter("w", new FMatrixRMaj(1, 3))));
        Gradients gradients = new Gradients(parameters);
        gradients.value(0).set(0, 0, 1e-3f);
        gradients.value(0).set(0, 1, -1);
        gradients.value(0).set(0, 2, 1e4f);
        new Adam(0.01f).step(parameters, gradients);
        FMatrixRMaj w = parameters.get("w").value();
        assertEquals(-0.01f, w.get(0, 0), 1e-6f);
        assertEquals(0.01f, w.get(0, 1), 1e-6f);
        assertEquals(-0.01f, w.get(0, 2), 1e-6f);
    }

    @Test
    void wrongHyperparametersAreRefusedByName() {
        Adam adam = new Adam(0.1f);
        WrongHyperparameters.areRefused("Adam", "beta1", beta -> adam.withBetas(beta, 0.9), -0.1, 1, Double.NaN);
        WrongHyperparameters.areRefused("Adam", "beta2", beta -> adam.withBetas(0.9, beta), -0.1, 1, Double.NaN);
        WrongHyperparameters.areRefused("Adam", "epsilon", adam::withEpsilon, 0, -1e-8, Double.NaN);
        WrongHyperparameters.areRefused("Adam", "weightDecay", adam::withWeightDecay, -1e-3, Double.NaN);
    }
}
