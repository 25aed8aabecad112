package org.rnn4j.internal;

import static jdk.incubator.vector.VectorOperators.GT;
import static jdk.incubator.vector.VectorOperators.LT;
import static org.rnn4j.internal.Lanes.COUNT;
import static org.rnn4j.internal.Lanes.FLOATS;

import jdk.incubator.vector.FloatVector;

/**
 * {@link ScalarCells} on vectors: the LSTM and tanh. The transcendental functions run over a row first, in loops of their own: a
 * row stays in the nearest cache, and one loop with all of them would be past what C2 inlines.
 *
 * <p>Each loop takes whole vectors only. Where a row does not end with one, the last {@code COUNT} units are done once more: what
 * the loop overwrites of them was kept, is put back, and the units that were done before come out the same again.
 */
final class VectorCells {

    private VectorCells() {
    }

    static void lstm(int size, float[] x, int xi, float[] a, int i, float[] h, float[] c, int previous, int next) {
        if (size < COUNT) {
            ScalarCells.lstm(size, x, xi, a, i, h, c, previous, next);
            return;
        }
        VectorMath.sigmoid(2 * size, x, xi, a, i);                      // i and f are neighbours
        VectorMath.tanh(size, x, xi + 2 * size, a, i + 2 * size);
        VectorMath.sigmoid(size, x, xi + 3 * size, a, i + 3 * size);
        int whole = size - size % COUNT;
        lstmState(whole, a, i, i + size, i + 2 * size, i + 3 * size, h, c, previous, next);
        if (whole < size) {
            int last = size - COUNT;
            int at = i + last;
            lstmState(COUNT, a, at, at + size, at + 2 * size, at + 3 * size, h, c, previous + last, next + last);
        }
    }

    private static void lstmState(int n, float[] a, int i, int f, int g, int o, float[] h, float[] c, int previous, int next) {
        for (int j = 0; j < n; j += COUNT) {
            FloatVector fresh = FloatVector.fromArray(FLOATS, a, i + j).mul(FloatVector.fromArray(FLOATS, a, g + j));
            FloatVector state = FloatVector.fromArray(FLOATS, a, f + j).fma(FloatVector.fromArray(FLOATS, c, previous + j), fresh);
            state.intoArray(c, next + j);
            FloatVector t = state.blend(Spread.TANH_LIMIT, state.compare(GT, Spread.TANH_LIMIT));
            t = t.blend(Spread.MINUS_TANH_LIMIT, t.compare(LT, Spread.MINUS_TANH_LIMIT));
            FloatVector u = t.mul(t);
            FloatVector p = u.fma(Spread.TANH_P2, Spread.TANH_P1);
            FloatVector q = u.fma(u.fma(Spread.TANH_Q3, Spread.TANH_Q2), Spread.TANH_Q1);
            FloatVector numerator = t.mul(u).fma(p, t);
            FloatVector e = u.mul(q);
            FloatVector half = numerator.mul(Spread.HALF);
            FloatVector y = numerator.fma(e, numerator).div(e.fma(e.add(Spread.TWO), half.mul(half)).add(Spread.ONE));
            FloatVector.fromArray(FLOATS, a, o + j).mul(y).intoArray(h, next + j);
        }
    }

    static void lstmBackward(int size, float[] a, int i, float[] c, int previous, int next, float[] dh, float[] dc, int unit) {
        if (size < COUNT) {
            ScalarCells.lstmBackward(size, a, i, c, previous, next, dh, dc, unit);
            return;
        }
        int f = i + size;
        int g = f + size;
        int o = g + size;
        int whole = size - size % COUNT;
        if (whole == size) {
            lstmUnits(size, a, i, f, g, o, c, previous, next, dh, dc, unit);
            return;
        }
        int last = size - COUNT;
        FloatVector keptI = FloatVector.fromArray(FLOATS, a, i + last);
        FloatVector keptF = FloatVector.fromArray(FLOATS, a, f + last);
        FloatVector keptG = FloatVector.fromArray(FLOATS, a, g + last);
        FloatVector keptO = FloatVector.fromArray(FLOATS, a, o + last);
        FloatVector keptH = FloatVector.fromArray(FLOATS, dh, unit + last);
        FloatVector keptC = FloatVector.fromArray(FLOATS, dc, unit + last);
        lstmUnits(whole, a, i, f, g, o, c, previous, next, dh, dc, unit);
        keptI.intoArray(a, i + last);
        keptF.intoArray(a, f + last);
        keptG.intoArray(a, g + last);
        keptO.intoArray(a, o + last);
        keptH.intoArray(dh, unit + last);
        keptC.intoArray(dc, unit + last);
        lstmUnits(COUNT, a, i + last, f + last, g + last, o + last, c, previous + last, next + last, dh, dc, unit + last);
    }

