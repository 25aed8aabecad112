package org.rnn4j.train;

import java.util.Arrays;
import org.rnn4j.data.Batch;
import org.rnn4j.data.SequenceSampler;
import org.rnn4j.loss.Targets;
import org.rnn4j.tensor.Sequence;

/** Sequences made up as they are asked for, each window by itself or all windows of an epoch one stream. */
final class TaskSampler implements SequenceSampler {

    /** Fills a window; the targets and weights are zero before. */
    interface Window {
        void fill(long epoch, long window, Sequence inputs, Sequence targets, float[] weights);
    }

    private final long windows;
    private final Sequence inputs;
    private final Sequence targets;
    private final float[] weights;
    private final boolean[] continues;
    private final Window fill;
    private final Batch batch;
    private boolean streaming;
    private long epoch;
    private long position;

    /** @param outputs the width of the targets, floats; negative for ids below it, and inputs that are ids too */
    TaskSampler(long windows, int steps, int batch, int width, int outputs, Window fill) {
        this.windows = windows;
        this.inputs = outputs < 0 ? Sequence.ids(steps, batch, width) : Sequence.dense(steps, batch, width);
        this.targets = outputs < 0 ? Sequence.ids(steps, batch, -outputs) : Sequence.dense(steps, batch, outputs);
        this.weights = new float[steps * batch];
        this.continues = new boolean[batch];
        this.fill = fill;
        this.batch = new Batch(inputs, new Targets(targets, weights), continues, null);
    }

    /** State is carried from window to window within an epoch. */
    TaskSampler streaming() {
        streaming = true;
        return this;
    }

    @Override
    public int maxSteps() {
        return inputs.steps();
    }

    @Override
    public int maxBatch() {
        return inputs.batchSize();
    }

    @Override
    public long windows() {
        return windows;
    }

    @Override
    public long position() {
        return position;
    }

    @Override
    public void seek(long window) {
        epoch += window < position ? 1 : 0;
        position = window;
    }

    @Override
    public Batch next() {
        if (position == windows) {
            return null;
        }
        Arrays.fill(weights, 1);
        Arrays.fill(continues, streaming && position > 0);
        if (targets.isIds()) {
            Arrays.fill(targets.ids(), 0);
        } else {
            Arrays.fill(targets.data(), 0);
        }
        fill.fill(epoch, position, inputs, targets, weights);
        position++;
        return batch;
    }
}
