package org.rnn4j.optim;

import java.util.Optional;
import org.ejml.data.FMatrixRMaj;
import org.rnn4j.cell.Gradients;

/**
 * A gradient that is infinite or NaN, and where: what an error says when training stops because of it.
 *
 * @param path the parameter's path
 * @param row its row, from 0
 * @param column its column, from 0
 * @param value infinite or NaN
 */
public record NonFinite(String path, int row, int column, float value) {

    /** {@return the first such element, in the order of the parameters and row by row} */
    public static Optional<NonFinite> firstOf(Gradients gradients) {
        for (int k = 0; k < gradients.count(); k++) {
            FMatrixRMaj matrix = gradients.value(k);
            for (int i = 0; i < matrix.getNumElements(); i++) {
                if (!Float.isFinite(matrix.data[i])) {
                    String path = gradients.parameters().path(gradients.parameter(k));
                    return Optional.of(new NonFinite(path, i / matrix.numCols, i % matrix.numCols, matrix.data[i]));
                }
            }
        }
        return Optional.empty();
    }

    /** {@return for example {@code layers.0.cell.weight_hh[3, 17] is NaN}} */
    @Override
    public String toString() {
        return path + "[" + row + ", " + column + "] is " + value;
    }
}
