package org.rnn4j.benchmarks;

import java.util.Arrays;
import java.util.Locale;
import java.util.PrimitiveIterator;
import java.util.random.RandomGenerator;
import java.util.stream.IntStream;
import org.rnn4j.data.Vocabulary;
import org.rnn4j.layer.Network;
import org.rnn4j.random.Xoshiro256;
import org.rnn4j.tensor.Backend;
import org.rnn4j.train.Generator;
import org.rnn4j.train.Sampling;

/**
 * How long does a language model take to write one more symbol, as a program of its own that prints one line of JSON, so that
 * {@code compare.py} can set it beside other libraries? {@link GenerationBenchmark} is the one to look at this library alone.
 *
 * <p>Options: {@code --cell lstm --hidden 128 --layers 1 --warmup 30000 --steps 5000}; a step is a block of 20 symbols.
 */
public final class Latency {

    private static final int BLOCK = 20;

    private Latency() {
    }

    /** Measures. */
    public static void main(String[] arguments) {
        CellKind cell = cell(option(arguments, "--cell", "lstm"));
        int hidden = Integer.parseInt(option(arguments, "--hidden", "128"));
        int layers = Integer.parseInt(option(arguments, "--layers", "1"));
        int warmup = Integer.parseInt(option(arguments, "--warmup", "30000"));
        int steps = Integer.parseInt(option(arguments, "--steps", "5000"));
        RandomGenerator random = new Xoshiro256(1);
        Network network = LanguageModel.of(cell, hidden + "x" + layers, random);
        Vocabulary vocabulary = Vocabulary.of(
                IntStream.range(0, Config.VOCABULARY).mapToObj(id -> Character.toString('0' + id)).toList());
        PrimitiveIterator.OfInt symbols = Generator.of(network, vocabulary).with(Sampling.greedy()).symbols(new int[] {1}, random);
        long sum = 0;
        for (int i = 0; i < warmup; i++) {
            sum += symbols.nextInt();
        }
        long[] nanos = new long[steps];
        for (int step = 0; step < steps; step++) {
            long start = System.nanoTime();
            for (int i = 0; i < BLOCK; i++) {
                sum += symbols.nextInt();
            }
            nanos[step] = (System.nanoTime() - start) / BLOCK;
        }
        Arrays.sort(nanos);
        System.out.printf(Locale.ROOT, "{\"symbol_us_median\":%.3f,\"symbol_us_p99\":%.3f,\"provider\":\"%s\",\"sum\":%d}%n",
                nanos[steps / 2] / 1e3, nanos[steps * 99 / 100] / 1e3, Backend.standard().kernels().name(), sum);
    }

    private static CellKind cell(String name) {
        return switch (name) {
            case "gru" -> CellKind.GRU_BEFORE;
            default -> CellKind.valueOf(name.toUpperCase(Locale.ROOT));
        };
    }

    private static String option(String[] arguments, String name, String otherwise) {
        int at = Arrays.asList(arguments).indexOf(name);
        return at < 0 ? otherwise : arguments[at + 1];
    }
}
