package org.rnn4j;

import static org.junit.jupiter.api.Assertions.assertThrows;
import static org.junit.jupiter.api.Assertions.assertTrue;

import org.junit.jupiter.api.function.Executable;
import org.rnn4j.tensor.ShapeException;

/** Errors by type and by what their text names. */
public final class Errors {

    private Errors() {
    }

    /** The task fails with a {@link ShapeException} whose text has all these parts. */
    public static void assertShape(Executable task, String... parts) {
        assertError(ShapeException.class, task, parts);
    }

    /** The task fails with an {@link IllegalArgumentException} whose text has all these parts. */
    public static void assertArgument(Executable task, String... parts) {
        assertError(IllegalArgumentException.class, task, parts);
    }

    /** The task fails with an {@link IllegalStateException} whose text has all these parts. */
    public static void assertState(Executable task, String... parts) {
        assertError(IllegalStateException.class, task, parts);
    }

    private static void assertError(Class<? extends Exception> type, Executable task, String... parts) {
        String message = assertThrows(type, task).getMessage();
        for (String part : parts) {
            assertTrue(message.contains(part), "expected '" + part + "' in: " + message);
        }
    }
}
