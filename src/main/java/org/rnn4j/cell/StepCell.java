package org.rnn4j.cell;

import java.util.ArrayList;
import java.util.Collections;
import java.util.List;
import java.util.random.RandomGenerator;
import org.ejml.data.FMatrixRMaj;
import org.rnn4j.init.Initializer;
import org.rnn4j.init.Initializers;
import org.rnn4j.tensor.Backend;
import org.rnn4j.tensor.Kernels;
import org.rnn4j.tensor.PackedWeight;
import org.rnn4j.tensor.Sequence;
import org.rnn4j.tensor.ShapeException;

/**
 * A cell whose author writes one step, forward and backward; the library walks time, keeps the history of the states, passes
 * state through padding, shares the sequences of a batch among threads, and projects the inputs of all steps in one product:
 * <pre>
 *   gates[T·N, G·H] = b_ih + X · W_ih            before the first step
 *   for t ascending:  {@link #step}              gates and previous state in, next state out
 *   for t descending: {@link #stepBackward}      gradient of the next state in; of gates and previous state out
 *   dW_ih += Xᵀ · dGates,  db_ih += Σ dGates,  dX = dGates · W_ihᵀ
 * </pre>
 * The output of a step is its first state component. Memory of a window: {@code T·N·(G·H + S·H + saved)} floats, with S state
 * components.
 */
public abstract class StepCell implements Cell {

    private final int inputSize;
    private final int hiddenSize;
    private final List<String> gateNames;
    private final StateSpec stateSpec;
    private final List<Parameter> parameters = new ArrayList<>();
    private final Parameter weightIh;
    private final Parameter weightHh;
    private final Parameter biasIh;

    /**
     * A cell with {@code weight_ih [D, G·H]}, {@code weight_hh [H, G·H]} and {@code bias_ih [1, G·H]}, weights uniform in
     * {@code ±1/√H}, biases zero.
     *
     * @param inputSize D
     * @param hiddenSize H
     * @param gateNames one name for each block of H columns
     * @param stateNames the state components, each of width H; the first is the output
     * @param random where the weights come from
     */
    protected StepCell(int inputSize, int hiddenSize, List<String> gateNames, List<String> stateNames,
                       RandomGenerator random) {
        if (inputSize < 1 || hiddenSize < 1) {
            throw new IllegalArgumentException(displayName() + ": expected sizes of at least 1 but got input size "
                    + inputSize + " and hidden size " + hiddenSize);
        }
        // In double: the product of three ints may pass the range of a long and come back from below.
        if ((double) Math.max(inputSize, hiddenSize) * gateNames.size() * hiddenSize > Integer.MAX_VALUE - 8) {
            throw new IllegalArgumentException(displayName() + ": expected matrices of at most 2^31 - 9 floats but got input size "
                    + inputSize + ", hidden size " + hiddenSize + " and " + gateNames.size() + " gates");
        }
        this.inputSize = inputSize;
        this.hiddenSize = hiddenSize;
        this.gateNames = List.copyOf(gateNames);
        this.stateSpec = StateSpec.of(hiddenSize, stateNames);
        weightIh = add("weight_ih", inputSize, gateWidth());
        weightHh = add("weight_hh", hiddenSize, gateWidth());
        biasIh = add("bias_ih", 1, gateWidth());
        Initializer uniform = Initializers.uniform((float) (1 / Math.sqrt(hiddenSize)));
        uniform.fill(weightIh.value(), random);
        uniform.fill(weightHh.value(), random);
    }

    /** Declares one more parameter, of zeros. @return it */
    protected final Parameter add(String name, int rows, int columns) {
        Parameter parameter = new Parameter(name, new FMatrixRMaj(rows, columns));
        parameters.add(parameter);
        return parameter;
    }

    // ---- what an author writes ------------------------------------------------------------------------------------------

    /**
     * Makes one step for some sequences. In: {@link StepBlock#gates()} holds {@code b_ih + x·W_ih}, and the previous state is
     * there. Out: the next state. Whatever the backward step needs may stay in the gates and in the saved buffers.
     */
    protected abstract void step(StepBlock block);

    /**
     * Goes one step back. In: the state gradients hold the gradient of the next state, that of the output included. Out: the
     * gates hold the gradient of {@code b_ih + x·W_ih}, and the state gradients that of the previous state.
     */
    protected abstract void stepBackward(StepBlock block);

    /** {@return the widths of further buffers of {@code T·N} rows that the steps write and read} None by default. */
    protected int[] savedWidths() {
        return new int[0];
    }

    /** {@return empty holders for the weights that the steps multiply with, which {@link #prepare} fills} None by default. */
    protected List<PackedWeight> recurrentWeights(Kernels kernels) {
        return List.of();
    }

    /**
     * Packs, before the first step, the weights that {@link #step} multiplies with.
     *
     * @param totalRows to be handed to {@link PackedWeight#refresh}
     */
    protected void prepare(StepTape tape, int totalRows) {
    }

    /**
     * Packs, before the last step's way back, the weights that {@link #stepBackward} multiplies with.
     *
     * @param totalRows to be handed to {@link PackedWeight#refreshTransposed}
     */
    protected void prepareBackward(StepTape tape, int totalRows) {
    }

