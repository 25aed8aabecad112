package org.rnn4j.data;

/** What the rows of a series must be, with messages that name row and column, from 0. */
final class SeriesChecks {

    private SeriesChecks() {
    }

    /** Checks that all rows have the width of the first and are finite. */
    static void require(String place, double[][] rows) {
        require(place, rows, rows.length == 0 ? 0 : rows[0].length);
    }

    /** Checks that all rows have this width and are finite. */
    static void require(String place, double[][] rows, int width) {
        for (int t = 0; t < rows.length; t++) {
            if (rows[t].length != width) {
                throw new IllegalArgumentException(place + ": row " + t + ": expected " + width + " values but got " + rows[t].length);
            }
            for (int d = 0; d < width; d++) {
                if (!Double.isFinite(rows[t][d])) {
                    throw new IllegalArgumentException(place + ": row " + t + ", column " + d + ": expected a finite value but got "
                            + rows[t][d]);
                }
            }
        }
    }

    /** Checks a series that something is to be fitted on. */
    static void requireFit(String place, double[][] rows) {
        if (rows.length == 0 || rows[0].length == 0) {
            throw new IllegalArgumentException(place + ": expected at least one row and column but got " + rows.length + " rows");
        }
        require(place, rows);
    }

    static double[] pick(String place, double[] values, int... columns) {
        double[] picked = new double[columns.length];
        for (int k = 0; k < columns.length; k++) {
            if (columns[k] < 0 || columns[k] >= values.length) {
                throw new IllegalArgumentException(place + ": expected columns from 0 to " + (values.length - 1) + " but got "
                        + columns[k]);
            }
            picked[k] = values[columns[k]];
        }
        return picked;
    }
}
