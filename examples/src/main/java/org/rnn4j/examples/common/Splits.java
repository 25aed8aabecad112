package org.rnn4j.examples.common;

import java.nio.file.Path;
import java.util.ArrayList;
import java.util.Collections;
import java.util.List;
import java.util.Locale;
import java.util.Random;
import java.util.function.Function;
import java.util.function.Supplier;

/**
 * Examples to learn from, to stop by and to be measured on.
 *
 * @param training what is learned from
 * @param validation what says when to stop
 * @param test what the result is measured on
 */
public record Splits<T>(List<T> training, List<T> validation, List<T> test) {

    /** Copies the lists. */
    public Splits {
        training = List.copyOf(training);
        validation = List.copyOf(validation);
        test = List.copyOf(test);
    }

    /**
     * {@return the data the options speak of: one file, split 80/10/10 by the seed; files for each part; or the built-in data}
     *
     * @param reader reads a file
     * @param builtIn makes the built-in data
     */
    public static <T> Splits<T> of(TaskOptions options, Function<Path, List<T>> reader, Supplier<Splits<T>> builtIn) {
        if (options.data() != null) {
            return of(options.data(), reader.apply(options.data()), options.seed());
        }
        if (options.train() == null) {
            return options.test() == null ? builtIn.get() : new Splits<>(List.of(), List.of(), reader.apply(options.test()));
        }
        List<T> training = reader.apply(options.train());
        List<T> test = options.test() == null ? List.of() : reader.apply(options.test());
        if (options.validation() != null) {
            return new Splits<>(training, reader.apply(options.validation()), test);
        }
        List<T> shuffled = shuffled(training, options.seed());
        int held = shuffled.size() / 10;
        requireEnough(options.train(), training.size(), held);
        return new Splits<>(shuffled.subList(held, shuffled.size()), shuffled.subList(0, held), test);
    }

    private static <T> Splits<T> of(Path file, List<T> all, long seed) {
        List<T> shuffled = shuffled(all, seed);
        int held = shuffled.size() / 10;
        requireEnough(file, all.size(), held);
        return new Splits<>(shuffled.subList(2 * held, shuffled.size()), shuffled.subList(held, 2 * held), shuffled.subList(0, held));
    }

    private static void requireEnough(Path file, int found, int held) {
        if (held == 0) {
            throw new UserException(file + ": expected at least 10 examples, so that a tenth can be held out, but got " + found);
        }
    }

    private static <T> List<T> shuffled(List<T> all, long seed) {
        List<T> copy = new ArrayList<>(all);
        Collections.shuffle(copy, new Random(seed));
        return copy;
    }

    /** {@return how many examples there are of each part, for people} */
    public String sizes(String what) {
        return String.format(Locale.ROOT, "%,d %s to learn from, %,d to stop by, %,d to be measured on", training.size(), what,
                validation.size(), test.size());
    }
}
