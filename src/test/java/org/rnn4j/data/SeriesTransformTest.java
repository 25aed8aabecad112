package org.rnn4j.data;

import static org.junit.jupiter.api.Assertions.assertArrayEquals;
import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertTrue;
import static org.rnn4j.Errors.assertArgument;

import java.util.Arrays;
import java.util.List;
import java.util.random.RandomGenerator;
import org.junit.jupiter.api.Test;
import org.rnn4j.config.Settings;
import org.rnn4j.random.Xoshiro256;

/** Every transform and composition: the way back, the columns, the settings. */
class SeriesTransformTest {

    private static final double[][] SERIES = series();

    private static double[][] series() {
        RandomGenerator random = new Xoshiro256(1);
        double[][] series = new double[60][];
        for (int t = 0; t < series.length; t++) {
            series[t] = new double[] {100 * Math.exp(0.02 * t) * (1.2 + Math.sin(t / 2.0)) + random.nextDouble(), 0.1,
                    1e-3 * (1 + random.nextDouble())};
        }
        return series;
    }

    private static double[][] rows(int from, int to) {
        return Arrays.copyOfRange(SERIES, from, to);
    }

    private static List<SeriesTransform> all() {
        SeriesTransform growth = new Logarithm().then(new Difference(1)).then(new Difference(12));
        return List.of(Standardizer.fit(rows(0, 40)), MinMaxScaler.fit(rows(0, 40)), MinMaxScaler.fit(rows(0, 40), -3, 5),
                new Logarithm(), new Difference(1), new Difference(12), growth,
                growth.then(Standardizer.fit(growth.apply(rows(0, 40)))),
                Standardizer.fit(SERIES).then(new Difference(3)).then(MinMaxScaler.fit(SERIES)));
    }

    private static void assertRows(double[][] expected, double[][] actual, String message) {
        assertEquals(expected.length, actual.length, message);
        for (int t = 0; t < expected.length; t++) {
            for (int d = 0; d < expected[t].length; d++) {
                assertEquals(expected[t][d], actual[t][d], 1e-11 * Math.max(1, Math.abs(expected[t][d])), message + ", row " + t);
            }
            assertEquals(expected[t].length, actual[t].length);
        }
    }

    @Test
    void continuingAHistoryGivesTheSeriesFromAnyRowOn() {
        for (SeriesTransform transform : all()) {
            double[][] transformed = transform.apply(SERIES);
            assertEquals(SERIES.length - transform.lost(), transformed.length, transform.toString());
            for (int t = transform.lost(); t <= SERIES.length; t += 7) {
                double[][] rest = Arrays.copyOfRange(transformed, t - transform.lost(), transformed.length);
                assertRows(rows(t, SERIES.length), transform.invert(rows(0, t), rest), transform + " from row " + t);
                assertRows(rows(t, SERIES.length), transform.invert(rows(t - transform.lost(), t), rest), transform + ", short history");
            }
        }
    }

    @Test
    void oneStepAtATimeIsTheSameAsRollingForward() {
        for (SeriesTransform transform : all()) {
            double[][] transformed = transform.apply(SERIES);
            for (int t = transform.lost(); t < SERIES.length; t++) {
                assertArrayEquals(SERIES[t], transform.next(rows(0, t), transformed[t - transform.lost()]), 1e-11 * 1000);
            }
        }
    }

    @Test
    void aTransformedRowComesFromRowsUpToItself() {
        for (SeriesTransform transform : all()) {
            double[][] whole = transform.apply(SERIES);
            assertRows(Arrays.copyOf(whole, 30 - transform.lost()), transform.apply(rows(0, 30)), transform.toString());
            assertEquals(0, transform.apply(rows(0, transform.lost())).length);
        }
    }

    @Test
    void theTransformOfSomeColumnsIsThatOfTheWholeThere() {
        for (SeriesTransform transform : all()) {
            double[][] some = SeriesTransform.select(SERIES, 2, 0);
            assertRows(SeriesTransform.select(transform.apply(SERIES), 2, 0), transform.columns(2, 0).apply(some), transform.toString());
        }
    }

    @Test
    void settingsBringBackTheSame() {
        for (SeriesTransform transform : all()) {
            SeriesTransform copy = SeriesTransform.of(transform.settings());
            assertEquals(transform, copy);
            assertEquals(transform.hashCode(), copy.hashCode());
            assertTrue(Arrays.deepEquals(transform.apply(SERIES), copy.apply(SERIES)), transform.toString());
        }
        assertArgument(() -> SeriesTransform.of(Settings.ofType("fourier")), "expected standardizer", "got fourier");
        assertArgument(() -> SeriesTransform.of(Settings.ofType("standardizer").with("shift", List.of(1)).with("scale", List.of(0))),
                "Standardizer: column 0", "above 0", "1.0 and 0.0");
        assertArgument(() -> SeriesTransform.of(Settings.ofType("standardizer").with("shift", List.of(1)).with("scale", List.of())),
                "as many numbers", "1 and 0");
        assertArgument(() -> SeriesTransform.of(Settings.ofType("difference").with("lag", 0)), "lag", "got 0");
    }

