package org.rnn4j.cell;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertTrue;
import static org.junit.jupiter.api.Assertions.fail;

import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import org.rnn4j.TestBackend;
import org.rnn4j.tensor.Sequence;

/**
 * Everything that came out of a forward and a backward pass, by name: {@code outputs}, {@code final.h}, {@code dx},
 * {@code initial.h}, {@code weight_ih}, ... Floats are widened, so that nothing is lost.
 */
record Pass(Map<String, double[]> values) {

    /** Runs the cell on a new tape of exactly the window's size. */
    static Pass of(Cell cell, Window window) {
        return of(cell, window, cell.newTape(Math.max(1, window.steps()), window.batch(), TestBackend.serial()));
    }

    static Pass of(Cell cell, Window window, Tape tape) {
        Map<String, double[]> values = new LinkedHashMap<>();
        Sequence y = cell.forward(window.x(), window.initial(), tape);
        assertSameLengths(window.x(), y);
        values.put("outputs", widened(y.data(), y.offset(), y.rows() * y.width()));
        State state = State.zeros(cell.stateSpec(), window.batch());
        cell.readState(tape, null, state);
        put(values, "final.", state);
        state.copyFrom(window.dFinal());
        Gradients gradients = new Gradients(ParameterSet.of(cell.parameters()));
        Sequence dx = cell.backward(window.dy(), state, gradients, tape);
        if (dx != null) {
            assertSameLengths(window.x(), dx);
            values.put("dx", widened(dx.data(), dx.offset(), dx.rows() * dx.width()));
        }
        put(values, "initial.", state);
        for (Parameter parameter : cell.parameters()) {
            values.put(parameter.name(), widened(gradients.of(parameter).data, 0, parameter.size()));
        }
        return new Pass(values);
    }

    private static void assertSameLengths(Sequence expected, Sequence actual) {
        for (int n = 0; n < expected.batchSize(); n++) {
            assertEquals(expected.length(n), actual.length(n), "length of sequence " + n);
        }
    }

    private static void put(Map<String, double[]> values, String prefix, State state) {
        for (int k = 0; k < state.spec().size(); k++) {
            float[] data = state.part(k).data;
            values.put(prefix + state.spec().components().get(k).name(), widened(data, 0, data.length));
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

    List<String> names() {
        return List.copyOf(values.keySet());
    }

    /** Adds the named values of another pass to these. */
    void add(Pass other, List<String> names) {
        for (String name : names) {
            double[] sum = values.get(name);
            for (int i = 0; i < sum.length; i++) {
                sum[i] += other.get(name)[i];
            }
        }
    }

    /** Asserts that all values are the same, bit for bit. */
    void assertSame(Pass expected, String message) {
        assertEquals(expected.values.keySet(), values.keySet(), message);
        for (String name : values.keySet()) {
            assertSame(name, expected.get(name), get(name), message);
        }
    }

    static void assertSame(String name, double[] expected, double[] actual, String message) {
        assertEquals(expected.length, actual.length, message + ": " + name);
        for (int i = 0; i < expected.length; i++) {
            assertEquals(expected[i], actual[i], message + ": " + name + "[" + i + "]");
        }
    }

    /**
     * Asserts that all values agree to some units of float32 rounding, {@code 2^-24} of the largest number of each array.
     */
    void assertClose(Pass expected, double units, String message) {
        assertEquals(expected.values.keySet(), values.keySet(), message);
        for (String name : values.keySet()) {
            assertClose(name, expected.get(name), get(name), units, message);
        }
    }

    static void assertClose(String name, double[] expected, double[] actual, double units, String message) {
        assertEquals(expected.length, actual.length, message + ": " + name);
        double largest = 0;
        for (double value : expected) {
            largest = Math.max(largest, Math.abs(value));
        }
        double bound = units * 0x1p-24 * largest;
        for (int i = 0; i < expected.length; i++) {
            if (!(Math.abs(actual[i] - expected[i]) <= bound)) {
                fail(message + ": " + name + "[" + i + "]: expected " + expected[i] + " +- " + bound + " but got " + actual[i]);
            }
        }
        assertTrue(Double.isFinite(largest), message + ": " + name + " is not finite");
    }
}
