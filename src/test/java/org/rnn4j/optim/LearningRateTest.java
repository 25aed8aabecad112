package org.rnn4j.optim;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertNotEquals;
import static org.junit.jupiter.api.Assertions.assertThrows;
import static org.junit.jupiter.api.Assertions.assertTrue;

import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import org.junit.jupiter.api.Test;
import org.rnn4j.config.Settings;

/** {@link LearningRate} and the schedules of the library. */
class LearningRateTest {

    private final GoldenVectors vectors = GoldenVectors.read("schedules.txt");

    private static ReduceOnPlateau patient() {
        return new ReduceOnPlateau(0.5f).withFactor(0.5).withPatience(2).withThreshold(0.05).withCooldown(3)
                .withMinimum(0.125f);
    }

    /** One of each, none of them flat over its first updates but the first and the last. */
    private static List<LearningRate> schedules() {
        return List.of(new ConstantRate(0.1f), new StepDecay(0.5f, 7, 0.3), new ExponentialDecay(0.5f, 0.9),
                new CosineDecay(0.5f, 0.125f, 20), new LinearWarmup(8, 0.25, new StepDecay(0.5f, 7, 0.3)),
                new LinearWarmup(4, new LinearWarmup(3, new CosineDecay(0.5f, 0.125f, 20))), patient());
    }

    private void assertRates(String name, LearningRate schedule) {
        double[] expected = vectors.get(name);
        for (int update = 0; update < expected.length; update++) {
            assertRate(expected[update], schedule.at(update), name + " at " + update);
        }
    }

    private static void assertRate(double expected, float actual, String what) {
        assertEquals(expected, actual, 2e-7 * expected, what);
    }

    @Test
    void schedulesFollowPyTorch() {
        assertRates("step", new StepDecay(0.5f, 7, 0.3));
        assertRates("exponential", new ExponentialDecay(0.5f, 0.9));
        assertRates("cosine", new CosineDecay(0.5f, 0.125f, 20));
        assertRates("warmup_exponential", new LinearWarmup(8, 0.25, new ExponentialDecay(0.5f, 0.9)));
        assertRates("warmup_cosine", new LinearWarmup(5, 0.1, new CosineDecay(0.5f, 0, 20)));
    }

    @Test
    void plateausFollowPyTorch() {
        Map<String, LearningRate> cases = new LinkedHashMap<>();
        cases.put("plateau", new ReduceOnPlateau(0.5f));
        cases.put("plateau_patient", patient());
        cases.put("plateau_hasty", new ReduceOnPlateau(0.5f).withPatience(0));
        cases.forEach((name, schedule) -> {
            double[] losses = vectors.get(name + ".losses");
            double[] expected = vectors.get(name);
            assertEquals(0.5f, schedule.at(0));
            for (int i = 0; i < losses.length; i++) {
                schedule.report(losses[i]);
                assertRate(expected[i], schedule.at(i), name + " after report " + i);
            }
            assertNotEquals(0.5f, schedule.at(0), name);
        });
    }

    @Test
    void aConstantRateIsConstant() {
        LearningRate schedule = new ConstantRate(0.25f);
        schedule.report(7);
        assertEquals(0.25f, schedule.at(0));
        assertEquals(0.25f, schedule.at(Long.MAX_VALUE));
    }

    @Test
    void aCosineStaysAtTheBottom() {
        LearningRate schedule = new CosineDecay(0.5f, 0.125f, 20);
        assertEquals(0.125f, schedule.at(20));
        assertEquals(0.125f, schedule.at(21));
        assertEquals(0.125f, schedule.at(Long.MAX_VALUE));
    }

    @Test
    void aWarmupRisesInEqualStepsFromTheFirst() {
        LearningRate schedule = new LinearWarmup(4, new ConstantRate(1));
        for (int update = 0; update <= 6; update++) {
            assertEquals(Math.min(1, (update + 1) / 5f), schedule.at(update), 1e-7f, "at " + update);
        }
    }

    @Test
    void aWarmupPassesLossesAndStateOn() {
        LearningRate schedule = new LinearWarmup(2, 0.5, new ReduceOnPlateau(1).withPatience(0).withFactor(0.5));
        schedule.report(1);
        schedule.report(1);
        assertEquals(0.25f, schedule.at(0));
        assertEquals(0.5f, schedule.at(2));
        LearningRate resumed = LearningRates.of(schedule.settings());
        assertEquals(1f, resumed.at(2));
        resumed.restore(schedule.state());
        assertEquals(0.5f, resumed.at(2));
    }

    @Test
    void aResumedScheduleGoesOnAsIfNeverStopped() {
        double[] losses = vectors.get("plateau_patient.losses");
        for (int i = 0; i < schedules().size(); i++) {
            for (int stop = 0; stop < losses.length; stop++) {
                LearningRate straight = schedules().get(i);
                LearningRate resumed = schedules().get(i);
                for (int t = 0; t < losses.length; t++) {
                    if (t == stop) {
                        Settings state = resumed.state();
                        resumed = LearningRates.of(resumed.settings());
                        resumed.restore(state);
                        assertEquals(state, resumed.state());
                    }
                    straight.report(losses[t]);
                    resumed.report(losses[t]);
                    assertEquals(straight.at(t), resumed.at(t), straight + " stopped at " + stop + ", update " + t);
                }
            }
        }
    }

