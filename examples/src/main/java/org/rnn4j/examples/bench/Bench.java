package org.rnn4j.examples.bench;

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

    @Option(names = "--cell", defaultValue = "lstm", description = "rnn, lstm, gru or gru_after (reset gate on the product)")
    private CellType cell;

    @Option(names = "--hidden", defaultValue = "128", description = "width of a recurrent layer")
    private int hidden;

    @Option(names = "--layers", defaultValue = "1", description = "number of recurrent layers")
    private int layers;

    @Option(names = "--embedding", defaultValue = "0", description = "width of learned symbol vectors; 0 feeds one-hot symbols")
    private int embedding;

    @Option(names = "--batch", defaultValue = "32", description = "number of lanes")
    private int batch;

    @Option(names = "--window", defaultValue = "64", description = "steps of a window")
    private int window;

    @Option(names = "--vocab", defaultValue = "65", description = "number of symbols")
    private int vocab;

    @Option(names = "--optimizer", defaultValue = "adam", description = "as for charlm train")
    private OptimizerType optimizer;

    @Option(names = "--lr", defaultValue = "0.002", description = "learning rate")
    private float learningRate;

    @Option(names = "--clip", defaultValue = "5", description = "largest global norm of the gradients; 0 for none")
    private float clip;

    @Option(names = "--dropout", defaultValue = "0", description = "probability of dropping an output of a recurrent layer")
    private float dropout;

    @Option(names = "--steps", defaultValue = "200", description = "training steps that are timed")
    private int steps;

    @Option(names = "--warmup", defaultValue = "50", description = "training steps before, which are not")
    private int warmup;

    @Option(names = "--threads", defaultValue = "1", description = "threads")
    private int threads;

    @Option(names = "--seed", defaultValue = "1", description = "seed of tokens and weights")
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
        Require.inRange("--clip", clip, 0, Float.MAX_VALUE);
        Require.inRange("--dropout", dropout, 0, 0.999);
        Require.atLeast("--steps", steps, 1);
        Require.atLeast("--warmup", warmup, 0);
        Require.atLeast("--threads", threads, 1);

        Xoshiro256 random = new Xoshiro256(seed);
        int[] tokens = new int[batch * window * 8 + 1];
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

    /** Notes the time at the end of each step; allocates nothing while it does. */
    private static final class Clock implements TrainingListener {

        private final ThreadMXBean threads = (ThreadMXBean) ManagementFactory.getThreadMXBean();
        private final int warmup;
        private final long[] nanos;
        private int windows;
        private long started;
        private long last;
        private long first;
        private long allocatedAtStart;
        private long allocated;
        private double lastLoss;

        Clock(int warmup, int steps) {
            this.warmup = warmup;
            this.nanos = new long[steps];
        }

        void start() {
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
            lastLoss = progress.loss();
            long bytes = threads.getThreadAllocatedBytes(Thread.currentThread().getId());
            if (windows == warmup + 1) {
                allocatedAtStart = bytes;
            }
            allocated = bytes - allocatedAtStart;
            last = System.nanoTime();
        }

        double medianNanos() {
            long[] sorted = nanos.clone();
            Arrays.sort(sorted);
            int middle = sorted.length / 2;
            return sorted.length % 2 == 1 ? sorted[middle] : (sorted[middle - 1] + sorted[middle]) / 2.0;
        }

        long allocatedPerStep() {
            return nanos.length > 1 ? allocated / (nanos.length - 1) : -1;
        }

        double firstStepSeconds() {
            return first / 1e9;
        }
    }
}
