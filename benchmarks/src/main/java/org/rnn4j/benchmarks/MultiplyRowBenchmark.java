package org.rnn4j.benchmarks;

import org.openjdk.jmh.annotations.Benchmark;
import org.openjdk.jmh.annotations.Param;
import org.openjdk.jmh.annotations.Setup;
import org.openjdk.jmh.annotations.TearDown;
import org.rnn4j.tensor.Kernels;

/** How fast is one row times weights where they lie: the product of generation, bound by reading the weights once? */
public class MultiplyRowBenchmark extends Measured {

    /** {@code 1 x n x k}: awkward; the recurrent weights of an LSTM at the widths that generation is timed at. */
    @Param({"1x65x33", "1x400x100", "1x512x128", "1x1024x256", "1x2048x512"})
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
        kernels.multiply(p.m, p.n, p.k, p.a, 0, p.k, p.b, 0, p.n, false, p.c, 0, p.n);
        return p.c;
    }

    /** Compares with sums made in double. */
    @TearDown
    public void check() {
        multiply();
        product.check(false);
    }
}
