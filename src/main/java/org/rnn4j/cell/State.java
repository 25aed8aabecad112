package org.rnn4j.cell;

import java.util.Arrays;
import java.util.List;
import org.ejml.data.FMatrixRMaj;
import org.rnn4j.tensor.ShapeException;

/** The values of a {@link StateSpec} for each sequence of a batch: one matrix {@code [N, width]} for each component. */
public final class State {

    private final StateSpec spec;
    private final int batchSize;
    private final List<FMatrixRMaj> parts;

    private State(StateSpec spec, int batchSize, List<FMatrixRMaj> parts) {
        this.spec = spec;
        this.batchSize = batchSize;
        this.parts = parts;
    }

    /** {@return zeros for {@code batchSize} sequences} */
    public static State zeros(StateSpec spec, int batchSize) {
        return new State(spec, batchSize, spec.components().stream()
                .map(component -> new FMatrixRMaj(batchSize, component.width())).toList());
    }

    /** {@return some consecutive components of this under the names of {@code part}; the matrices are shared} */
    public State slice(int first, StateSpec part) {
        return new State(part, batchSize, parts.subList(first, first + part.size()));
    }

    /** {@return the names and widths} */
    public StateSpec spec() {
        return spec;
    }

    /** {@return the number of sequences there is room for} */
    public int batchSize() {
        return batchSize;
    }

    /** {@return the matrix {@code [N, width]} of a component} */
    public FMatrixRMaj part(int component) {
        return parts.get(component);
    }

    /** {@return the matrix {@code [N, width]} of a component} @throws IllegalArgumentException when there is none of this name */
    public FMatrixRMaj part(String name) {
        for (int k = 0; k < spec.size(); k++) {
            if (spec.components().get(k).name().equals(name)) {
                return parts.get(k);
            }
        }
        throw new IllegalArgumentException("no state '" + name + "' in " + spec);
    }

    /** Sets all to zero. */
    public void zero() {
        for (int k = 0; k < parts.size(); k++) {
            Arrays.fill(parts.get(k).data, 0);
        }
    }

    /** Sets the state of one sequence to zero. */
    public void zeroRow(int n) {
        for (int k = 0; k < parts.size(); k++) {
            FMatrixRMaj part = parts.get(k);
            Arrays.fill(part.data, n * part.numCols, (n + 1) * part.numCols, 0);
        }
    }

    /**
     * Takes the values of one sequence of another state of the same widths.
     *
     * @throws ShapeException when the widths differ
     */
    public void copyRow(int n, State other, int row) {
        if (other.parts.size() != parts.size()) {
            throw new ShapeException("State.copyRow", toString(), other.toString());
        }
        for (int k = 0; k < parts.size(); k++) {
            int width = requireWidth("State.copyRow", other, k);
            System.arraycopy(other.parts.get(k).data, row * width, parts.get(k).data, n * width, width);
        }
    }

    private int requireWidth(String place, State other, int k) {
        int width = parts.get(k).numCols;
        if (other.parts.get(k).numCols != width) {
            throw new ShapeException(place + ": " + spec.components().get(k).name(), "width " + width,
                    Integer.toString(other.parts.get(k).numCols));
        }
        return width;
    }

    /**
     * Takes the values of another state of the same widths for as many sequences as both have room for.
     *
     * @throws ShapeException when the widths differ
     */
    public void copyFrom(State other) {
        if (other.parts.size() != parts.size()) {
            throw new ShapeException("State.copyFrom", toString(), other.toString());
        }
        for (int k = 0; k < parts.size(); k++) {
            FMatrixRMaj from = other.parts.get(k);
            FMatrixRMaj to = parts.get(k);
            requireWidth("State.copyFrom", other, k);
            System.arraycopy(from.data, 0, to.data, 0, Math.min(from.getNumElements(), to.getNumElements()));
        }
    }

    @Override
    public String toString() {
        return "State(" + batchSize + " x " + spec.components() + ")";
    }
}
