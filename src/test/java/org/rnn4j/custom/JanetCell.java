package org.rnn4j.custom;

import static org.rnn4j.tensor.FloatMath.sigmoid;
import static org.rnn4j.tensor.FloatMath.tanh;

import java.util.List;
import java.util.random.RandomGenerator;
import org.rnn4j.cell.GateRow;
import org.rnn4j.cell.GatedCell;

/**
 * Forget-gate-only cell (JANET): {@code f = σ(a_f)}, {@code g = tanh(a_g)}, {@code h = f ⊙ h' + (1 − f) ⊙ g}: the one-file cell of
 * the documentation, written outside the library's packages as a user would.
 *
 * <p>Source: van der Westhuizen and Lasenby, "The unreasonable effectiveness of the forget gate", 2018.
 */
public final class JanetCell extends GatedCell {

    public JanetCell(int inputSize, int hiddenSize, RandomGenerator random) {
        super(inputSize, hiddenSize, List.of("f", "g"), List.of("h"), random);
    }

    @Override
    protected void activate(GateRow row) {
        float[] a = row.gates();
        float[] h = row.state(0);
        for (int j = 0; j < hiddenSize(); j++) {
            int f = row.gate(0) + j;
            int g = row.gate(1) + j;
            a[f] = sigmoid(a[f]);
            a[g] = tanh(a[g]);
            h[row.next() + j] = a[f] * h[row.previous() + j] + (1 - a[f]) * a[g];
        }
    }

    @Override
    protected void activateBackward(GateRow row) {
        float[] a = row.gates();
        float[] h = row.state(0);
        float[] dh = row.stateGradient(0);
        for (int j = 0; j < hiddenSize(); j++) {
            int fi = row.gate(0) + j;
            int gi = row.gate(1) + j;
            int unit = row.unit() + j;
            float f = a[fi];
            float g = a[gi];
            float d = dh[unit];
            a[fi] = d * (h[row.previous() + j] - g) * f * (1 - f);      // activations become their own gradients
            a[gi] = d * (1 - f) * (1 - g * g);
            dh[unit] = d * f;                                           // the path that avoids weight_hh
        }
    }
}
