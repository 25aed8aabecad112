package org.rnn4j.init;

import java.util.random.RandomGenerator;
import org.ejml.data.FMatrixRMaj;

/**
 * Fills a weight matrix {@code [fan-in, fan-out]}: rows are inputs, columns are outputs, as everywhere in this library. The
 * same generator in the same state gives the same bits.
 */
@FunctionalInterface
public interface Initializer {

    /**
     * Fills a whole matrix.
     *
     * @param weight {@code [fan-in, fan-out]}; what is in it does not matter. <em>Modified</em>
     * @param random source of what is drawn. <em>Modified</em>
     */
    void fill(FMatrixRMaj weight, RandomGenerator random);

    /**
     * Fills the columns {@code [from, to)} as a matrix of their own, {@code [fan-in, to - from]}.
     *
     * @param weight its other columns stay as they are. <em>Modified</em>
     * @throws IllegalArgumentException when there are no such columns
     */
    default void fillColumns(FMatrixRMaj weight, int from, int to, RandomGenerator random) {
        if (from < 0 || to < from || to > weight.numCols) {
            throw new IllegalArgumentException("Initializer.fillColumns: expected columns within [0, " + weight.numCols
                    + ") but got [" + from + ", " + to + ")");
        }
        FMatrixRMaj block = new FMatrixRMaj(weight.numRows, to - from);
        fill(block, random);
        for (int row = 0; row < weight.numRows; row++) {
            System.arraycopy(block.data, row * block.numCols, weight.data, row * weight.numCols + from, block.numCols);
        }
    }

    /**
     * {@return an initializer of {@code [fan-in, gates·H]} that fills the {@code H} columns of each gate as a matrix of their
     * own, from left to right} Where the sizes of a matrix set the scale or the shape of its values, gates that merely stand
     * side by side must not be taken for one wide matrix.
     *
     * @throws IllegalArgumentException here when {@code gates} is less than 1, and by the initializer when the columns do not
     *         divide into that many gates
     */
    default Initializer perGate(int gates) {
        return new PerGate(this, gates);
    }
}
