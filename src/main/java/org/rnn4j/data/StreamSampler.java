package org.rnn4j.data;

import java.util.ArrayList;
import java.util.List;
import org.rnn4j.loss.Targets;
import org.rnn4j.tensor.Sequence;

/**
 * Reads texts as a language model does: each symbol predicts the next one of its text.
 *
 * <p><b>Lanes.</b> All {@code (symbol, next)} pairs of all texts, in order, are cut into {@code N} contiguous lanes of equal
 * length; when they do not divide, the first lanes have one pair more. The sequences of a batch are the lanes. A lane that
 * crosses the end of a text stops there: what is left of that window is padding, and the next window starts the next text from
 * state zero. So every pair is dealt exactly once in an epoch, and none spans two texts.
 *
 * <p><b>Windows.</b> A window brings up to {@code k1} new pairs of each lane. For truncated BPTT with {@code k2 > k1} it also
 * repeats up to {@code k2 − k1} pairs before them, with weight zero: gradients of the new pairs flow back through those steps,
 * and no pair is counted twice. The state is carried to where the next window starts ({@link Batch#carryAfter()}).
 */
public final class StreamSampler implements SequenceSampler {

    /** A run of pairs of one text within one lane: those whose first symbols are {@code from} to {@code to - 1}. */
    private record Segment(int[] text, int from, int to) {
    }

    private final int k1;
    private final int k2;
    private final int lanes;
    private final List<List<Segment>> segments;
    private final long windows;
    private final long pairs;

    // Where each lane stands: in which segment, and at which pair of it.
    private final int[] segment;
    private final int[] next;
    private final boolean[] continuing;
    private long position;

    private final Sequence inputs;
    private final Sequence targets;
    private final float[] weights;
    private final int[] lengths;
    private final boolean[] continues;
    private final int[] carryAfter;
    private final Batch batch;

    /**
     * A sampler of texts.
     *
     * @param texts the ids of each text; texts of fewer than two symbols hold no pair
     * @param lanes N, the batch size
     * @param k1 the number of steps between updates
     * @param k2 the number of steps that gradients flow back, at least k1
     * @param vocabularySize the width of the one-hot vectors that the ids stand for
     * @throws IllegalArgumentException when a number is out of range, an id is, or there is no pair at all
     */
    public StreamSampler(List<int[]> texts, int lanes, int k1, int k2, int vocabularySize) {
        if (lanes < 1 || k1 < 1 || k2 < k1) {
            throw new IllegalArgumentException("StreamSampler: expected lanes >= 1 and 1 <= k1 <= k2 but got lanes " + lanes
                    + ", k1 " + k1 + ", k2 " + k2);
        }
        for (int i = 0; i < texts.size(); i++) {
            requireIds(i, texts.get(i), vocabularySize);
        }
        this.k1 = k1;
        this.k2 = k2;
        this.lanes = lanes;
        this.pairs = texts.stream().mapToLong(text -> Math.max(0, text.length - 1)).sum();
        if (pairs == 0) {
            throw new IllegalArgumentException("StreamSampler: expected a text of at least 2 symbols but got none in "
                    + texts.size() + " texts");
        }
        inputs = Sequence.ids(k2, lanes, vocabularySize);       // first, since it says at once when the sizes are absurd
        this.segments = cut(texts, pairs, lanes);
        this.windows = segments.stream().mapToLong(this::windows).max().orElseThrow();
        segment = new int[lanes];
        next = new int[lanes];
        continuing = new boolean[lanes];
        targets = Sequence.ids(k2, lanes, vocabularySize);
        weights = k2 > k1 ? new float[k2 * lanes] : null;
        lengths = new int[lanes];
        continues = new boolean[lanes];
        carryAfter = new int[lanes];
        batch = new Batch(inputs, new Targets(targets, weights), continues, carryAfter);
        seek(0);
    }

    private static void requireIds(int index, int[] text, int vocabularySize) {
        for (int at = 0; at < text.length; at++) {
            if (text[at] < 0 || text[at] >= vocabularySize) {
                throw new IllegalArgumentException("StreamSampler: text " + index + ", symbol " + at + ": expected an id from 0 to "
                        + (vocabularySize - 1) + " but got " + text[at]);
            }
        }
    }

