package org.rnn4j.examples.bench;

import com.sun.management.OperatingSystemMXBean;
import com.sun.management.ThreadMXBean;
import java.io.IOException;
import java.lang.management.ManagementFactory;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.Arrays;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.concurrent.Callable;
import org.rnn4j.data.StreamSampler;
import org.rnn4j.examples.charlm.LanguageModel;
import org.rnn4j.examples.common.CellType;
import org.rnn4j.examples.common.CommandLines;
import org.rnn4j.examples.common.MetricsFile;
import org.rnn4j.examples.common.OptimizerType;
import org.rnn4j.examples.common.Require;
import org.rnn4j.examples.common.UserException;
import org.rnn4j.layer.Network;
import org.rnn4j.loss.SoftmaxCrossEntropy;
import org.rnn4j.optim.GradientClipping;
import org.rnn4j.random.Xoshiro256;
import org.rnn4j.tensor.Backend;
import org.rnn4j.tensor.Workers;
import org.rnn4j.train.Progress;
import org.rnn4j.train.Trainer;
import org.rnn4j.train.TrainingListener;
import picocli.CommandLine.Command;
import picocli.CommandLine.Option;

/**
 * Times the training step of a language model on random tokens: forward, softmax cross-entropy, backward, clipping by global norm,
 * update. Prints one line of JSON.
 */
@Command(name = "bench", description = "Times the training step of a language model; prints one line of JSON.")
public final class Bench implements Callable<Integer> {

    /** How many windows of tokens there are, which are read again and again. */
    private static final int WINDOWS = 8;

    @Option(names = "--cell", paramLabel = "rnn|lstm|gru", defaultValue = "lstm",
            description = "the recurrence; gru_after is a gru whose reset gate acts on the product (${DEFAULT-VALUE})")
    private CellType cell;

    @Option(names = "--hidden", paramLabel = "N", defaultValue = "128",
            description = "width of a recurrent layer (${DEFAULT-VALUE})")
    private int hidden;

    @Option(names = "--layers", paramLabel = "N", defaultValue = "1",
            description = "number of recurrent layers (${DEFAULT-VALUE})")
    private int layers;

    @Option(names = "--embedding", paramLabel = "N", defaultValue = "0",
            description = "width of learned symbol vectors; 0 feeds one-hot symbols (${DEFAULT-VALUE})")
    private int embedding;

    @Option(names = "--batch", paramLabel = "N", defaultValue = "32", description = "number of lanes (${DEFAULT-VALUE})")
    private int batch;

    @Option(names = "--window", paramLabel = "N", defaultValue = "64", description = "steps of a window (${DEFAULT-VALUE})")
    private int window;

    @Option(names = "--vocab", paramLabel = "N", defaultValue = "65", description = "number of symbols (${DEFAULT-VALUE})")
    private int vocab;

    @Option(names = "--optimizer", paramLabel = "NAME", defaultValue = "adam",
            description = "sgd, momentum, nesterov, adagrad, rmsprop, adam or adamw (${DEFAULT-VALUE})")
    private OptimizerType optimizer;

    @Option(names = "--lr", paramLabel = "RATE", defaultValue = "0.002", description = "learning rate (${DEFAULT-VALUE})")
    private float learningRate;

    @Option(names = "--clip", paramLabel = "NORM", defaultValue = "5",
            description = "largest global norm of the gradients; 0 for none (${DEFAULT-VALUE})")
    private float clip;

    @Option(names = "--dropout", paramLabel = "P", defaultValue = "0",
            description = "probability of dropping an output of a recurrent layer (${DEFAULT-VALUE})")
    private float dropout;

    @Option(names = "--steps", paramLabel = "N", defaultValue = "200",
            description = "training steps that are timed (${DEFAULT-VALUE})")
    private int steps;

    @Option(names = "--warmup", paramLabel = "N", defaultValue = "50",
            description = "training steps before, which are not (${DEFAULT-VALUE})")
    private int warmup;

    @Option(names = "--threads", paramLabel = "N", defaultValue = "1", description = "threads (${DEFAULT-VALUE})")
    private int threads;

    @Option(names = "--seed", paramLabel = "N", defaultValue = "1", description = "seed of tokens and weights (${DEFAULT-VALUE})")
    private long seed;

    /** Measures. */
    public static void main(String[] arguments) {
        CommandLines.run(new Bench(), arguments);
    }

