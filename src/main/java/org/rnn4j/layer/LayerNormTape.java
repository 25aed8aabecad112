package org.rnn4j.layer;

import java.util.Arrays;
import org.rnn4j.cell.Gradients;
import org.rnn4j.cell.Tape;
import org.rnn4j.tensor.Backend;
import org.rnn4j.tensor.RangeTask;
import org.rnn4j.tensor.Sequence;
import org.rnn4j.tensor.ShapeException;

/**
 * {@link LayerNorm} over one window. Keeps mean and scale of each row; the normalised row follows from them and the inputs:
 * <pre>
 *   x̂ = (x − μ)·s,  s = 1/√(σ² + ε),  y = w ⊙ x̂ + b
 *   dw += Σ dy ⊙ x̂,  db += Σ dy
 *   g = dy ⊙ w,  dx = s·(g − mean(g) − x̂·mean(g ⊙ x̂))
 * </pre>
 */
final class LayerNormTape extends Tape {

    private final LayerNorm owner;
    private final int width;
    private final Sequence outputs;
    private final double[] means;
    private final double[] scales;
    private Sequence inputGradient;

    private Sequence x;
    private Sequence dy;
    private Gradients gradients;
    private boolean ready;

    private final RangeTask normalise = this::normalise;
    private final RangeTask addParameterGradients = this::addParameterGradients;
    private final RangeTask normaliseBack = this::normaliseBack;

    LayerNormTape(LayerNorm owner, int maxSteps, int maxBatch, Backend backend) {
        super(maxSteps, maxBatch, backend);
        this.owner = owner;
        this.width = owner.inputSize();
        this.outputs = Sequence.dense(maxSteps, maxBatch, width);
        this.means = new double[maxSteps * maxBatch];
        this.scales = new double[maxSteps * maxBatch];
    }

    LayerNorm owner() {
        return owner;
    }

    /** So many rows that a thread's share is worth waking it for: about 2^14 floats. */
    private int rowGrain() {
        return Math.max(1, (1 << 14) / width);
    }

    Sequence forward(Sequence x) {
        ready = false;
        this.x = x;
        outputs.reshapeLike(x);
        backend().workers().split(x.rows(), rowGrain(), normalise);
        ready = true;
        return outputs;
    }

    private void normalise(int worker, int from, int to) {
        float[] in = x.data();
        float[] y = outputs.data();
        float[] w = owner.weight().value().data;
        float[] b = owner.bias().value().data;
        for (int row = from; row < to; row++) {
            int source = x.offset(row);
            int target = outputs.offset(row);
            if (!x.isStep(row)) {
                Arrays.fill(y, target, target + width, 0);
                continue;
            }
            double sum = 0;
            for (int j = 0; j < width; j++) {
                sum += in[source + j];
            }
            double mean = sum / width;
            double squares = 0;                                 // of differences: exact where the mean is far from zero
            for (int j = 0; j < width; j++) {
                double difference = in[source + j] - mean;
                squares += difference * difference;
            }
            double scale = 1 / Math.sqrt(squares / width + LayerNorm.EPSILON);
            means[row] = mean;
            scales[row] = scale;
            for (int j = 0; j < width; j++) {
                y[target + j] = (float) ((in[source + j] - mean) * scale * w[j] + b[j]);
            }
        }
    }

    Sequence backward(Sequence dy, Gradients gradients) {
        if (!ready) {
            throw new IllegalStateException(owner + ".backward: expected a forward pass before it");
        }
        if (dy.steps() != outputs.steps() || dy.batchSize() != outputs.batchSize() || dy.width() != width) {
            throw new ShapeException(owner + ".backward: dy", outputs.shape(), dy.shape());
        }
        ready = false;
        this.dy = dy;
        this.gradients = gradients;
        backend().workers().split(width, 16, addParameterGradients);
        this.gradients = null;
        if (!inputGradient()) {
            return null;
        }
        if (inputGradient == null) {
            inputGradient = Sequence.dense(maxSteps(), maxBatch(), width);
        }
        inputGradient.reshapeLike(x);
        backend().workers().split(x.rows(), rowGrain(), normaliseBack);
        return inputGradient;
    }

    /** Threads share the columns, so that no sum is split. */
    private void addParameterGradients(int worker, int from, int to) {
        float[] dw = gradients.of(owner.weight()).data;
        float[] db = gradients.of(owner.bias()).data;
        for (int row = 0; row < x.rows(); row++) {
            if (x.isStep(row)) {
                int source = x.offset(row);
                int given = dy.offset(row);
                for (int j = from; j < to; j++) {
                    float d = dy.data()[given + j];
                    dw[j] += (float) (d * (x.data()[source + j] - means[row]) * scales[row]);
                    db[j] += d;
                }
            }
        }
    }

    private void normaliseBack(int worker, int from, int to) {
        float[] in = x.data();
        float[] d = dy.data();
        float[] dx = inputGradient.data();
        float[] w = owner.weight().value().data;
        for (int row = from; row < to; row++) {
            int source = x.offset(row);
            int given = dy.offset(row);
            int target = inputGradient.offset(row);
            if (!x.isStep(row)) {
                Arrays.fill(dx, target, target + width, 0);
                continue;
            }
            double mean = means[row];
            double scale = scales[row];
            double sum = 0;
            double sumOfProducts = 0;
            for (int j = 0; j < width; j++) {
                double g = (double) d[given + j] * w[j];
                sum += g;
                sumOfProducts += g * (in[source + j] - mean) * scale;
            }
            for (int j = 0; j < width; j++) {
                double normalised = (in[source + j] - mean) * scale;
                dx[target + j] = (float) (scale * ((double) d[given + j] * w[j] - sum / width - normalised * sumOfProducts / width));
            }
        }
    }
}
