package org.rnn4j.data;

import org.rnn4j.loss.Targets;
import org.rnn4j.tensor.Sequence;

/**
 * One window of a batch of sequences. Samplers fill the same object again for the next window; use it before asking for that.
 *
 * @param source what an encoder reads before the inputs, {@code [S, N]} ids or {@code [S, N, D]} floats; null where there is none
 * @param inputs {@code [T, N]} ids or {@code [T, N, D]} floats, with lengths where sequences differ
 * @param targets what the outputs should be; a position the loss has seen in an earlier window has weight zero
 * @param continues for each sequence whether it goes on from the state carried out of the window before, or starts at zero
 * @param carryAfter for each sequence, after how many steps of this window the state is taken with which the next one starts;
 *         null for all steps
 */
public record Batch(Sequence source, Sequence inputs, Targets targets, boolean[] continues, int[] carryAfter) {

    /** A window of inputs only. */
    public Batch(Sequence inputs, Targets targets, boolean[] continues, int[] carryAfter) {
        this(null, inputs, targets, continues, carryAfter);
    }
}
