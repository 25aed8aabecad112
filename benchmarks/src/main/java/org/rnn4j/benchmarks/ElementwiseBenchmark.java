package org.rnn4j.benchmarks;

import java.util.random.RandomGenerator;
import org.openjdk.jmh.annotations.Benchmark;
import org.openjdk.jmh.annotations.Param;
import org.openjdk.jmh.annotations.Setup;
import org.openjdk.jmh.annotations.TearDown;
import org.rnn4j.random.Xoshiro256;
import org.rnn4j.tensor.Kernels;

/** How long do the functions take that gates and probabilities are made with, on one row? */
public class ElementwiseBenchmark extends Measured {

    /** Floats in the row: a vocabulary, below a multiple of a vector, and the gates of a wide LSTM. */
    @Param({"65", "127", "512", "2048"})
    public int length;

    private Kernels kernels;
    private float[] x;
    private float[] y;

    /** Makes pre-activations as gates have them. */
    @Setup
    public void prepare() {
        kernels = backend().kernels();
        RandomGenerator random = new Xoshiro256(1);
        x = new float[length];
        y = new float[length];
        for (int j = 0; j < length; j++) {
            x[j] = 2 * (float) random.nextGaussian();
        }
    }

    /** Hyperbolic tangent. */
    @Benchmark
    public float[] tanh() {
        kernels.tanh(length, x, 0, y, 0);
        return y;
    }

    /** Logistic function. */
    @Benchmark
    public float[] sigmoid() {
        kernels.sigmoid(length, x, 0, y, 0);
        return y;
    }

    /** Probabilities, and the logarithm of the sum of exponentials. */
    @Benchmark
    public double softmax() {
        return kernels.softmax(length, x, 0, y, 0);
    }

    /** Compares all three with {@link Math}, in double. */
    @TearDown
    public void check() {
        double sum = 0;
        for (int j = 0; j < length; j++) {
            sum += Math.exp(x[j]);
        }
        Check.isClose("ln of the sum", Math.log(sum), softmax(), 1e-5);
        for (int j = 0; j < length; j++) {
            Check.isClose("softmax[" + j + "]", Math.exp(x[j]) / sum, y[j], 1e-6);
        }
        tanh();
        for (int j = 0; j < length; j++) {
            Check.isClose("tanh[" + j + "]", Math.tanh(x[j]), y[j], 1e-6);
        }
        sigmoid();
        for (int j = 0; j < length; j++) {
            Check.isClose("sigmoid[" + j + "]", 1 / (1 + Math.exp(-x[j])), y[j], 1e-6);
        }
    }
}
