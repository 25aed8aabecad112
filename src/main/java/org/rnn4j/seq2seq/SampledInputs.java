package org.rnn4j.seq2seq;

import java.util.random.RandomGenerator;
import org.rnn4j.cell.State;
import org.rnn4j.tensor.Backend;
import org.rnn4j.tensor.Sequence;

/**
 * Chooses the inputs of a training window among the given ones and the decoder's own predictions, by running it step by step.
 * The steps run without dropout, as when the model is used. Ids become the most likely id (the lowest among equals), floats the
 * output itself.
 */
final class SampledInputs {

    private final DecoderPass steps;
    private final int maxSteps;
    private final int maxBatch;
    private final boolean[] own;
    private final int[] stepLengths;
    private Sequence chosenIds;
    private Sequence stepIds;
    private Sequence chosenFloats;
    private Sequence stepFloats;

    SampledInputs(EncoderDecoder model, int maxSourceSteps, int maxSteps, int maxBatch, Backend backend) {
        steps = new DecoderPass(model.decoder(), maxSourceSteps, 1, maxBatch, backend);
        this.maxSteps = maxSteps;
        this.maxBatch = maxBatch;
        own = new boolean[maxSteps * maxBatch];
        stepLengths = new int[maxBatch];
    }

    /** {@return {@code inputs} with some steps replaced, valid until the next call; the first step is always the given one} */
    Sequence choose(Sequence inputs, Sequence memory, State initial, double ratio, RandomGenerator random) {
        int last = drawCoins(inputs, ratio, random);
        if (last == 0) {
            return inputs;
        }
        ensureBuffers(inputs);
        Sequence chosen = inputs.isIds() ? chosenIds : chosenFloats;
        Sequence step = inputs.isIds() ? stepIds : stepFloats;
        int batch = inputs.batchSize();
        chosen.reshapeLike(inputs);
        copyRows(inputs, 0, chosen, 0, inputs.rows());
        steps.start(memory, initial, 1);
        for (int t = 0; t < last; t++) {
            for (int n = 0; n < batch; n++) {
                stepLengths[n] = t < inputs.length(n) ? 1 : 0;
            }
            step.reshape(1, batch).lengths(stepLengths);
            copyRows(chosen, t * batch, step, 0, batch);
            steps.workspace().startWindow(null);
            Sequence outputs = steps.workspace().forward(null, step);
            for (int n = 0; n < batch; n++) {
                int row = (t + 1) * batch + n;
                if (own[row] && inputs.isIds()) {
                    chosen.ids()[row] = Logits.best(outputs, n);
                } else if (own[row]) {
                    copyRows(outputs, n, chosen, row, 1);
                }
            }
        }
        return chosen;
    }

    /** {@return the last step that is not given, 0 when there is none} */
    private int drawCoins(Sequence inputs, double ratio, RandomGenerator random) {
        int last = 0;
        for (int row = inputs.batchSize(); row < inputs.rows(); row++) {
            own[row] = random.nextDouble() >= ratio && inputs.isStep(row);
            last = own[row] ? row / inputs.batchSize() : last;
        }
        return last;
    }

    private void ensureBuffers(Sequence inputs) {
        if (inputs.isIds() && chosenIds == null) {
            chosenIds = Sequence.ids(maxSteps, maxBatch, inputs.width());
            stepIds = Sequence.ids(1, maxBatch, inputs.width());
        } else if (!inputs.isIds() && chosenFloats == null) {
            chosenFloats = Sequence.dense(maxSteps, maxBatch, inputs.width());
            stepFloats = Sequence.dense(1, maxBatch, inputs.width());
        }
    }

    private static void copyRows(Sequence from, int row, Sequence to, int target, int count) {
        if (from.isIds()) {
            System.arraycopy(from.ids(), row, to.ids(), target, count);
        } else {
            System.arraycopy(from.data(), from.offset(row), to.data(), to.offset(target), count * from.width());
        }
    }
}
