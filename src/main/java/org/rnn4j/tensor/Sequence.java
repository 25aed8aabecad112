package org.rnn4j.tensor;

import java.util.Arrays;
import org.ejml.data.FMatrixRMaj;

/**
 * A batch of sequences, time outermost: {@code [T, N, D]} is {@code T·N} rows of {@code D} floats, row {@code t·N + n} is
 * step {@code t} of sequence {@code n}, and step {@code t} is one contiguous block.
 *
 * <p>Two kinds share this type. A <em>dense</em> sequence holds floats in an EJML matrix. A sequence of <em>ids</em> holds one
 * integer in {@code [0, D)} for each row and stands for the one-hot vectors of width {@code D} without ever writing them out.
 *
 * <p>Sequences of one batch may differ in length: {@link #length(int)} of them is {@code T} or less, and rows at or past the
 * length are padding, whose content means nothing.
 *
 * <p>The storage is allocated once, for the largest shape; {@link #reshape} uses a prefix of it.
 */
public final class Sequence {

    private final FMatrixRMaj storage;
    private final int[] ids;
    private final int width;
    private final int capacity;
    private int offset;
    private int steps;
    private int batchSize;
    private int[] lengths;

    private Sequence(FMatrixRMaj storage, int[] ids, int width, int capacity) {
        this.storage = storage;
        this.ids = ids;
        this.width = width;
        this.capacity = capacity;
    }

    /** {@return a dense sequence {@code [steps, batchSize, width]} of zeros} @throws ShapeException when it is too large */
    public static Sequence dense(int steps, int batchSize, int width) {
        int rows = rows(steps, batchSize);
        if ((long) rows * width > Integer.MAX_VALUE - 8) {
            throw new ShapeException("Sequence", "at most 2^31 - 9 floats", "[" + steps + ", " + batchSize + ", " + width + "]");
        }
        return over(new FMatrixRMaj(rows, width)).reshape(steps, batchSize);
    }

    /** {@return a sequence of ids {@code [steps, batchSize]}, all zero, for one-hot vectors of the given width} */
    public static Sequence ids(int steps, int batchSize, int width) {
        int rows = rows(steps, batchSize);
        return new Sequence(null, new int[rows], width, rows).reshape(steps, batchSize);
    }

    /**
     * {@return a dense sequence on the rows of a matrix, of no steps until it is given a shape} The matrix is shared.
     *
     * @param storage one row for each step of each sequence
     */
    public static Sequence over(FMatrixRMaj storage) {
        return new Sequence(storage, null, storage.numCols, storage.numRows);
    }

    private static int rows(int steps, int batchSize) {
        if (steps < 0 || batchSize < 0) {
            throw new ShapeException("Sequence", "steps and batch size of at least 0", "[" + steps + ", " + batchSize + "]");
        }
        try {
            return Math.multiplyExact(steps, batchSize);
        } catch (ArithmeticException e) {
            throw new ShapeException("Sequence", "at most 2^31 - 1 rows", "[" + steps + ", " + batchSize + "]");
        }
    }

    /**
     * Takes a shape within the capacity, from the first row of the storage on, all sequences of full length. The content is
     * left as it is.
     *
     * @return this
     */
    public Sequence reshape(int steps, int batchSize) {
        return place(0, steps, batchSize);
    }

    /** Takes the steps, batch size and lengths of another sequence, from the first row on. The lengths are shared. @return this */
    public Sequence reshapeLike(Sequence other) {
        return placeLike(0, other);
    }

    /** Like {@link #reshape}, but from row {@code firstRow} of the storage on: a view of a later part of a history. @return this */
    public Sequence place(int firstRow, int steps, int batchSize) {
        if (firstRow < 0 || firstRow + rows(steps, batchSize) > capacity) {
            throw new ShapeException("Sequence.reshape", "at most " + capacity + " rows",
                    "[" + steps + ", " + batchSize + "] from row " + firstRow);
        }
        this.offset = firstRow * width;
        this.steps = steps;
        this.batchSize = batchSize;
        this.lengths = null;
        return this;
    }

    /** Like {@link #reshapeLike}, but from row {@code firstRow} of the storage on. @return this */
    public Sequence placeLike(int firstRow, Sequence other) {
        place(firstRow, other.steps, other.batchSize);
        this.lengths = other.lengths;
        return this;
    }

