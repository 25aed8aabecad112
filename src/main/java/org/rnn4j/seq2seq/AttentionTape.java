package org.rnn4j.seq2seq;

import org.rnn4j.cell.Gradients;
import org.rnn4j.cell.Tape;
import org.rnn4j.layer.AffineTape;
import org.rnn4j.tensor.Backend;
import org.rnn4j.tensor.Kernels;
import org.rnn4j.tensor.RangeTask;
import org.rnn4j.tensor.Sequence;
import org.rnn4j.tensor.ShapeException;

/** The passes of {@link Attention}: the maps of all rows before and after its {@link Contexts}, one product each. */
final class AttentionTape extends Tape {

    private final Attention layer;
    private final int querySize;
    private final int memorySize;
    private final AffineTape queryMap;
    private final AffineTape outputMap;
    private final Sequence joined;
    private Sequence dOutput;
    private Sequence dQueries;

    // Made by reserve.
    private int maxMemorySteps;
    private AffineTape keyMap;
    private Contexts contexts;
    private Sequence dKeys;

    // Of the passes under way, read by the tasks below.
    private Sequence memory;
    private Sequence keys;
    private Sequence x;
    private Sequence queries;
    private Sequence y;
    private Sequence dy;
    private Sequence dJoined;
    private Sequence dx;
    private Sequence dMemory;
    private boolean ready;

    private final RangeTask copyInputs = this::copyInputs;
    private final RangeTask squash = this::squash;
    private final RangeTask unsquash = this::unsquash;
    private final RangeTask addInputGradients = this::addInputGradients;

    AttentionTape(Attention layer, int maxSteps, int maxBatch, Backend backend) {
        super(maxSteps, maxBatch, backend);
        this.layer = layer;
        querySize = layer.inputSize();
        memorySize = layer.memorySize();
        queryMap = layer.weightQuery() == null ? null
                : new AffineTape(layer, layer.weightQuery(), null, maxSteps, maxBatch, backend);
        outputMap = new AffineTape(layer, layer.weightOutput(), layer.biasOutput(), maxSteps, maxBatch, backend);
        joined = Sequence.dense(maxSteps, maxBatch, memorySize + querySize);
    }

    boolean belongsTo(Attention candidate) {
        return layer == candidate;
    }

    // ---- memory ---------------------------------------------------------------------------------------------------------

    void reserve(int steps) {
        if (steps < 1) {
            throw new IllegalArgumentException(layer + ".reserveMemory: expected at least 1 step but got " + steps);
        }
        Kernels kernels = backend().kernels();
        maxMemorySteps = steps;
        memory = null;
        y = null;
        dKeys = null;
        keyMap = layer.weightKey() == null ? null : new AffineTape(layer, layer.weightKey(), null, steps, maxBatch(), backend());
        contexts = new Contexts(switch (layer.score()) {
            case ADDITIVE -> new AdditiveScores(kernels, layer.weightScore(), backend().workers().count(), steps, maxBatch());
            case SCALED_DOT -> new ProductScores(kernels, (float) (1 / Math.sqrt(querySize)));
            case GENERAL, DOT -> new ProductScores(kernels, 1);
        }, steps, maxSteps(), maxBatch(), backend());
    }

    void read(Sequence memory) {
        if (memory.isIds() || memory.width() != memorySize || memory.steps() > maxMemorySteps || memory.rows() == 0
                || memory.batchSize() > maxBatch()) {
            throw new ShapeException(layer + ".readMemory: memory",
                    "floats, at most [" + maxMemorySteps + ", " + maxBatch() + ", " + memorySize + "]", memory.toString());
        }
        ready = false;
        this.memory = memory;
        keys = keyMap == null ? memory : keyMap.forward(memory);
    }

    Sequence weights() {
        if (y == null) {
            throw new IllegalStateException(layer + ".memoryWeights: expected a forward pass before it");
        }
        return contexts.weights();
    }

    Sequence memoryGradient() {
        if (dMemory == null) {
            throw new IllegalStateException(layer + ".memoryGradient: expected a backward pass before it");
        }
        return dMemory;
    }

