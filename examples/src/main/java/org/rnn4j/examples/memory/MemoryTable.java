package org.rnn4j.examples.memory;

import java.util.List;
import java.util.Locale;
import org.rnn4j.examples.common.CellType;

/** Lays results out: a line for each task and length, a column for each cell. */
record MemoryTable(List<CellType> cells, List<Memory.Row> rows) {

    private static final int WIDTH = 26;

    @Override
    public String toString() {
        StringBuilder table = new StringBuilder(String.format(Locale.ROOT, "%-8s%6s", "task", "steps"));
        cells.forEach(cell -> table.append(right(cell.name().toLowerCase(Locale.ROOT))));
        table.append('\n');
        for (Memory.Row row : rows) {
            table.append(String.format(Locale.ROOT, "%-8s%6d", row.task().name().toLowerCase(Locale.ROOT), row.length()));
            cells.forEach(cell -> table.append(right(text(row.results().get(cell)))));
            table.append('\n');
        }
        return table.toString();
    }

    private static String right(String text) {
        return " ".repeat(Math.max(1, WIDTH - text.length())) + text;
    }

    private static String text(MemoryRun.Result result) {
        if (result == null) {
            return "-";
        }
        return String.format(Locale.ROOT, "%.4f %s %d", result.loss(), result.solved() ? "solved at" : "not by", result.updates());
    }
}