    /**
     * Says how long each sequence is.
     *
     * @param lengths one for each sequence, from 0 to {@link #steps()}; null when all are full. Kept, not copied.
     * @return this
     */
    public Sequence lengths(int[] lengths) {
        if (lengths != null) {
            if (lengths.length < batchSize) {
                throw new ShapeException("Sequence.lengths", batchSize + " lengths", Integer.toString(lengths.length));
            }
            for (int n = 0; n < batchSize; n++) {
                if (lengths[n] < 0 || lengths[n] > steps) {
                    throw new ShapeException("Sequence.lengths: sequence " + n, "a length from 0 to " + steps,
                            Integer.toString(lengths[n]));
                }
            }
        }
        this.lengths = lengths;
        return this;
    }

    /** {@return the number of steps T} */
    public int steps() {
        return steps;
    }

    /** {@return the number of sequences N} */
    public int batchSize() {
        return batchSize;
    }

    /** {@return the number of floats in a row, D; for ids the width of the one-hot vectors they stand for} */
    public int width() {
        return width;
    }

    /** {@return the number of rows, T·N} */
    public int rows() {
        return steps * batchSize;
    }

    /** {@return whether this holds ids and not floats} */
    public boolean isIds() {
        return ids != null;
    }

    /** {@return the length of sequence {@code n} in steps} */
    public int length(int n) {
        return lengths == null ? steps : lengths[n];
    }

    /** {@return whether a sequence may be shorter than {@link #steps()}} */
    public boolean hasLengths() {
        return lengths != null;
    }

    /** {@return whether row {@code row} is a step of its sequence and not padding} */
    public boolean isStep(int row) {
        return lengths == null || row / batchSize < lengths[row % batchSize];
    }

    /** {@return the array that holds the floats; row {@code r} starts at {@code offset() + r * width()}} */
    public float[] data() {
        if (storage == null) {
            throw new IllegalStateException(this + " holds ids, not floats");
        }
        return storage.data;
    }

    /** {@return where row 0 starts in {@link #data()}, in floats} */
    public int offset() {
        return offset;
    }

    /** {@return where a row starts in {@link #data()}, in floats} */
    public int offset(int row) {
        return offset + row * width;
    }

    /** {@return the array that holds the ids; row {@code r} is element {@code r}} */
    public int[] ids() {
        if (ids == null) {
            throw new IllegalStateException(this + " holds floats, not ids");
        }
        return ids;
    }

    /** {@return one float of a dense sequence; for reading by people and tests, not for loops that must be fast} */
    public float get(int step, int n, int column) {
        return data()[offset(step * batchSize + n) + column];
    }

    /** Sets one float of a dense sequence. */
    public void set(int step, int n, int column, float value) {
        data()[offset(step * batchSize + n) + column] = value;
    }

    /** {@return a copy of the rows as an EJML matrix {@code [T·N, D]}; ids become one-hot rows} */
    public FMatrixRMaj toMatrix() {
        FMatrixRMaj copy = new FMatrixRMaj(rows(), width);
        if (ids == null) {
            System.arraycopy(storage.data, offset, copy.data, 0, rows() * width);
        } else {
            for (int row = 0; row < rows(); row++) {
                copy.data[row * width + ids[row]] = 1;
            }
        }
        return copy;
    }

    /** Sets every padded row to zero (id 0), so that whatever it held cannot reach a sum. */
    public void clearPadding() {
        if (lengths == null) {
            return;
        }
        for (int row = 0; row < rows(); row++) {
            if (!isStep(row)) {
                if (ids != null) {
                    ids[row] = 0;
                } else {
                    Arrays.fill(storage.data, offset(row), offset(row + 1), 0);
                }
            }
        }
    }

    /**
     * Checks, at the edge of a network, that this fits.
     *
     * @param place who asks, for the message
     * @param width the expected width
     * @throws ShapeException when the width differs or the shape is empty
     * @throws IllegalArgumentException when an id lies outside {@code [0, width)}
     */
    public void require(String place, int width) {
        if (this.width != width) {
            throw new ShapeException(place, "[T, N, " + width + "]", shape());
        }
        if (rows() == 0) {
            throw new ShapeException(place, "at least one step of one sequence", shape());
        }
        if (ids != null) {
            for (int row = 0; row < rows(); row++) {
                if ((ids[row] < 0 || ids[row] >= width) && isStep(row)) {
                    throw new IllegalArgumentException(place + ": step " + row / batchSize + " of sequence "
                            + row % batchSize + ": expected an id from 0 to " + (width - 1) + " but got " + ids[row]);
                }
            }
        }
    }

    /** {@return the shape, as {@code [T, N, D]}} */
    public String shape() {
        return "[" + steps + ", " + batchSize + ", " + width + "]";
    }

    @Override
    public String toString() {
        return "Sequence" + shape() + (ids == null ? "" : " of ids");
    }
}
