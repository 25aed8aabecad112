package org.rnn4j.benchmarks;

import java.util.Arrays;
import java.util.Locale;
import jdk.incubator.vector.FloatVector;
import jdk.incubator.vector.VectorSpecies;
import org.rnn4j.tensor.Backend;
import org.rnn4j.tensor.Kernels;

/**
 * How near do the products come to what one core can do? Measures, in one run, multiply-adds whose operands are in registers, reading
 * of an array that no cache holds, and the products of training steps, and prints each product as a share of the former.
 *
 * <p>Run with {@code --add-modules jdk.incubator.vector}. An argument sets the milliseconds of a measurement, 200 without it; each is
 * made nine times, and the median counts. What is compared takes turns, so that a machine that slows down slows down all.
 */
public final class Roofline {

    private static final VectorSpecies<Float> FLOATS = FloatVector.SPECIES_PREFERRED;
    private static final int COUNT = FLOATS.length();
    private static final int ROUNDS = 9;
    private static final int WARMUP_ROUNDS = 8;
    private static final String[] PACKED = {"2048x1024x256", "32x1024x256", "32x512x128", "50x512x128", "64x2048x512", "2048x65x128"};
    private static final String[] TRANSPOSED = {"256x1024x2048", "128x512x2048", "512x2048x8192"};
    private static final String[] ROWS = {"1x400x100", "1x512x128", "1x2048x512"};

    /** Something to be measured. @param amount what one run of the work is, in operations or bytes */
    private record Case(String name, double amount, Runnable work, double[] rates) {

        Case(String name, double amount, Runnable work) {
            this(name, amount, work, new double[ROUNDS]);
        }

        /** Repeats the work for so many nanoseconds. {@return its amount in a nanosecond} */
        double rate(long nanos) {
            long started = System.nanoTime();
            long runs = 0;
            long elapsed;
            do {
                work.run();
                runs++;
                elapsed = System.nanoTime() - started;
            } while (elapsed < nanos);
            return runs * amount / elapsed;
        }

        double median() {
            double[] sorted = rates.clone();
            Arrays.sort(sorted);
            return sorted[ROUNDS / 2];
        }
    }

    private final Kernels kernels = Backend.standard().kernels();
    private float kept;

    private Roofline() {
    }

    /** Measures. */
    public static void main(String[] arguments) {
        new Roofline().measure(arguments.length == 0 ? 200 : Integer.parseInt(arguments[0]));
    }

    private void measure(int millis) {
        long nanos = millis * 1_000_000L;
        Case peak = new Case("multiply-adds in registers", 2.0 * 12 * COUNT * 100_000, () -> multiplyAdds(100_000));
        float[] large = new float[64 << 20];
        Case reading = new Case("reading 256 MB", 4.0 * large.length, () -> read(large));
        Case[] products = new Case[PACKED.length + TRANSPOSED.length + ROWS.length];
        int count = 0;
        for (String shape : PACKED) {
            products[count++] = packed(shape);
        }
        for (String shape : TRANSPOSED) {
            products[count++] = transposed(shape);
        }
        for (String shape : ROWS) {
            products[count++] = row(shape);
        }
        for (int round = -WARMUP_ROUNDS; round < ROUNDS; round++) {
            time(peak, round, nanos);
            time(reading, round, nanos);
            for (Case product : products) {
                time(product, round, nanos);
            }
        }
        System.out.printf(Locale.ROOT, "%s kernels, vectors of %d floats%n", kernels.name(), COUNT);
        System.out.printf(Locale.ROOT, "%-32s %7.1f GFLOP/s%n", peak.name, peak.median());
        System.out.printf(Locale.ROOT, "%-32s %7.1f GB/s%n", reading.name, reading.median());
        for (Case product : products) {
            System.out.printf(Locale.ROOT, "%-32s %7.1f GFLOP/s  %3.0f %% of the peak%n", product.name, product.median(),
                    100 * product.median() / peak.median());
        }
        if (Float.isNaN(kept)) {
            throw new IllegalStateException("expected numbers but got NaN");
        }
    }

    private static void time(Case one, int round, long nanos) {
        double rate = one.rate(nanos);
        if (round >= 0) {
            one.rates[round] = rate;
        }
    }

    private Case packed(String shape) {
        Product p = new Product(shape);
        float[] packed = new float[kernels.packedLength(p.k, p.n)];
        kernels.pack(p.k, p.n, p.b, 0, p.n, packed);
        return new Case("packed " + shape, 2.0 * p.m * p.n * p.k,
                () -> kernels.multiplyPacked(p.m, p.n, p.k, p.a, 0, p.k, packed, false, p.c, 0, p.n));
    }

