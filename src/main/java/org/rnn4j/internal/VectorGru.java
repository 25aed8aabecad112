package org.rnn4j.internal;

import static org.rnn4j.internal.Lanes.COUNT;
import static org.rnn4j.internal.Lanes.FLOATS;

import jdk.incubator.vector.FloatVector;

/** {@link ScalarCells} on vectors: both kinds of GRU. Rows that do not end with a vector are done as in {@link VectorCells}. */
final class VectorGru {

    private VectorGru() {
    }

    static void reset(int size, float[] a, int r, float[] u, int uAt, float[] s, int sAt) {
        if (size < COUNT) {
            ScalarCells.gruReset(size, a, r, u, uAt, s, sAt);
            return;
        }
        VectorMath.sigmoid(2 * size, a, r, a, r);                       // r and z are neighbours
        int whole = size - size % COUNT;
        multiply(whole, a, r, u, uAt, s, sAt);
        if (whole < size) {
            int last = size - COUNT;
            multiply(COUNT, a, r + last, u, uAt + last, s, sAt + last);
        }
    }

    private static void multiply(int n, float[] x, int xAt, float[] y, int yAt, float[] product, int at) {
        for (int j = 0; j < n; j += COUNT) {
            FloatVector.fromArray(FLOATS, x, xAt + j).mul(FloatVector.fromArray(FLOATS, y, yAt + j)).intoArray(product, at + j);
        }
    }

    static void update(int size, float[] a, int r, float[] h, int previous, int next) {
        if (size < COUNT) {
            ScalarCells.gruUpdate(size, a, r, h, previous, next);
            return;
        }
        int z = r + size;
        int n = z + size;
        VectorMath.tanh(size, a, n, a, n);
        mix(size, a, z, n, h, previous, next);
    }

    /** {@code h = fma(z, n, (1 - z)·h')}. */
    private static void mix(int size, float[] a, int z, int n, float[] h, int previous, int next) {
        int whole = size - size % COUNT;
        mixUnits(whole, a, z, n, h, previous, next);
        if (whole < size) {
            int last = size - COUNT;
            mixUnits(COUNT, a, z + last, n + last, h, previous + last, next + last);
        }
    }

    private static void mixUnits(int size, float[] a, int az, int an, float[] h, int previous, int next) {
        for (int j = 0; j < size; j += COUNT) {
            FloatVector z = FloatVector.fromArray(FLOATS, a, az + j);
            FloatVector rest = Spread.ONE.sub(z).mul(FloatVector.fromArray(FLOATS, h, previous + j));
            z.fma(FloatVector.fromArray(FLOATS, a, an + j), rest).intoArray(h, next + j);
        }
    }

    static void updateBackward(int size, float[] a, int r, float[] h, int previous, float[] dh, int unit) {
        if (size < COUNT) {
            ScalarCells.gruUpdateBackward(size, a, r, h, previous, dh, unit);
            return;
        }
        int z = r + size;
        int n = z + size;
        int last = size - COUNT;
        int whole = size - size % COUNT;
        FloatVector keptZ = FloatVector.fromArray(FLOATS, a, z + last);
        FloatVector keptN = FloatVector.fromArray(FLOATS, a, n + last);
        FloatVector keptH = FloatVector.fromArray(FLOATS, dh, unit + last);
        updateUnits(whole, a, z, n, h, previous, dh, unit);
        if (whole < size) {
            keptZ.intoArray(a, z + last);
            keptN.intoArray(a, n + last);
            keptH.intoArray(dh, unit + last);
            updateUnits(COUNT, a, z + last, n + last, h, previous + last, dh, unit + last);
        }
    }

    private static void updateUnits(int size, float[] a, int az, int an, float[] h, int previous, float[] dh, int unit) {
        for (int j = 0; j < size; j += COUNT) {
            FloatVector z = FloatVector.fromArray(FLOATS, a, az + j);
            FloatVector n = FloatVector.fromArray(FLOATS, a, an + j);
            FloatVector d = FloatVector.fromArray(FLOATS, dh, unit + j);
            FloatVector rest = Spread.ONE.sub(z);
            d.mul(n.sub(FloatVector.fromArray(FLOATS, h, previous + j))).mul(z).mul(rest).intoArray(a, az + j);
            d.mul(z).mul(n.neg().fma(n, Spread.ONE)).intoArray(a, an + j);
            d.mul(rest).intoArray(dh, unit + j);
        }
    }

    static void resetBackward(int size, float[] a, int r, float[] u, int uAt, float[] ds, int dsAt) {
        if (size < COUNT) {
            ScalarCells.gruResetBackward(size, a, r, u, uAt, ds, dsAt);
            return;
        }
        int last = size - COUNT;
        int whole = size - size % COUNT;
        FloatVector keptR = FloatVector.fromArray(FLOATS, a, r + last);
        FloatVector keptS = FloatVector.fromArray(FLOATS, ds, dsAt + last);
        resetUnits(whole, a, r, u, uAt, ds, dsAt);
        if (whole < size) {
            keptR.intoArray(a, r + last);
            keptS.intoArray(ds, dsAt + last);
            resetUnits(COUNT, a, r + last, u, uAt + last, ds, dsAt + last);
        }
    }

