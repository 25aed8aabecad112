package org.rnn4j.optim;

import org.rnn4j.cell.Gradients;

/** {@link GradientClipping#byValue}. */
record ValueClipping(float maximum) implements GradientClipping {

    ValueClipping {
        Require.positive("GradientClipping.byValue", "maximum", maximum);
    }

    @Override
    public double apply(Gradients gradients) {
        double norm = gradients.globalNorm();
        if (Double.isFinite(norm)) {
            for (int k = 0; k < gradients.count(); k++) {
                clamp(gradients.value(k).data, gradients.value(k).getNumElements());
            }
        }
        return norm;
    }

    private void clamp(float[] g, int length) {
        float high = maximum;
        float low = -maximum;
        for (int i = 0; i < length; i++) {
            g[i] = Math.max(low, Math.min(high, g[i]));
        }
    }

    @Override
    public String toString() {
        return "GradientClipping.byValue(" + maximum + ")";
    }
}
