package org.rnn4j.examples.charlm;

import java.nio.file.Path;
import java.util.PrimitiveIterator;
import java.util.concurrent.Callable;
import org.rnn4j.data.Vocabulary;
import org.rnn4j.examples.common.CommandLines;
import org.rnn4j.examples.common.Require;
import org.rnn4j.examples.common.UserException;
import org.rnn4j.io.Model;
import org.rnn4j.random.Xoshiro256;
import org.rnn4j.train.Generator;
import org.rnn4j.train.Sampling;
import picocli.CommandLine.Command;
import picocli.CommandLine.Option;

/** Writes text with a trained model, symbol by symbol as it is drawn. */
@Command(name = "sample", description = "Writes text with a trained model.")
public final class SampleCommand implements Callable<Integer> {

    @Option(names = "--model", paramLabel = "DIR", required = true, description = "the directory of a run, or a model file")
    private Path model;

    @Option(names = "--prime", paramLabel = "TEXT", defaultValue = "", description = "the beginning, which is printed too")
    private String prime;

    @Option(names = "--length", defaultValue = "500", description = "characters to write; -1 to go on until stopped")
    private long length;

    @Option(names = "--temperature", defaultValue = "1.0", description = "less is safer, more is bolder; 0 always takes the likeliest")
    private float temperature;

    @Option(names = "--top-k", paramLabel = "N", description = "draw from the N likeliest symbols only")
    private Integer topK;

    @Option(names = "--top-p", paramLabel = "P", description = "draw from the likeliest symbols that together reach probability P")
    private Float topP;

    @Option(names = "--seed", defaultValue = "1", description = "seed of the draws")
    private long seed;

    /** Samples. */
    public static void main(String[] arguments) {
        CommandLines.run(new SampleCommand(), arguments);
    }

    @Override
    public Integer call() throws Exception {
        Require.atLeast("--length", length, -1);
        Sampling sampling = sampling();
        Model loaded = RunDirectory.load(model);
        Vocabulary vocabulary = loaded.vocabulary().orElseThrow();
        int[] beginning;
        try {
            beginning = vocabulary.encode(prime);
        } catch (IllegalArgumentException e) {
            throw new UserException("--prime: " + e.getMessage());
        }
        PrimitiveIterator.OfInt symbols = Generator.of(loaded.network(), vocabulary).with(sampling)
                .symbols(beginning, new Xoshiro256(seed));
        System.out.print(prime);
        for (long i = 0; (length < 0 || i < length) && !System.out.checkError(); i++) {
            System.out.print(vocabulary.symbol(symbols.nextInt()));
        }
        System.out.println();
        return 0;
    }

    private Sampling sampling() {
        Require.inRange("--temperature", temperature, 0, Float.MAX_VALUE);
        Sampling sampling = temperature == 0 ? Sampling.greedy() : Sampling.temperature(temperature);
        if (topK != null) {
            Require.atLeast("--top-k", topK, 1);
            sampling = sampling.topK(topK);
        }
        if (topP != null) {
            Require.inRange("--top-p", topP, Float.MIN_VALUE, 1);
            sampling = sampling.topP(topP);
        }
        return sampling;
    }
}
