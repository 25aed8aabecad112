package org.rnn4j.cell;

import java.util.Arrays;
import java.util.List;
import java.util.random.RandomGenerator;
import org.rnn4j.tensor.Kernels;
import org.rnn4j.tensor.PackedWeight;

/**
 * A cell whose gates are affine in {@code x} and {@code h}, and in which everything else happens unit by unit: the vanilla RNN,
 * the LSTM, most of what papers propose. Its author writes the mathematics of one row; the products come for free: one for the
 * inputs of all steps, one for each step ({@code N × G·H}, the only serial one), and one for each weight gradient.
 *
 * <p>Kept apart or not: usually {@code h'·W_hh} is simply added to the gates. A cell in which something multiplies it first (the
 * reset gate of a GRU) asks for it in a buffer of its own, {@link GateRow#recurrent()}, and leaves its gradient there.
 */
public abstract class GatedCell extends StepCell {

    private final boolean recurrentApart;
    private final GateNorm norm;

    /** A cell that adds {@code h'·W_hh} to its gates. See {@link StepCell#StepCell} for the arguments. */
    protected GatedCell(int inputSize, int hiddenSize, List<String> gateNames, List<String> stateNames,
                        RandomGenerator random) {
        this(inputSize, hiddenSize, gateNames, stateNames, false, random);
    }

    /** A cell that says whether it wants {@code h'·W_hh} apart. */
    protected GatedCell(int inputSize, int hiddenSize, List<String> gateNames, List<String> stateNames,
                        boolean recurrentApart, RandomGenerator random) {
        super(inputSize, hiddenSize, gateNames, stateNames, random);
        this.recurrentApart = recurrentApart;
        this.norm = null;
    }

    /**
     * A cell that normalises both products, with gains {@code gain_ih} and {@code gain_hh [1, G·H]} that start at one.
     *
     * @param groups how many gates at a time have a mean and a variance together; their sum is G
     */
    GatedCell(int inputSize, int hiddenSize, List<String> gateNames, List<String> stateNames,
              boolean recurrentApart, int[] groups, RandomGenerator random) {
        super(inputSize, hiddenSize, gateNames, stateNames, random);
        this.recurrentApart = recurrentApart;
        int[] widths = Arrays.stream(groups).map(gates -> gates * hiddenSize).toArray();
        this.norm = new GateNorm(addOnes("gain_ih", gateWidth()), addOnes("gain_hh", gateWidth()), widths);
    }

    /** Declares one more parameter, a row of ones. @return it */
    final Parameter addOnes(String name, int columns) {
        Parameter parameter = add(name, 1, columns);
        Arrays.fill(parameter.value().data, 1);
        return parameter;
    }

    /** Turns the pre-activations of one row into activations and makes its next state. */
    protected abstract void activate(GateRow row);

    /**
     * Goes back through {@link #activate}: turns the activations of one row into the gradients of its pre-activations, and the
     * gradient of its next state into that of its previous state, without the path through {@code W_hh}.
     */
    protected abstract void activateBackward(GateRow row);

    /** {@link #activate} for the rows of a block, one by one; a cell of the library may have them all at once. */
    void activateRows(StepBlock block) {
        GateRow row = block.row();
        for (int n = 0; n < block.rows(); n++) {
            row.place(n);
            activate(row);
        }
    }

    /** {@link #activateBackward} for the rows of a block. */
    void activateRowsBackward(StepBlock block) {
        GateRow row = block.row();
        for (int n = 0; n < block.rows(); n++) {
            row.place(n);
            activateBackward(row);
        }
    }

    @Override
    protected int[] savedWidths() {
        if (norm != null) {
            return norm.savedWidths(gateWidth());
        }
        return recurrentApart ? new int[] {gateWidth()} : new int[0];
    }

    @Override
    protected final boolean usesRecurrentInput() {
        return true;
    }

    @Override
    final RowNorm inputNorm() {
        return norm == null ? null : norm.input();
    }

    @Override
    protected List<PackedWeight> recurrentWeights(Kernels kernels) {
        return List.of(new PackedWeight(kernels, hiddenSize(), gateWidth()));
    }

    @Override
    protected void prepare(StepTape tape, int totalRows) {
        tape.recurrentWeight(0).refresh(weightHh().value(), 0, totalRows);
    }

    @Override
    protected void prepareBackward(StepTape tape, int totalRows) {
        tape.recurrentWeight(0).refreshTransposed(weightHh().value(), 0, totalRows);
    }

    /** {@return whether the product of a step goes to a buffer of its own} It has the layout of the gates. */
    private boolean isApart() {
        return recurrentApart || norm != null;
    }

    /** {@return the gradient of {@code h'·W_hh} after the step back} */
    private float[] productGradient(StepTape tape) {
        return norm != null ? tape.saved(GateNorm.PRODUCT_GRADIENT) : recurrentApart ? tape.saved(0) : tape.gates();
    }

    @Override
    protected final void step(StepBlock block) {
        StepTape tape = block.tape();
        boolean apart = isApart();
        tape.recurrentWeight(0).multiply(block.rows(), block.recurrentInput(), block.previous(), hiddenSize(), !apart,
                apart ? tape.saved(0) : block.preactivations(),
                apart ? block.gatesOffset() : block.preactivationsOffset(), gateWidth());
        if (norm != null) {
            norm.forward(block, block.row(), !recurrentApart);
        }
        activateRows(block);
    }

    @Override
    protected final void stepBackward(StepBlock block) {
        StepTape tape = block.tape();
        activateRowsBackward(block);
        if (norm != null) {
            norm.backward(block, block.row(), !recurrentApart);
        }
        block.addRecurrentGradient(tape.recurrentWeight(0), productGradient(tape), block.gatesOffset(), gateWidth());
    }

    @Override
    protected void addRecurrentGradients(GradientBlock block) {
        StepTape tape = block.tape();
        block.addProduct(weightHh(), tape.recurrentInput(), 0, productGradient(tape));
        if (norm != null) {
            norm.addGainGradient(block);
        }
    }
}