    /**
     * Adds, after the way back through their steps, the terms of some rows to some columns of the gradient of {@code weight_hh}; called
     * by several threads for different columns.
     */
    protected abstract void addRecurrentGradients(GradientBlock block);

    /**
     * {@return whether the steps read h' for their products from {@link StepBlock#recurrentInput()}, give its gradient to
     * {@link StepBlock#addRecurrentGradient}, and use {@link StepTape#recurrentInput()} for that of the weights} Only then can
     * there be recurrent dropout. Not by default.
     */
    protected boolean usesRecurrentInput() {
        return false;
    }

    /** {@return how the product of the inputs is normalised; null for not at all} */
    RowNorm inputNorm() {
        return null;
    }

    /**
     * {@return whether the steps read {@code b_ih + x·W_ih} from {@link StepBlock#preactivations()} and leave the gates to be written,
     * not read} Then it need not pass through the gates, which are far from the cache.
     */
    boolean readsPreactivations() {
        return false;
    }

    /** Adds, after the walk back, the gradients of parameters of the cell's own. */
    protected void addOtherGradients(StepTape tape, Gradients gradients) {
    }

    // ---- sizes and parameters -------------------------------------------------------------------------------------------

    @Override
    public final int inputSize() {
        return inputSize;
    }

    /** {@return H, the width of a state component} */
    public final int hiddenSize() {
        return hiddenSize;
    }

    @Override
    public final int outputSize() {
        return hiddenSize;
    }

    /** {@return the names of the gates, in the order of their columns} */
    public final List<String> gateNames() {
        return gateNames;
    }

    /** {@return G·H, the width of a row of gates} */
    public final int gateWidth() {
        return gateNames.size() * hiddenSize;
    }

    @Override
    public final StateSpec stateSpec() {
        return stateSpec;
    }

    @Override
    public final List<Parameter> parameters() {
        return Collections.unmodifiableList(parameters);
    }

    /** {@return {@code weight_ih [D, G·H]}} */
    public final Parameter weightIh() {
        return weightIh;
    }

    /** {@return {@code weight_hh [H, G·H]}} */
    public final Parameter weightHh() {
        return weightHh;
    }

    /** {@return {@code bias_ih [1, G·H]}} */
    public final Parameter biasIh() {
        return biasIh;
    }

    // ---- passes ---------------------------------------------------------------------------------------------------------

    @Override
    public final Tape newTape(int maxSteps, int maxBatch, Backend backend) {
        return newTape(maxSteps, maxBatch, StateNoise.NONE, backend);
    }

    @Override
    public final Tape newTape(int maxSteps, int maxBatch, StateNoise noise, Backend backend) {
        requireSupport(noise);
        return new StepTape(this, maxSteps, maxBatch, noise, backend);
    }

    @Override
    public final void requireSupport(StateNoise noise) {
        if (noise.hasRecurrentDropout() && !usesRecurrentInput()) {
            throw new IllegalArgumentException(this + ": recurrent dropout " + noise.recurrentDropout()
                    + ": expected a cell whose steps use StepBlock.recurrentInput, as every GatedCell does");
        }
        if (!noise.zoneout().isEmpty() && noise.zoneout().size() != stateSpec.size()) {
            throw new IllegalArgumentException(this + ": zoneout: expected one probability for each of "
                    + stateSpec.components().stream().map(StateSpec.Component::name).toList() + " but got " + noise.zoneout());
        }
    }

    @Override
    public final Sequence forward(Sequence x, State initial, Tape tape) {
        if (x.width() != inputSize) {
            throw new ShapeException(this + ".forward: x", "[T, N, " + inputSize + "]", x.shape());
        }
        if (x.batchSize() > tape.maxBatch() || x.rows() > tape.maxSteps() * tape.maxBatch()) {
            throw new ShapeException(this + ".forward: x",
                    "at most [" + tape.maxSteps() + ", " + tape.maxBatch() + ", " + inputSize + "]", x.shape());
        }
        requireState("forward: initial state", initial, x.batchSize());
        return own(tape).forward(x, initial);
    }

    @Override
    public final Sequence backward(Sequence dy, State dState, Gradients gradients, Tape tape) {
        return own(tape).backward(dy, dState, gradients);
    }

    @Override
    public final void readState(Tape tape, int[] steps, State target) {
        own(tape).readState(steps, target);
    }

    void requireState(String place, State state, int batchSize) {
        boolean fits = state.batchSize() >= batchSize && state.spec().size() == stateSpec.size();
        for (int k = 0; fits && k < stateSpec.size(); k++) {
            fits = state.part(k).numCols == hiddenSize;
        }
        if (!fits) {
            throw new ShapeException(this + "." + place, batchSize + " x " + stateSpec.components(), state.toString());
        }
    }

    private StepTape own(Tape tape) {
        if (tape instanceof StepTape own && own.belongsTo(this)) {
            return own;
        }
        throw new IllegalArgumentException(this + ": expected a tape made by this cell's newTape but got " + tape);
    }

    /** The name in messages, where the class is not the one the user made. */
    String displayName() {
        return getClass().getSimpleName();
    }

    @Override
    public String toString() {
        int size = parameters.stream().mapToInt(Parameter::size).sum();
        return displayName() + "(" + inputSize + " -> " + hiddenSize + ", " + size + " parameters)";
    }
}
