package org.rnn4j.metric;

import java.util.ArrayList;
import java.util.List;
import java.util.Locale;

/** A {@link ConfusionMatrix} as text in columns. */
final class ConfusionTable {

    private final ConfusionMatrix matrix;
    private final boolean whole;
    private final List<List<String>> lines = new ArrayList<>();

    ConfusionTable(ConfusionMatrix matrix) {
        this.matrix = matrix;
        this.whole = allWhole();
        int classes = matrix.names().size();
        List<String> head = new ArrayList<>(List.of("expected \\ predicted"));
        head.addAll(matrix.names());
        head.addAll(List.of("precision", "recall", "f1"));
        lines.add(head);
        for (int id = 0; id < classes; id++) {
            List<String> line = new ArrayList<>(List.of(matrix.names().get(id)));
            for (int predicted = 0; predicted < classes; predicted++) {
                line.add(String.format(Locale.ROOT, whole ? "%.0f" : "%.2f", matrix.count(id, predicted)));
            }
            line.addAll(List.of(part(matrix.precision(id)), part(matrix.recall(id)), part(matrix.f1(id))));
            lines.add(line);
        }
        List<String> last = new ArrayList<>(List.of("macro average"));
        for (int predicted = 0; predicted < classes; predicted++) {
            last.add("");
        }
        last.addAll(List.of(part(matrix.macroPrecision()), part(matrix.macroRecall()), part(matrix.macroF1())));
        lines.add(last);
    }

    private boolean allWhole() {
        for (int id = 0; id < matrix.names().size(); id++) {
            for (int predicted = 0; predicted < matrix.names().size(); predicted++) {
                if (matrix.count(id, predicted) != Math.rint(matrix.count(id, predicted))) {
                    return false;
                }
            }
        }
        return true;
    }

    private static String part(double value) {
        return Double.isNaN(value) ? "-" : String.format(Locale.ROOT, "%.3f", value);
    }

    @Override
    public String toString() {
        int[] widths = new int[lines.get(0).size()];
        for (List<String> line : lines) {
            for (int column = 0; column < widths.length; column++) {
                widths[column] = Math.max(widths[column], length(line.get(column)));
            }
        }
        StringBuilder text = new StringBuilder();
        for (List<String> line : lines) {
            for (int column = 0; column < widths.length; column++) {
                String spaces = " ".repeat(widths[column] - length(line.get(column)));
                text.append(column == 0 ? line.get(column) + spaces : "  " + spaces + line.get(column));
            }
            text.append('\n');
        }
        return text.append("accuracy ").append(part(matrix.accuracy())).append('\n').toString();
    }

    private static int length(String text) {
        return text.codePointCount(0, text.length());
    }
}
