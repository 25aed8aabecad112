package org.rnn4j.examples;

import org.rnn4j.examples.bench.Bench;
import org.rnn4j.examples.bloodpressure.BloodPressure;
import org.rnn4j.examples.caption.Caption;
import org.rnn4j.examples.charlm.CharLm;
import org.rnn4j.examples.common.CommandLines;
import org.rnn4j.examples.customcell.CustomCell;
import org.rnn4j.examples.forecast.Forecast;
import org.rnn4j.examples.frames.Frames;
import org.rnn4j.examples.hello.Hello;
import org.rnn4j.examples.memory.Memory;
import org.rnn4j.examples.sentiment.Sentiment;
import org.rnn4j.examples.tagger.Tagger;
import org.rnn4j.examples.translate.Translate;
import picocli.CommandLine.Command;

/** The runnable jar: one subcommand for each example. */
@Command(name = "rnn4j-examples", description = "Examples of rnn4j: recurrent neural networks in pure Java.",
        subcommands = {BloodPressure.class, Caption.class, Sentiment.class, Translate.class, Tagger.class, Frames.class, CharLm.class,
            Forecast.class, Memory.class, Hello.class, CustomCell.class, Bench.class})
public final class Examples {

    private Examples() {
    }

    /** Runs the subcommand that the arguments name. */
    public static void main(String[] arguments) {
        CommandLines.run(new Examples(), arguments);
    }
}
