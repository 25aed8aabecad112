package org.rnn4j.layer;

import java.util.List;
import java.util.random.RandomGenerator;
import org.rnn4j.cell.Gradients;
import org.rnn4j.cell.Tape;
import org.rnn4j.tensor.Backend;
import org.rnn4j.tensor.Kernels;
import org.rnn4j.tensor.RangeTask;
import org.rnn4j.tensor.Sequence;
import org.rnn4j.tensor.ShapeException;

/** The passes of a {@link FeatureEmbedding}: ids out of floats, a gather for each column, a scatter back. */
final class FeatureTape extends Tape {

    /** Rows that are worth a thread of their own. */
    private static final int ROW_GRAIN = 64;

    /** Output columns that are worth a thread of their own. */
    private static final int COLUMN_GRAIN = 32;

    private final FeatureEmbedding owner;
    private final List<Embedding> features;
    private final int[] starts;
    private final int[] ids;
    private final Sequence outputs;

    private Sequence dy;
    private Gradients gradients;
    private boolean ready;

    private final RangeTask gather = this::gather;
    private final RangeTask scatter = this::scatter;

    FeatureTape(FeatureEmbedding owner, int maxSteps, int maxBatch, Backend backend) {
        super(maxSteps, maxBatch, backend);
        this.owner = owner;
        this.features = owner.features();
        this.starts = new int[features.size() + 1];
        for (int c = 0; c < features.size(); c++) {
            starts[c + 1] = starts[c] + features.get(c).weight().value().numCols;
        }
        this.outputs = Sequence.dense(maxSteps, maxBatch, starts[features.size()]);
        this.ids = new int[Math.multiplyExact(maxSteps * maxBatch, features.size())];
    }

    boolean isOf(FeatureEmbedding layer) {
        return owner == layer;
    }

    Sequence forward(Sequence x, float[] hiding) {
        ready = false;
        outputs.reshapeLike(x);
        readIds(x);
        if (random() != null) {
            hide(x, hiding);
        }
        backend().workers().split(x.rows(), ROW_GRAIN, gather);
        ready = true;
        return outputs;
    }

    private void readIds(Sequence x) {
        int columns = features.size();
        for (int row = 0; row < x.rows(); row++) {
            for (int c = 0; c < columns; c++) {
                float value = x.isStep(row) ? x.data()[x.offset(row) + c] : 0;
                int id = (int) value;
                if (id != value || id < 0 || id >= features.get(c).inputSize()) {
                    throw new IllegalArgumentException(owner + ".forward: step " + row / x.batchSize() + " of sequence "
                            + row % x.batchSize() + ": column " + c + ": expected a whole number from 0 to "
                            + (features.get(c).inputSize() - 1) + " but got " + value);
                }
                ids[row * columns + c] = id;
            }
        }
    }

    private void hide(Sequence x, float[] hiding) {
        RandomGenerator random = random();
        for (int n = 0; n < x.batchSize(); n++) {
            for (int t = 0; t < x.length(n); t++) {
                for (int c = 0; c < hiding.length; c++) {
                    if (hiding[c] > 0 && random.nextFloat() < hiding[c]) {
                        ids[(t * x.batchSize() + n) * hiding.length + c] = 0;
                    }
                }
            }
        }
    }

    private void gather(int worker, int from, int to) {
        int columns = features.size();
        for (int row = from; row < to; row++) {
            for (int c = 0; c < columns; c++) {
                int width = starts[c + 1] - starts[c];
                System.arraycopy(features.get(c).weight().value().data, ids[row * columns + c] * width,
                        outputs.data(), outputs.offset(row) + starts[c], width);
            }
        }
    }

    void backward(Sequence dy, Gradients gradients) {
        if (!ready) {
            throw new IllegalStateException(owner + ".backward: expected a forward pass before it");
        }
        if (dy.steps() != outputs.steps() || dy.batchSize() != outputs.batchSize() || dy.width() != outputs.width()) {
            throw new ShapeException(owner + ".backward: dy", outputs.shape(), dy.shape());
        }
        ready = false;
        this.dy = dy;
        this.gradients = gradients;
        backend().workers().split(outputs.width(), COLUMN_GRAIN, scatter);
        this.gradients = null;
    }

    /** By output columns and not by rows, so that no two threads add to one number and every sum has one order. */
    private void scatter(int worker, int from, int to) {
        Kernels kernels = backend().kernels();
        int columns = features.size();
        for (int c = 0; c < columns; c++) {
            int first = Math.max(from, starts[c]);
            int count = Math.min(to, starts[c + 1]) - first;
            if (count <= 0) {
                continue;
            }
            int width = starts[c + 1] - starts[c];
            float[] dw = gradients.of(features.get(c).weight()).data;
            for (int row = 0; row < outputs.rows(); row++) {
                if (outputs.isStep(row)) {
                    kernels.add(count, dy.data(), dy.offset(row) + first, dw,
                            ids[row * columns + c] * width + first - starts[c]);
                }
            }
        }
    }
}
