package org.rnn4j.tensor;

import java.util.concurrent.locks.LockSupport;

/**
 * Threads that wait, parked, for a range to share.
 *
 * <p>A call publishes the task and then raises each thread's {@code ordered} number; the thread answers by raising its
 * {@code done} number. Both are volatile, which orders the plain fields around them. A thread spins for some microseconds
 * before it parks, since the phases of a training step follow each other at about that distance; it never spins for longer.
 */
final class ThreadedWorkers implements Workers {

    /** About 20 microseconds of {@link Thread#onSpinWait}: longer than a gap inside a step, shorter than a person's notice. */
    private static final int SPINS = 1_000;

    private final Helper[] helpers;
    private Thread caller;
    private RangeTask task;
    private int total;
    private int partSize;
    private boolean busy;
    private volatile boolean closed;

    ThreadedWorkers(int threads) {
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
        private volatile int ordered;
        private volatile int done;
        private Throwable failure;

        Helper(int index) {
            super("rnn4j-worker-" + index);
            this.index = index;
            setDaemon(true);
        }

        void order() {
            ordered++;                          // only the caller writes it
            LockSupport.unpark(this);
        }

        Throwable await() {
            for (int spins = 0; done != ordered; spins++) {
                if (spins < SPINS) {
                    onSpinWait();
                } else {
                    LockSupport.park(ThreadedWorkers.this);
                }
            }
            Throwable result = failure;
            failure = null;
            return result;
        }

        @Override
        public void run() {
            int seen = 0;
            while (true) {
                for (int spins = 0; ordered == seen; spins++) {
                    if (closed) {
                        return;
                    }
                    if (spins < SPINS) {
                        onSpinWait();
                    } else {
                        LockSupport.park(ThreadedWorkers.this);
                    }
                }
                seen++;
                try {
                    int from = index * partSize;
                    if (from < total) {
                        task.run(index, from, Math.min(total, from + partSize));
                    }
                } catch (Throwable e) {
                    failure = e;
                }
                done = seen;
                LockSupport.unpark(caller);
            }
        }
    }
}
