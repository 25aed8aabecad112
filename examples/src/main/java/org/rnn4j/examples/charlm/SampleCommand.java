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

    @Option(names = "--model", paramLabel = "DIR", required = true,
            description = "required: the directory of a run, or a model file")
    private Path model;

    @Option(names = "--prime", paramLabel = "TEXT",
            description = "the beginning, which is printed too; without one the first character is any")
    private String prime = "";

    @Option(names = "--length", paramLabel = "N", defaultValue = "500",
            description = "characters to write; -1 to go on until stopped (${DEFAULT-VALUE})")
    private long length;

    @Option(names = "--temperature", paramLabel = "T", defaultValue = "1.0",
            description = "less is safer, more is bolder; 0 always takes the likeliest (${DEFAULT-VALUE})")
    private float temperature;

    @Option(names = "--top-k", paramLabel = "N", description = "draw from the N likeliest symbols only")
    private Integer topK;

    @Option(names = "--top-p", paramLabel = "P",
            description = "draw from the likeliest symbols that together reach probability P")
    private Float topP;

    @Option(names = "--seed", paramLabel = "N", defaultValue = "1", description = "seed of the draws (${DEFAULT-VALUE})")
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
        Require.notNegative("--temperature", temperature);
        Sampling sampling = temperature == 0 ? Sampling.greedy() : Sampling.temperature(temperature);
        if (topK != null) {
            Require.atLeast("--top-k", topK, 1);
            sampling = sampling.topK(topK);
        }
        if (topP != null) {
            try {
                sampling = sampling.topP(topP);
            } catch (IllegalArgumentException e) {
                throw new UserException("--" + e.getMessage());
            }
        }
        return sampling;
    }
}
