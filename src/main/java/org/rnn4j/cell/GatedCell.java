package org.rnn4j.cell;

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
    }

    /** Turns the pre-activations of one row into activations and makes its next state. */
    protected abstract void activate(GateRow row);

    /**
     * Goes back through {@link #activate}: turns the activations of one row into the gradients of its pre-activations, and the
     * gradient of its next state into that of its previous state, without the path through {@code W_hh}.
     */
    protected abstract void activateBackward(GateRow row);

    @Override
    protected int[] savedWidths() {
        return recurrentApart ? new int[] {gateWidth()} : new int[0];
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

    /** {@return the gates, or the buffer apart: they have the same layout} */
    private float[] recurrent(StepTape tape) {
        return recurrentApart ? tape.saved(0) : tape.gates();
    }

    @Override
    protected final void step(StepBlock block) {
        StepTape tape = block.tape();
        tape.recurrentWeight(0).multiply(block.rows(), block.state(0), block.previous(), hiddenSize(), !recurrentApart,
                recurrent(tape), block.gatesOffset(), gateWidth());
        GateRow row = block.row();
        for (int n = 0; n < block.rows(); n++) {
            row.place(n);
            activate(row);
        }
    }

    @Override
    protected final void stepBackward(StepBlock block) {
        StepTape tape = block.tape();
        GateRow row = block.row();
        for (int n = 0; n < block.rows(); n++) {
            row.place(n);
            activateBackward(row);
        }
        tape.recurrentWeight(0).multiplyTransposed(block.rows(), recurrent(tape), block.gatesOffset(), gateWidth(),
                true, block.stateGradient(0), block.unit(), hiddenSize());
    }

    @Override
    protected void addRecurrentGradients(StepTape tape, Gradients gradients, int from, int to) {
        tape.backend().kernels().multiplyTransposedA(hiddenSize(), to - from, tape.rows(),
                tape.state(0), 0, hiddenSize(), recurrent(tape), from, gateWidth(),
                true, gradients.of(weightHh()).data, from, gateWidth());
    }
}
