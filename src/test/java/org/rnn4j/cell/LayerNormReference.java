package org.rnn4j.cell;

import java.util.Arrays;
import java.util.List;
import java.util.function.IntFunction;
import java.util.stream.IntStream;
import org.rnn4j.cell.CellContract.Shape;

/** Layer normalisation in double, as Ba, Kiros and Hinton 2016 have it. */
final class LayerNormReference {

    /**
     * By how much rounding may grow: dividing by the deviation of a row magnifies what is near its mean, and with only a few numbers
     * in a row that happens.
     */
    static final double CONDITIONING = 4;

    /**
     * Without those of one input or one unit. A row of multiples of one number is normalised to the same whatever the number is:
     * the gradient is a difference that is all but zero, and its float has no correct digit to compare.
     */
    static final List<Shape> SHAPES = CellContract.SHAPES.stream().filter(shape -> shape.inputs() > 1 && shape.hidden() > 2).toList();

    private LayerNormReference() {
    }

    static Num[] products(int length, IntFunction<Num> product) {
        return IntStream.range(0, length).mapToObj(product).toArray(Num[]::new);
    }

    static Num[] join(Num[] first, Num[] second) {
        Num[] all = Arrays.copyOf(first, first.length + second.length);
        System.arraycopy(second, 0, all, first.length, second.length);
        return all;
    }

    static Num[] norm(Num[] v) {
        Num share = Num.constant(1.0 / v.length);
        Num mean = sum(v).times(share);
        Num[] centered = products(v.length, j -> v[j].minus(mean));
        Num variance = sum(products(v.length, j -> centered[j].times(centered[j]))).times(share);
        Num scale = variance.plus(Num.constant(1e-5)).reciprocalRoot();
        return products(v.length, j -> centered[j].times(scale));
    }

    private static Num sum(Num[] v) {
        Num sum = v[0];
        for (int j = 1; j < v.length; j++) {
            sum = sum.plus(v[j]);
        }
        return sum;
    }

    /** {@code g_ih⊙p + g_hh⊙q + b}. */
    static Num gate(ReferenceCell.Weights w, Num[] p, Num[] q, int column) {
        return w.get("gain_ih", 0, column).times(p[column]).plus(w.get("gain_hh", 0, column).times(q[column]))
                .plus(w.get("bias_ih", 0, column));
    }
}
