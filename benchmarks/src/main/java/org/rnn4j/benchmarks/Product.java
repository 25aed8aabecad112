package org.rnn4j.benchmarks;

import java.util.random.RandomGenerator;
import org.rnn4j.random.Xoshiro256;

/** The operands of a matrix product of {@code k} terms for each of {@code m x n} results, and a check of the results. */
final class Product {

    final int m;
    final int n;
    final int k;
    final float[] a;
    final float[] b;
    final float[] c;

    /** Operands of noise for a shape {@code m x n x k}. */
    Product(String shape) {
        int[] sizes = Sizes.parse(shape);
        m = sizes[0];
        n = sizes[1];
        k = sizes[2];
        RandomGenerator random = new Xoshiro256(1);
        a = noise(m * k, random);
        b = noise(k * n, random);
        c = new float[m * n];
    }

    private static float[] noise(int length, RandomGenerator random) {
        float[] noise = new float[length];
        for (int i = 0; i < length; i++) {
            noise[i] = (float) random.nextGaussian();
        }
        return noise;
    }

    /** Compares up to a hundred results, spread over the matrix and with its corners, with sums made in double. */
    void check(boolean transposedA) {
        int stride = Math.max(1, (m * n - 1) / 99);
        for (int at = 0; at < m * n; at += stride) {
            checkElement(at / n, at % n, transposedA);
        }
        checkElement(m - 1, n - 1, transposedA);
    }

    private void checkElement(int i, int j, boolean transposedA) {
        double sum = 0;
        for (int l = 0; l < k; l++) {
            sum += (double) (transposedA ? a[l * m + i] : a[i * k + l]) * b[l * n + j];
        }
        Check.isClose("C[" + i + ", " + j + "]", sum, c[i * n + j], 1e-5 * k);
    }
}
