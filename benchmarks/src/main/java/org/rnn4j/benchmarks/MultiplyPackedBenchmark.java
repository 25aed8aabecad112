package org.rnn4j.benchmarks;

import org.openjdk.jmh.annotations.Benchmark;
import org.openjdk.jmh.annotations.Param;
import org.openjdk.jmh.annotations.Setup;
import org.openjdk.jmh.annotations.TearDown;
import org.rnn4j.tensor.Kernels;

/**
 * How fast is the product with packed weights, {@code 2·m·n·k} operations: the recurrent product of one step, and the projection
 * of all steps? And what does packing cost, which is paid once a window?
 */
public class MultiplyPackedBenchmark extends Measured {

    /** Rows, columns and terms, {@code m x n x k}: one more or less than a block of any kind; steps of C1 to C5; a projection. */
    @Param({"7x65x33", "1x400x100", "32x512x128", "64x1024x256", "64x2048x512", "2048x512x128"})
    public String shape;

    private Kernels kernels;
    private Product product;
    private float[] packed;

    /** Makes the matrices. */
    @Setup
    public void prepare() {
        kernels = backend().kernels();
        product = new Product(shape);
        packed = new float[kernels.packedLength(product.k, product.n)];
        pack();
    }

    /** The product. */
    @Benchmark
    public float[] multiply() {
        Product p = product;
        kernels.multiplyPacked(p.m, p.n, p.k, p.a, 0, p.k, packed, false, p.c, 0, p.n);
        return p.c;
    }

    /** Laying the weights out. */
    @Benchmark
    public float[] pack() {
        kernels.pack(product.k, product.n, product.b, 0, product.n, packed);
        return packed;
    }

    /** Compares with sums made in double. */
    @TearDown
    public void check() {
        multiply();
        product.check(false);
    }
}
