package org.rnn4j.optim;

import java.util.Map;
import java.util.function.Function;
import org.rnn4j.config.Settings;

/** Builds optimizers again from their {@link Optimizer#settings()}. */
public final class Optimizers {

    private static final TypeTable<Optimizer> TYPES = new TypeTable<>("Optimizers.of", Map.of(
            "sgd", Sgd::of,
            "adagrad", Adagrad::of,
            "rmsprop", RmsProp::of,
            "adam", Adam::of,
            "adamw", AdamW::of));

    private Optimizers() {
    }

    /**
     * {@return an optimizer of the library that has made no step}
     *
     * @throws IllegalArgumentException when the type is not one of the library's, or a hyperparameter is missing or wrong
     */
    public static Optimizer of(Settings settings) {
        return of(settings, Map.of());
    }

    /**
     * {@return an optimizer of the library or of the caller that has made no step}
     *
     * @param others how to build the caller's own, by the type in their settings
     * @throws IllegalArgumentException when the type is unknown, a hyperparameter is missing or wrong, or one of the others
     *         has the type of the library's
     */
    public static Optimizer of(Settings settings, Map<String, ? extends Function<Settings, ? extends Optimizer>> others) {
        return TYPES.build(settings, others);
    }
}
