package org.rnn4j.optim;

import org.rnn4j.cell.Gradients;
import org.rnn4j.tensor.Workers;

/** {@link GradientClipping#byGlobalNorm}. */
record GlobalNormClipping(float maximum) implements GradientClipping {

    GlobalNormClipping {
        Require.positive("GradientClipping.byGlobalNorm", "maximum", maximum);
    }

    @Override
    public double apply(Gradients gradients) {
        return apply(gradients, Workers.serial());
    }

    @Override
    public double apply(Gradients gradients, Workers workers) {
        double norm = gradients.globalNorm(workers);
        double factor = maximum / (norm + 1e-6);
        if (Double.isFinite(norm) && factor < 1) {
            gradients.scale((float) factor, workers);
        }
        return norm;
    }

    @Override
    public String toString() {
        return "GradientClipping.byGlobalNorm(" + maximum + ")";
    }
}
