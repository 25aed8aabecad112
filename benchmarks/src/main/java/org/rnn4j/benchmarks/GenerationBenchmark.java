package org.rnn4j.benchmarks;

import java.util.PrimitiveIterator;
import java.util.concurrent.TimeUnit;
import java.util.random.RandomGenerator;
import java.util.stream.IntStream;
import org.openjdk.jmh.annotations.Benchmark;
import org.openjdk.jmh.annotations.BenchmarkMode;
import org.openjdk.jmh.annotations.Fork;
import org.openjdk.jmh.annotations.Measurement;
import org.openjdk.jmh.annotations.Mode;
import org.openjdk.jmh.annotations.OutputTimeUnit;
import org.openjdk.jmh.annotations.Param;
import org.openjdk.jmh.annotations.Scope;
import org.openjdk.jmh.annotations.Setup;
import org.openjdk.jmh.annotations.State;
import org.openjdk.jmh.annotations.TearDown;
import org.openjdk.jmh.annotations.Warmup;
import org.rnn4j.data.Vocabulary;
import org.rnn4j.layer.Network;
import org.rnn4j.random.Xoshiro256;
import org.rnn4j.tensor.Sequence;
import org.rnn4j.train.Generator;
import org.rnn4j.train.Sampling;

/**
 * How long does a language model take to write one more symbol: choose it from the logits, read it, compute the next logits? On
 * the kernels that a program would have; for the plain ones, {@code -jvmArgsAppend -Dorg.rnn4j.kernels=scalar}.
 */
// Latency is what a reader waits for, so its percentiles are wanted and not only its mean.
@BenchmarkMode(Mode.SampleTime)
@OutputTimeUnit(TimeUnit.MICROSECONDS)
@Fork(value = 2, jvmArgsAppend = "--add-modules=jdk.incubator.vector")
@Warmup(iterations = 6, time = 1)
@Measurement(iterations = 5, time = 1)
@State(Scope.Benchmark)
public class GenerationBenchmark {

    /** The cell of all layers. */
    @Param
    public CellKind cell;

    /** Hidden width and number of layers. */
    @Param({"100x1", "128x1", "256x2", "512x2"})
    public String size;

    private Network network;
    private Generator generator;
    private PrimitiveIterator.OfInt drawn;
    private PrimitiveIterator.OfInt greedy;

    /** Makes the network and begins to write. */
    @Setup
    public void prepare() {
        RandomGenerator random = new Xoshiro256(1);
        network = LanguageModel.of(cell, size, random);
        Vocabulary vocabulary = Vocabulary.of(
                IntStream.range(0, Config.VOCABULARY).mapToObj(id -> Character.toString('0' + id)).toList());
        generator = Generator.of(network, vocabulary);
        drawn = generator.symbols(new int[] {1}, random);
        greedy = generator.with(Sampling.greedy()).symbols(new int[] {1}, random);
    }

    /** Drawn at temperature 1. */
    @Benchmark
    public int draw() {
        return drawn.nextInt();
    }

    /** Always the likeliest. */
    @Benchmark
    public int takeLikeliest() {
        return greedy.nextInt();
    }

    /** Writes some symbols anew and finds each of them the likeliest in one pass over all of them, on the reference kernels. */
    @TearDown
    public void check() {
        int steps = 20;
        Sequence written = Sequence.ids(steps, 1, Config.VOCABULARY);
        PrimitiveIterator.OfInt symbols = generator.with(Sampling.greedy()).symbols(new int[] {1}, new Xoshiro256(1));
        written.ids()[0] = 1;
        for (int t = 1; t < steps; t++) {
            written.ids()[t] = symbols.nextInt();
        }
        Sequence logits = network.forward(written, network.newWorkspace(steps, 1, Measured.reference()));
        for (int t = 0; t < steps - 1; t++) {
            float chosen = logits.get(t, 0, written.ids()[t + 1]);
            for (int k = 0; k < Config.VOCABULARY; k++) {
                Check.isTrue(chosen >= logits.get(t, 0, k) - 1e-4, "symbol " + t, "the likeliest", "one less likely than " + k);
            }
        }
    }
}
