package org.rnn4j.cell;

import java.util.List;
import java.util.random.RandomGenerator;

/** The GRU whose reset gate acts on the product; see {@link GruCell}. */
class ResetAfterGru extends GatedCell {

    private static final int N = 2;

    private final Parameter biasHh;

    ResetAfterGru(int inputSize, int hiddenSize, RandomGenerator random) {
        super(inputSize, hiddenSize, GruCell.GATES, List.of("h"), true, random);
        biasHh = add("bias_hh", 1, hiddenSize);
    }

    /** The same with both products normalised: r and z together, and n. */
    private ResetAfterGru(int inputSize, int hiddenSize, int[] groups, RandomGenerator random) {
        super(inputSize, hiddenSize, GruCell.GATES, List.of("h"), true, groups, random);
        biasHh = add("bias_hh", 1, hiddenSize);
    }

    /** {@return the recurrence of a {@link LayerNormGruCell}} */
    static StepCell normalized(int inputSize, int hiddenSize, RandomGenerator random) {
        return new ResetAfterGru(inputSize, hiddenSize, new int[] {2, 1}, random) {
            @Override
            String displayName() {
                return "LayerNormGruCell";
            }
        };
    }

    @Override
    String displayName() {
        return "GruCell";
    }

    @Override
    void activateRows(StepBlock block) {
        block.kernels().gruAfter(block.rows(), hiddenSize(), block.gates(), block.saved(0), block.gatesOffset(),
                biasHh.value().data, block.state(0), block.previous(), block.next());
    }

    @Override
    void activateRowsBackward(StepBlock block) {
        block.kernels().gruAfterBackward(block.rows(), hiddenSize(), block.gates(), block.saved(0), block.gatesOffset(),
                block.state(0), block.previous(), block.stateGradient(0), block.unit());
    }

    // GatedCell asks for these two, which the two above replace.

    @Override
    protected final void activate(GateRow row) {
        throw new AssertionError("all rows are done at once");
    }

    @Override
    protected final void activateBackward(GateRow row) {
        throw new AssertionError("all rows are done at once");
    }

    @Override
    protected void addOtherGradients(StepTape tape, Gradients gradients) {
        tape.backend().kernels().addColumnSums(tape.rows(), hiddenSize(), tape.saved(0), N * hiddenSize(), gateWidth(),
                gradients.of(biasHh).data, 0);
    }
}
