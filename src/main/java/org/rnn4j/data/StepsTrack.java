package org.rnn4j.data;

import java.util.List;
import org.rnn4j.tensor.Sequence;

/** Sequences that lie in a batch as they are. */
final class StepsTrack implements Track {

    private final List<Steps> sequences;
    private final boolean ids;
    private final int width;

    /**
     * Checks all sequences: of one kind, each id below the width, each row of this width and finite.
     *
     * @param place who asks, and for which part of an example, for the message
     */
    StepsTrack(String place, String part, List<Steps> sequences, int width) {
        ExampleChecks.requireWidth(place + ": " + part, width);
        this.sequences = sequences;
        this.width = width;
        this.ids = sequences.stream().filter(steps -> steps.length() > 0).findFirst().map(Steps::isIds).orElse(true);
        for (int example = 0; example < sequences.size(); example++) {
            ExampleChecks.requireSteps(place + ": example " + example + ", " + part, sequences.get(example), ids, width);
        }
    }

    @Override
    public boolean isIds() {
        return ids;
    }

    @Override
    public int width() {
        return width;
    }

    @Override
    public int length(int example) {
        return sequences.get(example).length();
    }

    @Override
    public void write(int example, int from, int count, Sequence to, int n) {
        Steps steps = sequences.get(example);
        int batch = to.batchSize();
        for (int t = 0; t < count; t++) {
            int row = t * batch + n;
            if (ids) {
                to.ids()[row] = steps.id(from + t);
            } else {
                steps.copyRow(from + t, to.data(), to.offset(row));
            }
        }
    }
}