    @Test
    void nothingThatIsPassedInIsModified() {
        for (SeriesTransform transform : all()) {
            double[][] copy = series();
            transform.invert(copy, transform.apply(copy));
            assertTrue(Arrays.deepEquals(SERIES, copy), transform.toString());
        }
    }

    @Test
    void aStandardizedColumnHasMeanZeroAndDeviationOneAndAConstantOneIsZero() {
        double[][] z = Standardizer.fit(SERIES).apply(SERIES);
        for (int d : new int[] {0, 2}) {
            int column = d;
            assertEquals(0, Arrays.stream(z).mapToDouble(row -> row[column]).average().orElseThrow(), 1e-12);
            assertEquals(1, Arrays.stream(z).mapToDouble(row -> row[column] * row[column]).average().orElseThrow(), 1e-12);
        }
        assertTrue(Arrays.stream(z).allMatch(row -> row[1] == 0));
        Standardizer known = Standardizer.fit(new double[][] {{1, 5}, {3, 5}});
        assertEquals(List.of(2.0, 1.0, 5.0, 1.0), List.of(known.mean(0), known.deviation(0), known.mean(1), known.deviation(1)));
        assertArrayEquals(new double[] {4, 2}, known.apply(new double[][] {{6, 7}})[0]);
    }

    @Test
    void aScaledColumnFillsItsRangeAndAConstantOneIsItsLowEnd() {
        MinMaxScaler scaler = MinMaxScaler.fit(new double[][] {{1, 5}, {3, 5}, {2, 5}}, -1, 1);
        assertRows(new double[][] {{-1, -1}, {1, -1}, {0, -1}, {3, 0}}, scaler.apply(new double[][] {{1, 5}, {3, 5}, {2, 5}, {5, 6}}), "");
        assertRows(new double[][] {{0.5}}, MinMaxScaler.fit(new double[][] {{1}, {3}}).apply(new double[][] {{2}}), "");
    }

    @Test
    void differencesOfLogarithmsOfSteadyGrowthAreZero() {
        double[][] growth = new double[30][1];
        for (int t = 0; t < growth.length; t++) {
            growth[t][0] = Math.pow(1.1, t);
        }
        SeriesTransform transform = new Logarithm().then(new Difference(1)).then(new Difference(12));
        assertEquals(13, transform.lost());
        for (double[] row : transform.apply(growth)) {
            assertEquals(0, row[0], 1e-12);
        }
        double[][] forecast = transform.invert(growth, new double[24][1]);
        assertEquals(Math.pow(1.1, 53), forecast[23][0], 1e-8);
        assertEquals("Logarithm, then Difference(1), then Difference(12)", transform.toString());
    }

    @Test
    void whatDoesNotFitIsNamedWithRowAndColumn() {
        assertArgument(() -> new Logarithm().apply(new double[][] {{1, 2}, {1, 0}}), "Logarithm.apply: row 1, column 1", "above 0",
                "got 0.0");
        assertArgument(() -> new Difference(1).apply(new double[][] {{1, 2}, {1}}), "Difference(1).apply: row 1", "2 values", "got 1");
        assertArgument(() -> new Difference(1).apply(new double[][] {{1, Double.NaN}}), "row 0, column 1", "NaN");
        assertArgument(() -> Standardizer.fit(rows(0, 9)).apply(new double[][] {{1, 2}}), "Standardizer.apply: row 0", "3 values", "got 2");
        assertArgument(() -> Standardizer.fit(new double[0][]), "Standardizer.fit", "at least one row");
        assertArgument(() -> Standardizer.fit(new double[][] {{1}, {Double.POSITIVE_INFINITY}}), "row 1, column 0", "Infinity");
        assertArgument(() -> Standardizer.fit(rows(0, 9)).columns(3), "from 0 to 2", "got 3");
        assertArgument(() -> MinMaxScaler.fit(rows(0, 9), 1, 1), "low < high", "1.0 to 1.0");
        assertArgument(() -> new Difference(0), "at least 1", "got 0");
        assertArgument(() -> new Difference(3).invert(rows(0, 2), rows(0, 1)), "at least 3 rows", "got 2");
        assertArgument(() -> new Difference(3).invert(rows(0, 5), new double[][] {{1}}), "row 0", "3 values", "got 1");
        SeriesTransform chain = new Difference(1).then(new Difference(12));
        assertArgument(() -> chain.invert(rows(0, 12), rows(0, 1)), "at least 13 rows", "got 12");
    }
}
