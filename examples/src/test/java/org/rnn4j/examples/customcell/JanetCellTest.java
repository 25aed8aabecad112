package org.rnn4j.examples.customcell;

import static org.junit.jupiter.api.Assertions.assertEquals;

import org.junit.jupiter.api.Test;
import org.rnn4j.cell.Gradients;
import org.rnn4j.cell.Parameter;
import org.rnn4j.layer.Network;
import org.rnn4j.layer.Recurrent;
import org.rnn4j.layer.Workspace;
import org.rnn4j.loss.Loss;
import org.rnn4j.loss.MeanSquaredError;
import org.rnn4j.loss.Targets;
import org.rnn4j.random.Xoshiro256;
import org.rnn4j.tensor.Sequence;

/** What a cell of one's own should be held to: it computes its equations, and its gradients are those of what it computes. */
class JanetCellTest {

    private static final int D = 3;
    private static final int H = 4;
    private static final int T = 5;
    private static final int N = 2;

    private final Xoshiro256 random = new Xoshiro256(1);
    private final JanetCell cell = new JanetCell(D, H, random);
    private final Network network = Network.of(new Recurrent(cell));
    private final Sequence x = noise(D);

    private Sequence noise(int width) {
        Sequence noise = Sequence.dense(T, N, width);
        for (int i = 0; i < T * N * width; i++) {
            noise.data()[i] = (float) random.nextGaussian();
        }
        return noise;
    }

    @Test
    void theOutputsAreThoseOfTheEquations() {
        Sequence y = network.forward(x, network.newWorkspace(T, N));
        for (int n = 0; n < N; n++) {
            double[] h = new double[H];
            for (int t = 0; t < T; t++) {
                double[] next = new double[H];
                for (int j = 0; j < H; j++) {
                    double f = 1 / (1 + Math.exp(-affine(t, n, h, j)));
                    double g = Math.tanh(affine(t, n, h, H + j));
                    next[j] = f * h[j] + (1 - f) * g;
                    assertEquals(next[j], y.get(t, n, j), 1e-6, "step " + t + ", sequence " + n + ", unit " + j);
                }
                h = next;
            }
        }
    }

    /** {@code x·W_ih + h'·W_hh + b} of one gate of one unit. */
    private double affine(int t, int n, double[] h, int column) {
        double sum = cell.biasIh().value().get(0, column);
        for (int i = 0; i < D; i++) {
            sum += (double) x.get(t, n, i) * cell.weightIh().value().get(i, column);
        }
        for (int i = 0; i < H; i++) {
            sum += h[i] * cell.weightHh().value().get(i, column);
        }
        return sum;
    }

    // [start:gradientCheck]
    @Test
    void theGradientOfEveryParameterIsThatOfCentralDifferences() {
        Loss loss = new MeanSquaredError();
        Targets targets = Targets.of(noise(H));
        Workspace workspace = network.newWorkspace(T, N);
        loss.evaluate(network.forward(x, workspace), targets, workspace.outputGradient());
        Gradients gradients = new Gradients(network.parameters());
        network.backward(workspace.outputGradient(), gradients, workspace);

        float step = 0.01f;                             // floats: a smaller one loses more to rounding than it gains
        for (Parameter parameter : network.parameters()) {
            float[] values = parameter.value().data;
            for (int i = 0; i < values.length; i++) {
                float value = values[i];
                values[i] = value + step;
                double above = loss.evaluate(network.forward(x, workspace), targets, null);
                values[i] = value - step;
                double below = loss.evaluate(network.forward(x, workspace), targets, null);
                values[i] = value;
                assertEquals((above - below) / (2 * step), gradients.of(parameter).data[i], 1e-4, parameter + ", element " + i);
            }
        }
    }
    // [end:gradientCheck]
}
