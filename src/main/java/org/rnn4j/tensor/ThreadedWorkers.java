package org.rnn4j.tensor;

import java.util.concurrent.atomic.AtomicIntegerArray;
import java.util.concurrent.locks.LockSupport;

/**
 * Threads that wait, parked, for a range to share.
 *
 * <p>A call publishes the task and then raises each thread's {@code ordered} number; the thread answers by raising its
 * {@code done} number. Both are atomic, which orders the plain fields around them. Whoever waits spins for a while before it
 * parks, since the phases of a training step follow each other within that time, and to wake a parked thread takes as long as
 * some of them; it never spins for longer.
 */
final class ThreadedWorkers implements Workers {

    /**
     * How long a thread spins after its last work. What a training step does on one thread between two phases, above all laying out
     * weights, takes 10 to 60 microseconds at hidden size 128; where it takes longer, so do the phases, and waking costs little.
     * It is a time and not a number of {@link Thread#onSpinWait}, which takes 5 to 150 ns from one processor to another.
     */
    private static final long SPIN_NANOS = 100_000;

    /** Numbers between those that are used: two threads that write to one cache line take it from each other at every turn. */
    private static final int SPACING = 32;

    private final AtomicIntegerArray numbers;
    private final Helper[] helpers;
    private Thread caller;
    private RangeTask task;
    private int total;
    private int partSize;
    private boolean busy;
    private volatile boolean callerParks;
    private volatile boolean closed;

    ThreadedWorkers(int threads) {
        numbers = new AtomicIntegerArray((2 * threads + 1) * SPACING);
        helpers = new Helper[threads - 1];
        for (int i = 0; i < helpers.length; i++) {
            helpers[i] = new Helper(i + 1);
            helpers[i].start();
        }
    }

    @Override
    public int count() {
        return helpers.length + 1;
    }

    @Override
    public void split(int total, int grain, RangeTask task) {
        if (closed) {
            throw new IllegalStateException(this + ": closed");
        }
        if (total <= 0) {
            return;
        }
        int units = (total + grain - 1) / grain;
        int parts = Math.min(count(), units);
        if (busy) {
            throw new IllegalStateException(this + ".split: called from inside a task, or by two threads at once");
        }
        if (parts == 1) {
            task.run(0, 0, total);
            return;
        }
        this.task = task;
        this.total = total;
        partSize = (units + parts - 1) / parts * grain;
        caller = Thread.currentThread();
        busy = true;
        for (int i = 0; i < parts - 1; i++) {
            helpers[i].order();
        }
        Throwable failure = null;
        try {
            task.run(0, 0, Math.min(total, partSize));
        } catch (Throwable e) {
            failure = e;
        }
        for (int i = 0; i < parts - 1; i++) {
            Throwable theirs = helpers[i].await();
            failure = failure == null ? theirs : failure;
        }
        busy = false;
        this.task = null;
        if (failure instanceof RuntimeException e) {
            throw e;
        }
        if (failure instanceof Error e) {
            throw e;
        }
    }

    @Override
    public void close() {
        closed = true;
        for (Helper helper : helpers) {
            LockSupport.unpark(helper);
        }
    }

    @Override
    public String toString() {
        return "Workers(" + count() + ")";
    }

    private final class Helper extends Thread {

        private final int index;
        private final int ordered;
        private final int done;
        private volatile boolean parks;
        private Throwable failure;

        Helper(int index) {
            super("rnn4j-worker-" + index);
            this.index = index;
            ordered = 2 * index * SPACING;
            done = ordered + SPACING;
            setDaemon(true);
        }

        void order() {
            numbers.incrementAndGet(ordered);
            if (parks) {
                LockSupport.unpark(this);
            }
        }

        Throwable await() {
            int number = numbers.get(ordered);
            long since = System.nanoTime();
            boolean interrupted = false;
            while (numbers.get(done) != number) {
                if (System.nanoTime() - since < SPIN_NANOS) {
                    onSpinWait();
                } else {
                    callerParks = true;
                    if (numbers.get(done) != number) {
                        LockSupport.park(ThreadedWorkers.this);
                        interrupted |= Thread.interrupted();        // an interrupted thread would not park again
                    }
                    callerParks = false;
                }
            }
            if (interrupted) {
                Thread.currentThread().interrupt();
            }
            Throwable result = failure;
            failure = null;
            return result;
        }

        @Override
        public void run() {
            int seen = 0;
            while (awaitOrder(seen)) {
                seen++;
                try {
                    int from = index * partSize;
                    if (from < total) {
                        task.run(index, from, Math.min(total, from + partSize));
                    }
                } catch (Throwable e) {
                    failure = e;
                }
                Thread waiting = caller;            // afterwards another thread may call
                numbers.set(done, seen);
                if (callerParks) {
                    LockSupport.unpark(waiting);
                }
            }
        }

        /** {@return whether one came; false when the workers were closed} */
        private boolean awaitOrder(int seen) {
            long since = System.nanoTime();
            while (numbers.get(ordered) == seen) {
                if (closed) {
                    return false;
                }
                if (System.nanoTime() - since < SPIN_NANOS) {
                    onSpinWait();
                } else {
                    parks = true;
                    if (numbers.get(ordered) == seen && !closed) {
                        LockSupport.park(ThreadedWorkers.this);
                        Thread.interrupted();
                    }
                    parks = false;
                }
            }
            return true;
        }
    }
}
