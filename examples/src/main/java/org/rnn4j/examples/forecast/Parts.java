package org.rnn4j.examples.forecast;

import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.Locale;
import java.util.stream.IntStream;
import org.rnn4j.data.Split;
import org.rnn4j.examples.common.TaskOptions;
import org.rnn4j.examples.common.UserException;

/**
 * A series in parts that follow each other in time.
 *
 * @param series all rows
 * @param validationFrom the first row that is not trained on
 * @param testFrom the first row that the result is measured on
 * @param origins where the rows are from, in order
 */
record Parts(Series series, int validationFrom, int testFrom, List<Origin> origins) {

    /**
     * Where rows are from.
     *
     * @param file null for the built-in data
     * @param from the first of them in the series
     */
    record Origin(Path file, int from) {

        @Override
        public String toString() {
            return file == null ? "built-in data" : file.toString();
        }
    }

    private static final int LEAST_ROWS = 30;
    private static final int LEAST_TRAINING_ROWS = 24;

    /** {@return the data the options speak of} @throws UserException when they are too few, or do not follow each other */
    static Parts of(TaskOptions options, SeriesCsv csv) {
        if (options.train() != null) {
            return ofFiles(options, csv);
        }
        if (options.test() != null) {                       // with a model: all that can be measured on
            return new Parts(csv.read(options.test()), 0, 0, List.of(new Origin(options.test(), 0)));
        }
        Series series = options.data() == null ? PriceSeries.of() : csv.read(options.data());
        if (series.length() < LEAST_ROWS) {
            throw new UserException(options.data() + ": expected at least " + LEAST_ROWS + " rows, so that a tenth can be held out, but got "
                    + series.length());
        }
        Split<Integer> split = Split.chronological(IntStream.range(0, series.length()).boxed().toList());
        return new Parts(series, split.train().size(), split.train().size() + split.validation().size(),
                List.of(new Origin(options.data(), 0)));
    }

    private static Parts ofFiles(TaskOptions options, SeriesCsv csv) {
        if (options.test() == null) {
            throw new UserException("--train: expected --test with it but got none");
        }
        Series training = csv.read(options.train());
        if (training.length() < LEAST_TRAINING_ROWS) {
            throw new UserException(options.train() + ": expected at least " + LEAST_TRAINING_ROWS + " rows to train on but got "
                    + training.length());
        }
        Series known = training;
        int validationFrom = training.length() - training.length() / 10;
        List<Origin> origins = new ArrayList<>(List.of(new Origin(options.train(), 0)));
        Path last = options.train();
        if (options.validation() != null) {
            validationFrom = training.length();
            known = joined(last, training, options.validation(), csv.read(options.validation()));
            last = options.validation();
            origins.add(new Origin(last, validationFrom));
        }
        Series all = joined(last, known, options.test(), csv.read(options.test()));
        origins.add(new Origin(options.test(), known.length()));
        return new Parts(all, validationFrom, known.length(), origins);
    }

    private static Series joined(Path earlierFile, Series earlier, Path laterFile, Series later) {
        List<String> names = earlier.names();
        if (!later.names().equals(names)) {
            throw new UserException(laterFile + ": header: expected the columns " + String.join(", ", names) + " of " + earlierFile
                    + " but got " + String.join(", ", later.names()));
        }
        if (!later.dates().get(0).isAfter(earlier.dates().get(earlier.length() - 1))) {
            throw new UserException(laterFile + ": row 1: expected a date after " + Dates.text(earlier.dates().get(earlier.length() - 1))
                    + ", the last of " + earlierFile + ", but got " + Dates.text(later.dates().get(0)));
        }
        return earlier.then(later);
    }

    /** {@return the file and row of a row of the series, for messages} */
    String place(int row) {
        Origin origin = origins.get(0);
        for (Origin later : origins) {
            origin = later.from <= row ? later : origin;
        }
        return origin + ": row " + (row - origin.from + 1);
    }

    /** {@return how many rows there are of each part, for people} */
    String sizes() {
        return String.format(Locale.ROOT, "%,d rows to learn from, %,d to stop by, %,d to be measured on", validationFrom,
                testFrom - validationFrom, series.length() - testFrom);
    }
}
