package org.rnn4j.cell;

import java.util.List;
import java.util.Locale;
import java.util.random.RandomGenerator;
import org.rnn4j.config.Settings;

/**
 * The vanilla recurrence: {@code h = tanh(x·W_ih + h'·W_hh + b)}, or with ReLU in place of tanh.
 *
 * <p>Parameters {@code weight_ih [D, H]}, {@code weight_hh [H, H]}, {@code bias_ih [1, H]}. Keeps {@code T·N·2H} floats a window.
 *
 * <p>Source: Elman, "Finding structure in time", Cognitive Science 14, 1990; with ReLU Le, Jaitly and Hinton, "A simple way to
 * initialize recurrent networks of rectified linear units", 2015.
 */
public final class RnnCell extends GatedCell {

    /** The non-linearity. */
    public enum Activation {
        /** {@code tanh(a)}. */
        TANH,
        /** {@code max(a, 0)}. */
        RELU
    }

    private final Activation activation;

    /** A cell with tanh. */
    public RnnCell(int inputSize, int hiddenSize, RandomGenerator random) {
        this(inputSize, hiddenSize, Activation.TANH, random);
    }

    /** A cell with the given non-linearity. */
    public RnnCell(int inputSize, int hiddenSize, Activation activation, RandomGenerator random) {
        super(inputSize, hiddenSize, List.of("h"), List.of("h"), random);
        this.activation = activation;
    }

    /** {@return a cell of the described shape} */
    public static RnnCell of(Settings settings, RandomGenerator random) {
        return new RnnCell(settings.count("inputSize", 1), settings.count("hiddenSize", 1),
                settings.constant("activation", Activation.class), random);
    }

    /** {@return the non-linearity} */
    public Activation activation() {
        return activation;
    }

    @Override
    boolean readsPreactivations() {
        return activation == Activation.TANH;
    }

    /** All rows at once: gates and states both are one block without gaps. */
    @Override
    void activateRows(StepBlock block) {
        if (activation == Activation.TANH) {
            block.kernels().tanh(block.rows() * hiddenSize(), block.preactivations(), block.preactivationsOffset(),
                    block.state(0), block.next());
        } else {
            super.activateRows(block);
        }
    }

    @Override
    void activateRowsBackward(StepBlock block) {
        if (activation == Activation.TANH) {
            block.kernels().tanhBackward(block.rows() * hiddenSize(), block.state(0), block.next(),
                    block.stateGradient(0), block.unit(), block.gates(), block.gatesOffset());
        } else {
            super.activateRowsBackward(block);
        }
    }

    /** With ReLU; tanh takes all rows at once. */
    @Override
    protected void activate(GateRow row) {
        float[] a = row.gates();
        float[] h = row.state(0);
        int gate = row.gate(0);
        int next = row.next();
        for (int j = 0; j < hiddenSize(); j++) {
            h[next + j] = Math.max(a[gate + j], 0);
        }
    }

    @Override
    protected void activateBackward(GateRow row) {
        float[] a = row.gates();
        float[] h = row.state(0);
        float[] dh = row.stateGradient(0);
        int gate = row.gate(0);
        int next = row.next();
        int unit = row.unit();
        for (int j = 0; j < hiddenSize(); j++) {
            a[gate + j] = h[next + j] > 0 ? dh[unit + j] : 0;
            dh[unit + j] = 0;
        }
    }

    @Override
    public Settings settings() {
        return Settings.ofType("rnn").with("inputSize", inputSize()).with("hiddenSize", hiddenSize())
                .with("activation", activation.name().toLowerCase(Locale.ROOT));
    }
}
