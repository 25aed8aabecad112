package org.rnn4j.layer;

import java.util.Arrays;
import org.ejml.data.FMatrixRMaj;
import org.rnn4j.cell.Gradients;
import org.rnn4j.cell.Parameter;
import org.rnn4j.cell.Tape;
import org.rnn4j.tensor.Backend;
import org.rnn4j.tensor.Kernels;
import org.rnn4j.tensor.PackedWeight;
import org.rnn4j.tensor.RangeTask;
import org.rnn4j.tensor.Sequence;
import org.rnn4j.tensor.ShapeException;

/**
 * One affine map of all rows of a window, {@code Y = X·W + b}, forward and backward: what {@link Dense}, {@link Embedding} and
 * layers of one's own with such a map inside share. For ids the product is a gather of rows of W, and its gradient a scatter.
 *
 * <p>Rows of zeros at the end of a window are left out of the products, which they would not change: where the input is given at the
 * first step and later inputs are zeros, the map costs as much as one step.
 */
public final class AffineTape extends Tape {

    private final Object owner;
    private final Parameter weight;
    private final Parameter bias;
    private final PackedWeight packed;
    private final Sequence outputs;
    private Sequence inputGradient;

    private Sequence x;
    private int products;
    private Sequence dy;
    private Gradients gradients;
    private boolean ready;

    private final RangeTask project = this::project;
    private final RangeTask addGradientRows = this::addGradientRows;
    private final RangeTask addGradientColumns = this::addGradientColumns;
    private final RangeTask projectBack = this::projectBack;

    /**
     * Room for windows of up to {@code maxSteps} steps of up to {@code maxBatch} sequences.
     *
     * @param owner whose map this is, for the messages of errors
     * @param weight {@code [D, K]}
     * @param bias {@code [1, K]}; null for none
     */
    public AffineTape(Object owner, Parameter weight, Parameter bias, int maxSteps, int maxBatch, Backend backend) {
        super(maxSteps, maxBatch, backend);
        this.owner = owner;
        this.weight = weight;
        this.bias = bias;
        this.packed = new PackedWeight(backend.kernels(), inputs(), outputs());
        this.outputs = Sequence.dense(maxSteps, maxBatch, outputs());
    }

    static AffineTape of(Object owner, Tape tape) {
        if (tape instanceof AffineTape own && own.owner == owner) {
            return own;
        }
        throw new IllegalArgumentException(owner + ": expected a tape made by this layer's newTape but got " + tape);
    }

    private int inputs() {
        return weight.value().numRows;
    }

    private int outputs() {
        return weight.value().numCols;
    }

    /**
     * {@return {@code X·W + b}, valid until the next forward pass} The backward pass reads {@code x} again, but not the outputs,
     * which may be changed in place.
     *
     * @param x {@code [T, N, D]}; kept until the backward pass, not changed
     * @throws ShapeException when it is larger than this tape
     */
    public Sequence forward(Sequence x) {
        if (x.batchSize() > maxBatch() || x.rows() > maxSteps() * maxBatch()) {
            throw new ShapeException(owner + ".forward: x", "at most [" + maxSteps() + ", " + maxBatch() + ", " + inputs() + "]",
                    x.shape());
        }
        ready = false;
        this.x = x;
        outputs.reshapeLike(x);
        products = x.isIds() ? x.rows() : rowsBeforeZeros(x);
        if (!x.isIds()) {
            packed.refresh(weight.value(), 0, products);
        }
        backend().workers().split(products, 8, costOfARow(), project);
        startWithBias(products, x.rows());
        ready = true;
        return outputs;
    }

    /** {@return how many rows there are up to the last one that is not zero} */
    private static int rowsBeforeZeros(Sequence x) {
        float[] data = x.data();
        int last = x.offset(x.rows()) - 1;
        while (last >= x.offset() && data[last] == 0) {
            last--;
        }
        return (last - x.offset() + x.width()) / x.width();
    }

    /** In multiply-adds; a gather takes about as long as 4 for each float. */
    private double costOfARow() {
        return (double) outputs() * (x.isIds() ? 4 : inputs());
    }

