package org.rnn4j.custom;

import java.util.List;
import java.util.random.RandomGenerator;
import org.rnn4j.cell.GradientBlock;
import org.rnn4j.cell.Gradients;
import org.rnn4j.cell.Parameter;
import org.rnn4j.cell.StepBlock;
import org.rnn4j.cell.StepCell;
import org.rnn4j.cell.StepTape;
import org.rnn4j.tensor.Kernels;
import org.rnn4j.tensor.PackedWeight;

/**
 * A cell that goes through its recurrent weights twice in a step: {@code m = tanh(x·W + b + h'·U)},
 * {@code h = tanh(m·U + s⊙m')}, where m is remembered too and {@code s [1, H]} is a parameter of its own. Of no use but to hold
 * {@link StepCell} to its word: a product of a product, a weight gradient of two sums, two states, a saved buffer, one more
 * parameter, all written outside the library's packages.
 */
public final class DeepTransitionCell extends StepCell {

    /** The buffer that takes the gradient of {@code m·U + s⊙m'}. */
    private static final int TOP = 0;

    private final Parameter skip;

    public DeepTransitionCell(int inputSize, int hiddenSize, RandomGenerator random) {
        super(inputSize, hiddenSize, List.of("m"), List.of("h", "m"), random);
        skip = add("skip", 1, hiddenSize);
    }

    @Override
    protected int[] savedWidths() {
        return new int[] {hiddenSize()};
    }

    @Override
    protected List<PackedWeight> recurrentWeights(Kernels kernels) {
        return List.of(new PackedWeight(kernels, hiddenSize(), hiddenSize()));
    }

    @Override
    protected void prepare(StepTape tape, int totalRows) {
        tape.recurrentWeight(0).refresh(weightHh().value(), 0, totalRows);
    }

    @Override
    protected void prepareBackward(StepTape tape, int totalRows) {
        tape.recurrentWeight(0).refreshTransposed(weightHh().value(), 0, totalRows);
    }

    @Override
    protected void step(StepBlock block) {
        int size = hiddenSize();
        PackedWeight u = block.tape().recurrentWeight(0);
        float[] a = block.gates();
        float[] h = block.state(0);
        float[] m = block.state(1);
        float[] s = skip.value().data;
        int previous = block.previous();
        int next = block.next();
        u.multiply(block.rows(), h, previous, size, true, a, block.gatesOffset(), size);
        block.kernels().tanh(block.rows() * size, a, block.gatesOffset(), m, next);
        u.multiply(block.rows(), m, next, size, false, h, next, size);
        for (int i = 0; i < block.rows() * size; i++) {
            h[next + i] += s[i % size] * m[previous + i];
        }
        block.kernels().tanh(block.rows() * size, h, next, h, next);
    }

    @Override
    protected void stepBackward(StepBlock block) {
        int size = hiddenSize();
        PackedWeight u = block.tape().recurrentWeight(0);
        float[] a = block.gates();
        float[] h = block.state(0);
        float[] m = block.state(1);
        float[] dh = block.stateGradient(0);
        float[] dm = block.stateGradient(1);
        float[] top = block.saved(TOP);
        float[] s = skip.value().data;
        int gates = block.gatesOffset();
        int saved = block.savedOffset(TOP);
        int next = block.next();
        int unit = block.unit();
        for (int i = 0; i < block.rows() * size; i++) {
            top[saved + i] = dh[unit + i] * (1 - h[next + i] * h[next + i]);
            dh[unit + i] = 0;
        }
        u.multiplyTransposed(block.rows(), top, saved, size, true, dm, unit, size);
        for (int i = 0; i < block.rows() * size; i++) {
            a[gates + i] = dm[unit + i] * (1 - m[next + i] * m[next + i]);
            dm[unit + i] = top[saved + i] * s[i % size];
        }
        u.multiplyTransposed(block.rows(), a, gates, size, true, dh, unit, size);
    }

    @Override
    protected void addRecurrentGradients(GradientBlock block) {
        StepTape tape = block.tape();
        block.addProduct(weightHh(), tape.state(0), 0, tape.gates());
        block.addProduct(weightHh(), tape.state(1), tape.ahead() * hiddenSize(), tape.saved(TOP));
    }

    @Override
    protected void addOtherGradients(StepTape tape, Gradients gradients) {
        float[] ds = gradients.of(skip).data;
        for (int i = 0; i < tape.rows() * hiddenSize(); i++) {
            ds[i % hiddenSize()] += tape.saved(TOP)[i] * tape.state(1)[i];
        }
    }
}
