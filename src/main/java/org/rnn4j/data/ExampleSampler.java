package org.rnn4j.data;

/**
 * Deals examples out in batches, each example once in an epoch, whole and from state zero, as one row of a batch. Made by
 * {@link SequenceSampler#oneToOne}, {@link SequenceSampler#oneToMany}, {@link SequenceSampler#manyToOne},
 * {@link SequenceSampler#manyToManyAligned} and {@link SequenceSampler#manyToManyDelayed}, which say what lies where.
 *
 * <p>Sequences of a batch are as long as they are; a batch has as many steps as the longest of them, and lengths where they differ.
 * A batch whose sequences are all empty has one step of padding. The last batch has the examples that are left.
 *
 * <p>The methods {@link #shuffled}, {@link #bucketed}, {@link #classWeights} and {@link #window} each give another sampler of the same
 * examples, at the start of its first epoch, and leave this one as it was. Buffers are allocated with the first window, for the
 * longest example; after it a window allocates nothing.
 */
public final class ExampleSampler implements SequenceSampler {

    private static final int POOL = 50;

    private final ExampleSet examples;
    private final int batchSize;
    private final EpochOrder order;
    private final float[] classWeights;
    private final int sourceSteps;
    private final int inputSteps;
    private final int targetSteps;

    private final int[] sequence;
    private final int[] batches;
    private BatchBuffer buffer;
    private int position;
    private int dealtFrom;
    private int dealt;

    ExampleSampler(ExampleSet examples, int batchSize) {
        this(examples, batchSize, EpochOrder.AS_GIVEN, null);
    }

    private ExampleSampler(ExampleSet examples, int batchSize, EpochOrder order, float[] classWeights) {
        if (batchSize < 1) {
            throw new IllegalArgumentException(examples.place() + ": expected a batch of at least 1 but got " + batchSize);
        }
        this.examples = examples;
        this.batchSize = batchSize;
        this.order = order;
        this.classWeights = classWeights;
        sourceSteps = examples.source() == null ? 0 : Math.max(1, Track.longest(examples.source(), examples.size()));
        inputSteps = Math.max(1, Track.longest(examples.inputs(), examples.size()));
        targetSteps = Math.max(1, Track.longest(examples.targets(), examples.size()));
        sequence = new int[examples.size()];
        batches = new int[(examples.size() - 1) / batchSize + 1];
        epoch(0);
    }

    /**
     * {@return a sampler that deals each epoch in an order of its own} The order follows from the seed and the number of the epoch
     * alone, so {@link #epoch} and {@link #seek} come back to any place.
     */
    public ExampleSampler shuffled(long seed) {
        return new ExampleSampler(examples, batchSize, new EpochOrder(true, seed, order.pool()), classWeights);
    }

    /** {@return a sampler whose batches hold examples of similar length: {@link #bucketed(int)} with pools of 50 batches} */
    public ExampleSampler bucketed() {
        return bucketed(POOL);
    }

    /**
     * {@return a sampler whose batches hold examples of similar length, so that there is less padding to compute} Examples are taken
     * in pools of so many batches, after shuffling when they are shuffled; each pool is sorted by length (that of source and
     * inputs together) and cut into batches. When they are shuffled, all batches of the epoch are dealt in random order, so that
     * lengths do not rise and fall, and the batch of what is left over may come anywhere.
     *
     * @param pool how many batches are sorted together; the larger, the less padding and the more alike the batches of all epochs
     */
    public ExampleSampler bucketed(int pool) {
        if (pool < 1) {
            throw new IllegalArgumentException(examples.place() + ".bucketed: expected a pool of at least 1 batch but got " + pool);
        }
        return new ExampleSampler(examples, batchSize, new EpochOrder(order.shuffled(), order.seed(), pool), classWeights);
    }

