package org.rnn4j.examples.forecast;

import java.nio.file.Path;
import java.time.LocalDateTime;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;
import org.rnn4j.examples.common.CsvTable;
import org.rnn4j.examples.common.UserException;

/**
 * Reads a table of rows in time: comma-separated (RFC 4180), a header, a column of dates and columns of numbers. Whatever is wrong is
 * named with file, row and column; nothing is filled in, skipped or sorted.
 *
 * @param date name of the column of dates; null for the first
 * @param columns names of the columns of values; null for all that hold numbers
 */
record SeriesCsv(String date, List<String> columns) {

    /** {@return the series of a file} @throws UserException when it is not such a table */
    Series read(Path file) {
        CsvTable table = CsvTable.read(file);
        int dateColumn = date == null ? 0 : indexOf(table, date, "--date");
        int[] valueColumns = valueColumns(table, dateColumn);
        List<LocalDateTime> dates = new ArrayList<>();
        double[][] values = new double[table.rows().size()][valueColumns.length];
        for (CsvTable.Row row : table.rows()) {
            double[] rowValues = values[dates.size()];
            dates.add(date(table, row, dateColumn, dates));
            for (int c = 0; c < valueColumns.length; c++) {
                rowValues[c] = table.number(row, valueColumns[c]);
            }
        }
        return new Series(dates, Arrays.stream(valueColumns).mapToObj(table.header()::get).toList(), values);
    }

    private static int indexOf(CsvTable table, String name, String option) {
        int column = table.header().indexOf(name);
        if (column < 0) {
            throw new UserException(table.file() + ": header: expected a column '" + name + "' (" + option + ") but got "
                    + String.join(", ", table.header()));
        }
        return column;
    }

    private int[] valueColumns(CsvTable table, int dateColumn) {
        String dateName = table.header().get(dateColumn);
        List<Integer> chosen = new ArrayList<>();
        if (columns != null) {
            columns.forEach(name -> chosen.add(indexOf(table, name, "--columns")));
        } else {
            for (int c = 0; c < table.header().size(); c++) {
                if (c != dateColumn && isOfNumbers(table, c)) {
                    chosen.add(c);
                }
            }
        }
        if (chosen.contains(dateColumn)) {
            throw new UserException(table.file() + ": header: expected columns of values but '" + dateName + "' is that of the dates");
        }
        if (chosen.stream().distinct().count() < chosen.size()) {
            throw new UserException("--columns: expected each column once but got " + String.join(",", columns));
        }
        if (chosen.isEmpty()) {
            throw new UserException(table.file() + ": expected a column of numbers beside the dates '" + dateName + "' but got none");
        }
        return chosen.stream().mapToInt(Integer::intValue).toArray();
    }

    /** Whether at least half of the cells that hold something hold a number; those that do not are then errors, not another kind. */
    private static boolean isOfNumbers(CsvTable table, int column) {
        long filled = table.rows().stream().filter(row -> !row.cells().get(column).isBlank()).count();
        long numbers = table.rows().stream().filter(row -> CsvTable.isNumber(row.cells().get(column).strip())).count();
        return 2 * numbers >= filled;
    }

    private static LocalDateTime date(CsvTable table, CsvTable.Row row, int column, List<LocalDateTime> before) {
        LocalDateTime date = Dates.parse(row.cells().get(column)).orElseThrow(() -> table.wrong(row, column, Dates.EXPECTED));
        if (!before.isEmpty() && !date.isAfter(before.get(before.size() - 1))) {
            LocalDateTime last = before.get(before.size() - 1);
            throw table.wrong(row, column, "a date after " + Dates.text(last) + " of the row before",
                    date.equals(last) ? "the same again" : Dates.text(date));
        }
        return date;
    }
}
