package org.rnn4j.examples.forecast;

import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;
import org.rnn4j.data.Labelled;
import org.rnn4j.data.SlidingWindows;
import org.rnn4j.examples.common.UserException;

/** Decides, by the training part alone, how a series is seen, and cuts it into windows. */
final class Preparation {

    /** A season is believed when it comes so often in the training part. */
    private static final int SEASONS = 3;

    /** The longest and the usual look-back where nothing is said. */
    private static final int LONGEST_LOOK_BACK = 24;
    private static final int USUAL_LOOK_BACK = 20;
    private static final int SHORT_SEASON = 12;

    /** With fewer windows there is nothing to learn from. */
    private static final int LEAST_WINDOWS = 8;

    private final Parts parts;
    private final Forecaster forecaster;
    private final double[][] seen;

    /**
     * Fits all transforms.
     *
     * @param target name of the column that counts; null for the first
     * @param season rows of a season; null to go by the dates; 0 for none
     * @param lookBack rows the network looks at; null to go by the season
     */
    Preparation(Parts parts, String target, TransformFit fit, Integer season, Integer lookBack) {
        this.parts = parts;
        Series series = parts.series();
        int trainingRows = parts.validationFrom();
        int rhythm = Dates.rhythm(series.dates().subList(0, trainingRows)).season();
        int length = season != null ? season : SEASONS * rhythm < trainingRows ? rhythm : 0;
        if (season != null && SEASONS * season >= trainingRows) {
            throw new UserException("--season: expected a season that comes more than " + SEASONS + " times in the " + trainingRows
                    + " rows of the training part but got " + season + " rows");
        }
        List<ColumnTransform> transforms = new ArrayList<>();
        for (int c = 0; c < series.names().size(); c++) {
            transforms.add(fit.fit(series.names().get(c), Arrays.copyOf(series.column(c), trainingRows), length));
        }
        int lost = transforms.stream().mapToInt(ColumnTransform::lost).max().orElseThrow();
        int usual = length < SHORT_SEASON ? USUAL_LOOK_BACK : Math.min(length, LONGEST_LOOK_BACK);
        int steps = lookBack != null ? lookBack : Math.max(1, Math.min(usual, (trainingRows - lost) / 3));
        if (trainingRows - lost - steps < LEAST_WINDOWS) {
            throw new UserException(parts.origins().get(0) + ": expected at least " + (lost + steps + LEAST_WINDOWS)
                    + " rows to train on, for transforms that take " + lost + " and a look-back of " + steps + ", but got " + trainingRows);
        }
        forecaster = new Forecaster(series.names(), targetColumn(series, target), Math.max(1, length), steps, transforms);
        forecaster.requireDomain(parts);
        seen = forecaster.seen(series);
    }

    private static int targetColumn(Series series, String target) {
        int column = target == null ? 0 : series.names().indexOf(target);
        if (column < 0) {
            throw new UserException("--target: expected one of the columns " + String.join(", ", series.names()) + " but got '" + target
                    + "'");
        }
        return column;
    }

    /** {@return how the series is forecast} */
    Forecaster forecaster() {
        return forecaster;
    }

    /** {@return windows with the row after each, within the training part} */
    List<Labelled> training() {
        // What the transforms could not say anything about is not learned from.
        double[][] known = Arrays.copyOfRange(seen, forecaster.lost(), parts.validationFrom());
        return SlidingWindows.of(known).lookBack(forecaster.lookBack()).examples();
    }

    /** {@return windows with the row after each, which lies in the validation part} */
    List<Labelled> validation() {
        double[][] known = Arrays.copyOf(seen, parts.testFrom());
        return SlidingWindows.of(known).lookBack(forecaster.lookBack()).examples(parts.validationFrom(), parts.testFrom());
    }
}
