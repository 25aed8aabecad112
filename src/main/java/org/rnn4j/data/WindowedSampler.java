package org.rnn4j.data;

import java.util.ArrayList;
import java.util.Arrays;
import java.util.Comparator;
import java.util.List;
import java.util.random.RandomGenerator;

/**
 * Deals long sequences with a target for each step in windows of up to {@code k} steps. Made by {@link ExampleSampler#window}.
 *
 * <p><b>Lanes.</b> Each of the {@code N} rows of a batch is a lane with its own examples, which it reads one after the other. A sequence
 * that ends within a window leaves the rest of it padding, and the next one starts with the next window, from state zero; within a
 * sequence the state goes on from window to window. Gradients flow back to the start of a window: truncated BPTT with
 * {@code k1 = k2 = k}. Examples are given to lanes by their number of windows, the longest first and always to the emptiest lane.
 * A lane that has read all its examples is empty until the epoch ends.
 *
 * <p>When shuffled, the examples of each lane come in another order in each epoch; they do not change lanes, so that the number of
 * windows stays the same. An example of no steps is in no window.
 */
public final class WindowedSampler implements SequenceSampler {

    private final ExampleSet examples;
    private final int steps;
    private final EpochOrder order;
    private final int[][] lanes;
    private final int[][] given;
    private final int windows;
    private final BatchBuffer buffer;

    // Where each lane stands: at which of its examples, and at which step of it.
    private final int[] at;
    private final int[] from;
    private int position;

    WindowedSampler(ExampleSet examples, int laneCount, int steps, EpochOrder order, float[] classWeights) {
        if (!examples.aligned()) {
            throw new IllegalArgumentException(examples.place() + ".window: expected examples with a target for each step");
        }
        if (steps < 1) {
            throw new IllegalArgumentException(examples.place() + ".window: expected at least 1 step but got " + steps);
        }
        this.examples = examples;
        this.steps = steps;
        this.order = order;
        given = share(laneCount);
        windows = (int) Arrays.stream(given).mapToLong(lane -> Arrays.stream(lane).mapToLong(this::windows).sum()).max().orElse(0);
        if (windows == 0) {
            throw new IllegalArgumentException(examples.place() + ".window: expected an example of at least one step but got none in "
                    + examples.size() + " examples");
        }
        lanes = Arrays.stream(given).map(int[]::clone).toArray(int[][]::new);
        at = new int[laneCount];
        from = new int[laneCount];
        int most = Math.min(steps, Track.longest(examples.inputs(), examples.size()));
        buffer = new BatchBuffer(examples, 0, most, most, laneCount, classWeights);
        epoch(0);
    }

    private int windows(int example) {
        return (int) (((long) examples.inputs().length(example) + steps - 1) / steps);
    }

    /** The examples of each lane in the order in which they came. */
    private int[][] share(int laneCount) {
        List<Integer> longestFirst = new ArrayList<>();
        for (int example = 0; example < examples.size(); example++) {
            if (windows(example) > 0) {
                longestFirst.add(example);
            }
        }
        longestFirst.sort(Comparator.comparingInt(example -> -windows(example)));
        List<List<Integer>> shares = new ArrayList<>();
        long[] load = new long[laneCount];
        for (int lane = 0; lane < laneCount; lane++) {
            shares.add(new ArrayList<>());
        }
        for (int example : longestFirst) {
            int emptiest = 0;
            for (int lane = 1; lane < laneCount; lane++) {
                emptiest = load[lane] < load[emptiest] ? lane : emptiest;
            }
            load[emptiest] += windows(example);
            shares.get(emptiest).add(example);
        }
        return shares.stream().map(share -> share.stream().mapToInt(Integer::intValue).sorted().toArray()).toArray(int[][]::new);
    }

    /** {@return a sampler that deals the examples of each lane in another order in each epoch} */
    public WindowedSampler shuffled(long seed) {
        return new WindowedSampler(examples, lanes.length, steps, new EpochOrder(true, seed, 0), buffer.classWeights());
    }

    @Override
    public int maxSteps() {
        return Math.min(steps, Track.longest(examples.inputs(), examples.size()));
    }

    @Override
    public int maxBatch() {
        return lanes.length;
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
    public void epoch(int epoch) {
        RandomGenerator random = order.shuffled() ? order.random(epoch) : null;
        for (int lane = 0; lane < lanes.length; lane++) {
            System.arraycopy(given[lane], 0, lanes[lane], 0, lanes[lane].length);
            if (order.shuffled()) {
                EpochOrder.shuffle(lanes[lane], 0, lanes[lane].length, random);
            }
        }
        seek(0);
    }

    @Override
    public void seek(long window) {
        if (window < 0 || window > windows) {
            throw new IllegalArgumentException(examples.place() + ".window.seek: expected a window from 0 to " + windows
                    + " but got " + window);
        }
        position = (int) window;
        for (int lane = 0; lane < lanes.length; lane++) {
            int left = position;
            int place = 0;
            while (place < lanes[lane].length && left >= windows(lanes[lane][place])) {
                left -= windows(lanes[lane][place++]);
            }
            at[lane] = place;
            from[lane] = place < lanes[lane].length ? left * steps : 0;
        }
    }

    @Override
    public Batch next() {
        if (position == windows) {
            return null;
        }
        position++;
        int longest = 0;
        for (int lane = 0; lane < lanes.length; lane++) {
            longest = Math.max(longest, count(lane));
        }
        buffer.start(0, longest, longest, lanes.length);
        for (int lane = 0; lane < lanes.length; lane++) {
            int count = count(lane);
            if (count == 0) {
                buffer.putNothing(lane);
                continue;
            }
            int example = lanes[lane][at[lane]];
            buffer.put(lane, example, from[lane], count);
            from[lane] += count;
            if (from[lane] == examples.inputs().length(example)) {
                at[lane]++;
                from[lane] = 0;
            }
        }
        return buffer.end();
    }

    private int count(int lane) {
        return at[lane] == lanes[lane].length ? 0 : Math.min(steps, examples.inputs().length(lanes[lane][at[lane]]) - from[lane]);
    }

    @Override
    public String toString() {
        return examples.place() + "(" + examples.size() + " examples, " + lanes.length + " lanes, windows of " + steps + " steps, "
                + windows + " windows" + (order.shuffled() ? ", shuffled by seed " + order.seed() : "") + ")";
    }
}
