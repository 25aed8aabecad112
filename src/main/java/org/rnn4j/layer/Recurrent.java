package org.rnn4j.layer;

import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;
import java.util.Objects;
import org.ejml.data.FMatrixRMaj;
import org.rnn4j.cell.Cell;
import org.rnn4j.cell.Gradients;
import org.rnn4j.cell.Parameter;
import org.rnn4j.cell.ParameterSet;
import org.rnn4j.cell.State;
import org.rnn4j.cell.StateNoise;
import org.rnn4j.cell.StateSpec;
import org.rnn4j.cell.Tape;
import org.rnn4j.config.Settings;
import org.rnn4j.tensor.Backend;
import org.rnn4j.tensor.Sequence;

/**
 * Runs a {@link Cell} over time, from the first step to the last. Parameters are the cell's, under {@code cell.}, and with
 * {@link #withLearnedInitialState} one row for each state component, {@code initial_h}, {@code initial_c}.
 *
 * <p>What is random while it trains stands beside the cell, and is off unless asked for:
 * <pre>{@code
 * new Recurrent(new LstmCell(64, 128, random)).withRecurrentDropout(0.2f).withZoneout(0.05f, 0.1f)
 * }</pre>
 * The mask of recurrent dropout is one for each sequence and unit and lives for one window; those of zoneout are new at every step.
 * {@link StateNoise} has the equations.
 *
 * <p>Immutable. The {@code with} methods give a layer over the same cell; of these layers a network takes one.
 */
public final class Recurrent implements Layer {

    private final Cell cell;
    private final StateNoise noise;
    private final List<Parameter> initial;

    /** A layer of one cell. */
    public Recurrent(Cell cell) {
        this(Objects.requireNonNull(cell, "cell"), StateNoise.NONE, List.of());
    }

    private Recurrent(Cell cell, StateNoise noise, List<Parameter> initial) {
        cell.requireSupport(noise);
        this.cell = cell;
        this.noise = noise;
        this.initial = initial;
    }

    /** {@return a layer of a cell with the described options} */
    public static Recurrent of(Settings settings, Cell cell) {
        StateNoise noise = StateNoise.NONE;
        if (settings.has("recurrentDropout")) {
            noise = noise.withRecurrentDropout((float) settings.number("recurrentDropout"));
        }
        if (settings.has("zoneout")) {
            noise = new StateNoise(noise.recurrentDropout(), Arrays.stream(settings.numbers("zoneout")).mapToObj(p -> (float) p).toList());
        }
        Recurrent layer = new Recurrent(cell, noise, List.of());
        return settings.has("learnedInitialState") && settings.flag("learnedInitialState") ? layer.withLearnedInitialState() : layer;
    }

    /**
     * {@return the same with recurrent dropout} One mask for each sequence and unit, the same for all steps of a window.
     *
     * @param probability of a number of h' to be dropped where it enters the products with {@code W_hh}, from 0 to less than 1
     * @throws IllegalArgumentException when it is not a probability, or the cell has no such products
     */
    public Recurrent withRecurrentDropout(float probability) {
        return new Recurrent(cell, noise.withRecurrentDropout(probability), initial);
    }

    /**
     * {@return the same with zoneout} Masks are drawn anew for each step.
     *
     * @param probabilities for each state component the probability of a number to stay as it was, from 0 to less than 1: one for
     *        an RNN or a GRU, those of h and of c for an LSTM
     * @throws IllegalArgumentException when one is not a probability, or their number is not that of the components
     */
    public Recurrent withZoneout(float... probabilities) {
        return new Recurrent(cell, noise.withZoneout(probabilities), initial);
    }

    /**
     * {@return the same with an initial state that is learned} Zero at first; one row for all sequences that start anew. Their
     * gradients are summed; those of sequences that go on, or whose state was given, stay out.
     */
    public Recurrent withLearnedInitialState() {
        List<Parameter> rows = new ArrayList<>();
        for (StateSpec.Component component : cell.stateSpec().components()) {
            rows.add(new Parameter("initial_" + component.name(), new FMatrixRMaj(1, component.width())));
        }
        return new Recurrent(cell, noise, List.copyOf(rows));
    }

    /** {@return the cell} */
    public Cell cell() {
        return cell;
    }

    /** {@return what is random while it trains} */
    public StateNoise noise() {
        return noise;
    }

    /** {@return the learned initial state, {@code [1, width]} for each component; empty when it is zero} */
    public List<Parameter> initialState() {
        return initial;
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
        builder.add(prefix + "cell.", cell.parameters()).add(prefix, initial);
    }

    @Override
    public StateSpec stateSpec() {
        return cell.stateSpec();
    }

    @Override
    public Tape newTape(int maxSteps, int maxBatch, int inputSize, Backend backend) {
        return cell.newTape(maxSteps, maxBatch, noise, backend);
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
    public void startState(int n, State target, Tape tape) {
        if (initial.isEmpty()) {
            target.zeroRow(n);
        }
        for (int k = 0; k < initial.size(); k++) {
            FMatrixRMaj row = initial.get(k).value();
            System.arraycopy(row.data, 0, target.part(k).data, n * row.numCols, row.numCols);
        }
    }

    @Override
    public void wantStateGradient(boolean wanted, Tape tape) {
        tape.initialGradient(wanted || !initial.isEmpty());
    }

    @Override
    public void addStartGradient(int n, State dState, Gradients gradients, Tape tape) {
        for (int k = 0; k < initial.size(); k++) {
            float[] sum = gradients.of(initial.get(k)).data;
            float[] d = dState.part(k).data;
            for (int j = 0; j < sum.length; j++) {
                sum[j] += d[n * sum.length + j];
            }
        }
    }

    /** {@return the cell's settings, and the options that are on} */
    @Override
    public Settings settings() {
        Settings settings = Settings.ofType("recurrent").with("cell", cell.settings());
        if (noise.hasRecurrentDropout()) {
            settings = settings.with("recurrentDropout", noise.recurrentDropout());
        }
        if (noise.hasZoneout()) {
            settings = settings.with("zoneout", noise.zoneout());
        }
        return initial.isEmpty() ? settings : settings.with("learnedInitialState", true);
    }

    @Override
    public String toString() {
        return "Recurrent(" + cell + (noise.hasRecurrentDropout() ? ", recurrent dropout " + noise.recurrentDropout() : "")
                + (noise.hasZoneout() ? ", zoneout " + noise.zoneout() : "")
                + (initial.isEmpty() ? "" : ", learned initial state") + ")";
    }
}
