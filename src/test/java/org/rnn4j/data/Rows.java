package org.rnn4j.data;

import java.util.ArrayList;
import java.util.List;
import org.rnn4j.tensor.Sequence;

/** Batches as text, row by row, the content of padding left out. */
final class Rows {

    private Rows() {
    }

    /** Step by step what a sequence of a batch holds. */
    static String text(Sequence sequence, int n) {
        StringBuilder text = new StringBuilder();
        for (int t = 0; t < sequence.length(n); t++) {
            int row = t * sequence.batchSize() + n;
            text.append(t == 0 ? "" : " ");
            for (int d = 0; d < (sequence.isIds() ? 1 : sequence.width()); d++) {
                text.append(d == 0 ? "" : ",")
                        .append(sequence.isIds() ? "" + sequence.ids()[row] : "" + sequence.get(t, n, d));
            }
        }
        return text.toString();
    }

    /** The same of data. */
    static String text(Steps steps) {
        StringBuilder text = new StringBuilder();
        for (int t = 0; t < steps.length(); t++) {
            text.append(t == 0 ? "" : " ");
            for (int d = 0; d < (steps.isIds() ? 1 : steps.width(t)); d++) {
                text.append(d == 0 ? "" : ",").append(steps.isIds() ? "" + steps.id(t) : "" + steps.value(t, d));
            }
        }
        return text.toString();
    }

    /** A row of a batch: source, inputs, targets, weights. */
    static String text(Batch batch, int n) {
        StringBuilder weights = new StringBuilder();
        Sequence targets = batch.targets().values();
        for (int t = 0; t < targets.length(n); t++) {
            weights.append(t == 0 ? "" : " ").append(batch.targets().weight(t * targets.batchSize() + n));
        }
        return (batch.source() == null ? "" : text(batch.source(), n) + " => ") + text(batch.inputs(), n) + " -> "
                + text(targets, n) + " * " + weights;
    }

    static List<String> of(Batch batch) {
        List<String> rows = new ArrayList<>();
        for (int n = 0; n < batch.inputs().batchSize(); n++) {
            rows.add(text(batch, n) + (batch.continues()[n] ? " goes on" : ""));
        }
        return rows;
    }

    /** The windows of the current epoch from here on. */
    static List<List<String>> rest(SequenceSampler sampler) {
        List<List<String>> windows = new ArrayList<>();
        for (Batch batch = sampler.next(); batch != null; batch = sampler.next()) {
            windows.add(of(batch));
        }
        return windows;
    }

    static List<List<String>> epoch(SequenceSampler sampler, int epoch) {
        sampler.epoch(epoch);
        return rest(sampler);
    }
}
