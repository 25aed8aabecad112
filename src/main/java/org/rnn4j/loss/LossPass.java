package org.rnn4j.loss;

import java.util.Arrays;
import org.rnn4j.tensor.Backend;
import org.rnn4j.tensor.RangeTask;
import org.rnn4j.tensor.Sequence;
import org.rnn4j.tensor.ShapeException;

/**
 * Runs a {@link Loss} over windows: {@code L = Σ w·loss / Σ w} over the rows that count. Rows that do not count are never
 * looked at, so that padding may hold anything. The sum is made in double and in the order of the rows, whatever the number
 * of threads. Allocates only when a window is larger than any before.
 */
public final class LossPass {

    /** In multiply-adds of a product: an exponential, a sum and a gradient. */
    private static final double COST_OF_A_FLOAT = 60;

    private final Loss loss;
    private final Backend backend;
    private final RangeTask rows = this::rows;
    private double[] rowLosses = new double[0];
    private float[][] scratch;

    private Sequence outputs;
    private Targets targets;
    private Sequence gradient;
    private float scale;

    /** A pass for one thread of control. */
    public LossPass(Loss loss, Backend backend) {
        this.loss = loss;
        this.backend = backend;
        this.scratch = new float[backend.workers().count()][];
    }

    /**
     * The mean loss of a window.
     *
     * @param gradient gradient of the mean, of the outputs' shape; null when not wanted. <em>Modified</em>
     * @return the mean; 0 when nothing counts
     * @throws IllegalArgumentException when the targets do not fit the outputs, or a row counts that is padding of the outputs
     */
    public double evaluate(Sequence outputs, Targets targets, Sequence gradient) {
        Sequence values = targets.values();
        if (values.steps() != outputs.steps() || values.batchSize() != outputs.batchSize()) {
            throw new ShapeException(loss + ": targets", "[" + outputs.steps() + ", " + outputs.batchSize() + ", ...]",
                    values.shape());
        }
        loss.check(outputs, values);
        double total = targets.totalWeight();
        if (gradient != null) {
            gradient.reshapeLike(outputs);
        }
        if (rowLosses.length < outputs.rows()) {
            rowLosses = new double[outputs.rows()];
        }
        this.outputs = outputs;
        this.targets = targets;
        this.gradient = gradient;
        this.scale = total > 0 ? (float) (1 / total) : 0;
        for (int worker = 0; gradient == null && worker < scratch.length; worker++) {
            if (scratch[worker] == null || scratch[worker].length < outputs.width()) {
                scratch[worker] = new float[outputs.width()];
            }
        }
        backend.workers().split(outputs.rows(), 8, COST_OF_A_FLOAT * outputs.width(), rows);
        double sum = 0;
        for (int row = 0; row < outputs.rows(); row++) {
            sum += rowLosses[row];
        }
        return total > 0 ? sum / total : 0;
    }

    private void rows(int worker, int from, int to) {
        int width = outputs.width();
        for (int row = from; row < to; row++) {
            float weight = targets.weight(row);
            float[] target = gradient == null ? scratch[worker] : gradient.data();
            int at = gradient == null ? 0 : gradient.offset(row);
            if (weight == 0) {
                rowLosses[row] = 0;
                Arrays.fill(target, at, at + width, 0);
            } else {
                requireStep(row);
                rowLosses[row] = weight * loss.row(backend.kernels(), width, outputs.data(), outputs.offset(row),
                        targets.values(), row, target, at);
                if (gradient != null) {
                    backend.kernels().scale(width, weight * scale, target, at);
                }
            }
        }
    }

    /** A gradient at padding would end up in the gradients of the parameters. */
    private void requireStep(int row) {
        if (!outputs.isStep(row)) {
            int n = row % outputs.batchSize();
            throw new IllegalArgumentException(loss + ": targets: step " + row / outputs.batchSize() + " of sequence " + n
                    + ": expected no weight past the " + outputs.length(n) + " steps of the outputs but got " + targets.weight(row));
        }
    }
}
