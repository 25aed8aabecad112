package org.rnn4j.examples.forecast;

import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.file.Path;
import java.time.LocalDateTime;
import java.util.ArrayList;
import java.util.HashSet;
import java.util.List;
import java.util.Set;
import java.util.regex.Pattern;
import org.apache.commons.csv.CSVFormat;
import org.apache.commons.csv.CSVParser;
import org.apache.commons.csv.CSVRecord;
import org.rnn4j.examples.common.TextFiles;
import org.rnn4j.examples.common.UserException;

/**
 * Reads a table of rows in time: comma-separated (RFC 4180), a header, a column of dates and columns of numbers. Whatever is wrong is
 * named with file, row and column; nothing is filled in, skipped or sorted.
 *
 * @param date name of the column of dates; null for the first
 * @param columns names of the columns of values; null for all that hold numbers
 */
record SeriesCsv(String date, List<String> columns) {

    private static final Pattern NUMBER = Pattern.compile("[+-]?(\\d+\\.?\\d*|\\.\\d+)([eE][+-]?\\d+)?");

    /** A row and where it is: rows count from 1 below the header, lines from 1 at the top of the file. */
    private record Row(int number, long line, List<String> cells) {

        String place(Path file) {
            return file + ": row " + number + " (line " + line + ")";
        }
    }

    /** {@return the series of a file} @throws UserException when it is not such a table */
    Series read(Path file) {
        List<Row> rows = rows(file);
        List<String> header = rows.remove(0).cells;
        checkHeader(file, header);
        if (rows.isEmpty()) {
            throw new UserException(file + ": expected rows below the header but got none");
        }
        int dateColumn = date == null ? 0 : indexOf(file, header, date, "--date");
        for (Row row : rows) {
            if (row.cells.size() != header.size()) {
                throw new UserException(row.place(file) + ": expected " + header.size() + " cells, as in the header, but got "
                        + row.cells.size());
            }
        }
        int[] valueColumns = valueColumns(file, header, rows, dateColumn);
        List<LocalDateTime> dates = new ArrayList<>();
        double[][] values = new double[rows.size()][valueColumns.length];
        for (int t = 0; t < rows.size(); t++) {
            Row row = rows.get(t);
            dates.add(date(file, header, row, dateColumn, dates));
            for (int c = 0; c < valueColumns.length; c++) {
                values[t][c] = number(file, header, row, valueColumns[c]);
            }
        }
        List<String> names = new ArrayList<>();
        for (int column : valueColumns) {
            names.add(header.get(column));
        }
        return new Series(dates, names, values);
    }

    private static List<Row> rows(Path file) {
        CSVFormat format = CSVFormat.RFC4180.builder().setIgnoreEmptyLines(true).get();
        List<Row> rows = new ArrayList<>();
        try (CSVParser parser = CSVParser.parse(TextFiles.read(file), format)) {
            long line = 1;
            for (CSVRecord record : parser) {
                // A line of spaces is as empty as one of nothing.
                if (record.size() > 1 || !record.get(0).isBlank()) {
                    rows.add(new Row(rows.size(), line, record.toList()));
                }
                line = parser.getCurrentLineNumber() + 1;
            }
        } catch (IOException | UncheckedIOException e) {
            throw new UserException(file + ": row " + rows.size() + ": expected comma-separated cells but got one that is not: "
                    + e.getMessage());
        }
        if (rows.isEmpty()) {
            throw new UserException(file + ": expected a header but every line is blank");
        }
        return rows;
    }

    private static void checkHeader(Path file, List<String> header) {
        Set<String> seen = new HashSet<>();
        for (int c = 0; c < header.size(); c++) {
            String name = header.get(c).strip();
            if (name.isEmpty()) {
                throw new UserException(file + ": header, column " + (c + 1) + ": expected a name but got none");
            }
            if (!seen.add(name)) {
                throw new UserException(file + ": header, column " + (c + 1) + ": expected a name of its own but got '" + name + "' again");
            }
        }
        if (header.size() < 2) {
            throw new UserException(file + ": header: expected a column of dates and at least one of values, with commas between them, but"
                    + " got one column, '" + header.get(0).strip() + "'");
        }
    }

    private static int indexOf(Path file, List<String> header, String name, String option) {
        for (int c = 0; c < header.size(); c++) {
            if (header.get(c).strip().equals(name)) {
                return c;
            }
        }
        throw new UserException(file + ": header: expected a column '" + name + "' (" + option + ") but got "
                + String.join(", ", header));
    }

    private int[] valueColumns(Path file, List<String> header, List<Row> rows, int dateColumn) {
        List<Integer> chosen = new ArrayList<>();
        if (columns != null) {
            columns.forEach(name -> chosen.add(indexOf(file, header, name, "--columns")));
        } else {
            for (int c = 0; c < header.size(); c++) {
                if (c != dateColumn && isOfNumbers(rows, c)) {
                    chosen.add(c);
                }
            }
        }
        if (chosen.contains(dateColumn)) {
            throw new UserException(file + ": header: expected columns of values but '" + header.get(dateColumn).strip()
                    + "' is that of the dates");
        }
        if (chosen.isEmpty()) {
            throw new UserException(file + ": expected a column of numbers beside the dates '" + header.get(dateColumn).strip()
                    + "' but got none");
        }
        return chosen.stream().mapToInt(Integer::intValue).toArray();
    }

    /** Whether at least half of the cells that hold something hold a number; those that do not are then errors, not another kind. */
    private static boolean isOfNumbers(List<Row> rows, int column) {
        long filled = rows.stream().filter(row -> !row.cells.get(column).isBlank()).count();
        long numbers = rows.stream().filter(row -> NUMBER.matcher(row.cells.get(column).strip()).matches()).count();
        return 2 * numbers >= filled;
    }

    private static LocalDateTime date(Path file, List<String> header, Row row, int column, List<LocalDateTime> before) {
        String cell = row.cells.get(column);
        LocalDateTime date = Dates.parse(cell)
                .orElseThrow(() -> wrong(file, header, row, column, Dates.EXPECTED, quoted(cell)));
        if (!before.isEmpty() && !date.isAfter(before.get(before.size() - 1))) {
            LocalDateTime last = before.get(before.size() - 1);
            throw wrong(file, header, row, column, "a date after " + Dates.text(last) + " of the row before",
                    date.equals(last) ? "the same again" : Dates.text(date));
        }
        return date;
    }

    private static double number(Path file, List<String> header, Row row, int column) {
        String cell = row.cells.get(column).strip();
        if (cell.isEmpty()) {
            throw wrong(file, header, row, column, "a number", "a missing value");
        }
        if (!NUMBER.matcher(cell).matches()) {
            throw wrong(file, header, row, column, "a number", quoted(cell));
        }
        double value = Double.parseDouble(cell);
        if (Math.abs(value) > Float.MAX_VALUE) {
            throw wrong(file, header, row, column, "a number within ±3.4e38", quoted(cell));
        }
        return value;
    }

    private static String quoted(String cell) {
        return cell.isBlank() ? "a missing value" : "'" + cell.strip() + "'";
    }

    private static UserException wrong(Path file, List<String> header, Row row, int column, String expected, String got) {
        return new UserException(row.place(file) + ", column " + (column + 1) + " '" + header.get(column).strip() + "': expected "
                + expected + " but got " + got);
    }
}