    private static List<List<Segment>> cut(List<int[]> texts, long pairs, int lanes) {
        List<List<Segment>> result = new ArrayList<>();
        int text = 0;
        int from = 0;
        for (int lane = 0; lane < lanes; lane++) {
            List<Segment> own = new ArrayList<>();
            long missing = pairs / lanes + (lane < pairs % lanes ? 1 : 0);
            while (missing > 0) {
                int[] symbols = texts.get(text);
                int left = symbols.length - 1 - from;
                if (left <= 0) {
                    text++;
                    from = 0;
                    continue;
                }
                int taken = (int) Math.min(missing, left);
                own.add(new Segment(symbols, from, from + taken));
                from += taken;
                missing -= taken;
            }
            result.add(own);
        }
        return result;
    }

    private long windows(List<Segment> lane) {
        return lane.stream().mapToLong(this::windows).sum();
    }

    private long windows(Segment part) {
        return (part.to - part.from + k1 - 1) / k1;
    }

    @Override
    public int maxSteps() {
        return k2;
    }

    @Override
    public int maxBatch() {
        return lanes;
    }

    @Override
    public long windows() {
        return windows;
    }

    /** {@return the number of pairs in an epoch} */
    public long pairs() {
        return pairs;
    }

    @Override
    public long position() {
        return position;
    }

    @Override
    public void seek(long window) {
        if (window < 0 || window > windows) {
            throw new IllegalArgumentException("StreamSampler.seek: expected a window from 0 to " + windows + " but got " + window);
        }
        position = window;
        for (int lane = 0; lane < lanes; lane++) {
            List<Segment> own = segments.get(lane);
            long left = window;
            int at = 0;
            while (at < own.size() && left >= windows(own.get(at))) {
                left -= windows(own.get(at));
                at++;
            }
            segment[lane] = at;
            next[lane] = at < own.size() ? own.get(at).from + (int) (left * k1) : 0;
            continuing[lane] = left > 0 && at < own.size();
        }
    }

    @Override
    public Batch next() {
        if (position == windows) {
            return null;
        }
        position++;
        int steps = 0;
        for (int lane = 0; lane < lanes; lane++) {
            steps = Math.max(steps, context(lane) + fresh(lane));
        }
        inputs.reshape(steps, lanes);
        targets.reshape(steps, lanes);
        for (int lane = 0; lane < lanes; lane++) {
            deal(lane);
        }
        boolean full = true;
        for (int lane = 0; lane < lanes; lane++) {
            full &= lengths[lane] == steps;
        }
        inputs.lengths(full ? null : lengths);
        targets.lengths(full ? null : lengths);
        return batch;
    }

    /** How many new pairs the lane has for a window. */
    private int fresh(int lane) {
        if (segment[lane] == segments.get(lane).size()) {
            return 0;
        }
        return Math.min(k1, segments.get(lane).get(segment[lane]).to - next[lane]);
    }

    /** How many pairs before the new ones the lane repeats. */
    private int context(int lane) {
        if (segment[lane] == segments.get(lane).size()) {
            return 0;
        }
        return Math.min(k2 - k1, next[lane] - segments.get(lane).get(segment[lane]).from);
    }

    private void deal(int lane) {
        int fresh = fresh(lane);
        int context = context(lane);
        continues[lane] = continuing[lane];
        lengths[lane] = context + fresh;
        carryAfter[lane] = 0;
        if (fresh == 0) {
            return;
        }
        Segment own = segments.get(lane).get(segment[lane]);
        int start = next[lane] - context;
        for (int t = 0; t < context + fresh; t++) {
            int row = t * lanes + lane;
            inputs.ids()[row] = own.text[start + t];
            targets.ids()[row] = own.text[start + t + 1];
            if (weights != null) {
                weights[row] = t < context ? 0 : 1;
            }
        }
        next[lane] += fresh;
        if (next[lane] < own.to) {
            continuing[lane] = true;
            carryAfter[lane] = next[lane] - context(lane) - start;
        } else {
            segment[lane]++;
            continuing[lane] = false;
            next[lane] = segment[lane] < segments.get(lane).size() ? segments.get(lane).get(segment[lane]).from : 0;
        }
    }

    @Override
    public String toString() {
        return "StreamSampler(" + pairs + " pairs, " + lanes + " lanes, k1 " + k1 + ", k2 " + k2 + ", " + windows + " windows)";
    }
}
