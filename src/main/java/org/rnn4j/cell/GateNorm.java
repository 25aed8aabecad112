package org.rnn4j.cell;

/**
 * The layer normalisation of a {@link GatedCell}'s two products: {@code g_ih⊙norm(x·W_ih)}, which the driver makes for all steps
 * at once, and {@code g_hh⊙norm(h'·W_hh)}, made here within a step.
 */
final class GateNorm {

    /** Where the cell finds {@code g_hh⊙norm(h'·W_hh)} and leaves its gradient, as cells without normalisation do. */
    private static final int PRODUCT = 0;

    /** Keeps {@code norm(h'·W_hh)}; then the terms of the gain's gradient. */
    private static final int NORMALIZED = 1;

    /** Takes the gradient of {@code h'·W_hh}. */
    static final int PRODUCT_GRADIENT = 2;

    /** Keeps the scale of each group. */
    private static final int SCALES = 3;

    /** The number of buffers this needs; a cell's own come after. */
    static final int BUFFERS = 4;

    private final RowNorm input;
    private final RowNorm product;

    GateNorm(Parameter inputGain, Parameter productGain, int[] widths) {
        input = new RowNorm(inputGain, widths);
        product = new RowNorm(productGain, widths);
    }

    RowNorm input() {
        return input;
    }

    /** {@return the widths of the buffers} */
    int[] savedWidths(int gateWidth) {
        return new int[] {gateWidth, gateWidth, gateWidth, product.groups()};
    }

    /** Normalises the products of a step. @param added whether the result belongs to the gates */
    void forward(StepBlock block, GateRow row, boolean added) {
        int width = block.tape().gateWidth();
        for (int n = 0; n < block.rows(); n++) {
            row.place(n);
            product.forward(block.saved(PRODUCT), row.saved(PRODUCT), block.saved(NORMALIZED), row.saved(NORMALIZED),
                    block.saved(SCALES), row.saved(SCALES));
            if (added) {
                block.kernels().add(width, block.saved(PRODUCT), row.saved(PRODUCT), block.gates(), row.gate(0));
            }
        }
    }

    /** Makes the gradients of the products of a step. @param added whether the result belonged to the gates */
    void backward(StepBlock block, GateRow row, boolean added) {
        for (int n = 0; n < block.rows(); n++) {
            row.place(n);
            float[] d = added ? block.gates() : block.saved(PRODUCT);       // both have the same layout
            product.backward(d, row.gate(0), block.saved(PRODUCT_GRADIENT), row.saved(PRODUCT_GRADIENT),
                    block.saved(NORMALIZED), row.saved(NORMALIZED), block.saved(SCALES), row.saved(SCALES));
        }
    }

    /** Adds a part of the gradient of {@code gain_hh}. */
    void addGainGradient(GradientBlock block) {
        block.addColumnSums(product.gain(), block.tape().saved(NORMALIZED));
    }
}
