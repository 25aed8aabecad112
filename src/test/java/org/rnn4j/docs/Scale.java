package org.rnn4j.docs;

import java.util.Arrays;
import java.util.List;
import java.util.random.RandomGenerator;
import org.ejml.data.FMatrixRMaj;
import org.rnn4j.cell.Gradients;
import org.rnn4j.cell.Parameter;
import org.rnn4j.cell.ParameterSet;
import org.rnn4j.cell.State;
import org.rnn4j.cell.Tape;
import org.rnn4j.config.Settings;
import org.rnn4j.layer.Layer;
import org.rnn4j.tensor.Backend;
import org.rnn4j.tensor.Sequence;
import org.rnn4j.tensor.ShapeException;

// [start:layer]
/** A learned factor for each column, {@code y = w ⊙ x}. Parameter {@code weight [1, D]}, one at first. */
public final class Scale implements Layer {

    /** The name of this layer in model files. */
    public static final String TYPE = "scale";

    private final Parameter weight;

    /** For rows of this width. */
    public Scale(int width) {
        weight = new Parameter("weight", new FMatrixRMaj(1, width));
        Arrays.fill(weight.value().data, 1);
    }

    /** {@return a layer of the described width} */
    public static Scale of(Settings settings, RandomGenerator random) {
        return new Scale(settings.count("inputSize", 1));
    }

    @Override
    public Settings settings() {
        return Settings.ofType(TYPE).with("inputSize", inputSize());
    }

    @Override
    public int inputSize() {
        return weight.value().numCols;
    }

    @Override
    public int outputSize(int inputSize) {
        return inputSize;
    }

    @Override
    public void addParameters(String prefix, ParameterSet.Builder builder) {
        builder.add(prefix, List.of(weight));
    }

    @Override
    public Tape newTape(int maxSteps, int maxBatch, int inputSize, Backend backend) {
        return new ScaleTape(maxSteps, maxBatch, inputSize, backend);
    }

    @Override
    public Sequence forward(Sequence x, State initial, Tape tape) {
        if (x.isIds() || x.width() != inputSize()) {
            throw new ShapeException(this + ".forward: x", "floats of width " + inputSize(), x.toString());
        }
        ScaleTape own = (ScaleTape) tape;
        own.x = x;                                                      // stays as it is until the way back
        multiply(x, own.y.reshapeLike(x));
        return own.y;
    }

    @Override
    public Sequence backward(Sequence dy, State dState, Gradients gradients, Tape tape) {
        ScaleTape own = (ScaleTape) tape;
        float[] dw = gradients.of(weight).data;
        for (int row = 0; row < dy.rows(); row++) {
            for (int j = 0; j < dw.length; j++) {                       // added: others may share the gradients
                dw[j] += dy.data()[dy.offset(row) + j] * own.x.data()[own.x.offset(row) + j];
            }
        }
        multiply(dy, own.dx.reshapeLike(own.x));
        return own.dx;
    }

    private void multiply(Sequence from, Sequence to) {
        float[] w = weight.value().data;
        for (int row = 0; row < from.rows(); row++) {
            for (int j = 0; j < w.length; j++) {
                to.data()[to.offset(row) + j] = w[j] * from.data()[from.offset(row) + j];
            }
        }
    }

    /** All that a pass writes. */
    private static final class ScaleTape extends Tape {

        private final Sequence y;
        private final Sequence dx;
        private Sequence x;

        ScaleTape(int maxSteps, int maxBatch, int width, Backend backend) {
            super(maxSteps, maxBatch, backend);
            y = Sequence.dense(maxSteps, maxBatch, width);
            dx = Sequence.dense(maxSteps, maxBatch, width);
        }
    }
}
// [end:layer]
