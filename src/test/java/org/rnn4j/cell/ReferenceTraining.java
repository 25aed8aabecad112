package org.rnn4j.cell;

import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;

/**
 * Trains a cell and a dense layer over it in double, sequence by sequence and step by step: forward, softmax cross-entropy, backward,
 * clipping by global norm and Adam, each as its equation has it. States are carried from window to window.
 */
final class ReferenceTraining {

    private static final double BETA_1 = 0.9;
    private static final double BETA_2 = 0.999;
    private static final double EPSILON = 1e-8;

    private final ReferenceCell reference;
    private final double rate;
    private final double clip;
    private final Map<String, Weight> weights = new LinkedHashMap<>();
    private final double[][][] states;
    private int updates;

    /** A matrix with what Adam remembers of it. */
    private static final class Weight {

        private final int columns;
        private final double[] values;
        private final double[] mean;
        private final double[] square;

        private Weight(Parameter parameter) {
            columns = parameter.value().numCols;
            values = new double[parameter.size()];
            for (int i = 0; i < values.length; i++) {
                values[i] = parameter.value().data[i];
            }
            mean = new double[values.length];
            square = new double[values.length];
        }
    }

    /** @param dense {@code weight} and {@code bias} of the map from states to logits */
    ReferenceTraining(ReferenceCell reference, Cell cell, List<Parameter> dense, int lanes, double rate, double clip) {
        this.reference = reference;
        this.rate = rate;
        this.clip = clip;
        cell.parameters().forEach(parameter -> weights.put(parameter.name(), new Weight(parameter)));
        dense.forEach(parameter -> weights.put("dense." + parameter.name(), new Weight(parameter)));
        states = new double[lanes][cell.stateSpec().size()][cell.outputSize()];
    }

    /**
     * {@return the mean loss before the update}
     *
     * @param inputs symbols, step by step those of all lanes
     * @param targets the same
     */
    double window(int[] inputs, int[] targets) {
        Num.Graph graph = new Num.Graph();
        Map<String, Num[][]> numbers = new LinkedHashMap<>();
        weights.forEach((name, weight) -> numbers.put(name, matrix(graph, weight)));
        ReferenceCell.Weights byName = new ReferenceCell.Weights(numbers, null);
        int lanes = states.length;
        double sum = 0;
        for (int n = 0; n < lanes; n++) {
            Num[][] state = constants(states[n]);
            for (int row = n; row < inputs.length; row += lanes) {
                Num[] x = new Num[weights.get("weight_ih").values.length / weights.get("weight_ih").columns];
                for (int d = 0; d < x.length; d++) {
                    x[d] = Num.constant(d == inputs[row] ? 1 : 0);
                }
                state = reference.step(byName, x, state);
                sum += crossEntropy(logits(byName, state[0]), targets[row], inputs.length);
            }
            for (int k = 0; k < state.length; k++) {
                for (int j = 0; j < state[k].length; j++) {
                    states[n][k][j] = state[k][j].value();
                }
            }
        }
        graph.backward();
        update(numbers);
        return sum / inputs.length;
    }

    private static Num[][] matrix(Num.Graph graph, Weight weight) {
        Num[][] rows = new Num[weight.values.length / weight.columns][weight.columns];
        for (int i = 0; i < weight.values.length; i++) {
            rows[i / weight.columns][i % weight.columns] = graph.variable(weight.values[i]);
        }
        return rows;
    }

    private static Num[][] constants(double[][] state) {
        Num[][] result = new Num[state.length][];
        for (int k = 0; k < state.length; k++) {
            result[k] = new Num[state[k].length];
            for (int j = 0; j < state[k].length; j++) {
                result[k][j] = Num.constant(state[k][j]);
            }
        }
        return result;
    }

    private Num[] logits(ReferenceCell.Weights byName, Num[] h) {
        Num[] logits = new Num[weights.get("dense.bias").columns];
        for (int k = 0; k < logits.length; k++) {
            logits[k] = byName.get("dense.bias", 0, k);
            for (int j = 0; j < h.length; j++) {
                logits[k] = logits[k].plus(h[j].times(byName.get("dense.weight", j, k)));
            }
        }
        return logits;
    }

    /** {@code −ln p(target)}, whose gradient for the mean of so many rows is seeded. */
    private static double crossEntropy(Num[] logits, int target, int rows) {
        double sum = 0;
        for (Num logit : logits) {
            sum += Math.exp(logit.value());
        }
        for (int k = 0; k < logits.length; k++) {
            logits[k].seed((Math.exp(logits[k].value()) / sum - (k == target ? 1 : 0)) / rows);
        }
        return Math.log(sum) - logits[target].value();
    }

    private void update(Map<String, Num[][]> numbers) {
        List<Num> all = new ArrayList<>();
        numbers.values().forEach(rows -> List.of(rows).forEach(row -> all.addAll(List.of(row))));
        double norm = Math.sqrt(all.stream().mapToDouble(num -> num.gradient() * num.gradient()).sum());
        double factor = Math.min(1, clip / (norm + 1e-6));
        updates++;
        weights.forEach((name, weight) -> {
            for (int i = 0; i < weight.values.length; i++) {
                double g = factor * numbers.get(name)[i / weight.columns][i % weight.columns].gradient();
                weight.mean[i] = BETA_1 * weight.mean[i] + (1 - BETA_1) * g;
                weight.square[i] = BETA_2 * weight.square[i] + (1 - BETA_2) * g * g;
                double m = weight.mean[i] / (1 - Math.pow(BETA_1, updates));
                double v = weight.square[i] / (1 - Math.pow(BETA_2, updates));
                weight.values[i] -= rate * m / (Math.sqrt(v) + EPSILON);
            }
        });
    }
}
