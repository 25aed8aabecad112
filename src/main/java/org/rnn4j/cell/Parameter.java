package org.rnn4j.cell;

import java.util.Objects;
import org.ejml.data.FMatrixRMaj;

/**
 * A matrix that training changes. Its name is unique within its owner; a network puts the path in front
 * ({@code layers.0.cell.weight_ih}).
 *
 * @param name the field's word for it: {@code weight_ih}, {@code bias_ih}
 * @param value the numbers, row-major; a bias is one row
 */
public record Parameter(String name, FMatrixRMaj value) {

    /** Neither part may be null. */
    public Parameter {
        Objects.requireNonNull(name, "name");
        Objects.requireNonNull(value, "value");
    }

    /** {@return the number of floats} */
    public int size() {
        return value.getNumElements();
    }

    /** Two parameters are the same only when they are the same object: values change, and equal values mean nothing. */
    @Override
    public boolean equals(Object other) {
        return this == other;
    }

    @Override
    public int hashCode() {
        return System.identityHashCode(this);
    }

    @Override
    public String toString() {
        return name + " [" + value.numRows + ", " + value.numCols + "]";
    }
}
