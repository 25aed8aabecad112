package org.rnn4j.optim;

import java.util.Map;
import java.util.function.Function;
import org.rnn4j.config.Settings;

/** Builds schedules again from their {@link LearningRate#settings()}. */
public final class LearningRates {

    private LearningRates() {
    }

    /**
     * {@return a schedule of the library that remembers nothing yet}
     *
     * @throws IllegalArgumentException when the type is not one of the library's, or a number is missing or wrong
     */
    public static LearningRate of(Settings settings) {
        return of(settings, Map.of());
    }

    /**
     * {@return a schedule of the library or of the caller that remembers nothing yet}
     *
     * @param others how to build the caller's own, by the type in their settings; also within the library's
     * @throws IllegalArgumentException when the type is unknown, a number is missing or wrong, or one of the others has the
     *         type of the library's
     */
    public static LearningRate of(Settings settings, Map<String, ? extends Function<Settings, ? extends LearningRate>> others) {
        TypeTable<LearningRate> types = new TypeTable<>("LearningRates.of", Map.of(
                "constant", ConstantRate::of,
                "stepDecay", StepDecay::of,
                "exponentialDecay", ExponentialDecay::of,
                "cosineDecay", CosineDecay::of,
                "linearWarmup", s -> new LinearWarmup(s.whole("updates"), s.number("start"), of(s.settings("then"), others)),
                "reduceOnPlateau", ReduceOnPlateau::of));
        return types.build(settings, others);
    }
}
