package org.rnn4j.cell;

import java.util.Arrays;
import java.util.IdentityHashMap;
import java.util.List;
import java.util.Map;
import org.ejml.data.FMatrixRMaj;

/**
 * One matrix for each parameter, of the same shape. Kept apart from the parameters, so that several threads can share a
 * network, each with gradients of its own.
 */
public final class Gradients {

    private final ParameterSet parameters;
    private final List<Parameter> order;
    private final FMatrixRMaj[] values;
    private final Map<Parameter, FMatrixRMaj> byParameter = new IdentityHashMap<>();

    /** Gradients of zero. */
    public Gradients(ParameterSet parameters) {
        this.parameters = parameters;
        this.order = parameters.list();
        this.values = new FMatrixRMaj[order.size()];
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
        for (FMatrixRMaj value : values) {
            Arrays.fill(value.data, 0, value.getNumElements(), 0);
        }
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
        for (FMatrixRMaj value : values) {
            float[] y = value.data;
            for (int j = 0; j < y.length; j++) {
                y[j] *= factor;
            }
        }
    }

    /** {@return the Euclidean norm of all together, summed in double; not finite exactly when an element is not} */
    public double globalNorm() {
        double sum = 0;
        for (FMatrixRMaj value : values) {
            sum += sumOfSquares(value.data);
        }
        return Math.sqrt(sum);
    }

    /** Four sums, so that an addition need not wait for the one before it; their order is fixed. */
    private static double sumOfSquares(float[] x) {
        double s0 = 0;
        double s1 = 0;
        double s2 = 0;
        double s3 = 0;
        int j = 0;
        for (; j <= x.length - 4; j += 4) {
            s0 += (double) x[j] * x[j];
            s1 += (double) x[j + 1] * x[j + 1];
            s2 += (double) x[j + 2] * x[j + 2];
            s3 += (double) x[j + 3] * x[j + 3];
        }
        for (; j < x.length; j++) {
            s0 += (double) x[j] * x[j];
        }
        return (s0 + s1) + (s2 + s3);
    }

    @Override
    public String toString() {
        return "Gradients of " + parameters;
    }
}
