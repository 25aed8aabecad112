package org.rnn4j.inference;

import java.util.Arrays;
import java.util.stream.Collectors;
import org.rnn4j.cell.State;
import org.rnn4j.cell.StateSpec;
import org.rnn4j.tensor.ShapeException;

/**
 * What a network remembers of one stream: an immutable value, with the names and widths of its components, so that it cannot get
 * into a network of another shape. It says nothing about the weights: the state of a network that was trained anew fits in shape and
 * means something else, so whoever keeps states longer than a model keeps the model's version beside them.
 *
 * <p>It compares by content, bit by bit, and has a form in bytes, {@link #toBytes()}, for a cache or a database.
 */
public final class SessionState {

    private final StateSpec spec;
    private final float[] values;

    SessionState(StateSpec spec, float[] values) {
        this.spec = spec;
        this.values = values;
    }

    /** {@return a copy of the state of one sequence of a batch} @throws IllegalArgumentException when there is none of this number */
    public static SessionState of(State state, int n) {
        requireRow("SessionState.of", state, n);
        float[] values = new float[size(state.spec())];
        int at = 0;
        for (int k = 0; k < state.spec().size(); k++) {
            int width = state.part(k).numCols;
            System.arraycopy(state.part(k).data, n * width, values, at, width);
            at += width;
        }
        return new SessionState(state.spec(), values);
    }

    /**
     * {@return what {@link #toBytes()} wrote}
     *
     * @throws IllegalArgumentException when it is something else, or was damaged; nothing is allocated by what it says before that
     *         is known
     */
    public static SessionState ofBytes(byte[] bytes) {
        return StateBytes.read(bytes);
    }

    /**
     * {@return this in bytes, the same on every machine} All numbers are little-endian: the ASCII letters {@code rnn4jst1}, the number
     * of components as an int, for each its name, as a length in bytes and UTF-8, and its width, then all the floats, component by
     * component, and last the CRC-32 of all bytes before.
     */
    public byte[] toBytes() {
        return StateBytes.write(this);
    }

    /** {@return the names and widths} */
    public StateSpec spec() {
        return spec;
    }

    /** {@return a copy of the floats, component by component} */
    public float[] values() {
        return values.clone();
    }

    /**
     * Puts this into the state of one sequence of a batch, for example that of a {@link org.rnn4j.layer.Workspace}.
     *
     * @param state <em>Modified</em>
     * @throws ShapeException when its components have other names or widths
     * @throws IllegalArgumentException when there is no sequence of this number
     */
    public void copyTo(State state, int n) {
        require("SessionState.copyTo", state.spec());
        requireRow("SessionState.copyTo", state, n);
        int at = 0;
        for (int k = 0; k < spec.size(); k++) {
            int width = state.part(k).numCols;
            System.arraycopy(values, at, state.part(k).data, n * width, width);
            at += width;
        }
    }

    void require(String place, StateSpec expected) {
        if (!spec.equals(expected)) {
            throw new ShapeException(place, describe(expected), describe(spec));
        }
    }

    private static void requireRow(String place, State state, int n) {
        if (n < 0 || n >= state.batchSize()) {
            throw new IllegalArgumentException(place + ": expected a sequence from 0 to " + (state.batchSize() - 1) + " but got " + n);
        }
    }

    static int size(StateSpec spec) {
        return spec.components().stream().mapToInt(StateSpec.Component::width).sum();
    }

    private static String describe(StateSpec spec) {
        return spec.components().stream().map(component -> component.name() + " " + component.width())
                .collect(Collectors.joining(", ", "[", "]"));
    }

    @Override
    public boolean equals(Object other) {
        return other instanceof SessionState that && spec.equals(that.spec) && Arrays.equals(values, that.values);
    }

    @Override
    public int hashCode() {
        return 31 * spec.hashCode() + Arrays.hashCode(values);
    }

    @Override
    public String toString() {
        return "SessionState" + describe(spec);
    }
}