    private Case transposed(String shape) {
        Product p = new Product(shape);
        return new Case("weight gradient " + shape, 2.0 * p.m * p.n * p.k,
                () -> kernels.multiplyTransposedA(p.m, p.n, p.k, p.a, 0, p.m, p.b, 0, p.n, false, p.c, 0, p.n));
    }

    private Case row(String shape) {
        Product p = new Product(shape);
        return new Case("one row " + shape, 2.0 * p.m * p.n * p.k,
                () -> kernels.multiply(p.m, p.n, p.k, p.a, 0, p.k, p.b, 0, p.n, false, p.c, 0, p.n));
    }

    /**
     * 12 sums at once: more than 2 units of 4 cycles need, and fewer than AVX2 has registers. Four rounds in one, since the loop itself
     * would cost a tenth.
     */
    private void multiplyAdds(int times) {
        FloatVector x = FloatVector.broadcast(FLOATS, 0.999f);
        FloatVector s0 = FloatVector.broadcast(FLOATS, 1);
        FloatVector s1 = s0;
        FloatVector s2 = s0;
        FloatVector s3 = s0;
        FloatVector s4 = s0;
        FloatVector s5 = s0;
        FloatVector s6 = s0;
        FloatVector s7 = s0;
        FloatVector s8 = s0;
        FloatVector s9 = s0;
        FloatVector s10 = s0;
        FloatVector s11 = s0;
        for (int i = 0; i < times; i += 4) {
            s0 = s0.fma(x, x);
            s1 = s1.fma(x, x);
            s2 = s2.fma(x, x);
            s3 = s3.fma(x, x);
            s4 = s4.fma(x, x);
            s5 = s5.fma(x, x);
            s6 = s6.fma(x, x);
            s7 = s7.fma(x, x);
            s8 = s8.fma(x, x);
            s9 = s9.fma(x, x);
            s10 = s10.fma(x, x);
            s11 = s11.fma(x, x);
            s0 = s0.fma(x, x);
            s1 = s1.fma(x, x);
            s2 = s2.fma(x, x);
            s3 = s3.fma(x, x);
            s4 = s4.fma(x, x);
            s5 = s5.fma(x, x);
            s6 = s6.fma(x, x);
            s7 = s7.fma(x, x);
            s8 = s8.fma(x, x);
            s9 = s9.fma(x, x);
            s10 = s10.fma(x, x);
            s11 = s11.fma(x, x);
            s0 = s0.fma(x, x);
            s1 = s1.fma(x, x);
            s2 = s2.fma(x, x);
            s3 = s3.fma(x, x);
            s4 = s4.fma(x, x);
            s5 = s5.fma(x, x);
            s6 = s6.fma(x, x);
            s7 = s7.fma(x, x);
            s8 = s8.fma(x, x);
            s9 = s9.fma(x, x);
            s10 = s10.fma(x, x);
            s11 = s11.fma(x, x);
            s0 = s0.fma(x, x);
            s1 = s1.fma(x, x);
            s2 = s2.fma(x, x);
            s3 = s3.fma(x, x);
            s4 = s4.fma(x, x);
            s5 = s5.fma(x, x);
            s6 = s6.fma(x, x);
            s7 = s7.fma(x, x);
            s8 = s8.fma(x, x);
            s9 = s9.fma(x, x);
            s10 = s10.fma(x, x);
            s11 = s11.fma(x, x);
        }
        float[] sums = new float[COUNT];
        s0.add(s1).add(s2.add(s3)).add(s4.add(s5)).add(s6.add(s7)).add(s8.add(s9)).add(s10.add(s11)).intoArray(sums, 0);
        kept += sums[0];
    }

    private void read(float[] from) {
        FloatVector s0 = FloatVector.zero(FLOATS);
        FloatVector s1 = s0;
        FloatVector s2 = s0;
        FloatVector s3 = s0;
        for (int i = 0; i < from.length; i += 4 * COUNT) {
            s0 = s0.add(FloatVector.fromArray(FLOATS, from, i));
            s1 = s1.add(FloatVector.fromArray(FLOATS, from, i + COUNT));
            s2 = s2.add(FloatVector.fromArray(FLOATS, from, i + 2 * COUNT));
            s3 = s3.add(FloatVector.fromArray(FLOATS, from, i + 3 * COUNT));
        }
        float[] sums = new float[COUNT];
        s0.add(s1).add(s2.add(s3)).intoArray(sums, 0);
        kept += sums[0];
    }
}
