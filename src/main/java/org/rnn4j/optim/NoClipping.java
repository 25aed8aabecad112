package org.rnn4j.optim;

import org.rnn4j.cell.Gradients;
import org.rnn4j.tensor.Workers;

/** {@link GradientClipping#none}. */
enum NoClipping implements GradientClipping {

    INSTANCE;

    @Override
    public double apply(Gradients gradients) {
        return apply(gradients, Workers.serial());
    }

    @Override
    public double apply(Gradients gradients, Workers workers) {
        return gradients.globalNorm(workers);
    }

    @Override
    public String toString() {
        return "GradientClipping.none()";
    }
}
