package org.rnn4j.data;

/**
 * One sequence as data: for each step an id, or a row of floats. Immutable; what goes in is copied. A sequence of no steps is one.
 *
 * <p>A sampler that gets it checks ids, widths and values, since it knows which example it is and what widths were promised.
 */
public final class Steps {

    private static final Steps EMPTY = new Steps(new int[0], new float[0][], 0, 0);

    // Of the two kinds one is null; a sequence of no steps is of both.
    private final int[] ids;
    private final float[][] rows;
    private final int from;
    private final int length;

    private Steps(int[] ids, float[][] rows, int from, int length) {
        this.ids = ids;
        this.rows = rows;
        this.from = from;
        this.length = length;
    }

    /** {@return no steps, of either kind} */
    public static Steps none() {
        return EMPTY;
    }

    /** {@return a sequence of ids} */
    public static Steps of(int... ids) {
        return ids.length == 0 ? EMPTY : new Steps(ids.clone(), null, 0, ids.length);
    }

    /** {@return a sequence of rows of floats, one row for each step} */
    public static Steps of(float[][] rows) {
        if (rows.length == 0) {
            return EMPTY;
        }
        float[][] copy = new float[rows.length][];
        for (int t = 0; t < rows.length; t++) {
            if (rows[t] == null) {
                throw new IllegalArgumentException("Steps: step " + t + ": expected a row of floats but got null");
            }
            copy[t] = rows[t].clone();
        }
        return new Steps(null, copy, 0, copy.length);
    }

    /** {@return one step that is a row of floats} */
    public static Steps ofRow(float... row) {
        return of(new float[][] {row});
    }

    /**
     * {@return the steps from {@code from} to {@code to - 1}} They share their storage with these.
     *
     * @throws IllegalArgumentException when there are not so many
     */
    public Steps slice(int from, int to) {
        if (from < 0 || to < from || to > length) {
            throw new IllegalArgumentException("Steps.slice: expected 0 <= from <= to <= " + length + " but got " + from + " to " + to);
        }
        return from == to ? EMPTY : new Steps(ids, rows, this.from + from, to - from);
    }

    /** {@return the number of steps} */
    public int length() {
        return length;
    }

    /** {@return whether a step is an id} True for no steps. */
    public boolean isIds() {
        return ids != null;
    }

    /** {@return whether a step is a row of floats} True for no steps. */
    public boolean isRows() {
        return rows != null;
    }

    /** {@return the id of a step} @throws IllegalStateException when steps are rows */
    public int id(int step) {
        if (ids == null) {
            throw new IllegalStateException(this + ": expected ids");
        }
        return ids[from + checked(step)];
    }

    /** {@return a copy of the row of a step} @throws IllegalStateException when steps are ids */
    public float[] row(int step) {
        return rows(step).clone();
    }

    private float[] rows(int step) {
        if (rows == null) {
            throw new IllegalStateException(this + ": expected rows of floats");
        }
        return rows[from + checked(step)];
    }

    private int checked(int step) {
        if (step < 0 || step >= length) {
            throw new IndexOutOfBoundsException(this + ": step " + step);
        }
        return step;
    }

    /** {@return the width of a row} */
    int width(int step) {
        return rows(step).length;
    }

    /** {@return one float of a row} */
    float value(int step, int column) {
        return rows(step)[column];
    }

    /** Copies a row. */
    void copyRow(int step, float[] to, int offset) {
        float[] row = rows(step);
        System.arraycopy(row, 0, to, offset, row.length);
    }

    @Override
    public String toString() {
        return "Steps(" + length + (length == 0 ? "" : isIds() ? " ids" : " rows of " + rows[from].length) + ")";
    }
}
