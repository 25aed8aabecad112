package org.rnn4j.examples.translate;

import java.util.List;
import java.util.Locale;
import org.rnn4j.examples.common.DisplayWidth;

/** Attention as a table: a row for each unit of the target, a column for each of the source, in hundredths, each row 100 in all. */
final class AttentionTable {

    private static final int NARROWEST = 3;

    private AttentionTable() {
    }

    /**
     * {@return the table, its lines ended}
     *
     * @param weights a row for each target unit, of as many columns as there are source units
     */
    static String of(List<String> source, List<String> target, float[][] weights) {
        List<String> rows = target.stream().map(AttentionTable::visible).toList();
        List<String> columns = source.stream().map(AttentionTable::visible).toList();
        int first = rows.stream().mapToInt(DisplayWidth::of).max().orElse(0);
        StringBuilder table = new StringBuilder(" ".repeat(first));
        for (String column : columns) {
            table.append("  ").append(DisplayWidth.padLeft(column, NARROWEST));
        }
        table.append('\n');
        for (int t = 0; t < rows.size(); t++) {
            table.append(DisplayWidth.padRight(rows.get(t), first));
            for (int s = 0; s < columns.size(); s++) {
                int width = Math.max(NARROWEST, DisplayWidth.of(columns.get(s)));
                table.append("  ").append(DisplayWidth.padLeft(String.format(Locale.ROOT, "%02d", Math.round(100 * weights[t][s])), width));
            }
            table.append('\n');
        }
        return table.toString();
    }

    private static String visible(String unit) {
        return unit.isBlank() ? "␣" : unit;
    }
}
