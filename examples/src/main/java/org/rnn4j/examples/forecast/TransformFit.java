package org.rnn4j.examples.forecast;

import java.util.Arrays;
import java.util.List;
import java.util.Set;
import java.util.TreeSet;
import org.rnn4j.data.SeriesTransform;
import org.rnn4j.data.Standardizer;
import org.rnn4j.examples.common.UserException;

/**
 * Chooses a {@link ColumnTransform} for a column by the training part alone: of all that are allowed, the one whose errors are smallest,
 * in the unit of the column. For logarithms that means errors times the geometric mean of the column, as in Box and Cox, "An analysis
 * of transformations", 1964. What is more complicated has to be a little better.
 *
 * @param log whether logarithms are taken; null to choose
 * @param difference whether differences are taken; null to choose
 * @param seasonal whether the season is smoothed away; null to choose
 * @param smooth whether a part of the last error may be taken back; null to choose
 */
record TransformFit(Boolean log, Boolean difference, Boolean seasonal, Boolean smooth) {

    private static final double[] SEASON_RATES = {1, 0.8, 0.65, 0.5, 0.4, 0.3, 0.2, 0.15, 0.1, 0.05};
    private static final double[] ERROR_SHARES = {0, 0.1, 0.2, 0.3, 0.4, 0.5, 0.6, 0.7, 0.8, 0.9};
    private static final double[] NO_SEASON = {1};
    private static final double[] NO_SHARE = {0};

    /** How much smaller the logarithm of the variance has to be for a season, and for a share of the last error. */
    private static final double PRICE_OF_SEASON = 0.02;
    private static final double PRICE_OF_SHARE = 0.005;

    /** A variance below is that of no error at all; relative to the column's. */
    private static final double NOTHING = 1e-12;

    /** {@return what an option says: {@code auto}, {@code none}, or words of {@code log-diff-season-smooth} with hyphens between} */
    static TransformFit parse(String option) {
        if (option.equals("auto")) {
            return new TransformFit(null, null, null, null);
        }
        List<String> known = List.of("log", "diff", "season", "smooth");
        Set<String> words = new TreeSet<>();
        for (String word : option.split("-", -1)) {
            if (!option.equals("none") && (!known.contains(word) || !words.add(word))) {
                throw new UserException("--transform: expected auto, none or some of log, diff, season and smooth with hyphens between"
                        + " (log-diff-season) but got '" + option + "'");
            }
        }
        return new TransformFit(words.contains("log"), words.contains("diff"), words.contains("season"), words.contains("smooth"));
    }

    /**
     * {@return the transform for a column}
     *
     * @param name of the column, for messages
     * @param training its training part
     * @param season rows of a season; 0 for none
     */
    ColumnTransform fit(String name, double[] training, int season) {
        boolean positive = Arrays.stream(training).allMatch(value -> value > 0);
        if (Boolean.TRUE.equals(log) && !positive) {
            throw new UserException("--transform: expected values above 0 in column '" + name + "' to take logarithms of, but the least is "
                    + Arrays.stream(training).min().orElseThrow());
        }
        if (Boolean.TRUE.equals(seasonal) && season == 0) {
            throw new UserException("--transform: expected a season for column '" + name
                    + "' but the dates tell of none that comes three times in the training part; --season gives one");
        }
        // All are compared on the same rows, after the longest start that any of them needs.
        int from = Math.min(3 * season + 1, training.length / 2);
        double least = Double.POSITIVE_INFINITY;
        ColumnTransform best = null;
        for (boolean withLog : choices(log, positive)) {
            for (boolean withDifference : choices(difference, true)) {
                Candidates candidates = Candidates.of(training, withLog, withDifference, from);
                for (boolean withSeason : choices(seasonal, season > 0)) {
                    for (double rate : withSeason ? SEASON_RATES : NO_SEASON) {
                        for (double share : shares(withDifference)) {
                            int rows = withSeason ? season : 0;
                            double cost = candidates.cost(rows, rate, share) + (withSeason ? PRICE_OF_SEASON : 0)
                                    + (share > 0 ? PRICE_OF_SHARE : 0);
                            if (cost < least || best == null) {
                                least = cost;
                                best = candidates.transform(rows, rate, share);
                            }
                        }
                    }
                }
            }
        }
        return best;
    }

    private static boolean[] choices(Boolean given, boolean possible) {
        return given != null ? new boolean[] {given} : possible ? new boolean[] {false, true} : new boolean[] {false};
    }

    /** Left to itself it takes errors back only of differences: of values the mean over seasons does as much. */
    private double[] shares(boolean withDifference) {
        return Boolean.TRUE.equals(smooth) || smooth == null && withDifference ? ERROR_SHARES : NO_SHARE;
    }

    /**
     * The transforms with the same start.
     *
     * @param log whether logarithms are taken
     * @param difference whether differences are taken then
     * @param start what the smoothing gets
     * @param from the first of its rows that is compared
     * @param unit the logarithm of the square of what 1 is worth in the unit of the column
     * @param nothing the logarithm of a variance that is as good as none
     */
    private record Candidates(boolean log, boolean difference, double[] start, int from, double unit, double nothing) {

        static Candidates of(double[] training, boolean log, boolean difference, int from) {
            double[][] rows = Arrays.stream(training).mapToObj(value -> new double[] {value}).toArray(double[][]::new);
            SeriesTransform before = ColumnTransform.before(log, difference);
            double[][] start = before == null ? rows : before.apply(rows);
            double power = Arrays.stream(training).map(value -> value * value).average().orElseThrow();
            return new Candidates(log, difference, Arrays.stream(start).mapToDouble(row -> row[0]).toArray(),
                    from - (training.length - start.length),
                    log ? 2 * Arrays.stream(training).map(Math::log).average().orElseThrow() : 0,
                    Math.log(Math.max(NOTHING * power, Double.MIN_NORMAL)));
        }

        /** The errors of the smoothing, without those of the first season, when nothing could be expected. */
        private double[] errors(int season, double rate, double share) {
            Smoothing smoothing = new Smoothing(season, rate, share);
            double[] errors = Arrays.stream(start).map(smoothing::see).toArray();
            return Arrays.copyOfRange(errors, season, errors.length);
        }

        /** The logarithm of the variance of the errors. */
        double cost(int season, double rate, double share) {
            double[] errors = errors(season, rate, share);
            int first = Math.max(0, from - season);
            double mean = Arrays.stream(errors, first, errors.length).average().orElseThrow();
            double variance = Arrays.stream(errors, first, errors.length).map(error -> (error - mean) * (error - mean)).average()
                    .orElseThrow();
            return Math.max(Math.log(variance) + unit, nothing);
        }

        ColumnTransform transform(int season, double rate, double share) {
            double[][] errors = Arrays.stream(errors(season, rate, share)).mapToObj(error -> new double[] {error})
                    .toArray(double[][]::new);
            return new ColumnTransform(log, difference, season, rate, share, Standardizer.fit(errors));
        }
    }
}
