package org.rnn4j.seq2seq;

import java.util.LinkedHashMap;
import java.util.Map;
import org.rnn4j.cell.Parameter;
import org.rnn4j.tensor.Sequence;

/** The equations of {@link Attention} in double, one number at a time. */
final class ReferenceAttention {

    private final Attention layer;
    private final Sequence xShape;
    private final Sequence memoryShape;
    final double[] x;
    final double[] memory;
    final Map<String, double[]> parameters = new LinkedHashMap<>();

    ReferenceAttention(Attention layer, Iterable<Parameter> own, Sequence x, Sequence memory) {
        this.layer = layer;
        this.xShape = x;
        this.memoryShape = memory;
        this.x = widen(x.data());
        this.memory = widen(memory.data());
        own.forEach(parameter -> parameters.put(parameter.name(), widen(parameter.value().data)));
    }

    private static double[] widen(float[] values) {
        double[] wide = new double[values.length];
        for (int i = 0; i < wide.length; i++) {
            wide[i] = values[i];
        }
        return wide;
    }

    /** {@code row · W}, W with as many columns as the result. */
    private static double[] map(double[] from, int at, int width, double[] weight) {
        double[] result = new double[weight.length / width];
        for (int i = 0; i < width; i++) {
            for (int j = 0; j < result.length; j++) {
                result[j] += from[at + i] * weight[i * result.length + j];
            }
        }
        return result;
    }

    private double score(int query, int key) {
        int q = layer.inputSize();
        int e = layer.memorySize();
        double sum = 0;
        switch (layer.score()) {
            case ADDITIVE -> {
                double[] a = map(x, query, q, parameters.get("weight_query"));
                double[] b = map(memory, key, e, parameters.get("weight_key"));
                for (int j = 0; j < a.length; j++) {
                    sum += parameters.get("weight_score")[j] * Math.tanh(a[j] + b[j]);
                }
            }
            case GENERAL -> {
                double[] b = map(memory, key, e, parameters.get("weight_key"));
                for (int j = 0; j < q; j++) {
                    sum += x[query + j] * b[j];
                }
            }
            default -> {
                for (int j = 0; j < q; j++) {
                    sum += x[query + j] * memory[key + j];
                }
                sum /= layer.score() == Attention.Score.DOT ? 1 : Math.sqrt(q);
            }
        }
        return sum;
    }

    /** The weights of one step, and its outputs. */
    record Step(double[] weights, double[] outputs) {
    }

    Step step(int t, int n) {
        int q = layer.inputSize();
        int e = layer.memorySize();
        int m = n / (xShape.batchSize() / memoryShape.batchSize());
        int query = (t * xShape.batchSize() + n) * q;
        double[] weights = new double[memoryShape.length(m)];
        double total = 0;
        for (int s = 0; s < weights.length; s++) {
            weights[s] = Math.exp(score(query, (s * memoryShape.batchSize() + m) * e));
            total += weights[s];
        }
        double[] joined = new double[e + q];
        for (int s = 0; s < weights.length; s++) {
            weights[s] /= total;
            for (int j = 0; j < e; j++) {
                joined[j] += weights[s] * memory[(s * memoryShape.batchSize() + m) * e + j];
            }
        }
        System.arraycopy(x, query, joined, e, q);
        double[] outputs = map(joined, 0, e + q, parameters.get("weight_output"));
        for (int j = 0; j < outputs.length; j++) {
            outputs[j] = Math.tanh(outputs[j] + parameters.get("bias_output")[j]);
        }
        return new Step(weights, outputs);
    }

    /** {@code Σ dy·y} over all steps that are not padding. */
    double loss(Sequence dy) {
        double loss = 0;
        for (int t = 0; t < xShape.steps(); t++) {
            for (int n = 0; n < xShape.batchSize(); n++) {
                if (t < xShape.length(n)) {
                    double[] y = step(t, n).outputs;
                    for (int j = 0; j < y.length; j++) {
                        loss += y[j] * dy.get(t, n, j);
                    }
                }
            }
        }
        return loss;
    }

    /** The four-point difference of the loss; in double its error is about 1e-10. */
    double difference(double[] at, int i, Sequence dy) {
        double h = 1e-3;
        double value = at[i];
        double[] loss = new double[5];
        for (int k : new int[] {-2, -1, 1, 2}) {
            at[i] = value + k * h;
            loss[k + 2] = loss(dy);
        }
        at[i] = value;
        return (8 * (loss[3] - loss[1]) - (loss[4] - loss[0])) / (12 * h);
    }
}
