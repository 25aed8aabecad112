package org.rnn4j.examples.forecast;

import static org.junit.jupiter.api.Assertions.assertArrayEquals;
import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertFalse;
import static org.junit.jupiter.api.Assertions.assertTrue;

import java.time.LocalDate;
import java.time.LocalDateTime;
import java.util.ArrayList;
import java.util.List;
import java.util.function.UnaryOperator;
import java.util.stream.Stream;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.EnumSource;
import org.junit.jupiter.params.provider.ValueSource;
import org.rnn4j.data.Standardizer;
import org.rnn4j.examples.common.CellType;
import org.rnn4j.layer.Dense;
import org.rnn4j.layer.LastStep;
import org.rnn4j.layer.Network;
import org.rnn4j.layer.Recurrent;
import org.rnn4j.random.Xoshiro256;
import org.rnn4j.tensor.Sequence;

/** The parts a forecast is made of, each by its law. */
class ForecastPartsTest {

    private static final Standardizer SCALE = Standardizer.fit(new double[][] {{1}, {4}});

    @ParameterizedTest
    @ValueSource(ints = {0, 1, 2, 3, 4, 5, 6, 7})
    void whatIsSaidOfTheNextValueIsSeenInIt(int kind) {
        ColumnTransform transform = new ColumnTransform((kind & 1) > 0, (kind & 2) > 0, (kind & 4) > 0 ? 4 : 0, 0.3, 0.6, SCALE);
        ColumnFilter filter = transform.newFilter();
        double[] values = Months.sales(40);
        for (int t = 0; t < values.length; t++) {
            if (t >= transform.lost()) {
                for (double u : new double[] {-1, 0, 0.01}) {
                    assertEquals(u, filter.copy().see(filter.next(u)), 1e-9, transform + ", row " + t);
                }
            }
            double seen = filter.copy().see(values[t]);
            if (t >= transform.lost()) {
                assertEquals(values[t], filter.next(seen), 1e-9 * values[t]);
            } else {
                assertEquals(0, seen);
            }
            filter.see(values[t]);
        }
        assertEquals(transform, ColumnTransform.of(transform.settings()));
    }

    @Test
    void smoothingOfDifferencesIsTheSeasonalMovingAverageOfBoxAndJenkins() {
        int s = 4;
        double theta = 0.3;
        double bigTheta = 0.6;
        double[] z = Months.sales(60);
        Smoothing smoothing = new Smoothing(s, 1 - bigTheta, theta);
        double[] a = new double[z.length];
        for (int t = 1; t < z.length; t++) {
            a[t] = smoothing.see(z[t] - z[t - 1]);
            if (t > 2 * s + 2) {
                double w = z[t] - z[t - 1] - z[t - s] + z[t - s - 1];
                assertEquals(w, a[t] - theta * a[t - 1] - bigTheta * a[t - s] + theta * bigTheta * a[t - s - 1], 1e-9);
            }
        }
    }

    @Test
    void withoutSmoothingAnErrorIsTheDifferenceToASeasonAgo() {
        double[] z = Months.sales(30);
        Smoothing smoothing = new Smoothing(6, 1, 0);
        for (int t = 0; t < z.length; t++) {
            assertEquals(t >= 6, smoothing.ready());
            assertEquals(t >= 6 ? z[t] - z[t - 6] : 0, smoothing.see(z[t]), 1e-12);
        }
    }

    @Test
    void theTransformIsChosenByTheData() {
        Xoshiro256 random = new Xoshiro256(3);
        double[] noise = random.doubles(200).map(u -> u - 0.5).toArray();
        double[] walk = noise.clone();
        double[] seasonal = noise.clone();
        double[] growing = new double[200];
        for (int t = 1; t < 200; t++) {
            walk[t] += walk[t - 1];
            seasonal[t] += 5 * Math.sin(2 * Math.PI * t / 7);
            growing[t] = Math.exp(0.03 * t + 0.1 * noise[t]);
        }
        growing[0] = 1;
        TransformFit auto = TransformFit.parse("auto");
        assertTrue(auto.fit("growing", growing, 7).log());
        assertFalse(auto.fit("noise", noise, 7).difference());
        assertEquals(0, auto.fit("noise", noise, 7).season());
        assertTrue(auto.fit("walk", walk, 7).difference());
        assertEquals(0, auto.fit("walk", walk, 7).errorShare());
        assertEquals(7, auto.fit("seasonal", seasonal, 7).season());
        assertEquals(0, auto.fit("seasonal", seasonal, 0).season());

        ColumnTransform plain = TransformFit.parse("none").fit("growing", growing, 7);
        assertEquals("values", plain.toString());
        assertEquals("logarithms, differences", TransformFit.parse("log-diff").fit("growing", growing, 7).toString());
    }

