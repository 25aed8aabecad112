package org.rnn4j.examples.common;

import java.util.concurrent.CountDownLatch;
import java.util.concurrent.TimeUnit;

/**
 * Lets Ctrl-C and a polite kill end a run in good order: the JVM calls {@code onStop}, then waits until {@link #close()} says
 * that what had to be saved is saved. The status is then the JVM's own for the signal, 130 for Ctrl-C.
 */
public final class Interrupt implements AutoCloseable {

    private static final int PATIENCE_SECONDS = 60;

    private static volatile boolean underWay;

    private final CountDownLatch finished = new CountDownLatch(1);
    private final Thread hook;

    private Interrupt(Runnable onStop) {
        hook = new Thread(() -> {
            underWay = true;
            onStop.run();
            try {
                finished.await(PATIENCE_SECONDS, TimeUnit.SECONDS);
            } catch (InterruptedException e) {
                Thread.currentThread().interrupt();
            }
        }, "interrupt");
    }

    /** Begins to listen. {@return what to close when all is saved} */
    public static Interrupt handledBy(Runnable onStop) {
        Interrupt interrupt = new Interrupt(onStop);
        Runtime.getRuntime().addShutdownHook(interrupt.hook);
        return interrupt;
    }

    /** {@return whether the process is ending because of a signal} */
    public static boolean isUnderWay() {
        return underWay;
    }

    @Override
    public void close() {
        finished.countDown();
        try {
            Runtime.getRuntime().removeShutdownHook(hook);
        } catch (IllegalStateException e) {
            // The process is ending already; the hook has been told.
        }
    }
}
