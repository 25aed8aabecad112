package org.rnn4j.tensor;

/** The calling thread alone. */
final class SerialWorkers implements Workers {

    static final SerialWorkers INSTANCE = new SerialWorkers();

    private SerialWorkers() {
    }

    @Override
    public int count() {
        return 1;
    }

    @Override
    public void split(int total, int grain, RangeTask task) {
        if (total > 0) {
            task.run(0, 0, total);
        }
    }

    @Override
    public void close() {
    }

    @Override
    public String toString() {
        return "Workers(1)";
    }
}
