package org.rnn4j.layer;

import java.util.Objects;
import org.rnn4j.cell.Cell;
import org.rnn4j.cell.Gradients;
import org.rnn4j.cell.ParameterSet;
import org.rnn4j.cell.State;
import org.rnn4j.cell.StateSpec;
import org.rnn4j.cell.Tape;
import org.rnn4j.config.Settings;
import org.rnn4j.tensor.Backend;
import org.rnn4j.tensor.Sequence;

/** Runs a {@link Cell} over time, from the first step to the last. Parameters are the cell's, under {@code cell.}. */
public final class Recurrent implements Layer {

    private final Cell cell;

    /** A layer of one cell. */
    public Recurrent(Cell cell) {
        this.cell = Objects.requireNonNull(cell, "cell");
    }

    /** {@return the cell} */
    public Cell cell() {
        return cell;
    }

    @Override
    public int inputSize() {
        return cell.inputSize();
    }

    @Override
    public int outputSize(int inputSize) {
        return cell.outputSize();
    }

    @Override
    public void addParameters(String prefix, ParameterSet.Builder builder) {
        builder.add(prefix + "cell.", cell.parameters());
    }

    @Override
    public StateSpec stateSpec() {
        return cell.stateSpec();
    }

    @Override
    public Tape newTape(int maxSteps, int maxBatch, int inputSize, Backend backend) {
        return cell.newTape(maxSteps, maxBatch, backend);
    }

    @Override
    public Sequence forward(Sequence x, State initial, Tape tape) {
        return cell.forward(x, initial, tape);
    }

    @Override
    public Sequence backward(Sequence dy, State dState, Gradients gradients, Tape tape) {
        return cell.backward(dy, dState, gradients, tape);
    }

    @Override
    public void readState(Tape tape, int[] steps, State target) {
        cell.readState(tape, steps, target);
    }

    @Override
    public Settings settings() {
        return Settings.ofType("recurrent").with("cell", cell.settings());
    }

    @Override
    public String toString() {
        return "Recurrent(" + cell + ")";
    }
}
