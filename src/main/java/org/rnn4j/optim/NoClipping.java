package org.rnn4j.optim;

import org.rnn4j.cell.Gradients;

/** {@link GradientClipping#none}. */
enum NoClipping implements GradientClipping {

    INSTANCE;

    @Override
    public double apply(Gradients gradients) {
        return gradients.globalNorm();
    }

    @Override
    public String toString() {
        return "GradientClipping.none()";
    }
}
