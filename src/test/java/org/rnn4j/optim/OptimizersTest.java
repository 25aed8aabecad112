package org.rnn4j.optim;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertThrows;
import static org.junit.jupiter.api.Assertions.assertTrue;

import java.util.List;
import java.util.Map;
import java.util.function.Function;
import org.junit.jupiter.api.Test;
import org.rnn4j.config.Settings;

/** {@link Optimizers}. */
class OptimizersTest {

    /** As a user would write it: the equation and its name. */
    private static final class SignDescent extends ElementwiseOptimizer {

        SignDescent(float learningRate) {
            super(learningRate, List.of());
        }

        @Override
        protected void update(float[] w, float[] g, float[][] state, int from, int to) {
            for (int i = from; i < to; i++) {
                w[i] -= learningRate() * Math.signum(g[i]);
            }
        }

        @Override
        public Settings settings() {
            return Settings.ofType("signDescent").with("learningRate", learningRate());
        }
    }

    private static final Map<String, Function<Settings, Optimizer>> OWN =
            Map.of("signDescent", settings -> new SignDescent((float) settings.number("learningRate")));

    @Test
    void aCallersOwnTypeIsBuiltToo() {
        Optimizer built = Optimizers.of(new SignDescent(0.5f).settings(), OWN);
        assertEquals(SignDescent.class, built.getClass());
        assertEquals("SignDescent(learningRate 0.5)", built.toString());
        assertEquals(Adam.class, Optimizers.of(new Adam(1e-3f).settings(), OWN).getClass());
    }

    @Test
    void anUnknownTypeIsRefusedWithTheKnownOnes() {
        IllegalArgumentException e = assertThrows(IllegalArgumentException.class,
                () -> Optimizers.of(Settings.ofType("adamax"), OWN));
        assertEquals("Optimizers.of: expected a type out of [adagrad, adam, adamw, rmsprop, sgd, signDescent] but got 'adamax'",
                e.getMessage());
    }

    @Test
    void aTypeOfTheLibraryCannotBeReplaced() {
        IllegalArgumentException e = assertThrows(IllegalArgumentException.class,
                () -> Optimizers.of(Settings.ofType("sgd"), Map.of("adam", OWN.get("signDescent"))));
        assertTrue(e.getMessage().contains("'adam'"), e.getMessage());
    }

    @Test
    void aMissingHyperparameterIsNamed() {
        IllegalArgumentException e = assertThrows(IllegalArgumentException.class,
                () -> Optimizers.of(Settings.ofType("sgd").with("learningRate", 0.1).with("momentum", 0.9)));
        assertTrue(e.getMessage().startsWith("nesterov: "), e.getMessage());
    }
}
