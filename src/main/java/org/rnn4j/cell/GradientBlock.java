package org.rnn4j.cell;

/**
 * A part of the weight gradients of one window: the terms of some consecutive rows, for some columns of the gates. Columns do not
 * depend on each other, so that threads share them and no sum is split; a thread adds the terms of its columns block of rows by
 * block of rows. Reused for every part, never to be kept.
 */
public final class GradientBlock {

    private final StepTape tape;
    private Gradients gradients;
    private int firstRow;
    private int rows;
    private int from;
    private int to;

    GradientBlock(StepTape tape) {
        this.tape = tape;
    }

    void place(Gradients gradients, int firstRow, int rows, int from, int to) {
        this.gradients = gradients;
        this.firstRow = firstRow;
        this.rows = rows;
        this.from = from;
        this.to = to;
    }

    /** {@return the tape this is a part of} */
    public StepTape tape() {
        return tape;
    }

    /** {@return where gradients are added} */
    public Gradients gradients() {
        return gradients;
    }

    /** {@return the first of the rows, among the {@code T·N} of the window} */
    public int firstRow() {
        return firstRow;
    }

    /** {@return how many rows} */
    public int rows() {
        return rows;
    }

    /** {@return the first of the columns} */
    public int from() {
        return from;
    }

    /** {@return the end of the columns: the first that is not one of them} */
    public int to() {
        return to;
    }

    /**
     * Adds {@code leftᵀ·d} over these rows to these columns of the gradient of a weight.
     *
     * @param weight {@code [K, G·H]}
     * @param left what the weight was multiplied with, {@code [T·N, K]} from {@code leftOffset} on
     * @param d the gradient of the product, {@code [T·N, G·H]}
     */
    public void addProduct(Parameter weight, float[] left, int leftOffset, float[] d) {
        addProduct(weight, left, leftOffset, d, from, to);
    }

    /** The same for those of these columns that are at least {@code first} and less than {@code end}. */
    public void addProduct(Parameter weight, float[] left, int leftOffset, float[] d, int first, int end) {
        int begin = Math.max(from, first);
        int columns = Math.min(to, end) - begin;
        if (columns > 0) {
            int terms = weight.value().numRows;
            int width = weight.value().numCols;
            tape.backend().kernels().multiplyTransposedA(terms, columns, rows, left, leftOffset + firstRow * terms, terms,
                    d, firstRow * width + begin, width, true, gradients.of(weight).data, begin, width);
        }
    }

    /** Adds the sum of these rows of {@code d [T·N, G·H]} to these columns of the gradient of a parameter {@code [1, G·H]}. */
    public void addColumnSums(Parameter parameter, float[] d) {
        int width = parameter.value().numCols;
        tape.backend().kernels().addColumnSums(rows, to - from, d, firstRow * width + from, width,
                gradients.of(parameter).data, from);
    }
}
