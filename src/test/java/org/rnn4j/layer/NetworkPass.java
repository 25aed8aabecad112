package org.rnn4j.layer;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertTrue;
import static org.junit.jupiter.api.Assertions.fail;

import java.util.LinkedHashMap;
import java.util.Map;
import org.rnn4j.TestBackend;
import org.rnn4j.cell.Gradients;
import org.rnn4j.cell.Parameter;
import org.rnn4j.cell.State;
import org.rnn4j.cell.StateSpec;
import org.rnn4j.tensor.Backend;
import org.rnn4j.tensor.Sequence;

/**
 * All that came out of both passes of a network, by name: {@code outputs}, {@code final.layers.0.h}, {@code dx},
 * {@code initial.layers.0.h}, {@code layers.0.weight}, ... Padding of outputs and of {@code dx} is left out: it is zero here.
 */
record NetworkPass(Map<String, double[]> values) {

    static NetworkPass of(Network network, NetworkWindow window) {
        return of(network, window, TestBackend.serial());
    }

    static NetworkPass of(Network network, NetworkWindow window, Backend backend) {
        return of(network, window, network.newWorkspace(window.steps(), window.batch(), backend));
    }

    static NetworkPass of(Network network, NetworkWindow window, Workspace workspace) {
        Map<String, double[]> values = new LinkedHashMap<>();
        workspace.wantInputGradient(true);
        workspace.startWindow(null);
        workspace.state().copyFrom(window.initial());
        workspace.stateGradient().copyFrom(window.dFinal());
        Sequence y = network.forward(window.x(), workspace);
        values.put("outputs", steps(y));
        Gradients gradients = new Gradients(network.parameters());
        Sequence dx = network.backward(window.dy(), gradients, workspace);
        if (dx != null) {
            for (int row = 0; row < dx.rows(); row++) {
                for (int j = 0; !window.x().isStep(row) && j < dx.width(); j++) {
                    assertEquals(0, dx.data()[dx.offset(row) + j], "gradient of padding, row " + row);
                }
            }
            values.put("dx", steps(dx));
        }
        put(values, "initial.", workspace.stateGradient(), window.batch());
        workspace.carry(null);
        put(values, "final.", workspace.state(), window.batch());
        for (Parameter parameter : network.parameters()) {
            values.put(network.parameters().path(parameter), widened(gradients.of(parameter).data, 0, parameter.size()));
        }
        return new NetworkPass(values);
    }

    private static double[] steps(Sequence sequence) {
        double[] result = new double[sequence.rows() * sequence.width()];
        for (int row = 0; row < sequence.rows(); row++) {
            for (int j = 0; sequence.isStep(row) && j < sequence.width(); j++) {
                result[row * sequence.width() + j] = sequence.data()[sequence.offset(row) + j];
            }
        }
        return result;
    }

    private static void put(Map<String, double[]> values, String prefix, State state, int batch) {
        for (int k = 0; k < state.spec().size(); k++) {
            StateSpec.Component component = state.spec().components().get(k);
            values.put(prefix + component.name(), widened(state.part(k).data, 0, batch * component.width()));
        }
    }

    private static double[] widened(float[] data, int offset, int length) {
        double[] result = new double[length];
        for (int i = 0; i < length; i++) {
            result[i] = data[offset + i];
        }
        return result;
    }

    double[] get(String name) {
        return values.get(name);
    }

    /** The part of sequence {@code n} of what has a part for each: outputs, {@code dx} and states. */
    double[] row(String name, int n, int batch, int steps) {
        double[] all = get(name);
        boolean state = name.startsWith("final.") || name.startsWith("initial.");
        int width = all.length / (batch * (state ? 1 : steps));
        double[] result = new double[all.length / batch];
        for (int t = 0; t < result.length / width; t++) {
            System.arraycopy(all, (t * batch + n) * width, result, t * width, width);
        }
        return result;
    }

    void assertSame(NetworkPass expected, String message) {
        assertEquals(expected.values.keySet(), values.keySet(), message);
        for (String name : values.keySet()) {
            for (int i = 0; i < get(name).length; i++) {
                if (Double.compare(expected.get(name)[i], get(name)[i]) != 0) {         // no text for each of 100,000 numbers
                    fail(message + ": " + name + "[" + i + "]: expected " + expected.get(name)[i] + " but got " + get(name)[i]);
                }
            }
        }
    }

    /** Asserts that numbers agree to some units of rounding, {@code 2^-24} of the largest of them. */
    static void assertClose(double[] expected, double[] actual, int length, double units, String message) {
        double largest = 0;
        for (int i = 0; i < length; i++) {
            largest = Math.max(largest, Math.abs(expected[i]));
        }
        assertTrue(Double.isFinite(largest), message + " is not finite");
        double bound = units * 0x1p-24 * Math.max(0x1p-6, largest);
        for (int i = 0; i < length; i++) {
            if (!(Math.abs(actual[i] - expected[i]) <= bound)) {
                fail(message + "[" + i + "]: expected " + expected[i] + " +- " + bound + " but got " + actual[i]);
            }
        }
    }
}