    @Test
    void everyScheduleIsBuiltAgainFromItsSettings() {
        for (LearningRate schedule : schedules()) {
            LearningRate built = LearningRates.of(schedule.settings());
            assertEquals(schedule.getClass(), built.getClass());
            assertEquals(schedule.settings(), built.settings());
            assertEquals(schedule.toString(), built.toString());
        }
    }

    @Test
    void aCallersOwnScheduleIsBuiltTooEvenWithinAnother() {
        record Halves() implements LearningRate {
            @Override
            public float at(long update) {
                return 1f / (1L << update);
            }

            @Override
            public Settings settings() {
                return Settings.ofType("halves");
            }
        }
        LearningRate schedule = new LinearWarmup(2, new Halves());
        assertEquals(schedule, LearningRates.of(schedule.settings(), Map.of("halves", settings -> new Halves())));
        IllegalArgumentException e =
                assertThrows(IllegalArgumentException.class, () -> LearningRates.of(schedule.settings()));
        assertEquals("LearningRates.of: expected a type out of [constant, cosineDecay, exponentialDecay, linearWarmup, "
                + "reduceOnPlateau, stepDecay] but got 'halves'", e.getMessage());
    }

    @Test
    void aStateOfAnotherScheduleIsRefusedAndChangesNothing() {
        ReduceOnPlateau plateau = patient();
        plateau.report(2);
        Settings before = plateau.state();
        for (Settings wrong : List.of(Settings.empty(), before.with("bad", -1), before.with("rate", Double.NaN),
                before.with("cooling", "none"), before.with("best", true))) {
            assertThrows(IllegalArgumentException.class, () -> plateau.restore(wrong), wrong.toString());
            assertEquals(before, plateau.state());
        }
        IllegalArgumentException e =
                assertThrows(IllegalArgumentException.class, () -> new ConstantRate(0.1f).restore(before));
        assertTrue(e.getMessage().startsWith("ConstantRate[rate=0.1].restore: "), e.getMessage());
    }

    @Test
    void theStateOfAPlateauHoldsFiniteNumbersOnly() {
        ReduceOnPlateau plateau = patient();
        for (double loss : new double[] {Double.NaN, Double.POSITIVE_INFINITY, Double.NEGATIVE_INFINITY}) {
            plateau.report(loss);
            assertTrue(!plateau.state().has("best"), plateau.state().toString());
        }
        plateau.report(3);
        assertEquals(3, plateau.state().number("best"));
    }

    @Test
    void wrongNumbersAreRefusedByName() {
        double nan = Double.NaN;
        WrongHyperparameters.areRefused("ConstantRate", "rate", rate -> new ConstantRate((float) rate), -1, nan);
        WrongHyperparameters.areRefused("StepDecay", "initial", rate -> new StepDecay((float) rate, 1, 0.5), -1, nan);
        WrongHyperparameters.areRefused("StepDecay", "factor", factor -> new StepDecay(1, 1, factor), 0, 1.5, nan);
        WrongHyperparameters.areRefused("ExponentialDecay", "initial", rate -> new ExponentialDecay((float) rate, 1), -1, nan);
        WrongHyperparameters.areRefused("ExponentialDecay", "factor", factor -> new ExponentialDecay(1, factor), 0, 1.5, nan);
        WrongHyperparameters.areRefused("CosineDecay", "initial", rate -> new CosineDecay((float) rate, 0, 1), -1, nan);
        WrongHyperparameters.areRefused("CosineDecay", "minimum", rate -> new CosineDecay(1, (float) rate, 1), -1, 2, nan);
        WrongHyperparameters.areRefused("LinearWarmup", "start", start -> new LinearWarmup(1, start, new ConstantRate(1)),
                0, 1.5, nan);
        ReduceOnPlateau plateau = patient();
        WrongHyperparameters.areRefused("ReduceOnPlateau", "initial", rate -> new ReduceOnPlateau((float) rate), -1, nan);
        WrongHyperparameters.areRefused("ReduceOnPlateau", "factor", plateau::withFactor, 0, 1.5, nan);
        WrongHyperparameters.areRefused("ReduceOnPlateau", "threshold", plateau::withThreshold, -0.1, 1, nan);
        WrongHyperparameters.areRefused("ReduceOnPlateau", "minimum", rate -> plateau.withMinimum((float) rate), -1, nan);
        for (Runnable wrong : List.<Runnable>of(
                () -> new StepDecay(1, 0, 0.5), () -> new CosineDecay(1, 0, 0), () -> new LinearWarmup(0, new ConstantRate(1)),
                () -> new LinearWarmup(1, null), () -> plateau.withPatience(-1), () -> plateau.withCooldown(-1))) {
            assertThrows(IllegalArgumentException.class, wrong::run);
        }
    }
}
