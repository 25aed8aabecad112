package org.rnn4j.examples.forecast;

import java.util.List;
import java.util.Map;
import org.ejml.data.FMatrixRMaj;
import org.rnn4j.cell.Parameter;
import org.rnn4j.layer.Network;

/**
 * The mean of what several networks say, as one network. K networks of hidden width H side by side are one of width K·H in which no unit
 * hears those of another network, so weights between them are zero; and the mean of K affine maps is the affine map of all units with
 * a K-th of the weights. So an average is saved, loaded and run as any network is.
 */
final class AverageNetwork {

    private AverageNetwork() {
    }

    /**
     * Fills a network.
     *
     * @param members networks of the same layers: recurrent ones of width H, last a dense one
     * @param hidden H
     * @param average a network of the same layers with K times the width. <em>Modified</em>
     */
    static void fill(List<Network> members, int hidden, Network average) {
        int count = members.size();
        for (Map.Entry<String, Parameter> entry : average.parameters().byPath().entrySet()) {
            FMatrixRMaj whole = entry.getValue().value();
            whole.zero();
            for (int k = 0; k < count; k++) {
                FMatrixRMaj part = members.get(k).parameters().get(entry.getKey()).value();
                boolean outputs = part.numCols == whole.numCols && count > 1;
                // Inputs and biases are for all; hidden units are for those of their own network.
                int firstRow = part.numRows == whole.numRows ? 0 : k * part.numRows;
                for (int row = 0; row < part.numRows; row++) {
                    for (int column = 0; column < part.numCols; column++) {
                        if (outputs) {
                            whole.data[(firstRow + row) * whole.numCols + column] += part.get(row, column) / count;
                        } else {
                            int gate = column / hidden;
                            int unit = column % hidden;
                            whole.set(firstRow + row, (gate * count + k) * hidden + unit, part.get(row, column));
                        }
                    }
                }
            }
        }
    }
}