    private static void lstmUnits(int n, float[] a, int ai, int af, int ag, int ao, float[] c, int previous, int next,
                                  float[] dh, float[] dc, int unit) {
        for (int j = 0; j < n; j += COUNT) {
            FloatVector t = FloatVector.fromArray(FLOATS, c, next + j);
            t = t.blend(Spread.TANH_LIMIT, t.compare(GT, Spread.TANH_LIMIT));
            t = t.blend(Spread.MINUS_TANH_LIMIT, t.compare(LT, Spread.MINUS_TANH_LIMIT));
            FloatVector u = t.mul(t);
            FloatVector p = u.fma(Spread.TANH_P2, Spread.TANH_P1);
            FloatVector q = u.fma(u.fma(Spread.TANH_Q3, Spread.TANH_Q2), Spread.TANH_Q1);
            FloatVector numerator = t.mul(u).fma(p, t);
            FloatVector e = u.mul(q);
            FloatVector half = numerator.mul(Spread.HALF);
            FloatVector y = numerator.fma(e, numerator).div(e.fma(e.add(Spread.TWO), half.mul(half)).add(Spread.ONE));
            FloatVector o = FloatVector.fromArray(FLOATS, a, ao + j);
            FloatVector dOut = FloatVector.fromArray(FLOATS, dh, unit + j);
            FloatVector dC = dOut.mul(o).fma(y.neg().fma(y, Spread.ONE), FloatVector.fromArray(FLOATS, dc, unit + j));
            dOut.mul(y).mul(o).mul(Spread.ONE.sub(o)).intoArray(a, ao + j);
            Spread.ZERO.intoArray(dh, unit + j);
            FloatVector i = FloatVector.fromArray(FLOATS, a, ai + j);
            FloatVector g = FloatVector.fromArray(FLOATS, a, ag + j);
            dC.mul(g).mul(i).mul(Spread.ONE.sub(i)).intoArray(a, ai + j);
            dC.mul(i).mul(g.neg().fma(g, Spread.ONE)).intoArray(a, ag + j);
            FloatVector f = FloatVector.fromArray(FLOATS, a, af + j);
            dC.mul(FloatVector.fromArray(FLOATS, c, previous + j)).mul(f).mul(Spread.ONE.sub(f)).intoArray(a, af + j);
            dC.mul(f).intoArray(dc, unit + j);
        }
    }

    static void tanhBackward(int n, float[] y, int yAt, float[] dy, int dyAt, float[] dx, int dxAt) {
        if (n < COUNT) {
            ScalarCells.tanhBackward(n, y, yAt, dy, dyAt, dx, dxAt);
            return;
        }
        int last = n - COUNT;
        FloatVector kept = FloatVector.fromArray(FLOATS, dy, dyAt + last);
        int whole = n - n % COUNT;
        tanhUnits(whole, y, yAt, dy, dyAt, dx, dxAt);
        if (whole < n) {
            kept.intoArray(dy, dyAt + last);
            tanhUnits(COUNT, y, yAt + last, dy, dyAt + last, dx, dxAt + last);
        }
    }

    private static void tanhUnits(int n, float[] y, int yAt, float[] dy, int dyAt, float[] dx, int dxAt) {
        for (int j = 0; j < n; j += COUNT) {
            FloatVector value = FloatVector.fromArray(FLOATS, y, yAt + j);
            FloatVector.fromArray(FLOATS, dy, dyAt + j).mul(value.neg().fma(value, Spread.ONE)).intoArray(dx, dxAt + j);
            Spread.ZERO.intoArray(dy, dyAt + j);
        }
    }
}
