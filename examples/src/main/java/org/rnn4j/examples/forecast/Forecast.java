package org.rnn4j.examples.forecast;

import java.io.IOException;
import java.nio.file.Path;
import java.util.List;
import java.util.concurrent.Callable;
import org.rnn4j.config.Settings;
import org.rnn4j.examples.common.CellType;
import org.rnn4j.examples.common.CommandLines;
import org.rnn4j.examples.common.Interrupt;
import org.rnn4j.examples.common.MetricsFile;
import org.rnn4j.examples.common.ModelDirectory;
import org.rnn4j.examples.common.Require;
import org.rnn4j.examples.common.TaskOptions;
import org.rnn4j.examples.common.UserException;
import org.rnn4j.io.Model;
import org.rnn4j.layer.Network;
import picocli.CommandLine.Command;
import picocli.CommandLine.Mixin;
import picocli.CommandLine.Option;

/**
 * Learns to forecast the next row of a series, is measured on rows it has not seen, and is then rolled forward on its own forecasts.
 */
@Command(name = "forecast", description = {"The next days of a price, or of any series: trained one step ahead, rolled forward on its own"
        + " forecasts.",
        "Data are CSV files with a header, a column of dates and columns of numbers; --data is split by time: the first eight tenths to learn"
        + " from, one to stop by, the last to be measured on."})
public final class Forecast implements Callable<Integer> {

    private static final String NAME = "forecast";
    private static final int MOST_AHEAD = 100_000;

    @Mixin
    private final TaskOptions options = new TaskOptions(CellType.GRU, 8, 200, 0).learningRate(0.005f).patience(30);

    @Option(names = "--date", paramLabel = "NAME", description = "the column of dates; the first without it")
    private String date;

    @Option(names = "--columns", paramLabel = "NAMES", split = ",",
            description = "columns of values, with commas between; all that hold numbers without it")
    private List<String> columns;

    @Option(names = "--target", paramLabel = "NAME", description = "the column to forecast; the first of values without it")
    private String target;

    @Option(names = "--transform", paramLabel = "NAME", description = "auto, none, or some of log, diff, season and smooth with hyphens"
            + " between, such as log-diff or log-diff-season; auto goes by the training part (auto)")
    private String transform;

    @Option(names = "--season", paramLabel = "ROWS", description = "rows of a season, 0 for none, or auto to go by the dates (auto)")
    private String season;

    @Option(names = "--look-back", paramLabel = "ROWS", description = "rows that the networks look at; by the season without it")
    private Integer lookBack;

    @Option(names = "--networks", paramLabel = "N", description = "networks whose mean is the forecast (5)")
    private Integer networks;

    @Option(names = "--ahead", paramLabel = "ROWS", defaultValue = "30",
            description = "days, or other rows, to forecast after the end of the data (${DEFAULT-VALUE})")
    private int ahead;

    @Option(names = "--plot", paramLabel = "FILE.png", description = "where a plot of history, truth and forecasts goes; nowhere without it")
    private Path plot;

    /** Runs. */
    public static void main(String[] arguments) {
        CommandLines.run(new Forecast(), arguments);
    }

    @Override
    public Integer call() throws IOException {
        options.check();
        Require.inRange("--ahead", ahead, 1, MOST_AHEAD);
        ForecastPlot.check(plot);
        return options.model() == null ? train() : use();
    }

    private int train() throws IOException {
        Integer seasonRows = seasonRows();
        TransformFit fit = TransformFit.parse(transform == null ? "auto" : transform);
        if (lookBack != null) {
            Require.atLeast("--look-back", lookBack, 1);
        }
        int members = networks == null ? 5 : networks;
        Require.inRange("--networks", members, 1, 1000);
        Parts parts = Parts.of(options, new SeriesCsv(date, columns));
        Preparation preparation = new Preparation(parts, target, fit, seasonRows, lookBack);
        Forecaster forecaster = preparation.forecaster();
        ForecastReport report = new ForecastReport(forecaster, parts.series(), parts.testFrom());
        System.out.println(parts.sizes());
        report.printTransforms();
        try (MetricsFile metrics = MetricsFile.open(options.metrics())) {
            Committee committee = new Committee(options, members, metrics);
            Network network;
            try (Interrupt interrupt = Interrupt.handledBy(committee::stop)) {
                network = committee.train(forecaster.columns().size(), preparation.training(), preparation.validation());
                if (options.out() != null) {
                    Settings notes = options.settings().with("example", NAME).with("networks", members)
                            .with("forecaster", forecaster.settings()).with("date", date == null ? "" : date);
                    ModelDirectory.save(Model.of(network).with(notes), options.out());
                    System.out.println("the model is in " + options.out());
                }
                System.out.flush();
            }
            if (!committee.stopped()) {
                report.run(network, ahead, plot, metrics);
            }
        }
        return 0;
    }

    private int use() throws IOException {
        refuse("--transform", transform);
        refuse("--season", season);
        refuse("--look-back", lookBack);
        refuse("--networks", networks);
        refuse("--columns", columns);
        refuse("--target", target);
        Model model = ModelDirectory.load(options.model(), NAME);
        Settings notes = model.notes();
        Forecaster forecaster = Forecaster.of(notes.settings("forecaster"));
        String dateColumn = date != null ? date : notes.text("date").isEmpty() ? null : notes.text("date");
        boolean builtIn = options.data() == null && options.test() == null;
        if (builtIn && !forecaster.columns().equals(PriceSeries.of().names())) {
            throw new UserException("--model " + options.model()
                    + ": expected --data or --test with a model of your own data but got neither");
        }
        Parts parts = Parts.of(options, new SeriesCsv(dateColumn, forecaster.columns()));
        int testFrom = options.test() == null ? parts.testFrom() : forecaster.needed();
        requireMeasurable(forecaster, parts, testFrom);
        forecaster.requireDomain(parts);
        ForecastReport report = new ForecastReport(forecaster, parts.series(), testFrom);
        report.printTransforms();
        try (MetricsFile metrics = MetricsFile.open(options.metrics())) {
            report.run(model.network(), ahead, plot, metrics);
        }
        return 0;
    }

    /** Checks that a loaded forecaster has rows enough before the first that it is measured on. */
    private static void requireMeasurable(Forecaster forecaster, Parts parts, int testFrom) {
        int before = Math.min(testFrom, parts.series().length() - 1);
        if (before < forecaster.needed()) {
            throw new UserException(parts.origins().get(0) + ": expected at least " + forecaster.needed()
                    + " rows before the first that is measured but got " + before);
        }
    }

    private static void refuse(String option, Object value) {
        if (value != null) {
            throw new UserException(option + ": expected none with --model, which holds it, but got " + value);
        }
    }

    private Integer seasonRows() {
        if (season == null || season.equals("auto")) {
            return null;
        }
        int rows;
        try {
            rows = Integer.parseInt(season);
        } catch (NumberFormatException e) {
            throw new UserException("--season: expected auto or a number of rows but got '" + season + "'");
        }
        if (rows < 0 || rows == 1) {
            throw new UserException("--season: expected 0 for none or at least 2 rows but got " + rows);
        }
        return rows;
    }
}
