package org.rnn4j.optim;

import java.util.Map;
import java.util.Set;
import java.util.function.Supplier;
import org.junit.jupiter.api.Test;

/** {@link Adagrad}. */
class AdagradTest implements OptimizerContract {

    @Override
    public ElementwiseOptimizer optimizer() {
        return new Adagrad(0.05f).withEpsilon(1e-6).withInitialSum(0.1).withWeightDecay(0.01);
    }

    @Override
    public Set<String> stateNames() {
        return Set.of("sum");
    }

    @Override
    public Optimizer solver() {
        return new Adagrad(1f);
    }

    @Override
    public Map<String, Supplier<Optimizer>> golden() {
        return Map.of(
                "adagrad", () -> new Adagrad(0.01f),
                "adagrad_all", () -> new Adagrad(0.1f).withInitialSum(0.1).withEpsilon(1e-3).withWeightDecay(0.05));
    }

    @Test
    void wrongHyperparametersAreRefusedByName() {
        Adagrad adagrad = new Adagrad(0.1f);
        WrongHyperparameters.areRefused("Adagrad", "epsilon", adagrad::withEpsilon, 0, -1e-8, Double.NaN, 1e-60);
        WrongHyperparameters.areRefused("Adagrad", "initialSum", adagrad::withInitialSum, -1, Double.POSITIVE_INFINITY);
        WrongHyperparameters.areRefused("Adagrad", "weightDecay", adagrad::withWeightDecay, -1e-3, Double.NaN);
    }
}
