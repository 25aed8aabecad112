package org.rnn4j.optim;

import static org.junit.jupiter.api.Assertions.assertThrows;
import static org.junit.jupiter.api.Assertions.assertTrue;

import java.util.function.DoubleFunction;

/** Values outside a hyperparameter's range. */
final class WrongHyperparameters {

    private WrongHyperparameters() {
    }

    /** Each value is refused in words that name the owner, the hyperparameter and the value. */
    static void areRefused(String owner, String name, DoubleFunction<?> set, double... values) {
        for (double value : values) {
            IllegalArgumentException e = assertThrows(IllegalArgumentException.class, () -> set.apply(value));
            assertTrue(e.getMessage().startsWith(owner + ": expected " + name), e.getMessage());
            assertTrue(e.getMessage().endsWith("but got " + value), e.getMessage());
        }
    }
}
