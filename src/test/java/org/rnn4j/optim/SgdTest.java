package org.rnn4j.optim;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertThrows;
import static org.junit.jupiter.api.Assertions.assertTrue;

import java.util.Map;
import java.util.Set;
import java.util.function.Supplier;
import org.ejml.data.FMatrixRMaj;
import org.junit.jupiter.api.Test;

/** {@link Sgd}. */
class SgdTest implements OptimizerContract {

    @Override
    public ElementwiseOptimizer optimizer() {
        return new Sgd(0.05f).withNesterovMomentum(0.8).withWeightDecay(0.01);
    }

    @Override
    public Set<String> stateNames() {
        return Set.of("momentum_buffer");
    }

    @Override
    public Optimizer solver() {
        return new Sgd(0.05f).withMomentum(0.9);
    }

    @Override
    public Map<String, Supplier<Optimizer>> golden() {
        return Map.of(
                "sgd", () -> new Sgd(0.1f),
                "sgd_decay", () -> new Sgd(0.1f).withWeightDecay(0.05),
                "sgd_momentum", () -> new Sgd(0.1f).withMomentum(0.9),
                "sgd_momentum_decay", () -> new Sgd(0.1f).withMomentum(0.8).withWeightDecay(0.05),
                "sgd_nesterov", () -> new Sgd(0.1f).withNesterovMomentum(0.9),
                "sgd_nesterov_decay", () -> new Sgd(0.1f).withWeightDecay(0.05).withNesterovMomentum(0.9));
    }

    @Test
    void withoutMomentumThereIsNothingToRemember() {
        Optimizer optimizer = new Sgd(0.1f);
        Parameters p = Parameters.three();
        p.steps(optimizer, 0, 3);
        assertTrue(optimizer.state().isEmpty());
        Optimizer second = new Sgd(0.1f);
        second.restore(p.set, 3, Map.of());
        assertEquals(3, second.steps());
        assertThrows(IllegalArgumentException.class,
                () -> second.restore(p.set, 3, Map.of("a.momentum_buffer", new FMatrixRMaj(1, 3))));
    }

    @Test
    void wrongHyperparametersAreRefusedByName() {
        Sgd sgd = new Sgd(0.1f);
        WrongHyperparameters.areRefused("Sgd", "momentum", sgd::withMomentum, -0.1, 1, Double.NaN);
        WrongHyperparameters.areRefused("Sgd", "momentum", sgd::withNesterovMomentum, -0.1, 0, 1, Double.NaN);
        WrongHyperparameters.areRefused("Sgd", "weightDecay", sgd::withWeightDecay, -1e-3, Double.NaN, 1e300);
        assertThrows(IllegalArgumentException.class, () -> new Sgd(-0.1f));
    }
}