    // ---- forward --------------------------------------------------------------------------------------------------------

    Sequence forward(Sequence x) {
        if (memory == null) {
            throw new IllegalStateException(layer + ".forward: expected a memory to have been read before it, as an EncoderDecoder"
                    + " does");
        }
        if (x.isIds() || x.width() != querySize || x.batchSize() > maxBatch() || x.rows() > maxSteps() * maxBatch()) {
            throw new ShapeException(layer + ".forward: x",
                    "floats, at most [" + maxSteps() + ", " + maxBatch() + ", " + querySize + "]", x.toString());
        }
        if (x.batchSize() % memory.batchSize() != 0) {
            throw new ShapeException(layer + ".forward: x", "a multiple of the " + memory.batchSize() + " sequences of the memory",
                    x.shape());
        }
        ready = false;
        dMemory = null;
        this.x = x;
        queries = queryMap == null ? x : queryMap.forward(x);
        joined.reshapeLike(x);
        backend().workers().split(x.rows(), rowGrain(), copyInputs);
        contexts.forward(queries, keys, memory, joined);
        y = outputMap.forward(joined);
        backend().workers().split(x.rows(), rowGrain(), squash);
        ready = true;
        return y;
    }

    /** About 2^13 values of tanh are worth waking a thread for. */
    private int rowGrain() {
        return Math.max(1, (1 << 13) / layer.outputSize(querySize));
    }

    private void copyInputs(int worker, int from, int to) {
        for (int row = from; row < to; row++) {
            System.arraycopy(x.data(), x.offset(row), joined.data(), joined.offset(row) + memorySize, querySize);
        }
    }

    private void squash(int worker, int from, int to) {
        backend().kernels().tanh((to - from) * y.width(), y.data(), y.offset(from), y.data(), y.offset(from));
    }

    // ---- backward -------------------------------------------------------------------------------------------------------

    Sequence backward(Sequence dy, Gradients gradients) {
        if (!ready) {
            throw new IllegalStateException(layer + ".backward: expected a forward pass before it");
        }
        if (dy.steps() != y.steps() || dy.batchSize() != y.batchSize() || dy.width() != y.width()) {
            throw new ShapeException(layer + ".backward: dy", y.shape(), dy.shape());
        }
        ready = false;
        ensureBackwardBuffers();
        this.dy = dy;
        dOutput.reshapeLike(y);
        dQueries.reshapeLike(x);
        dKeys.reshapeLike(memory);
        backend().workers().split(y.rows(), rowGrain(), unsquash);
        dJoined = outputMap.backward(dOutput, gradients);
        contexts.backward(dJoined, dQueries, dKeys, gradients);
        dMemory = keyMap == null ? dKeys : keyMap.backward(dKeys, gradients);
        contexts.addMemoryGradients(dMemory);
        dx = dQueries;
        if (queryMap != null) {
            queryMap.inputGradient(inputGradient());
            dx = queryMap.backward(dQueries, gradients);
        }
        if (!inputGradient()) {
            return null;
        }
        backend().workers().split(x.rows(), rowGrain(), addInputGradients);
        return dx;
    }

    private void ensureBackwardBuffers() {
        if (dOutput == null) {
            dOutput = Sequence.dense(maxSteps(), maxBatch(), y.width());
            dQueries = Sequence.dense(maxSteps(), maxBatch(), queries.width());
        }
        if (dKeys == null) {
            dKeys = Sequence.dense(maxMemorySteps, maxBatch(), keys.width());
        }
    }

    private void unsquash(int worker, int from, int to) {
        float[] out = y.data();
        float[] d = dOutput.data();
        int at = y.offset(from);
        int source = dy.offset(from);
        int target = dOutput.offset(from);
        for (int i = 0; i < (to - from) * y.width(); i++) {
            d[target + i] = dy.data()[source + i] * (1 - out[at + i] * out[at + i]);
        }
    }

    private void addInputGradients(int worker, int from, int to) {
        for (int row = from; row < to; row++) {
            backend().kernels().add(querySize, dJoined.data(), dJoined.offset(row) + memorySize, dx.data(), dx.offset(row));
        }
    }
}
