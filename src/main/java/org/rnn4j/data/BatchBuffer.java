package org.rnn4j.data;

import java.util.Arrays;
import org.rnn4j.loss.Targets;

/** The batch that examples are written into, window after window: all its buffers, allocated once for the largest window. */
final class BatchBuffer {

    private final ExampleSet examples;
    private final TrackBuffer source;
    private final TrackBuffer inputs;
    private final TrackBuffer targets;
    private final float[] classWeights;
    private final float[] weights;
    private final boolean[] continues;
    private final Batch batch;

    /** @param classWeights one for each target class; null when all count 1 */
    BatchBuffer(ExampleSet examples, int sourceSteps, int inputSteps, int targetSteps, int size, float[] classWeights) {
        this.examples = examples;
        this.classWeights = classWeights;
        source = examples.source() == null ? null : new TrackBuffer(examples.source(), sourceSteps, size);
        inputs = new TrackBuffer(examples.inputs(), inputSteps, size);
        targets = new TrackBuffer(examples.targets(), targetSteps, size);
        weights = examples.isWeighed() || classWeights != null ? new float[targetSteps * size] : null;
        continues = new boolean[size];
        batch = new Batch(source == null ? null : source.sequence(), inputs.sequence(),
                new Targets(targets.sequence(), weights), continues, null);
    }

    float[] classWeights() {
        return classWeights;
    }

    /** Starts a window. */
    void start(int sourceSteps, int inputSteps, int targetSteps, int size) {
        if (source != null) {
            source.start(sourceSteps, size);
        }
        inputs.start(inputSteps, size);
        targets.start(targetSteps, size);
        Arrays.fill(continues, false);
    }

    /** Writes a whole example to a row of the batch. */
    void put(int n, int example) {
        if (source != null) {
            source.put(n, example, 0, examples.source().length(example));
        }
        inputs.put(n, example, 0, examples.inputs().length(example));
        targets.put(n, example, 0, examples.targets().length(example));
        weigh(n, example, 0);
    }

    /** Writes some steps of an aligned example to a row of the batch, which goes on with it unless they are the first. */
    void put(int n, int example, int from, int count) {
        inputs.put(n, example, from, count);
        targets.put(n, example, from, count);
        continues[n] = from > 0;
        weigh(n, example, from);
    }

    /** Leaves a row of the batch empty. */
    void putNothing(int n) {
        inputs.putNothing(n);
        targets.putNothing(n);
    }

    private void weigh(int n, int example, int from) {
        int size = targets.sequence().batchSize();
        for (int t = 0; weights != null && t < targets.length(n); t++) {
            int row = t * size + n;
            float ofClass = classWeights == null ? 1 : classWeights[targets.sequence().ids()[row]];
            weights[row] = examples.weight(example, from + t) * ofClass;
        }
    }

    Batch end() {
        if (source != null) {
            source.end();
        }
        inputs.end();
        targets.end();
        return batch;
    }
}
