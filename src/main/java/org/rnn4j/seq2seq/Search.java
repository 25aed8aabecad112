package org.rnn4j.seq2seq;

import java.util.List;
import org.rnn4j.tensor.Sequence;

/**
 * Finds likely outputs for a source. Immutable: any number of threads may search with one, as long as its backend has no
 * threads of its own.
 */
public interface Search {

    /** {@return the model that is asked} */
    EncoderDecoder model();

    /**
     * {@return what was found, the best first; at least one}
     *
     * @param source one sequence, ids {@code [S, 1]} or floats {@code [S, 1, D]}; of length 0 with a length that says so
     */
    List<Hypothesis> search(Sequence source);

    /** {@return the best that was found} */
    default Hypothesis best(Sequence source) {
        return search(source).get(0);
    }

    /** {@return the best that was found} @param source ids; there may be none */
    default Hypothesis best(int... source) {
        return best(Sources.of(model().encoder().inputSize(), source));
    }
}