    @Override
    public Integer call() {
        Require.atLeast("--hidden", hidden, 1);
        Require.atLeast("--layers", layers, 1);
        Require.atLeast("--embedding", embedding, 0);
        Require.atLeast("--batch", batch, 1);
        Require.atLeast("--window", window, 1);
        Require.atLeast("--vocab", vocab, 1);
        Require.positive("--lr", learningRate);
        Require.notNegative("--clip", clip);
        Require.inRange("--dropout", dropout, 0, 0.999);
        Require.atLeast("--steps", steps, 1);
        Require.atLeast("--warmup", warmup, 0);
        Require.inRange("--threads", threads, 1, 1024);
        if ((long) batch * window > Integer.MAX_VALUE / WINDOWS - 1) {
            throw new UserException("--batch and --window: expected a product of at most " + (Integer.MAX_VALUE / WINDOWS - 1)
                    + " but got " + (long) batch * window);
        }

        Xoshiro256 random = new Xoshiro256(seed);
        int[] tokens = new int[batch * window * WINDOWS + 1];
        for (int i = 0; i < tokens.length; i++) {
            tokens[i] = random.nextInt(vocab);
        }
        StreamSampler sampler = new StreamSampler(List.of(tokens), batch, window, window, vocab);
        Network network = LanguageModel.create(cell, vocab, embedding, hidden, layers, dropout, random);
        Clock clock = new Clock(warmup, steps);
        try (Workers workers = Workers.of(threads)) {
            Trainer trainer = Trainer.builder(network)
                    .loss(new SoftmaxCrossEntropy())
                    .optimizer(optimizer.create(learningRate))
                    .clipping(clip > 0 ? GradientClipping.byGlobalNorm(clip) : GradientClipping.none())
                    .workers(workers)
                    .listener(clock)
                    .build();
            clock.start();
            trainer.fit(sampler, Integer.MAX_VALUE, (long) warmup + steps);
        }
        double median = clock.medianNanos();
        Map<String, Object> result = new LinkedHashMap<>();
        result.put("tokens_per_s", Math.round((double) batch * window / median * 1e9));
        result.put("step_ms_median", median / 1e6);
        result.put("cpu_ms_per_step", clock.cpuMillisPerStep());
        result.put("allocated_bytes_per_step", clock.allocatedPerStep());
        result.put("peak_rss_mb", peakResidentMegabytes());
        result.put("provider", Backend.standard().kernels().name());
        result.put("threads", threads);
        result.put("cell", cell.name().toLowerCase(Locale.ROOT));
        result.put("batch", batch);
        result.put("window", window);
        result.put("hidden", hidden);
        result.put("layers", layers);
        result.put("vocab", vocab);
        result.put("parameters", network.parameters().size());
        result.put("first_step_s", clock.firstStepSeconds());
        result.put("loss", clock.lastLoss);
        result.put("jdk", Runtime.version().toString());
        System.out.print(MetricsFile.line(result));
        return 0;
    }

    /** The high-water mark of the process as Linux tells it; -1 where it does not. */
    private static long peakResidentMegabytes() {
        try {
            for (String line : Files.readAllLines(Path.of("/proc/self/status"))) {
                if (line.startsWith("VmHWM:")) {
                    return Long.parseLong(line.replaceAll("\\D", "")) / 1024;
                }
            }
        } catch (IOException | NumberFormatException e) {
            return -1;
        }
        return -1;
    }

    /** Notes the time, and what all threads that train have allocated, at the end of each step; allocates nothing while it does. */
    private static final class Clock implements TrainingListener {

        private final ThreadMXBean threads = (ThreadMXBean) ManagementFactory.getThreadMXBean();
        private final OperatingSystemMXBean process = (OperatingSystemMXBean) ManagementFactory.getOperatingSystemMXBean();
        private final int warmup;
        private final long[] nanos;
        private final long[] bytes;
        private long[] threadIds;
        private int windows;
        private long started;
        private long last;
        private long first;
        private long cpuAtWarm;
        private long cpu;
        private long allocated;
        private double lastLoss;

        Clock(int warmup, int steps) {
            this.warmup = warmup;
            this.nanos = new long[steps];
            this.bytes = new long[steps];
        }

        void start() {
            threadIds = Thread.getAllStackTraces().keySet().stream()
                    .filter(thread -> thread == Thread.currentThread() || thread.getName().startsWith("rnn4j-worker"))
                    .mapToLong(Thread::getId).toArray();
            cpuAtWarm = process.getProcessCpuTime();
            started = System.nanoTime();
            last = started;
        }

        @Override
        public void windowEnded(Progress progress) {
            long now = System.nanoTime();
            if (windows == 0) {
                first = now - started;
            }
            if (windows >= warmup) {
                nanos[windows - warmup] = now - last;
            }
            windows++;
            if (windows == warmup) {
                cpuAtWarm = process.getProcessCpuTime();
            } else if (windows == warmup + nanos.length) {
                cpu = process.getProcessCpuTime() - cpuAtWarm;
            }
            lastLoss = progress.loss();
            long before = allocated;
            allocated = 0;
            for (long id : threadIds) {
                allocated += threads.getThreadAllocatedBytes(id);
            }
            if (windows > warmup) {
                bytes[windows - warmup - 1] = allocated - before;
            }
            last = System.nanoTime();
        }

        double medianNanos() {
            return median(nanos);
        }

        /** Of all threads of the process, those that compile and collect included: what is left to compare when others use the machine. */
        double cpuMillisPerStep() {
            return cpu / 1e6 / nanos.length;
        }

        /**
         * The median over rounds through all tokens: what the training loop takes at each step or at the end of each epoch counts,
         * what the JVM takes a few times while it compiles (some hundred bytes) does not.
         */
        long allocatedPerStep() {
            int rounds = Math.max(1, bytes.length / WINDOWS);
            long[] perRound = new long[rounds];
            for (int i = 0; i < bytes.length; i++) {
                perRound[Math.min(i / WINDOWS, rounds - 1)] += bytes[i];
            }
            return Math.round(median(perRound) * rounds / bytes.length);
        }

        private static double median(long[] values) {
            long[] sorted = values.clone();
            Arrays.sort(sorted);
            int middle = sorted.length / 2;
            return sorted.length % 2 == 1 ? sorted[middle] : (sorted[middle - 1] + sorted[middle]) / 2.0;
        }

        double firstStepSeconds() {
            return first / 1e9;
        }
    }
}
