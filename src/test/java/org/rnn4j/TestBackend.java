package org.rnn4j;

import org.rnn4j.tensor.Backend;
import org.rnn4j.tensor.Kernels;
import org.rnn4j.tensor.RangeTask;
import org.rnn4j.tensor.Workers;

/** The kernels under test: the build runs all tests once for each provider. */
public final class TestBackend {

    private TestBackend() {
    }

    /** The provider that the build named. */
    public static Kernels kernels() {
        return Backend.kernels(System.getProperty("rnn4j.test.provider", "scalar"));
    }

    /** Those on the calling thread. */
    public static Backend serial() {
        return with(Workers.serial());
    }

    /** Those on workers that the caller closes, who share everything, however little it is: tests are small. */
    public static Backend with(Workers workers) {
        return new Backend(kernels(), new EagerWorkers(workers));
    }

    /** Splits what would not be worth it. */
    private record EagerWorkers(Workers workers) implements Workers {

        @Override
        public int count() {
            return workers.count();
        }

        @Override
        public void split(int total, int grain, RangeTask task) {
            workers.split(total, grain, task);
        }

        @Override
        public void split(int total, int multiple, double cost, RangeTask task) {
            workers.split(total, multiple, task);
        }

        @Override
        public void close() {
            workers.close();
        }

        @Override
        public String toString() {
            return workers.toString();
        }
    }
}
