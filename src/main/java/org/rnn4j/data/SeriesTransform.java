package org.rnn4j.data;

import java.util.ArrayList;
import java.util.List;
import org.rnn4j.config.Settings;

/**
 * Another view of a series {@code [T][D]} in which it is easier to learn, and the way back. Immutable. A transform looks at what came
 * before only: transformed row t comes from rows up to t.
 *
 * <p>Some transforms need rows before the first one they can give: a difference of lag 12 loses the first 12 rows ({@link #lost}). Going
 * back is therefore always continuing a history: from rows in the original unit and the transformed rows that follow, {@link #invert}
 * gives those rows in the original unit. One row is a forecast of one step; many are one rolled forward, each built on those before;
 * and a whole series comes back from its first rows.
 *
 * <pre>{@code
 * SeriesTransform growth = new Logarithm().then(new Difference(1)).then(new Difference(12));
 * SeriesTransform transform = growth.then(Standardizer.fit(growth.apply(trainingPart)));
 * float[][] inputs = SeriesTransform.floats(transform.apply(series));
 * double[] tomorrow = transform.next(series, predicted);          // in the unit of the series
 * }</pre>
 *
 * <p>Computes in double: sums of many differences would show the rounding of floats.
 */
public interface SeriesTransform {

    /** {@return how many rows at the start of a series have no transformed row} */
    int lost();

    /**
     * {@return the transformed rows {@code [T - lost][D]}} The first belongs to row {@link #lost} of the series. None when the series is
     * not longer than that.
     *
     * @param series {@code [T][D]}, not modified
     * @throws IllegalArgumentException when rows differ in width or do not fit, or a value is not finite or outside the domain; the
     *         message names row and column, from 0
     */
    double[][] apply(double[][] series);

    /**
     * {@return the rows in the original unit {@code [K][D]} that follow the history} For all series and every {@code t >= lost},
     * {@code invert(series[0..t-1], apply(series)[t-lost..])} is {@code series[t..]}, to rounding.
     *
     * @param history rows in the original unit, of which the last {@link #lost} count; not modified
     * @param transformed {@code [K][D]} the transformed rows that follow; not modified
     * @throws IllegalArgumentException when the history is too short, or a row does not fit
     */
    double[][] invert(double[][] history, double[][] transformed);

    /**
     * {@return this transform for a series of some of the columns, in this order} What a model predicts of the target columns goes back
     * with it, and with the history of those columns.
     *
     * @throws IllegalArgumentException when there is no such column
     */
    SeriesTransform columns(int... columns);

    /** {@return type and numbers, from which {@link #of} builds the same, to be saved in a model's notes} */
    Settings settings();

    /** {@return one row in the original unit: {@link #invert} for a forecast of one step} */
    default double[] next(double[][] history, double... transformed) {
        return invert(history, new double[][] {transformed})[0];
    }

    /** {@return this and then another on what this gives} */
    default SeriesTransform then(SeriesTransform next) {
        return new TransformChain(List.of(this, next));
    }

    /** {@return the transform of these settings} @throws IllegalArgumentException when they are not those of one of the library's */
    static SeriesTransform of(Settings settings) {
        return switch (settings.type()) {
            case Standardizer.TYPE -> Standardizer.of(settings);
            case MinMaxScaler.TYPE -> MinMaxScaler.of(settings);
            case Logarithm.TYPE -> new Logarithm();
            case Difference.TYPE -> new Difference(settings.count("lag", 1));
            case TransformChain.TYPE -> TransformChain.of(settings);
            default -> throw new IllegalArgumentException("SeriesTransform: expected standardizer, min_max_scaler, logarithm, "
                    + "difference or transform_chain but got " + settings.type());
        };
    }

    /** {@return rows rounded to floats} */
    static float[][] floats(double[][] rows) {
        float[][] floats = new float[rows.length][];
        for (int t = 0; t < rows.length; t++) {
            floats[t] = new float[rows[t].length];
            for (int d = 0; d < rows[t].length; d++) {
                floats[t][d] = (float) rows[t][d];
            }
        }
        return floats;
    }

    /** {@return rows of floats as doubles} */
    static double[][] doubles(float[][] rows) {
        double[][] doubles = new double[rows.length][];
        for (int t = 0; t < rows.length; t++) {
            doubles[t] = new double[rows[t].length];
            for (int d = 0; d < rows[t].length; d++) {
                doubles[t][d] = rows[t][d];
            }
        }
        return doubles;
    }

    /** {@return some columns of all rows, in the given order} @throws IllegalArgumentException when a row has no such column */
    static double[][] select(double[][] rows, int... columns) {
        List<double[]> selected = new ArrayList<>();
        for (double[] row : rows) {
            selected.add(SeriesChecks.pick("SeriesTransform.select", row, columns));
        }
        return selected.toArray(double[][]::new);
    }
}
