package org.rnn4j.tensor;

/**
 * A fixed number of threads that share work on a range of indices. Whoever opens workers closes them; nothing runs on the
 * common pool.
 */
public interface Workers extends AutoCloseable {

    /** {@return how many threads share the work, the calling one included} */
    int count();

    /**
     * Splits {@code [0, total)} into at most {@link #count()} consecutive parts whose inner borders are multiples of
     * {@code grain}, runs the task on each and returns when all are done. What was written before the call is visible to
     * the task, and what the task wrote is visible after it. When parts fail, the failure of the lowest part is thrown
     * after all have ended. Allocates nothing. Not to be called from inside a task, nor by two threads at once.
     *
     * @param grain the smallest part worth a thread of its own, at least 1
     */
    void split(int total, int grain, RangeTask task);

    /** Ends the threads. Nothing happens the second time. */
    @Override
    void close();

    /** {@return the calling thread alone} */
    static Workers serial() {
        return SerialWorkers.INSTANCE;
    }

    /**
     * {@return workers on {@code threads} threads: the calling one and {@code threads - 1} daemons}
     *
     * @throws IllegalArgumentException when {@code threads} is less than 1
     */
    static Workers of(int threads) {
        if (threads < 1) {
            throw new IllegalArgumentException("Workers.of: expected at least 1 thread but got " + threads);
        }
        return threads == 1 ? serial() : new ThreadedWorkers(threads);
    }
}
