package org.rnn4j.benchmarks;

import org.ejml.data.FMatrixRMaj;
import org.rnn4j.cell.Gradients;
import org.rnn4j.cell.State;
import org.rnn4j.layer.Network;
import org.rnn4j.layer.Workspace;
import org.rnn4j.tensor.Backend;
import org.rnn4j.tensor.Sequence;

/**
 * Checks a pass over a whole batch against a pass over its last sequence alone, on the reference kernels. When only that sequence
 * has a gradient at its outputs, both passes have the same gradients of the parameters; so even the largest batch is checked
 * at the price of one sequence.
 */
final class WindowCheck {

    /** Both sides are sums of some hundred float products, one step after the other. */
    private static final double TOLERANCE = 1e-3;

    private WindowCheck() {
    }

    static void of(Network network, Sequence x, Backend backend) {
        int last = x.batchSize() - 1;
        Workspace batch = network.newWorkspace(x.steps(), x.batchSize(), backend);
        Workspace single = network.newWorkspace(x.steps(), 1, Measured.reference());
        beginSomewhere(batch.state());
        beginSomewhere(single.state());
        Sequence actual = network.forward(x, batch);
        Sequence expected = network.forward(sequence(x, last), single);
        int width = network.outputSize();
        for (int t = 0; t < x.steps(); t++) {
            Check.areClose("outputs of step " + t, expected.data(), expected.offset(t),
                    actual.data(), actual.offset(t * x.batchSize() + last), width, TOLERANCE);
        }
        Gradients actualGradients = gradients(network, batch, last);
        Gradients expectedGradients = gradients(network, single, 0);
        for (int i = 0; i < actualGradients.count(); i++) {
            float[] values = expectedGradients.value(i).data;
            Check.areClose("gradient of " + network.parameters().path(actualGradients.parameter(i)), values, 0,
                    actualGradients.value(i).data, 0, values.length, TOLERANCE);
        }
    }

    /** The same state for every sequence, and not zero, from which a single step would have no recurrent gradient. */
    private static void beginSomewhere(State state) {
        for (int k = 0; k < state.spec().size(); k++) {
            FMatrixRMaj part = state.part(k);
            for (int i = 0; i < part.getNumElements(); i++) {
                part.data[i] = 0.3f * (i % part.numCols % 5 - 2);
            }
        }
    }

    private static Gradients gradients(Network network, Workspace workspace, int sequence) {
        Sequence dy = workspace.outputGradient();
        for (int t = 0; t < dy.steps(); t++) {
            for (int n = 0; n < dy.batchSize(); n++) {
                for (int j = 0; j < dy.width(); j++) {
                    dy.set(t, n, j, n == sequence ? (j + t) % 3 - 1 : 0);
                }
            }
        }
        Gradients gradients = new Gradients(network.parameters());
        network.backward(dy, gradients, workspace);
        return gradients;
    }

    private static Sequence sequence(Sequence x, int n) {
        Sequence alone = x.isIds() ? Sequence.ids(x.steps(), 1, x.width()) : Sequence.dense(x.steps(), 1, x.width());
        for (int t = 0; t < x.steps(); t++) {
            int row = t * x.batchSize() + n;
            if (x.isIds()) {
                alone.ids()[t] = x.ids()[row];
            } else {
                System.arraycopy(x.data(), x.offset(row), alone.data(), alone.offset(t), x.width());
            }
        }
        return alone;
    }
}
