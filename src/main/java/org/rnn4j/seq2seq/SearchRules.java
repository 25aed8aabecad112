package org.rnn4j.seq2seq;

import java.util.Arrays;

/**
 * Where a search begins, where a sequence ends, how long it may get, and what must not be in it. Immutable.
 */
public final class SearchRules {

    private final int start;
    private final int end;
    private final double stepsPerSourceStep;
    private final int moreSteps;
    private final int[] never;

    private SearchRules(int start, int end, double stepsPerSourceStep, int moreSteps, int[] never) {
        this.start = start;
        this.end = end;
        this.stepsPerSourceStep = stepsPerSourceStep;
        this.moreSteps = moreSteps;
        this.never = never;
    }

    /**
     * {@return rules with a greatest length of twice the source and ten more}
     *
     * @param start the id of the first input; it is never put out, unless it is the end too
     * @param end the id that ends a sequence
     */
    public static SearchRules of(int start, int end) {
        if (start < 0 || end < 0) {
            throw new IllegalArgumentException("SearchRules: expected ids of at least 0 but got start " + start + ", end " + end);
        }
        return new SearchRules(start, end, 2, 10, new int[0]);
    }

    /** {@return the same with sequences of at most {@code steps} symbols, the end counted} @param steps at least 1 */
    public SearchRules maxLength(int steps) {
        if (steps < 1) {
            throw new IllegalArgumentException("SearchRules: expected a greatest length of at least 1 but got " + steps);
        }
        return new SearchRules(start, end, 0, steps, never);
    }

    /**
     * {@return the same with sequences of at most {@code perSourceStep · S + more} symbols for a source of S steps, the end counted}
     *
     * @param perSourceStep at least 0
     * @param more at least 1
     */
    public SearchRules maxLength(double perSourceStep, int more) {
        if (!(perSourceStep >= 0) || Double.isInfinite(perSourceStep) || more < 1) {
            throw new IllegalArgumentException("SearchRules: expected a greatest length of at least 0 steps for each of the source and"
                    + " at least 1 more but got " + perSourceStep + " and " + more);
        }
        return new SearchRules(start, end, perSourceStep, more, never);
    }

    /** {@return the same without these symbols, such as padding and the stand-in for unknown ones} Probabilities stay as they are. */
    public SearchRules never(int... ids) {
        for (int id : ids) {
            if (id == end) {
                throw new IllegalArgumentException("SearchRules.never: expected symbols other than the end but got " + id);
            }
        }
        int[] all = Arrays.copyOf(never, never.length + ids.length);
        System.arraycopy(ids, 0, all, never.length, ids.length);
        return new SearchRules(start, end, stepsPerSourceStep, moreSteps, all);
    }

    /** {@return the id of the first input} */
    public int start() {
        return start;
    }

    /** {@return the id that ends a sequence} */
    public int end() {
        return end;
    }

    /** {@return how many symbols there may be for a source of so many steps, the end counted} */
    public int maxLengthFor(int sourceSteps) {
        return (int) Math.min(Integer.MAX_VALUE, stepsPerSourceStep * sourceSteps + moreSteps);
    }

    /** {@return whether a symbol may be put out} */
    boolean allows(int id) {
        if (id == start && start != end) {
            return false;
        }
        for (int each : never) {
            if (each == id) {
                return false;
            }
        }
        return true;
    }

    /** Checks that a model reads and writes these symbols. */
    void require(String place, EncoderDecoder model) {
        int size = model.outputSize();
        if (model.inputSize() != size || start >= size || end >= size) {
            throw new IllegalArgumentException(place + ": expected a decoder from and to the same symbols, start " + start
                    + " and end " + end + " among them, but got " + model);
        }
    }

    @Override
    public String toString() {
        return "SearchRules(start " + start + ", end " + end + ", at most "
                + (stepsPerSourceStep == 0 ? "" : stepsPerSourceStep + " x source + ") + moreSteps
                + (never.length == 0 ? "" : ", never " + Arrays.toString(never)) + ")";
    }
}
