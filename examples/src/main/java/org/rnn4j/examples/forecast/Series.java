package org.rnn4j.examples.forecast;

import java.time.LocalDateTime;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;

/**
 * Rows in time.
 *
 * @param dates one for each row, ascending
 * @param names of the columns
 * @param rows {@code [T][C]} finite values
 */
public record Series(List<LocalDateTime> dates, List<String> names, double[][] rows) {

    /** Copies the lists. */
    public Series {
        dates = List.copyOf(dates);
        names = List.copyOf(names);
    }

    /** {@return the number of rows, T} */
    public int length() {
        return rows.length;
    }

    /** {@return the values of one column in time} */
    public double[] column(int column) {
        return Arrays.stream(rows).mapToDouble(row -> row[column]).toArray();
    }

    /** {@return these rows and then those of another series of the same columns} */
    public Series then(Series later) {
        List<LocalDateTime> all = new ArrayList<>(dates);
        all.addAll(later.dates);
        double[][] joined = Arrays.copyOf(rows, rows.length + later.rows.length);
        System.arraycopy(later.rows, 0, joined, rows.length, later.rows.length);
        return new Series(all, names, joined);
    }

    /** {@return the rows from {@code from} to {@code to - 1}} */
    public Series slice(int from, int to) {
        return new Series(dates.subList(from, to), names, Arrays.copyOfRange(rows, from, to));
    }
}
