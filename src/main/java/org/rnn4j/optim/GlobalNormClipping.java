package org.rnn4j.optim;

import org.rnn4j.cell.Gradients;

/** {@link GradientClipping#byGlobalNorm}. */
record GlobalNormClipping(float maximum) implements GradientClipping {

    GlobalNormClipping {
        Require.positive("GradientClipping.byGlobalNorm", "maximum", maximum);
    }

    @Override
    public double apply(Gradients gradients) {
        double norm = gradients.globalNorm();
        double factor = maximum / (norm + 1e-6);
        if (Double.isFinite(norm) && factor < 1) {
            gradients.scale((float) factor);
        }
        return norm;
    }

    @Override
    public String toString() {
        return "GradientClipping.byGlobalNorm(" + maximum + ")";
    }
}
