package org.rnn4j.init;

import java.util.random.RandomGenerator;
import org.ejml.data.FMatrixRMaj;

/** {@link Initializer#perGate}. */
record PerGate(Initializer gate, int gates) implements Initializer {

    PerGate {
        if (gates < 1) {
            throw new IllegalArgumentException("Initializer.perGate: expected at least 1 gate but got " + gates);
        }
    }

    @Override
    public void fill(FMatrixRMaj weight, RandomGenerator random) {
        if (weight.numCols % gates != 0) {
            throw new IllegalArgumentException(this + ".fill: expected a multiple of " + gates + " columns but got ["
                    + weight.numRows + ", " + weight.numCols + "]");
        }
        int width = weight.numCols / gates;
        for (int k = 0; k < gates; k++) {
            gate.fillColumns(weight, k * width, (k + 1) * width, random);
        }
    }

    @Override
    public String toString() {
        return gate + ".perGate(" + gates + ")";
    }
}
