package org.rnn4j.optim;

import static org.junit.jupiter.api.Assertions.assertTrue;

import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.function.Supplier;
import org.ejml.data.FMatrixRMaj;
import org.junit.jupiter.api.Test;
import org.rnn4j.cell.Gradients;
import org.rnn4j.cell.Parameter;
import org.rnn4j.cell.ParameterSet;

/** {@link RmsProp}. */
class RmsPropTest implements OptimizerContract {

    @Override
    public ElementwiseOptimizer optimizer() {
        return new RmsProp(0.01f).withAlpha(0.9).withEpsilon(1e-3).withCentring().withMomentum(0.8).withWeightDecay(0.01);
    }

    @Override
    public Set<String> stateNames() {
        return Set.of("square_avg", "grad_avg", "momentum_buffer");
    }

    @Override
    public Optimizer solver() {
        return new RmsProp(0.02f);
    }

    @Override
    public Map<String, Supplier<Optimizer>> golden() {
        return Map.of(
                "rmsprop", () -> new RmsProp(0.01f),
                "rmsprop_momentum_decay",
                () -> new RmsProp(0.003f).withAlpha(0.9).withEpsilon(1e-3).withMomentum(0.9).withWeightDecay(0.05),
                "rmsprop_centred", () -> new RmsProp(0.003f).withAlpha(0.95).withEpsilon(1e-2).withCentring(),
                "rmsprop_centred_momentum",
                () -> new RmsProp(0.003f).withAlpha(0.95).withEpsilon(1e-2).withCentring().withMomentum(0.9));
    }

    @Test
    void aConstantGradientLeavesACentredOptimizerFinite() {
        int n = 64;
        ParameterSet parameters = ParameterSet.of(List.of(new Parameter("w", new FMatrixRMaj(1, n))));
        Gradients gradients = new Gradients(parameters);
        for (int i = 0; i < n; i++) {
            gradients.value(0).data[i] = 0.1f + 0.37f * i;
        }
        Optimizer optimizer = new RmsProp(1e-3f).withAlpha(0.5).withCentring();
        for (int step = 0; step < 100; step++) {
            optimizer.step(parameters, gradients);
        }
        for (float w : parameters.get("w").value().data) {
            assertTrue(Float.isFinite(w));
        }
    }

    @Test
    void wrongHyperparametersAreRefusedByName() {
        RmsProp rmsProp = new RmsProp(0.1f);
        WrongHyperparameters.areRefused("RmsProp", "alpha", rmsProp::withAlpha, -0.1, 1, Double.NaN);
        WrongHyperparameters.areRefused("RmsProp", "epsilon", rmsProp::withEpsilon, 0, -1e-8, Double.NaN);
        WrongHyperparameters.areRefused("RmsProp", "momentum", rmsProp::withMomentum, -0.1, 1, Double.NaN);
        WrongHyperparameters.areRefused("RmsProp", "weightDecay", rmsProp::withWeightDecay, -1e-3, Double.NaN);
    }
}
