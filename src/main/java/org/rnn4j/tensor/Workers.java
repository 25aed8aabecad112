package org.rnn4j.tensor;

/**
 * A fixed number of threads that share work on a range of indices. Whoever opens workers closes them; nothing runs on the
 * common pool.
 */
public interface Workers extends AutoCloseable {

    /**
     * The multiply-adds of a part that is worth a thread of its own: 30 microseconds on vectors of 16 floats, 100 in plain Java. To
     * hand a part to a thread that waits takes 1 microsecond while it spins and 50 when it sleeps.
     */
    int WORTHWHILE = 1 << 20;

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

    /**
     * Splits {@code [0, total)} as {@link #split(int, int, RangeTask)} does, into equal parts of which each is worth a thread: at
     * least about {@value #WORTHWHILE} multiply-adds. Work of less stays on the calling thread.
     *
     * @param multiple inner borders are multiples of it, at least 1
     * @param cost what one index takes, in multiply-adds of a product; about 20 for a float that comes from memory and is changed
     */
    default void split(int total, int multiple, double cost, RangeTask task) {
        int parts = (int) Math.max(1, Math.min(count(), total * cost / WORTHWHILE));
        long part = (total + parts - 1L) / parts;
        split(total, (int) Math.min(Integer.MAX_VALUE, (part + multiple - 1) / multiple * multiple), task);
    }

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
