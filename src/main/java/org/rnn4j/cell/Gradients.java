package org.rnn4j.cell;

import java.util.Arrays;
import java.util.IdentityHashMap;
import java.util.List;
import java.util.Map;
import org.ejml.data.FMatrixRMaj;
import org.rnn4j.tensor.RangeTask;
import org.rnn4j.tensor.Workers;

/**
 * One matrix for each parameter, of the same shape. Kept apart from the parameters, so that several threads can share a
 * network, each with gradients of its own.
 */
public final class Gradients {

    private final ParameterSet parameters;
    private final List<Parameter> order;
    private final FMatrixRMaj[] values;
    private final Map<Parameter, FMatrixRMaj> byParameter = new IdentityHashMap<>();

    /** The squares of each block, added up when all are there. */
    private final double[] sums;
    private float factor;

    private final RangeTask zero = this::zero;
    private final RangeTask scale = this::scale;
    private final RangeTask sumSquares = this::sumSquares;

    /** Gradients of zero. */
    public Gradients(ParameterSet parameters) {
        this.parameters = parameters;
        this.order = parameters.list();
        this.values = new FMatrixRMaj[order.size()];
        this.sums = new double[parameters.blocks().count()];
        for (int i = 0; i < values.length; i++) {
            FMatrixRMaj shape = order.get(i).value();
            values[i] = new FMatrixRMaj(shape.numRows, shape.numCols);
            byParameter.put(order.get(i), values[i]);
        }
    }

    /** {@return whose gradients these are} */
    public ParameterSet parameters() {
        return parameters;
    }

    /** {@return the gradient of a parameter, to be read or added to} @throws IllegalArgumentException when it has none here */
    public FMatrixRMaj of(Parameter parameter) {
        FMatrixRMaj value = byParameter.get(parameter);
        if (value == null) {
            throw new IllegalArgumentException("no gradient for " + parameter + ": these are of " + parameters);
        }
        return value;
    }

    /** {@return the number of parameters} */
    public int count() {
        return values.length;
    }

    /** {@return the parameter at a position, in the order of the set} */
    public Parameter parameter(int index) {
        return order.get(index);
    }

    /** {@return the gradient at a position, in the order of the set} */
    public FMatrixRMaj value(int index) {
        return values[index];
    }

    /** Sets all to zero. */
    public void zero() {
        zero(Workers.serial());
    }

    /** Sets all to zero, shared among threads. */
    public void zero(Workers workers) {
        blocks().split(workers, zero);
    }

    /** Adds another's, parameter by parameter. @throws IllegalArgumentException when they are not of the same set */
    public void add(Gradients other) {
        if (other.parameters != parameters) {
            throw new IllegalArgumentException("Gradients.add: expected gradients of the same " + parameters);
        }
        for (int i = 0; i < values.length; i++) {
            float[] y = values[i].data;
            float[] x = other.values[i].data;
            for (int j = 0; j < y.length; j++) {
                y[j] += x[j];
            }
        }
    }

    /** Multiplies all by a factor. */
    public void scale(float factor) {
        scale(factor, Workers.serial());
    }

    /** Multiplies all by a factor, shared among threads. */
    public void scale(float factor, Workers workers) {
        this.factor = factor;
        blocks().split(workers, scale);
    }

    /** {@return the Euclidean norm of all together, summed in double; not finite exactly when an element is not} */
    public double globalNorm() {
        return globalNorm(Workers.serial());
    }

    /** {@return {@link #globalNorm()}, shared among threads} Summed block by block: the bits do not depend on the number of threads. */
    public double globalNorm(Workers workers) {
        blocks().split(workers, sumSquares);
        double sum = 0;
        for (double squares : sums) {
            sum += squares;
        }
        return Math.sqrt(sum);
    }

    private ParameterBlocks blocks() {
        return parameters.blocks();
    }

    private void zero(int worker, int from, int to) {
        for (int block = from; block < to; block++) {
            Arrays.fill(values[blocks().parameter(block)].data, blocks().from(block), blocks().to(block), 0);
        }
    }

    private void scale(int worker, int from, int to) {
        for (int block = from; block < to; block++) {
            scale(values[blocks().parameter(block)].data, blocks().from(block), blocks().to(block), factor);
        }
    }

    private static void scale(float[] y, int from, int to, float factor) {
        for (int j = from; j < to; j++) {
            y[j] *= factor;
        }
    }

    private void sumSquares(int worker, int from, int to) {
        for (int block = from; block < to; block++) {
            sums[block] = sumOfSquares(values[blocks().parameter(block)].data, blocks().from(block), blocks().to(block));
        }
    }

    /** Four sums, so that an addition need not wait for the one before it; their order is fixed. */
    private static double sumOfSquares(float[] x, int from, int to) {
        double s0 = 0;
        double s1 = 0;
        double s2 = 0;
        double s3 = 0;
        int j = from;
        for (; j <= to - 4; j += 4) {
            s0 += (double) x[j] * x[j];
            s1 += (double) x[j + 1] * x[j + 1];
            s2 += (double) x[j + 2] * x[j + 2];
            s3 += (double) x[j + 3] * x[j + 3];
        }
        for (; j < to; j++) {
            s0 += (double) x[j] * x[j];
        }
        return (s0 + s1) + (s2 + s3);
    }

    @Override
    public String toString() {
        return "Gradients of " + parameters;
    }
}
