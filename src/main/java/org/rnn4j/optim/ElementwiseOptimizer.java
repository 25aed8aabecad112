package org.rnn4j.optim;

import java.util.ArrayList;
import java.util.Collections;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import org.ejml.data.FMatrixRMaj;
import org.rnn4j.cell.Gradients;
import org.rnn4j.cell.Parameter;
import org.rnn4j.cell.ParameterBlocks;
import org.rnn4j.cell.ParameterSet;
import org.rnn4j.config.Settings;
import org.rnn4j.tensor.RangeTask;
import org.rnn4j.tensor.Workers;

/**
 * An optimizer whose update of one float depends on that float, its gradient and what is remembered for it, and on nothing
 * else: not on its place, nor on other floats. A subclass is the equation, as a loop in {@link #update}, and its
 * hyperparameters; the state by name, its checks and the count of steps are here.
 *
 * <p>What is remembered are matrices of the parameter's shape, one for each state name.
 */
public abstract class ElementwiseOptimizer implements Optimizer {

    private final List<String> stateNames;
    private float learningRate;
    private long steps;

    private ParameterSet bound;                        // whose matrices the slots hold; null before the first step
    private Slot[] slots = {};
    private Map<String, FMatrixRMaj> state = Map.of();

    private Gradients gradients;                       // of the step under way
    private final RangeTask updateBlocks = this::updateBlocks;

    /** One parameter with what is remembered for it. */
    private record Slot(Parameter parameter, float[][] state) {
    }

    /**
     * An optimizer that has made no step.
     *
     * @param learningRate at least 0
     * @param stateNames the names of what is remembered, without the path
     * @throws IllegalArgumentException when the learning rate is negative or not finite
     */
    protected ElementwiseOptimizer(float learningRate, List<String> stateNames) {
        this.stateNames = List.copyOf(stateNames);
        learningRate(learningRate);
    }

    /**
     * Computes what is the same for every float of a step. Called once before its updates.
     *
     * @param step the number of the step, the first being 1
     */
    protected void begin(long step) {
    }

    /**
     * Updates the floats {@code [from, to)} of one parameter. Ranges may come in any order and from several threads, so it
     * writes to its arguments only.
     *
     * @param w the parameter. <em>Modified</em>
     * @param g its gradient
     * @param state what is remembered for it, in the order of the state names. <em>Modified</em>
     */
    protected abstract void update(float[] w, float[] g, float[][] state, int from, int to);

    /** {@return what the state of this name is filled with before the first step} */
    protected float initialState(String stateName) {
        return 0;
    }

    @Override
    public final void step(ParameterSet parameters, Gradients gradients) {
        step(parameters, gradients, Workers.serial());
    }

    @Override
    public final void step(ParameterSet parameters, Gradients gradients, Workers workers) {
        if (parameters != bound) {
            bind(parameters);
        }
        if (gradients.parameters() != parameters) {
            for (Slot slot : slots) {
                gradients.of(slot.parameter);          // all are there before the first is changed
            }
        }
        steps++;
        begin(steps);
        this.gradients = gradients;
        parameters.blocks().split(workers, updateBlocks);
        this.gradients = null;
    }

    private void updateBlocks(int worker, int from, int to) {
        ParameterBlocks blocks = bound.blocks();
        for (int block = from; block < to; block++) {
            Slot slot = slots[blocks.parameter(block)];
            update(slot.parameter.value().data, gradients.of(slot.parameter).data, slot.state, blocks.from(block), blocks.to(block));
        }
    }

    @Override
    public final float learningRate() {
        return learningRate;
    }

    /** Sets the learning rate of the next step. @throws IllegalArgumentException when it is negative or not finite */
    @Override
    public final void learningRate(float learningRate) {
        this.learningRate = (float) Require.nonNegative(getClass().getSimpleName(), "learningRate", learningRate);
    }

    @Override
    public final long steps() {
        return steps;
    }

    @Override
    public final Map<String, FMatrixRMaj> state() {
        return state;
    }