    private void project(int worker, int from, int to) {
        int width = outputs();
        float[] y = outputs.data();
        startWithBias(from, to);
        if (x.isIds()) {
            for (int row = from; row < to; row++) {
                backend().kernels().add(width, weight.value().data, x.ids()[row] * width, y, outputs.offset(row));
            }
        } else {
            packed.multiply(to - from, x.data(), x.offset(from), x.width(), true, y, outputs.offset(from), width);
        }
    }

    private void startWithBias(int from, int to) {
        int width = outputs();
        float[] y = outputs.data();
        for (int row = from; row < to; row++) {
            if (bias != null) {
                System.arraycopy(bias.value().data, 0, y, outputs.offset(row), width);
            } else {
                Arrays.fill(y, outputs.offset(row), outputs.offset(row) + width, 0);
            }
        }
    }

    /**
     * Goes back over the last forward pass, once.
     *
     * @param dy gradient of the outputs {@code [T, N, K]}; not changed
     * @param gradients those of weight and bias are added here. <em>Modified</em>
     * @return gradient {@code dY·Wᵀ} of the inputs, valid until the next pass; null when they are ids or
     *         {@link #inputGradient()} is false
     * @throws IllegalStateException when no forward pass came before
     */
    public Sequence backward(Sequence dy, Gradients gradients) {
        if (!ready) {
            throw new IllegalStateException(owner + ".backward: expected a forward pass before it");
        }
        if (dy.steps() != outputs.steps() || dy.batchSize() != outputs.batchSize() || dy.width() != outputs()) {
            throw new ShapeException(owner + ".backward: dy", outputs.shape(), dy.shape());
        }
        ready = false;
        this.dy = dy;
        this.gradients = gradients;
        double cost = products * costOfARow();
        if (splitsByInputs()) {
            backend().workers().split(inputs(), 8, cost / inputs(), addGradientRows);
        } else {
            backend().workers().split(outputs(), 16, cost / outputs(), addGradientColumns);
        }
        this.gradients = null;
        if (x.isIds() || !inputGradient()) {
            return null;
        }
        if (inputGradient == null) {
            inputGradient = Sequence.dense(maxSteps(), maxBatch(), inputs());
        }
        inputGradient.reshapeLike(x);
        packed.refreshTransposed(weight.value(), 0, x.rows());
        backend().workers().split(x.rows(), 8, costOfARow(), projectBack);
        return inputGradient;
    }

    /**
     * Threads share the longer side of the gradient, since each lays out all of what lies along the other; and where that is the side
     * of the inputs, 65 outputs need not be shared as one panel of columns and two. No sum is split either way.
     */
    private boolean splitsByInputs() {
        return !x.isIds() && inputs() >= outputs();
    }

    private void addGradientRows(int worker, int from, int to) {
        int width = outputs();
        backend().kernels().multiplyTransposedA(to - from, width, products, x.data(), x.offset() + from, x.width(),
                dy.data(), dy.offset(), width, true, gradients.of(weight).data, from * width, width);
        if (from == 0) {
            addBiasGradient(0, width);
        }
    }

    private void addGradientColumns(int worker, int from, int to) {
        Kernels kernels = backend().kernels();
        int width = outputs();
        float[] dw = gradients.of(weight).data;
        if (x.isIds()) {
            kernels.addRows(x.rows(), to - from, dy.data(), dy.offset() + from, width, x.ids(), 0, dw, from, width);
        } else {
            kernels.multiplyTransposedA(inputs(), to - from, products, x.data(), x.offset(), x.width(),
                    dy.data(), dy.offset() + from, width, true, dw, from, width);
        }
        addBiasGradient(from, to);
    }

    private void addBiasGradient(int from, int to) {
        if (bias != null) {
            backend().kernels().addColumnSums(x.rows(), to - from, dy.data(), dy.offset() + from, outputs(),
                    gradients.of(bias).data, from);
        }
    }

    private void projectBack(int worker, int from, int to) {
        packed.multiplyTransposed(to - from, dy.data(), dy.offset(from), outputs(), false,
                inputGradient.data(), inputGradient.offset(from), inputs());
    }
}
