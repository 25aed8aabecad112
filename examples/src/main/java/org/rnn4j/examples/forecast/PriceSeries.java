package org.rnn4j.examples.forecast;

import java.time.LocalDate;
import java.time.LocalDateTime;
import java.util.ArrayList;
import java.util.List;
import java.util.random.RandomGenerator;
import org.rnn4j.random.Xoshiro256;

/**
 * The built-in data: the price of one thing on each of 2,000 days, made as
 * <pre>
 *   ln price = 4 + 0.0003·t + 0.08·sin(2π·day of year / 365.25) + week(day of week) + x_t
 * </pre>
 * with a trend of a third of a per cent in eleven days, a season of a year, one of a week, and a noise x whose changes are of one of two
 * regimes, which change with probability 0.02 a day and are nowhere written:
 * <pre>
 *   calm     Δx_t =  0.8·Δx_{t-1} + 0.004·ε      moves go on
 *   stormy   Δx_t = −0.8·Δx_{t-1} + 0.012·ε      moves are taken back
 * </pre>
 * What is to be expected after a move depends on the regime, and the regime only on how large and how jagged the last moves were. No
 * fixed weights of the last days can say it; a network that looks at them in order can.
 */
final class PriceSeries {

    private static final long SEED = 1;
    private static final int DAYS = 2_000;
    private static final LocalDate FIRST = LocalDate.of(2019, 1, 1);
    private static final double[] WEEK = {0.012, 0.006, -0.004, -0.010, -0.014, 0.002, 0.008};
    private static final double CHANGE = 0.02;

    private PriceSeries() {
    }

    /** {@return the series, the same each time} */
    static Series of() {
        RandomGenerator random = new Xoshiro256(SEED);
        List<LocalDateTime> dates = new ArrayList<>();
        double[][] rows = new double[DAYS][1];
        boolean calm = true;
        double move = 0;
        double x = 0;
        for (int t = 0; t < DAYS; t++) {
            LocalDate date = FIRST.plusDays(t);
            dates.add(date.atStartOfDay());
            calm ^= random.nextDouble() < CHANGE;
            move = calm ? 0.8 * move + 0.004 * random.nextGaussian() : -0.8 * move + 0.012 * random.nextGaussian();
            x += move;
            double log = 4 + 0.0003 * t + 0.08 * Math.sin(2 * Math.PI * date.getDayOfYear() / 365.25)
                    + WEEK[date.getDayOfWeek().getValue() - 1] + x;
            rows[t][0] = Math.round(100 * Math.exp(log)) / 100.0;           // cents
        }
        return new Series(dates, List.of("price"), rows);
    }
}
