package org.rnn4j.benchmarks;

import org.openjdk.jmh.annotations.Benchmark;
import org.openjdk.jmh.annotations.Param;
import org.openjdk.jmh.annotations.Setup;
import org.openjdk.jmh.annotations.TearDown;
import org.rnn4j.tensor.Kernels;

/** How fast is a weight gradient, {@code Aᵀ·B} over the rows of all steps, {@code 2·m·n·k} operations? */
public class MultiplyTransposedABenchmark extends Measured {

    /** Hidden width, columns of gates, and steps times batch, {@code m x n x k}: awkward; recurrent weights of an LSTM in C1 to C4. */
    @Param({"7x65x33", "100x400x25", "128x512x2048", "128x512x2500", "256x1024x8192"})
    public String shape;

    private Kernels kernels;
    private Product product;

    /** Makes the matrices. */
    @Setup
    public void prepare() {
        kernels = backend().kernels();
        product = new Product(shape);
    }

    /** The product. */
    @Benchmark
    public float[] multiply() {
        Product p = product;
        kernels.multiplyTransposedA(p.m, p.n, p.k, p.a, 0, p.m, p.b, 0, p.n, false, p.c, 0, p.n);
        return p.c;
    }

    /** Compares with sums made in double. */
    @TearDown
    public void check() {
        multiply();
        product.check(true);
    }
}
