package org.rnn4j.examples.charlm;

import org.rnn4j.examples.common.CommandLines;
import picocli.CommandLine.Command;

/**
 * A character-level language model: reads text symbol by symbol, learns to predict the next one, and writes text by feeding its
 * predictions back. After Karpathy, "The unreasonable effectiveness of recurrent neural networks", 2015.
 */
@Command(name = "charlm", description = "A character-level language model: train, sample, eval.",
        subcommands = {TrainCommand.class, SampleCommand.class, EvalCommand.class})
public final class CharLm {

    /** Runs {@code train}, {@code sample} or {@code eval}. */
    public static void main(String[] arguments) {
        CommandLines.run(new CharLm(), arguments);
    }
}
