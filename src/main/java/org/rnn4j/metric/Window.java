package org.rnn4j.metric;

import org.rnn4j.loss.Targets;
import org.rnn4j.tensor.Sequence;
import org.rnn4j.tensor.ShapeException;

/**
 * Outputs and targets of the same steps and batch, and which rows of them count.
 *
 * @param metric who asks, for messages
 */
record Window(Metric metric, Sequence outputs, Targets targets) {

    Window {
        Sequence values = targets.values();
        if (outputs.isIds()) {
            throw new ShapeException(metric + ": outputs", "floats", outputs.toString());
        }
        if (values.steps() != outputs.steps() || values.batchSize() != outputs.batchSize()) {
            throw new ShapeException(metric + ": targets", "[" + outputs.steps() + ", " + outputs.batchSize() + ", ...]",
                    values.shape());
        }
        targets.totalWeight();                  // for its check of the weights
    }

    /** {@return how much a row counts} @throws IllegalArgumentException when it counts and is padding of the outputs */
    float weight(int row) {
        float weight = targets.weight(row);
        if (weight > 0 && !outputs.isStep(row)) {
            int n = row % outputs.batchSize();
            throw new IllegalArgumentException(metric + ": targets: " + place(outputs, row) + ": expected no weight past the "
                    + outputs.length(n) + " steps of the outputs but got " + weight);
        }
        return weight;
    }

    static String place(Sequence sequence, int row) {
        return "step " + row / sequence.batchSize() + " of sequence " + row % sequence.batchSize();
    }
}
