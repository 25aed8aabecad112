package org.rnn4j.examples.forecast;

import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;
import org.rnn4j.config.Settings;
import org.rnn4j.data.SeriesTransform;
import org.rnn4j.examples.common.UserException;
import org.rnn4j.layer.Network;
import org.rnn4j.layer.Workspace;
import org.rnn4j.tensor.Sequence;

/**
 * Forecasts rows of a series: the columns' transforms, all fitted on the training part, and a network that says what they do not expect.
 *
 * @param columns names of the columns, all of which are forecast, since the next row is forecast from all of them
 * @param target the column that counts
 * @param season rows of a season, by which the baselines go; 1 where there is none
 * @param lookBack rows the network looks at
 * @param transforms one for each column
 */
record Forecaster(List<String> columns, int target, int season, int lookBack, List<ColumnTransform> transforms) {

    /** Copies the lists. */
    Forecaster {
        columns = List.copyOf(columns);
        transforms = List.copyOf(transforms);
        if (target >= columns.size() || transforms.size() != columns.size()) {
            throw new IllegalArgumentException("Forecaster: expected a target and transforms for " + columns.size() + " columns but got "
                    + target + " and " + transforms.size());
        }
    }

    /** {@return the forecaster that {@link #settings} described} */
    static Forecaster of(Settings settings) {
        return new Forecaster(settings.texts("columns"), settings.count("target", 0), settings.count("season", 1),
                settings.count("lookBack", 1), settings.list("transforms").stream().map(ColumnTransform::of).toList());
    }

    /** {@return all but the network, for the notes of a model} */
    Settings settings() {
        return Settings.empty().with("columns", columns).with("target", target).with("season", season).with("lookBack", lookBack)
                .with("transforms", transforms.stream().map(ColumnTransform::settings).toList());
    }

    /** {@return the rows at the start of a series that the transforms need} */
    int lost() {
        return transforms.stream().mapToInt(ColumnTransform::lost).max().orElseThrow();
    }

    /** {@return the rows that have to come before the first one that is forecast and compared} */
    int needed() {
        return Math.max(lost() + lookBack, Baselines.needed(season));
    }

    /** {@return what the networks see of a series, row by row; zeros while the transforms expect nothing} */
    double[][] seen(Series series) {
        List<ColumnFilter> filters = newFilters();
        double[][] seen = new double[series.length()][];
        for (int t = 0; t < seen.length; t++) {
            seen[t] = see(filters, series.rows()[t]);
        }
        return seen;
    }

    /** Checks that there are logarithms where they are taken. @throws UserException when there are not */
    void requireDomain(Parts parts) {
        Series series = parts.series();
        for (int t = 0; t < series.length(); t++) {
            for (int c = 0; c < transforms.size(); c++) {
                if (transforms.get(c).log() && !(series.rows()[t][c] > 0)) {
                    throw new UserException(parts.place(t) + " (" + Dates.text(series.dates().get(t)) + "), column '" + columns.get(c)
                            + "': expected a value above 0, as all of the training part, to take the logarithm of, but got "
                            + series.rows()[t][c] + "; --transform diff takes none");
                }
            }
        }
    }

    private List<ColumnFilter> newFilters() {
        return new ArrayList<>(transforms.stream().map(ColumnTransform::newFilter).toList());
    }

    private static double[] see(List<ColumnFilter> filters, double[] row) {
        double[] seen = new double[row.length];
        for (int c = 0; c < row.length; c++) {
            seen[c] = filters.get(c).see(row[c]);
        }
        return seen;
    }

    private static double[] next(List<ColumnFilter> filters, double[] seen) {
        double[] row = new double[seen.length];
        for (int c = 0; c < row.length; c++) {
            row[c] = filters.get(c).next(seen[c]);
        }
        return row;
    }

    /**
     * {@return one-step forecasts of the target in rows {@code from .. to-1}, each from all true rows before it}
     *
     * @param network null for the transforms alone: nothing that they do not expect
     */
    double[] oneStep(Network network, Series series, int from, int to) {
        Windows windows = network == null ? null : new Windows(network, lookBack);
        double[][] seen = seen(series);
        List<ColumnFilter> filters = newFilters();
        double[] forecasts = new double[to - from];
        for (int t = 0; t < to; t++) {
            if (t >= from) {
                double[] said = windows == null ? new double[columns.size()] : windows.next(seen, t);
                forecasts[t - from] = next(filters, said)[target];
            }
            see(filters, series.rows()[t]);
        }
        return forecasts;
    }

    /** {@return forecasts of the target in the {@code steps} rows after {@code from}, each from those before it} */
    double[] rolled(Network network, Series series, int from, int steps) {
        Windows windows = new Windows(network, lookBack);
        double[][] seen = Arrays.copyOf(seen(series.slice(0, from)), from + steps);
        List<ColumnFilter> filters = newFilters();
        for (int t = 0; t < from; t++) {
            see(filters, series.rows()[t]);
        }
        double[] forecasts = new double[steps];
        for (int k = 0; k < steps; k++) {
            double[] row = next(filters, windows.next(seen, from + k));
            seen[from + k] = see(filters, row);
            forecasts[k] = row[target];
        }
        return forecasts;
    }

    /** A network over the last rows. */
    private static final class Windows {

        private final Network network;
        private final Workspace workspace;
        private final Sequence inputs;

        Windows(Network network, int lookBack) {
            this.network = network;
            workspace = network.newWorkspace(lookBack, 1);
            inputs = Sequence.dense(lookBack, 1, network.inputSize());
        }

        /** What the network says of row t, from the rows before it. */
        double[] next(double[][] seen, int t) {
            float[][] window = SeriesTransform.floats(Arrays.copyOfRange(seen, t - inputs.steps(), t));
            for (int step = 0; step < window.length; step++) {
                for (int c = 0; c < window[step].length; c++) {
                    inputs.set(step, 0, c, window[step][c]);
                }
            }
            workspace.startWindow(new boolean[1]);
            Sequence outputs = network.forward(inputs, workspace);
            double[] said = new double[outputs.width()];
            for (int c = 0; c < said.length; c++) {
                said[c] = outputs.get(0, 0, c);
            }
            return said;
        }
    }
}
