package org.rnn4j.examples.forecast;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.YearMonth;
import java.util.List;
import java.util.Locale;
import java.util.random.RandomGenerator;
import java.util.stream.IntStream;
import org.rnn4j.random.Xoshiro256;

/** A made-up table of months: sales that grow by a factor, with a season that grows along, and noise that is carried on in part. */
final class Months {

    private Months() {
    }

    static double[] sales(int months) {
        RandomGenerator random = new Xoshiro256(7);
        double[] sales = new double[months];
        double level = Math.log(100);
        double move = 0;
        for (int t = 0; t < months; t++) {
            move = 0.5 * move + 0.01 * random.nextGaussian();
            level += 0.01 + move;
            sales[t] = Math.exp(level + 0.2 * Math.sin(2 * Math.PI * t / 12) + 0.1 * Math.cos(4 * Math.PI * t / 12));
        }
        return sales;
    }

    static List<String> lines(int months) {
        double[] sales = sales(months);
        return IntStream.rangeClosed(0, months).mapToObj(row -> row == 0 ? "month,sales"
                : YearMonth.of(2000, 1).plusMonths(row - 1L) + String.format(Locale.ROOT, ",%.3f", sales[row - 1])).toList();
    }

    static Path write(Path file, List<String> lines) throws IOException {
        return Files.writeString(file, String.join("\n", lines) + "\n");
    }
}
