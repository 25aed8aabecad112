package org.rnn4j.layer;

import java.util.ArrayList;
import java.util.List;
import java.util.Locale;
import org.rnn4j.cell.Parameter;
import org.rnn4j.cell.ParameterSet;

/** Lays the layers of a network out as a table. */
final class NetworkSummary {

    private NetworkSummary() {
    }

    static String of(Network network) {
        List<String[]> rows = new ArrayList<>();
        rows.add(new String[] {"", "layer", "output", "parameters", "bytes"});
        for (int i = 0; i < network.layers().size(); i++) {
            Layer layer = network.layers().get(i);
            ParameterSet.Builder builder = new ParameterSet.Builder();
            layer.addParameters("", builder);
            int size = builder.build().size();
            String name = layer instanceof Recurrent recurrent ? recurrent.cell().toString() : layer.toString();
            rows.add(row(Integer.toString(i), name.replaceAll(",? ?\\d+ parameters", ""),
                    "[" + steps(network.chain(), i + 1) + ", N, " + network.chain().width(i + 1) + "]", size));
        }
        rows.add(row("", "total", "", network.parameters().size()));
        int[] widths = new int[rows.get(0).length];
        for (String[] row : rows) {
            for (int column = 0; column < widths.length; column++) {
                widths[column] = Math.max(widths[column], row[column].length());
            }
        }
        StringBuilder table = new StringBuilder();
        for (String[] row : rows) {
            String line = String.format(Locale.ROOT, "%" + widths[0] + "s  %-" + widths[1] + "s  %-" + widths[2] + "s  %"
                    + widths[3] + "s  %" + widths[4] + "s", (Object[]) row);
            table.append(line.stripTrailing()).append('\n');
        }
        return table.toString();
    }

    /** T, unless one of the layers so far draws time together. */
    private static String steps(Chain chain, int layers) {
        int many = 1000;
        int steps = chain.steps(layers, many);
        return steps == many ? "T" : Integer.toString(steps);
    }

    private static String[] row(String index, String layer, String output, int size) {
        return new String[] {index, layer, output, String.format(Locale.ROOT, "%,d", size),
            String.format(Locale.ROOT, "%,d", (long) Float.BYTES * size)};
    }
}