    private static void resetUnits(int size, float[] a, int ar, float[] u, int uAt, float[] ds, int dsAt) {
        for (int j = 0; j < size; j += COUNT) {
            FloatVector r = FloatVector.fromArray(FLOATS, a, ar + j);
            FloatVector d = FloatVector.fromArray(FLOATS, ds, dsAt + j);
            d.mul(FloatVector.fromArray(FLOATS, u, uAt + j)).mul(r).mul(Spread.ONE.sub(r)).intoArray(a, ar + j);
            d.mul(r).intoArray(ds, dsAt + j);
        }
    }

    static void after(int size, float[] a, float[] q, int r, float[] b, float[] h, int previous, int next) {
        if (size < COUNT) {
            ScalarCells.gruAfter(size, a, q, r, b, h, previous, next);
            return;
        }
        int z = r + size;
        int n = z + size;
        int last = size - COUNT;
        int whole = size - size % COUNT;
        VectorRows.add(2 * size, q, r, a, r);                           // r and z are neighbours
        VectorMath.sigmoid(2 * size, a, r, a, r);
        FloatVector keptA = FloatVector.fromArray(FLOATS, a, n + last);
        FloatVector keptQ = FloatVector.fromArray(FLOATS, q, n + last);
        candidate(whole, a, r, n, q, b, 0);
        if (whole < size) {
            keptA.intoArray(a, n + last);
            keptQ.intoArray(q, n + last);
            candidate(COUNT, a, r + last, n + last, q, b, last);
        }
        VectorMath.tanh(size, a, n, a, n);
        mix(size, a, z, n, h, previous, next);
    }

    /** {@code q_n = q_n + b}, {@code a_n = fma(r, q_n, a_n)}. */
    private static void candidate(int size, float[] a, int r, int n, float[] q, float[] b, int bAt) {
        for (int j = 0; j < size; j += COUNT) {
            FloatVector product = FloatVector.fromArray(FLOATS, q, n + j).add(FloatVector.fromArray(FLOATS, b, bAt + j));
            product.intoArray(q, n + j);
            FloatVector.fromArray(FLOATS, a, r + j).fma(product, FloatVector.fromArray(FLOATS, a, n + j)).intoArray(a, n + j);
        }
    }

    static void afterBackward(int size, float[] a, float[] q, int r, float[] h, int previous, float[] dh, int unit) {
        if (size < COUNT) {
            ScalarCells.gruAfterBackward(size, a, q, r, h, previous, dh, unit);
            return;
        }
        int z = r + size;
        int n = z + size;
        int last = size - COUNT;
        int whole = size - size % COUNT;
        FloatVector keptR = FloatVector.fromArray(FLOATS, a, r + last);
        FloatVector keptZ = FloatVector.fromArray(FLOATS, a, z + last);
        FloatVector keptN = FloatVector.fromArray(FLOATS, a, n + last);
        FloatVector keptQ = FloatVector.fromArray(FLOATS, q, n + last);
        FloatVector keptH = FloatVector.fromArray(FLOATS, dh, unit + last);
        afterUnits(whole, a, q, r, z, n, h, previous, dh, unit);
        if (whole < size) {
            keptR.intoArray(a, r + last);
            keptZ.intoArray(a, z + last);
            keptN.intoArray(a, n + last);
            keptQ.intoArray(q, n + last);
            keptH.intoArray(dh, unit + last);
            afterUnits(COUNT, a, q, r + last, z + last, n + last, h, previous + last, dh, unit + last);
        }
    }

    private static void afterUnits(int size, float[] a, float[] q, int ar, int az, int an, float[] h, int previous,
                                   float[] dh, int unit) {
        for (int j = 0; j < size; j += COUNT) {
            FloatVector r = FloatVector.fromArray(FLOATS, a, ar + j);
            FloatVector z = FloatVector.fromArray(FLOATS, a, az + j);
            FloatVector n = FloatVector.fromArray(FLOATS, a, an + j);
            FloatVector d = FloatVector.fromArray(FLOATS, dh, unit + j);
            FloatVector rest = Spread.ONE.sub(z);
            FloatVector dZ = d.mul(n.sub(FloatVector.fromArray(FLOATS, h, previous + j))).mul(z).mul(rest);
            FloatVector dN = d.mul(z).mul(n.neg().fma(n, Spread.ONE));
            FloatVector dR = dN.mul(FloatVector.fromArray(FLOATS, q, an + j)).mul(r).mul(Spread.ONE.sub(r));
            dR.intoArray(a, ar + j);
            dZ.intoArray(a, az + j);
            dN.intoArray(a, an + j);
            dR.intoArray(q, ar + j);
            dZ.intoArray(q, az + j);
            dN.mul(r).intoArray(q, an + j);
            d.mul(rest).intoArray(dh, unit + j);
        }
    }
}
