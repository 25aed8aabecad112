package org.rnn4j.examples.forecast;

import java.awt.Color;
import java.nio.file.Path;
import java.time.LocalDateTime;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.EnumMap;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import org.rnn4j.examples.common.MetricsFile;
import org.rnn4j.examples.common.Result;
import org.rnn4j.layer.Network;

/** Measures a forecaster on the test part, rolls it forward, and tells it all. */
final class ForecastReport {

    /** Rows printed of the test part. */
    private static final int SHOWN = 5;

    /** How much history a plot has, in test parts. */
    private static final int HISTORY = 4;

    private final Forecaster forecaster;
    private final Series series;
    private final int testFrom;
    private final double[] y;
    private final double[] truth;

    /** A report on the rows from {@code testFrom} on. */
    ForecastReport(Forecaster forecaster, Series series, int testFrom) {
        this.forecaster = forecaster;
        this.series = series;
        this.testFrom = testFrom;
        y = series.column(forecaster.target());
        truth = Arrays.copyOfRange(y, testFrom, y.length);
    }

    /** Says how each column is seen. */
    void printTransforms() {
        for (int c = 0; c < forecaster.columns().size(); c++) {
            System.out.printf("%s%s: %s%n", forecaster.columns().get(c), c == forecaster.target() ? " (the target)" : "",
                    forecaster.transforms().get(c));
        }
        System.out.printf("the networks look at %d rows%n", forecaster.lookBack());
    }

    /** Measures, forecasts, prints, plots. @param plot null for no plot */
    void run(Network network, int ahead, Path plot, MetricsFile metrics) {
        int end = series.length();
        int season = forecaster.season();
        double[] oneStep = forecaster.oneStep(network, series, testFrom, end);
        double[] silent = forecaster.oneStep(null, series, testFrom, end);
        double[] rolled = forecaster.rolled(network, series, testFrom, end - testFrom);
        double[] future = forecaster.rolled(network, series, end, ahead);
        List<LocalDateTime> futureDates = new ArrayList<>();
        for (int k = 1; k <= ahead; k++) {
            futureDates.add(Dates.after(series.dates(), k));
        }

        Map<Baselines, Accuracy> baselines = new EnumMap<>(Baselines.class);
        System.out.printf("%none step ahead, %d rows from %s to %s%n", truth.length, Dates.text(series.dates().get(testFrom)),
                Dates.text(series.dates().get(end - 1)));
        System.out.println(header());
        for (Baselines baseline : Baselines.values()) {
            baselines.put(baseline, Accuracy.of(baseline.oneStep(y, testFrom, end, season), truth));
            System.out.println(line(baseline.title(), baselines.get(baseline)));
        }
        Accuracy silentAccuracy = Accuracy.of(silent, truth);
        Accuracy accuracy = Accuracy.of(oneStep, truth);
        System.out.println(line("transforms without networks", silentAccuracy));
        System.out.println(line("networks", accuracy));
        System.out.println(season > 1 ? "(a season is " + season + " rows)" : "(no season: the seasonal forecasts are the naive one)");

        System.out.printf("%nrolled over the same rows from %s on, on its own forecasts%n", Dates.text(series.dates().get(testFrom)));
        System.out.println(header());
        for (Baselines baseline : Baselines.values()) {
            System.out.println(line(baseline.title(), Accuracy.of(baseline.rolled(y, testFrom, end, season), truth)));
        }
        Accuracy rolledAccuracy = Accuracy.of(rolled, truth);
        System.out.println(line("networks", rolledAccuracy));

        printLast(oneStep);
        System.out.printf("%n%d rows ahead%n", ahead);
        for (int k = 0; k < ahead; k++) {
            System.out.printf(Locale.ROOT, "%-18s %12s%n", Dates.text(futureDates.get(k)), number(future[k]));
        }
        System.out.println();
        if (plot != null) {
            plot(plot, oneStep, rolled, futureDates, future);
            System.out.println("the plot is in " + plot);
        }
        write(metrics, baselines, silentAccuracy, accuracy, rolledAccuracy);
    }

    private void printLast(double[] oneStep) {
        int shown = Math.min(SHOWN, truth.length);
        System.out.printf(Locale.ROOT, "%nthe last %d, one step ahead%n%-18s %12s %12s%n", shown, "", "truth", "forecast");
        for (int k = truth.length - shown; k < truth.length; k++) {
            System.out.printf(Locale.ROOT, "%-18s %12s %12s%n", Dates.text(series.dates().get(testFrom + k)), number(truth[k]),
                    number(oneStep[k]));
        }
    }

    private void plot(Path file, double[] oneStep, double[] rolled, List<LocalDateTime> futureDates, double[] future) {
        int from = Math.max(0, testFrom - HISTORY * Math.max(truth.length, future.length));
        List<LocalDateTime> dates = series.dates();
        List<LocalDateTime> testDates = dates.subList(testFrom, dates.size());
        // Each line begins where the one before it ends.
        List<LocalDateTime> truthDates = dates.subList(testFrom - 1, dates.size());
        List<LocalDateTime> aheadDates = new ArrayList<>(dates.subList(dates.size() - 1, dates.size()));
        aheadDates.addAll(futureDates);
        double[] aheadValues = new double[future.length + 1];
        aheadValues[0] = y[y.length - 1];
        System.arraycopy(future, 0, aheadValues, 1, future.length);
        String name = forecaster.columns().get(forecaster.target());
        new ForecastPlot("Forecast of " + name, name)
                .line("history", dates.subList(from, testFrom), Arrays.copyOfRange(y, from, testFrom), Color.GRAY, false)
                .line("truth", truthDates, Arrays.copyOfRange(y, testFrom - 1, y.length), Color.BLACK, false)
                .line("one step ahead", testDates, oneStep, new Color(0x1F77B4), false)
                .line("rolled over the test rows", testDates, rolled, new Color(0x2CA02C), true)
                .line("ahead", aheadDates, aheadValues, new Color(0xD62728), false)
                .write(file);
    }

    private void write(MetricsFile metrics, Map<Baselines, Accuracy> baselines, Accuracy silent, Accuracy accuracy, Accuracy rolled) {
        new Result("forecast", truth.length + " rows")
                .baseline(Baselines.SEASONAL_NAIVE.title(), baselines.get(Baselines.SEASONAL_NAIVE).rmse())
                .with("rmse", accuracy.rmse())
                .with("mae", accuracy.mae())
                .with("mape", accuracy.mape())
                .with("naive_rmse", baselines.get(Baselines.NAIVE).rmse())
                .with("seasonal_naive_rmse", baselines.get(Baselines.SEASONAL_NAIVE).rmse())
                .with("seasonal_naive_growth_rmse", baselines.get(Baselines.SEASONAL_NAIVE_WITH_GROWTH).rmse())
                .with("transform_rmse", silent.rmse())
                .with("rolled_rmse", rolled.rmse())
                .report(metrics);
    }

    private static String header() {
        return String.format(Locale.ROOT, "%-28s %12s %12s %9s", "", "RMSE", "MAE", "MAPE %");
    }

    private static String line(String name, Accuracy accuracy) {
        return String.format(Locale.ROOT, "%-28s %12s %12s %9.2f", name, number(accuracy.rmse()), number(accuracy.mae()), accuracy.mape());
    }

    /** Four digits after the point for small numbers, fewer for large ones. */
    private static String number(double value) {
        double size = Math.abs(value);
        return String.format(Locale.ROOT, size < 1 ? "%.5f" : size < 100 ? "%.3f" : size < 10_000 ? "%.2f" : "%.0f", value);
    }
}