    @ParameterizedTest
    @EnumSource(CellType.class)
    void theAverageOfNetworksSaysTheMeanOfWhatTheySay(CellType cell) {
        Xoshiro256 random = new Xoshiro256(5);
        UnaryOperator<Network> noisy = network -> {
            network.parameters().forEach(parameter -> {
                for (int i = 0; i < parameter.value().data.length; i++) {
                    parameter.value().data[i] = random.nextFloat() - 0.5f;
                }
            });
            return network;
        };
        List<Network> members = Stream.generate(() -> noisy.apply(network(cell, 3, random))).limit(4).toList();
        for (int count : new int[] {1, 4}) {
            Network average = network(cell, 3 * count, random);
            AverageNetwork.fill(members.subList(0, count), 3, average);
            Sequence x = Sequence.dense(6, 2, 2);
            for (int i = 0; i < x.data().length; i++) {
                x.data()[i] = random.nextFloat() - 0.5f;
            }
            double[] mean = new double[4];
            for (Network member : members.subList(0, count)) {
                float[] said = member.forward(x, member.newWorkspace(6, 2)).toMatrix().data;
                for (int i = 0; i < 4; i++) {
                    mean[i] += said[i] / (double) count;
                }
            }
            float[] said = average.forward(x, average.newWorkspace(6, 2)).toMatrix().data;
            for (int i = 0; i < 4; i++) {
                assertEquals(mean[i], said[i], 1e-6, cell + ", " + count);
            }
        }
    }

    private static Network network(CellType cell, int hidden, Xoshiro256 random) {
        return Network.of(new Recurrent(cell.create(2, hidden, random)), new Recurrent(cell.create(hidden, hidden, random)), new LastStep(),
                new Dense(hidden, 2, random));
    }

    @Test
    void baselinesSayWhatTheirEquationsSay() {
        double[] y = {1, 2, 3, 2, 4, 6, 0, 0};
        assertArrayEquals(new double[] {6, 0}, Baselines.NAIVE.oneStep(y, 6, 8, 3));
        assertArrayEquals(new double[] {2, 4}, Baselines.SEASONAL_NAIVE.oneStep(y, 6, 8, 3));
        assertArrayEquals(new double[] {4}, Baselines.SEASONAL_NAIVE_WITH_GROWTH.oneStep(y, 6, 7, 3), 1e-12);
        assertArrayEquals(new double[] {6, 6}, Baselines.NAIVE.rolled(y, 6, 8, 3));
        assertArrayEquals(new double[] {2, 4}, Baselines.SEASONAL_NAIVE.rolled(y, 6, 8, 3));
        assertArrayEquals(new double[] {3}, Baselines.SEASONAL_NAIVE_WITH_GROWTH.oneStep(new double[] {-1, 1, 1, 3, 0}, 4, 5, 2), 1e-12);
    }

    @Test
    void theRhythmOfDatesIsFoundAndGoesOn() {
        LocalDateTime friday = LocalDate.of(2024, 1, 26).atStartOfDay();
        assertRhythm(Dates.Rhythm.HOURS, "2024-01-27", dates(friday, 24, (date, k) -> date.plusHours(k)));
        assertRhythm(Dates.Rhythm.DAYS, "2024-01-29", dates(friday, 3, (date, k) -> date.plusDays(k)));
        assertRhythm(Dates.Rhythm.WEEKS, "2024-02-16", dates(friday, 3, (date, k) -> date.plusWeeks(k)));
        assertRhythm(Dates.Rhythm.MONTHS, "2024-05-26", dates(friday, 4, (date, k) -> date.plusMonths(k)));
        assertRhythm(Dates.Rhythm.QUARTERS, "2025-01-26", dates(friday, 4, (date, k) -> date.plusMonths(3L * k)));
        assertRhythm(Dates.Rhythm.WORKING_DAYS, "2024-02-05",
                dates(friday, 6, (date, k) -> k == 0 ? date : date.plusDays(k + 2L)));
        assertRhythm(Dates.Rhythm.OTHER, "2027-01-25", dates(friday, 3, (date, k) -> date.plusDays(365L * k)));
    }

    private static void assertRhythm(Dates.Rhythm rhythm, String next, List<LocalDateTime> dates) {
        assertEquals(rhythm, Dates.rhythm(dates));
        assertEquals(next, Dates.text(Dates.after(dates, 1)));
    }

    private interface Step {
        LocalDateTime at(LocalDateTime first, int k);
    }

    private static List<LocalDateTime> dates(LocalDateTime first, int count, Step step) {
        List<LocalDateTime> dates = new ArrayList<>();
        for (int k = 0; k < count; k++) {
            dates.add(step.at(first, k));
        }
        return dates;
    }
}
