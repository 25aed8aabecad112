package org.rnn4j.examples.common;

import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.HashSet;
import java.util.List;
import java.util.Locale;
import java.util.Set;
import java.util.regex.Pattern;
import java.util.stream.Collectors;
import org.apache.commons.csv.CSVFormat;
import org.apache.commons.csv.CSVParser;
import org.apache.commons.csv.CSVRecord;

/**
 * A comma-separated table (RFC 4180) with a header, read strictly: UTF-8, with or without a byte-order mark, every row as wide as the
 * header, which has at least two columns, nothing filled in. Whatever is wrong is named with file, row and column. Blank lines are
 * not rows.
 *
 * @param file where it is from
 * @param header the names of the columns, stripped, each once
 * @param rows all rows below the header, at least one
 */
public record CsvTable(Path file, List<String> header, List<Row> rows) {

    /** What counts as a number; {@code Double.parseDouble} alone would take "NaN", "1f" and "0x1p3". */
    private static final Pattern NUMBER = Pattern.compile("[+-]?(\\d+\\.?\\d*|\\.\\d+)([eE][+-]?\\d+)?");

    /**
     * A row and where it is.
     *
     * @param number counted from 1 below the header
     * @param line of the file, from 1, on which it begins
     * @param cells as wide as the header
     */
    public record Row(int number, long line, List<String> cells) {
    }

    /** {@return the table of a file} @throws UserException when it is not one */
    public static CsvTable read(Path file) {
        List<Row> rows = records(file);
        List<String> header = rows.remove(0).cells.stream().map(String::strip).toList();
        Set<String> seen = new HashSet<>();
        for (int c = 0; c < header.size(); c++) {
            String place = file + ": header, column " + (c + 1);
            if (header.get(c).isEmpty()) {
                throw new UserException(place + ": expected a name but got none");
            }
            if (!seen.add(header.get(c))) {
                throw new UserException(place + ": expected a name of its own but got '" + header.get(c) + "' again");
            }
        }
        if (header.size() == 1) {               // semicolons or tabs, most likely; no example reads a table of one column
            throw new UserException(file + ": header: expected columns with commas between them but got one, " + quoted(header.get(0)));
        }
        if (rows.isEmpty()) {
            throw new UserException(file + ": expected rows below the header but got none");
        }
        CsvTable table = new CsvTable(file, header, List.copyOf(rows));
        for (Row row : rows) {
            if (row.cells.size() != header.size()) {
                throw new UserException(table.place(row) + ": expected " + header.size() + " cells, as in the header, but got "
                        + row.cells.size());
            }
        }
        return table;
    }

    /** All that is there, the header as row 0. */
    private static List<Row> records(Path file) {
        CSVFormat format = CSVFormat.RFC4180.builder().setIgnoreEmptyLines(true).get();
        List<Row> rows = new ArrayList<>();
        try (CSVParser parser = CSVParser.parse(TextFiles.read(file), format)) {
            long line = 1;
            for (CSVRecord record : parser) {
                if (record.size() > 1 || !record.get(0).isBlank()) {        // a line of spaces is as blank as one of nothing
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

    /** {@return a column by its name, in any case} @throws UserException when there is none */
    public int column(String name) {
        for (int c = 0; c < header.size(); c++) {
            if (header.get(c).equalsIgnoreCase(name)) {
                return c;
            }
        }
        throw new UserException(file + ": header: expected a column '" + name + "' but got "
                + header.stream().map(CsvTable::quoted).collect(Collectors.joining(", ")));
    }

    /** {@return the text of a cell, stripped} @throws UserException when it is missing */
    public String text(Row row, int column) {
        String text = row.cells.get(column).strip();
        if (text.isEmpty()) {
            throw wrong(row, column, "a value");
        }
        return text;
    }

    /** {@return the number in a cell} @throws UserException when it is missing, is none, or a float cannot hold it */
    public double number(Row row, int column) {
        String text = row.cells.get(column).strip();
        if (!isNumber(text)) {
            throw wrong(row, column, "a number");
        }
        double value = Double.parseDouble(text);
        if (Math.abs(value) > Float.MAX_VALUE) {
            throw wrong(row, column, "a number within ±3.4e38");
        }
        return value;
    }

    /** {@return the number in a cell} @throws UserException as the other does, and when it is not from {@code least} to {@code most} */
    public double number(Row row, int column, double least, double most, String unit) {
        double value = number(row, column);
        if (value < least || value > most) {
            throw wrong(row, column, String.format(Locale.ROOT, "a number from %s to %s %s", plain(least), plain(most), unit));
        }
        return value;
    }

    private static String plain(double value) {
        return value == Math.rint(value) ? Long.toString((long) value) : Double.toString(value);
    }

    /** {@return whether a stripped text is a number as cells hold them} */
    public static boolean isNumber(String text) {
        return NUMBER.matcher(text).matches();
    }

    /** {@return a complaint about a cell, which says what is in it} */
    public UserException wrong(Row row, int column, String expected) {
        String cell = row.cells.get(column).strip();
        return wrong(row, column, expected, cell.isEmpty() ? "a missing value" : quoted(cell));
    }

    /** {@return a complaint about a cell} */
    public UserException wrong(Row row, int column, String expected, String got) {
        return new UserException(place(row) + ", column " + (column + 1) + " '" + header.get(column) + "': expected " + expected
                + " but got " + got);
    }

    /** {@return where a row is, for messages} */
    public String place(Row row) {
        return file + ": row " + row.number + " (line " + row.line + ")";
    }

    private static String quoted(String text) {
        return "'" + text + "'";
    }
}
