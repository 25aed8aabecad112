package org.rnn4j.train;

import static org.junit.jupiter.api.Assertions.assertEquals;

import com.sun.management.ThreadMXBean;
import java.lang.management.ManagementFactory;
import java.util.List;
import java.util.function.Function;
import java.util.random.RandomGenerator;
import java.util.stream.Stream;
import org.junit.jupiter.api.Tag;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.MethodSource;
import org.rnn4j.TestBackend;
import org.rnn4j.cell.Cell;
import org.rnn4j.cell.GruCell;
import org.rnn4j.cell.LstmCell;
import org.rnn4j.cell.RnnCell;
import org.rnn4j.data.StreamSampler;
import org.rnn4j.layer.Dense;
import org.rnn4j.layer.Dropout;
import org.rnn4j.layer.Embedding;
import org.rnn4j.layer.Network;
import org.rnn4j.layer.Recurrent;
import org.rnn4j.loss.SoftmaxCrossEntropy;
import org.rnn4j.optim.AdamW;
import org.rnn4j.random.Xoshiro256;
import org.rnn4j.tensor.Workers;

/** A training step takes nothing from the heap once it is warm: on no thread of the JVM, with and without workers. */
@Tag("allocation")
class TrainerAllocationTest {

    private static final int WINDOWS = 12;

    /** Vectors are objects until the code around them is compiled, which takes a slow machine some seconds. */
    private static final long PATIENCE_NANOS = 30_000_000_000L;

    record Setup(String name, int threads, int k2, Function<RandomGenerator, Cell> cell) {
        @Override
        public String toString() {
            return name + ", " + threads + " threads, k2 " + k2;
        }
    }

    static Stream<Setup> setups() {
        return Stream.of(1, 2).flatMap(threads -> Stream.of(
                new Setup("tanh", threads, 9, random -> new RnnCell(6, 16, random)),
                new Setup("lstm", threads, 9, random -> new LstmCell(6, 16, true, random)),
                new Setup("gru", threads, 9, random -> new GruCell(6, 16, random)),
                new Setup("gru after", threads, 14, random -> new GruCell(6, 16, GruCell.Variant.RESET_AFTER, random))));
    }

    @ParameterizedTest
    @MethodSource("setups")
    void aWarmStepAllocatesNothing(Setup setup) {
        RandomGenerator random = new Xoshiro256(1);
        Network network = Network.of(new Embedding(Toys.SYMBOLS, 6, random), new Recurrent(setup.cell.apply(random)),
                new Dropout(0.1f), new Dense(16, Toys.SYMBOLS, random));
        List<int[]> texts = List.of(Toys.text(9 * 8 * WINDOWS - 40, 1), Toys.text(41, 2));    // lanes end within windows
        StreamSampler sampler = new StreamSampler(texts, 8, 9, setup.k2, Toys.SYMBOLS);
        Meter meter;
        try (Workers workers = Workers.of(setup.threads)) {
            meter = new Meter(setup.threads);
            Trainer trainer = Trainer.builder(network).loss(new SoftmaxCrossEntropy()).optimizer(new AdamW(0.01f))
                    .clipGlobalNorm(1).backend(TestBackend.with(workers)).listener(meter).build();
            long started = System.nanoTime();
            for (int epochs = 12; meter.least > 0 && System.nanoTime() - started < PATIENCE_NANOS; epochs += 12) {
                trainer.fit(sampler, epochs);
            }
        }
        assertEquals(0, meter.least, setup + ": bytes in an epoch");
    }

    /**
     * The bytes that all threads of this test took from the first window of an epoch to the first of the next; of several epochs
     * the least, since the virtual machine itself takes some now and then.
     */
    private static final class Meter implements TrainingListener {

        private final ThreadMXBean threads = (ThreadMXBean) ManagementFactory.getThreadMXBean();
        private final long[] ids;
        private final long[] before;
        private long least = Long.MAX_VALUE;

        Meter(int expected) {
            ids = Thread.getAllStackTraces().keySet().stream()
                    .filter(thread -> thread == Thread.currentThread() || thread.getName().startsWith("rnn4j-worker"))
                    .mapToLong(Thread::getId).toArray();
            assertEquals(expected, ids.length, "the threads of this test");
            before = new long[ids.length];
        }

        @Override
        public void windowEnded(Progress progress) {
            if (progress.window() == 1) {
                long sum = 0;
                for (int i = 0; i < ids.length; i++) {
                    long taken = threads.getThreadAllocatedBytes(ids[i]);
                    sum += taken - before[i];
                    before[i] = taken;
                }
                least = Math.min(least, sum);
            }
        }
    }
}
