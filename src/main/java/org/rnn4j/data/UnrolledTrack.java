package org.rnn4j.data;

import java.util.Arrays;
import java.util.List;
import org.rnn4j.tensor.Sequence;

/**
 * The inputs of sequences that come from one vector: it at the first step, zeros at the later ones. With feedback there are more
 * columns, for the target of the step before: one-hot for an id, as it is for a row; zeros at the first step.
 */
final class UnrolledTrack implements Track {

    private final List<Steps> vectors;
    private final int inputWidth;
    private final Track targets;
    private final List<Steps> fedBack;

    /** @param fedBack the targets to feed back; null for none */
    UnrolledTrack(String place, List<Steps> vectors, int inputWidth, Track targets, List<Steps> fedBack) {
        ExampleChecks.requireWidth(place + ": input", inputWidth);
        for (int example = 0; example < vectors.size(); example++) {
            ExampleChecks.requireSteps(place + ": example " + example + ", input", vectors.get(example), false, inputWidth);
        }
        this.vectors = vectors;
        this.inputWidth = inputWidth;
        this.targets = targets;
        this.fedBack = fedBack;
    }

    @Override
    public boolean isIds() {
        return false;
    }

    @Override
    public int width() {
        return fedBack == null ? inputWidth : inputWidth + targets.width();
    }

    @Override
    public int length(int example) {
        return targets.length(example);
    }

    @Override
    public void write(int example, int from, int count, Sequence to, int n) {
        int batch = to.batchSize();
        for (int t = 0; t < count; t++) {
            int at = to.offset(t * batch + n);
            Arrays.fill(to.data(), at, at + to.width(), 0);
            if (from + t == 0) {
                vectors.get(example).copyRow(0, to.data(), at);
            } else if (fedBack != null) {
                Steps before = fedBack.get(example);
                if (before.isIds()) {
                    to.data()[at + inputWidth + before.id(from + t - 1)] = 1;
                } else {
                    before.copyRow(from + t - 1, to.data(), at + inputWidth);
                }
            }
        }
    }
}
