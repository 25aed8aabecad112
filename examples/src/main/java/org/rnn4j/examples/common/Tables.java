package org.rnn4j.examples.common;

import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;

/** Reads tab-separated tables: UTF-8, with or without a byte-order mark, lines ended by LF or CRLF, no quotes. */
public final class Tables {

    /**
     * One row.
     *
     * @param file the file it is from
     * @param line the line, from 1
     * @param cells its cells
     */
    public record Row(Path file, int line, List<String> cells) {

        /** {@return a complaint about a cell} @param column from 0 */
        public UserException wrong(int column, String expected, String got) {
            return new UserException(place(column) + ": expected " + expected + " but got " + got);
        }

        /** {@return where a cell is, for messages} @param column from 0 */
        public String place(int column) {
            return file + ": line " + line + ", column " + (column + 1);
        }
    }

    private Tables() {
    }

    /**
     * {@return all rows that are not blank}
     *
     * @param names what the columns are, for messages
     * @throws UserException when a row has another number of cells, or there is no row
     */
    public static List<Row> readTsv(Path file, String... names) {
        List<Row> rows = new ArrayList<>();
        String[] lines = TextFiles.read(file).split("\r\n|\n|\r", -1);
        for (int i = 0; i < lines.length; i++) {
            if (lines[i].isBlank()) {
                continue;
            }
            List<String> cells = List.of(lines[i].split("\t", -1));
            if (cells.size() != names.length) {
                throw new UserException(file + ": line " + (i + 1) + ": expected " + names.length + " cells ("
                        + String.join(", ", names) + ") with tabs between them but got " + cells.size());
            }
            rows.add(new Row(file, i + 1, cells));
        }
        if (rows.isEmpty()) {
            throw new UserException(file + ": expected rows of " + String.join(", ", names) + " but every line is blank");
        }
        return rows;
    }
}