    /**
     * {@return a sampler in which a target counts its example's weight times that of its class}
     *
     * @param weights one for each class, finite and not negative; {@link ClassWeights#balanced} gives those of equal say
     * @throws IllegalArgumentException when targets are not ids, or there is not one weight for each class
     */
    public ExampleSampler classWeights(float... weights) {
        if (!examples.targets().isIds() || weights.length != examples.targets().width()) {
            throw new IllegalArgumentException(examples.place() + ".classWeights: expected a weight for each of "
                    + (examples.targets().isIds() ? examples.targets().width() : "no") + " classes but got " + weights.length);
        }
        for (int label = 0; label < weights.length; label++) {
            ExampleChecks.requireWeight(examples.place() + ".classWeights: class " + label, weights[label]);
        }
        return new ExampleSampler(examples, batchSize, order, weights.clone());
    }

    /**
     * {@return a sampler of the same examples that cuts them into windows of up to {@code steps} steps and carries the state from one
     * to the next, for sequences too long to go back through at once} In the order of this one, but not bucketed: lanes do not wait
     * for each other.
     *
     * @throws IllegalArgumentException when not every step has its target, or no example has a step
     */
    public WindowedSampler window(int steps) {
        return new WindowedSampler(examples, batchSize, steps, order, classWeights);
    }

    @Override
    public int maxSteps() {
        return inputSteps;
    }

    @Override
    public int maxSourceSteps() {
        return sourceSteps;
    }

    @Override
    public int maxBatch() {
        return batchSize;
    }

    /** {@return the width of the inputs, for the first layer} */
    public int inputWidth() {
        return examples.inputs().width();
    }

    /** {@return the number of examples} */
    public int examples() {
        return examples.size();
    }

    @Override
    public long windows() {
        return batches.length;
    }

    @Override
    public long position() {
        return position;
    }

    @Override
    public void epoch(int epoch) {
        order.arrange(epoch, batchSize, examples::cost, sequence, batches);
        seek(0);
    }

    @Override
    public void seek(long window) {
        if (window < 0 || window > batches.length) {
            throw new IllegalArgumentException(examples.place() + ".seek: expected a window from 0 to " + batches.length
                    + " but got " + window);
        }
        position = (int) window;
        dealt = 0;
    }

    @Override
    public Batch next() {
        if (position == batches.length) {
            return null;
        }
        if (buffer == null) {
            buffer = new BatchBuffer(examples, sourceSteps, inputSteps, targetSteps, batchSize, classWeights);
        }
        dealtFrom = batches[position++] * batchSize;
        dealt = Math.min(batchSize, sequence.length - dealtFrom);
        int source = 0;
        int inputs = 0;
        int targets = 0;
        for (int n = 0; n < dealt; n++) {
            int example = sequence[dealtFrom + n];
            source = examples.source() == null ? 0 : Math.max(source, examples.source().length(example));
            inputs = Math.max(inputs, examples.inputs().length(example));
            targets = Math.max(targets, examples.targets().length(example));
        }
        buffer.start(source, inputs, targets, dealt);
        for (int n = 0; n < dealt; n++) {
            buffer.put(n, sequence[dealtFrom + n]);
        }
        return buffer.end();
    }

    /**
     * {@return which example is row {@code n} of the last batch, by its place in the list that was given}
     *
     * @throws IllegalArgumentException when that batch has no such row, or there is none
     */
    public int example(int n) {
        if (n < 0 || n >= dealt) {
            throw new IllegalArgumentException(examples.place() + ".example: expected a row of the last batch, from 0 to "
                    + (dealt - 1) + ", but got " + n);
        }
        return sequence[dealtFrom + n];
    }

    @Override
    public String toString() {
        return examples.place() + "(" + examples.size() + " examples, batches of " + batchSize + ", " + batches.length + " windows"
                + (order.shuffled() ? ", shuffled by seed " + order.seed() : "")
                + (order.pool() > 0 ? ", bucketed in pools of " + order.pool() : "") + ")";
    }
}
