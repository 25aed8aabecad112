package org.rnn4j.metric;

import java.util.Arrays;
import org.rnn4j.loss.Targets;
import org.rnn4j.tensor.Sequence;

/**
 * A metric that looks at one whole sequence of ids at a time. From a window it takes each sequence {@code n} of the batch, its classes
 * (see {@link Accuracy}) and targets at the steps that count; whether a step has a large or a small weight makes no difference. A
 * sequence of which no step counts is not looked at.
 *
 * <p>A window must hold its sequences whole: parts of a sequence in several windows are taken for sequences.
 */
public abstract class SequenceMetric implements Metric {

    /** For subclasses. */
    protected SequenceMetric() {
    }

    @Override
    public final void add(Sequence outputs, Targets targets) {
        Window window = new Window(this, outputs, targets);
        Classes.check(this, outputs, targets.values());
        int[] predicted = new int[outputs.steps()];
        int[] expected = new int[outputs.steps()];
        for (int n = 0; n < outputs.batchSize(); n++) {
            int count = 0;
            for (int t = 0; t < outputs.steps(); t++) {
                int row = t * outputs.batchSize() + n;
                if (window.weight(row) > 0) {
                    predicted[count] = Classes.predicted(this, outputs, row);
                    expected[count++] = Classes.expected(this, outputs, targets.values(), row);
                }
            }
            if (count > 0) {
                add(Arrays.copyOf(predicted, count), Arrays.copyOf(expected, count));
            }
        }
    }

    /**
     * Adds a sequence, for example one that a decoder gave, with the symbols of its end and padding already taken away.
     *
     * @param predicted what came; not changed, not kept
     * @param expected what should have come, of any length; not changed, not kept
     */
    public abstract void add(int[] predicted, int[] expected);
}
