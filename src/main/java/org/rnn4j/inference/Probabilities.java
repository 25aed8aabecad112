package org.rnn4j.inference;

import org.rnn4j.tensor.Kernels;
import org.rnn4j.tensor.Sequence;

/** Makes probabilities of the outputs of the last step, in a buffer of its own. */
final class Probabilities {

    private final Kernels kernels;
    private final int width;
    private final int batch;
    private Sequence outputs;
    private Sequence buffer;

    Probabilities(Kernels kernels, int width, int batch) {
        this.kernels = kernels;
        this.width = width;
        this.batch = batch;
    }

    /** The outputs are about to be overwritten. */
    void forget() {
        outputs = null;
    }

    void follow(Sequence outputs) {
        this.outputs = outputs;
    }

    Sequence softmax() {
        Sequence result = buffer("softmax");
        for (int n = 0; n < outputs.batchSize(); n++) {
            kernels.softmax(width, outputs.data(), outputs.offset(n), result.data(), result.offset(n));
        }
        return result;
    }

    Sequence sigmoid() {
        Sequence result = buffer("sigmoid");
        kernels.sigmoid(outputs.batchSize() * width, outputs.data(), outputs.offset(), result.data(), result.offset());
        return result;
    }

    private Sequence buffer(String place) {
        if (outputs == null) {
            throw new IllegalStateException("Session." + place + ": expected a step before it");
        }
        if (buffer == null) {
            buffer = Sequence.dense(1, batch, width);
        }
        return buffer.reshape(1, outputs.batchSize());
    }
}
