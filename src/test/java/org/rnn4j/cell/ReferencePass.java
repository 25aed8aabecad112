package org.rnn4j.cell;

import java.util.LinkedHashMap;
import java.util.Map;
import org.ejml.data.FMatrixRMaj;

/**
 * Runs a {@link ReferenceCell} over a window in double, sequence by sequence and step by step. Knows nothing of batches,
 * blocks or products: a sequence simply ends where it ends.
 */
final class ReferencePass {

    private final ReferenceCell reference;
    private final Cell cell;
    private final Window window;
    private final Masks masks;

    /** What the pass depends on, by the names of {@link Pass}: {@code dx} stands for x, {@code initial.h} for the state. */
    private final Map<String, double[]> arguments = new LinkedHashMap<>();

    ReferencePass(ReferenceCell reference, Cell cell, Window window) {
        this(reference, cell, window, null);
    }

    /** With noise: the masks of a training pass or the means of inference. */
    ReferencePass(ReferenceCell reference, Cell cell, Window window, Masks masks) {
        this.masks = masks;
        this.reference = reference;
        this.cell = cell;
        this.window = window;
        arguments.put("dx", widened(window.x().toMatrix()));
        for (int k = 0; k < cell.stateSpec().size(); k++) {
            arguments.put("initial." + component(k), widened(window.initial().part(k)));
        }
        for (Parameter parameter : cell.parameters()) {
            arguments.put(parameter.name(), widened(parameter.value()));
        }
    }

    private String component(int k) {
        return cell.stateSpec().components().get(k).name();
    }

    private static double[] widened(FMatrixRMaj matrix) {
        double[] result = new double[matrix.getNumElements()];
        for (int i = 0; i < result.length; i++) {
            result[i] = matrix.data[i];
        }
        return result;
    }

    Map<String, double[]> arguments() {
        return arguments;
    }

    /** Outputs, final state, and the gradients of {@code Σ dy·y + Σ dFinal·final}. */
    Pass run() {
        Num.Graph graph = new Num.Graph();
        Map<String, Num[]> variables = new LinkedHashMap<>();
        arguments.forEach((name, values) -> {
            Num[] nums = new Num[values.length];
            for (int i = 0; i < nums.length; i++) {
                nums[i] = graph.variable(values[i]);
            }
            variables.put(name, nums);
        });
        Map<String, double[]> result = new LinkedHashMap<>();
        walk(variables, result);
        graph.backward();
        variables.forEach((name, nums) -> {
            double[] gradient = new double[nums.length];
            for (int i = 0; i < nums.length; i++) {
                gradient[i] = nums[i].gradient();
            }
            result.put(name, gradient);
        });
        return new Pass(result);
    }

    /** The loss {@code Σ dy·y + Σ dFinal·final} at the present {@link #arguments}. */
    double loss() {
        Map<String, Num[]> constants = new LinkedHashMap<>();
        arguments.forEach((name, values) -> {
            Num[] nums = new Num[values.length];
            for (int i = 0; i < nums.length; i++) {
                nums[i] = Num.constant(values[i]);
            }
            constants.put(name, nums);
        });
        return walk(constants, new LinkedHashMap<>());
    }

    private double walk(Map<String, Num[]> at, Map<String, double[]> result) {
        int size = cell.outputSize();
        int components = cell.stateSpec().size();
        int batch = window.batch();
        double[] outputs = new double[window.steps() * batch * size];
        double[][] finals = new double[components][batch * size];
        double loss = 0;
        for (int n = 0; n < batch; n++) {
            ReferenceCell.Weights weights = weights(at, masks == null ? null : masks.factors(n));
            Num[][] state = new Num[components][];
            for (int k = 0; k < components; k++) {
                state[k] = slice(at.get("initial." + component(k)), n * size, size);
            }
            for (int t = 0; t < window.steps(); t++) {
                int row = t * batch + n;
                boolean ended = t >= window.x().length(n);
                if (!ended) {
                    Num[][] own = reference.step(weights, slice(at.get("dx"), row * cell.inputSize(), cell.inputSize()), state);
                    state = masks == null ? own : mixed(t, n, state, own);
                }
                for (int j = 0; j < size; j++) {
                    outputs[row * size + j] = state[0][j].value();
                    loss += ended ? 0 : weigh(state[0][j], window.dy().data()[window.dy().offset(row) + j]);
                }
            }
            for (int k = 0; k < components; k++) {
                for (int j = 0; j < size; j++) {
                    finals[k][n * size + j] = state[k][j].value();
                    loss += weigh(state[k][j], window.dFinal().part(k).data[n * size + j]);
                }
            }
        }
        result.put("outputs", outputs);
        for (int k = 0; k < components; k++) {
            result.put("final." + component(k), finals[k]);
        }
        return loss;
    }

    private static double weigh(Num num, float weight) {
        num.seed(weight);
        return num.value() * weight;
    }

    /** {@code d⊙s' + (1−d)⊙s̃}. */
    private Num[][] mixed(int t, int n, Num[][] previous, Num[][] own) {
        Num[][] result = new Num[own.length][];
        for (int k = 0; k < own.length; k++) {
            result[k] = new Num[own[k].length];
            for (int j = 0; j < own[k].length; j++) {
                double stays = masks.stays(k, t, n, j);
                result[k][j] = previous[k][j].times(Num.constant(stays)).plus(own[k][j].times(Num.constant(1 - stays)));
            }
        }
        return result;
    }

    private ReferenceCell.Weights weights(Map<String, Num[]> at, double[] mask) {
        Map<String, Num[][]> byName = new LinkedHashMap<>();
        for (Parameter parameter : cell.parameters()) {
            Num[][] rows = new Num[parameter.value().numRows][];
            for (int row = 0; row < rows.length; row++) {
                int columns = parameter.value().numCols;
                rows[row] = slice(at.get(parameter.name()), row * columns, columns);
            }
            byName.put(parameter.name(), rows);
        }
        return new ReferenceCell.Weights(byName, mask);
    }

    private static Num[] slice(Num[] from, int offset, int length) {
        Num[] result = new Num[length];
        System.arraycopy(from, offset, result, 0, length);
        return result;
    }
}
