package org.rnn4j;

import com.sun.management.ThreadMXBean;
import java.lang.management.ManagementFactory;

/** Counts what the calling thread takes from the heap. */
public final class Allocation {

    private static final ThreadMXBean THREADS = (ThreadMXBean) ManagementFactory.getThreadMXBean();

    private Allocation() {
    }

    /** Long enough for a slow machine to compile what runs, which it does within some hundred milliseconds. */
    private static final long PATIENCE_NANOS = 30_000_000_000L;

    /** The bytes one run takes that makes something: the least of five. */
    public static long ofMaking(Runnable task) {
        long least = Long.MAX_VALUE;
        for (int run = 0; run < 5; run++) {
            long before = THREADS.getCurrentThreadAllocatedBytes();
            task.run();
            least = Math.min(least, THREADS.getCurrentThreadAllocatedBytes() - before);
        }
        return least;
    }

    /**
     * The bytes three runs take once they are warm: zero as soon as three in a row take none, else the least within 30 seconds.
     * The Vector API puts every vector on the heap until the code around it is compiled, so a fixed number of runs would
     * measure the compiler.
     */
    public static long ofWarm(Runnable task) {
        long least = Long.MAX_VALUE;
        long started = System.nanoTime();
        do {
            long before = THREADS.getCurrentThreadAllocatedBytes();
            task.run();
            task.run();
            task.run();
            least = Math.min(least, THREADS.getCurrentThreadAllocatedBytes() - before);
        } while (least > 0 && System.nanoTime() - started < PATIENCE_NANOS);
        return least;
    }
}
