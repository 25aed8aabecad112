package org.rnn4j.metric;

import java.util.Arrays;
import java.util.random.RandomGenerator;
import org.rnn4j.loss.Targets;
import org.rnn4j.tensor.Sequence;

/** A window of random outputs and targets, with lengths and weights, some of them zero. */
record TestWindow(Sequence outputs, Sequence values, float[] weights) {

    /** Logits of whole numbers, so that there are equal ones, which are right more often than not. */
    static TestWindow ofIds(int steps, int batch, int width, RandomGenerator random) {
        Sequence outputs = Sequence.dense(steps, batch, width);
        Sequence ids = Sequence.ids(steps, batch, width);
        for (int row = 0; row < outputs.rows(); row++) {
            ids.ids()[row] = random.nextInt(width);
            for (int k = 0; k < width; k++) {
                outputs.data()[row * width + k] = random.nextInt(-2, 3) + (k == ids.ids()[row] ? 3 : 0);
            }
        }
        return random(outputs, ids, random);
    }

    static TestWindow ofFloats(int steps, int batch, int width, RandomGenerator random) {
        Sequence outputs = Sequence.dense(steps, batch, width);
        Sequence floats = Sequence.dense(steps, batch, width);
        for (int i = 0; i < outputs.rows() * width; i++) {
            outputs.data()[i] = random.nextFloat(-2, 2);
            floats.data()[i] = random.nextInt(4) == 0 ? 0 : random.nextFloat(-2, 2);
        }
        return random(outputs, floats, random);
    }

    private static TestWindow random(Sequence outputs, Sequence values, RandomGenerator random) {
        int[] lengths = new int[outputs.batchSize()];
        for (int n = 0; n < lengths.length; n++) {
            lengths[n] = random.nextInt(outputs.steps() + 1);
        }
        float[] weights = new float[outputs.rows()];
        for (int row = 0; row < weights.length; row++) {
            weights[row] = random.nextInt(4) == 0 ? 0 : random.nextFloat(0.1f, 2);
        }
        return new TestWindow(outputs.lengths(lengths), values.lengths(lengths), weights);
    }

    Targets targets() {
        return new Targets(values, weights);
    }

    boolean counts(int row) {
        return targets().weight(row) > 0;
    }

    /** All weights 1. */
    TestWindow unweighted() {
        return new TestWindow(outputs, values, null);
    }

    /** Steps and sequences from (inclusive) to (exclusive), with nothing but what is in them. */
    TestWindow part(int fromStep, int toStep, int fromSequence, int toSequence) {
        int steps = toStep - fromStep;
        int batch = toSequence - fromSequence;
        int width = outputs.width();
        Sequence partOutputs = Sequence.dense(steps, batch, width);
        Sequence partValues = values.isIds() ? Sequence.ids(steps, batch, width) : Sequence.dense(steps, batch, width);
        float[] partWeights = new float[steps * batch];
        int[] lengths = new int[batch];
        for (int n = 0; n < batch; n++) {
            lengths[n] = Math.max(0, Math.min(steps, values.length(fromSequence + n) - fromStep));
            for (int t = 0; t < steps; t++) {
                int from = (fromStep + t) * outputs.batchSize() + fromSequence + n;
                int to = t * batch + n;
                System.arraycopy(outputs.data(), from * width, partOutputs.data(), to * width, width);
                if (values.isIds()) {
                    partValues.ids()[to] = values.ids()[from];
                } else {
                    System.arraycopy(values.data(), from * width, partValues.data(), to * width, width);
                }
                partWeights[to] = weights == null ? 1 : weights[from];
            }
        }
        return new TestWindow(partOutputs.lengths(lengths), partValues.lengths(lengths), partWeights);
    }

    /** Fills rows that do not count with what would ruin any sum. */
    void ruinWhatDoesNotCount() {
        int width = outputs.width();
        for (int row = 0; row < outputs.rows(); row++) {
            if (!counts(row)) {
                Arrays.fill(outputs.data(), row * width, row * width + width, Float.NaN);
                if (values.isIds()) {
                    values.ids()[row] = -100;
                } else {
                    Arrays.fill(values.data(), row * width, row * width + width, Float.NaN);
                }
                if (!values.isStep(row)) {
                    weights[row] = Float.NaN;
                }
            }
        }
    }
}