    @Override
    public final void restore(ParameterSet parameters, long steps, Map<String, FMatrixRMaj> state) {
        Require.atLeast(getClass().getSimpleName() + ".restore", "steps", 0, steps);
        if (steps == 0) {
            check("restore", Map.of(), state);
            this.bound = null;
            this.slots = new Slot[] {};
            this.state = Map.of();
        } else {
            check("restore", expected(parameters), state);
            Map<String, FMatrixRMaj> copies = new LinkedHashMap<>();
            state.forEach((name, matrix) -> copies.put(name, matrix.copy()));
            bind(parameters, copies);
        }
        this.steps = steps;
    }

    /** Before the first step makes the state; later accepts another set only when it has the same paths and shapes. */
    private void bind(ParameterSet parameters) {
        Map<String, FMatrixRMaj> expected = expected(parameters);
        if (steps > 0) {
            check("step", expected, state);
            bind(parameters, state);
        } else {
            bind(parameters, expected);
        }
    }

    private void bind(ParameterSet parameters, Map<String, FMatrixRMaj> matrices) {
        List<Slot> list = new ArrayList<>();
        Map<String, FMatrixRMaj> ordered = new LinkedHashMap<>();
        parameters.byPath().forEach((path, parameter) -> {
            float[][] arrays = new float[stateNames.size()][];
            for (int k = 0; k < arrays.length; k++) {
                String name = path + "." + stateNames.get(k);
                FMatrixRMaj matrix = matrices.get(name);
                arrays[k] = matrix.data;
                ordered.put(name, matrix);
            }
            list.add(new Slot(parameter, arrays));
        });
        this.slots = list.toArray(Slot[]::new);
        this.state = Collections.unmodifiableMap(ordered);
        this.bound = parameters;
    }

    /** The state of these parameters before the first step. */
    private Map<String, FMatrixRMaj> expected(ParameterSet parameters) {
        Map<String, FMatrixRMaj> result = new LinkedHashMap<>();
        parameters.byPath().forEach((path, parameter) -> {
            for (String stateName : stateNames) {
                FMatrixRMaj matrix = new FMatrixRMaj(parameter.value().numRows, parameter.value().numCols);
                matrix.fill(initialState(stateName));
                result.put(path + "." + stateName, matrix);
            }
        });
        return result;
    }

    private void check(String method, Map<String, FMatrixRMaj> expected, Map<String, FMatrixRMaj> given) {
        List<String> missing = new ArrayList<>();
        List<String> misshapen = new ArrayList<>();
        expected.forEach((name, matrix) -> {
            FMatrixRMaj other = given.get(name);
            if (other == null) {
                missing.add(name);
            } else if (other.numRows != matrix.numRows || other.numCols != matrix.numCols) {
                misshapen.add(name + " " + shape(other) + " instead of " + shape(matrix));
            }
        });
        List<String> unexpected = new ArrayList<>(given.keySet());
        unexpected.removeAll(expected.keySet());
        if (!missing.isEmpty() || !unexpected.isEmpty() || !misshapen.isEmpty()) {
            throw new IllegalArgumentException(getClass().getSimpleName() + "." + method + ": expected the state of these "
                    + "parameters but got missing " + missing + ", unexpected " + unexpected
                    + ", of another shape " + misshapen);
        }
    }

    private static String shape(FMatrixRMaj matrix) {
        return "[" + matrix.numRows + ", " + matrix.numCols + "]";
    }

    /** {@return the settings in words, for example {@code Sgd(learningRate 0.1, momentum 0.9, …)}} */
    @Override
    public final String toString() {
        Settings settings = settings();
        StringBuilder text = new StringBuilder(getClass().getSimpleName()).append("(learningRate ").append(learningRate);
        for (String name : settings.names()) {
            if (!name.equals("type") && !name.equals("learningRate")) {
                text.append(", ").append(name).append(' ').append(settings.get(name));
            }
        }
        return text.append(')').toString();
    }
}
