package org.rnn4j.train;

import java.util.Map;
import org.ejml.data.FMatrixRMaj;
import org.rnn4j.cell.Parameter;
import org.rnn4j.cell.StateSpec;
import org.rnn4j.layer.SequenceModel;

/** Checks that the matrices of a saved training state are those of a model. */
final class StateCheck {

    private static final int ANY = -1;

    private StateCheck() {
    }

    /** At the start of an epoch nothing is carried; within one, every state of the model is. */
    static void requireCarried(SequenceModel model, Tally tally, Map<String, FMatrixRMaj> carried) {
        StateSpec spec = model.stateSpec();
        for (int k = 0; k < spec.size() && tally.windows > 0; k++) {
            StateSpec.Component component = spec.components().get(k);
            requireShape("state " + component.name(), carried.get(component.name()), ANY, component.width());
        }
    }

    /** Either no best parameters were kept, or all of them. */
    static void requireBest(SequenceModel model, Map<String, FMatrixRMaj> best) {
        for (Map.Entry<String, Parameter> entry : model.parameters().byPath().entrySet()) {
            FMatrixRMaj value = entry.getValue().value();
            if (!best.isEmpty()) {
                requireShape("best " + entry.getKey(), best.get(entry.getKey()), value.numRows, value.numCols);
            }
        }
    }

    private static void requireShape(String what, FMatrixRMaj matrix, int rows, int columns) {
        if (matrix == null || rows != ANY && matrix.numRows != rows || matrix.numCols != columns) {
            throw new IllegalArgumentException("Trainer.restore: " + what + ": expected [" + (rows == ANY ? "N" : rows) + ", "
                    + columns + "] but got " + (matrix == null ? "none" : "[" + matrix.numRows + ", " + matrix.numCols + "]"));
        }
    }
}
