package org.rnn4j.internal;

import static org.rnn4j.internal.Scratch.WIDTH;

import java.util.Arrays;

/**
 * {@link ScalarCells} in several passes over strips of a row in {@link Scratch}: the same steps, so the same bits. Each pass is small
 * enough for C2 to vectorise.
 */
final class ScalarStrips {

    private ScalarStrips() {
    }

    static void lstm(int size, float[] x, int xi, float[] a, int i, float[] h, float[] c, int previous, int next, Scratch scratch) {
        float[] si = scratch.row(0);
        float[] sf = scratch.row(1);
        float[] sg = scratch.row(2);
        float[] so = scratch.row(3);
        float[] sc = scratch.row(4);
        float[] y = scratch.row(5);
        for (int j = 0; j < size; j += WIDTH) {
            int n = Math.min(WIDTH, size - j);
            int from = xi + j;
            int at = i + j;
            ScalarMath.sigmoid(n, x, from, si, 0, scratch);
            ScalarMath.sigmoid(n, x, from + size, sf, 0, scratch);
            ScalarMath.tanh(n, x, from + 2 * size, sg, 0, scratch);
            ScalarMath.sigmoid(n, x, from + 3 * size, so, 0, scratch);
            System.arraycopy(c, previous + j, sc, 0, n);
            state(n, si, sf, sg, sc);
            ScalarMath.tanh(n, sc, 0, y, 0, scratch);
            multiply(n, so, y);
            System.arraycopy(si, 0, a, at, n);
            System.arraycopy(sf, 0, a, at + size, n);
            System.arraycopy(sg, 0, a, at + 2 * size, n);
            System.arraycopy(so, 0, a, at + 3 * size, n);
            System.arraycopy(sc, 0, c, next + j, n);
            System.arraycopy(y, 0, h, next + j, n);
        }
    }

    private static void state(int n, float[] i, float[] f, float[] g, float[] c) {
        for (int j = 0; j < n; j++) {
            c[j] = Math.fma(f[j], c[j], i[j] * g[j]);
        }
    }

    /** {@code y *= x}. */
    private static void multiply(int n, float[] x, float[] y) {
        for (int j = 0; j < n; j++) {
            y[j] = x[j] * y[j];
        }
    }

    static void lstmBackward(int size, float[] a, int ai, float[] c, int previous, int next, float[] dh, float[] dc, int unit,
                             Scratch scratch) {
        float[] i = scratch.row(0);
        float[] f = scratch.row(1);
        float[] g = scratch.row(2);
        float[] o = scratch.row(3);
        float[] before = scratch.row(4);
        float[] y = scratch.row(5);
        float[] dOut = scratch.row(6);
        float[] dC = scratch.row(7);
        for (int j = 0; j < size; j += WIDTH) {
            int n = Math.min(WIDTH, size - j);
            int at = ai + j;
            System.arraycopy(a, at, i, 0, n);
            System.arraycopy(a, at + size, f, 0, n);
            System.arraycopy(a, at + 2 * size, g, 0, n);
            System.arraycopy(a, at + 3 * size, o, 0, n);
            System.arraycopy(c, previous + j, before, 0, n);
            ScalarMath.tanh(n, c, next + j, y, 0, scratch);
            System.arraycopy(dh, unit + j, dOut, 0, n);
            System.arraycopy(dc, unit + j, dC, 0, n);
            stateGradient(n, dOut, o, y, dC);
            outputGateGradient(n, dOut, y, o);
            System.arraycopy(o, 0, a, at + 3 * size, n);
            candidateGradient(n, dC, i, g, y);
            System.arraycopy(y, 0, a, at + 2 * size, n);
            gateGradient(n, dC, g, i);
            System.arraycopy(i, 0, a, at, n);
            multiplyInto(n, dC, f, dOut);
            System.arraycopy(dOut, 0, dc, unit + j, n);
            gateGradient(n, dC, before, f);
            System.arraycopy(f, 0, a, at + size, n);
            Arrays.fill(dh, unit + j, unit + j + n, 0);
        }
    }

    private static void stateGradient(int n, float[] dOut, float[] o, float[] y, float[] dC) {
        for (int j = 0; j < n; j++) {
            dC[j] = Math.fma(dOut[j] * o[j], Math.fma(-y[j], y[j], 1), dC[j]);
        }
    }

    private static void outputGateGradient(int n, float[] dOut, float[] y, float[] o) {
        for (int j = 0; j < n; j++) {
            o[j] = dOut[j] * y[j] * o[j] * (1 - o[j]);
        }
    }

    private static void candidateGradient(int n, float[] dC, float[] i, float[] g, float[] result) {
        for (int j = 0; j < n; j++) {
            result[j] = dC[j] * i[j] * Math.fma(-g[j], g[j], 1);
        }
    }

    /** {@code gate = dC·other·gate·(1 - gate)}. */
    private static void gateGradient(int n, float[] dC, float[] other, float[] gate) {
        for (int j = 0; j < n; j++) {
            gate[j] = dC[j] * other[j] * gate[j] * (1 - gate[j]);
        }
    }

    private static void multiplyInto(int n, float[] x, float[] y, float[] product) {
        for (int j = 0; j < n; j++) {
            product[j] = x[j] * y[j];
        }
    }

    static void gruReset(int size, float[] a, int r, float[] u, int uAt, float[] s, int sAt, Scratch scratch) {
        ScalarMath.sigmoid(2 * size, a, r, a, r, scratch);              // r and z are neighbours
        for (int j = 0; j < size; j++) {
            s[sAt + j] = a[r + j] * u[uAt + j];
        }
    }

    static void gruUpdate(int size, float[] a, int r, float[] h, int previous, int next, Scratch scratch) {
        int az = r + size;
        int an = az + size;
        ScalarMath.tanh(size, a, an, a, an, scratch);
        for (int j = 0; j < size; j++) {
            h[next + j] = Math.fma(a[az + j], a[an + j], (1 - a[az + j]) * h[previous + j]);
        }
    }

    static void gruAfter(int size, float[] a, float[] q, int ar, float[] b, float[] h, int previous, int next, Scratch scratch) {
        int an = ar + 2 * size;
        for (int j = 0; j < 2 * size; j++) {
            a[ar + j] += q[ar + j];
        }
        ScalarMath.sigmoid(2 * size, a, ar, a, ar, scratch);            // r and z are neighbours
        for (int j = 0; j < size; j++) {
            q[an + j] += b[j];
            a[an + j] = Math.fma(a[ar + j], q[an + j], a[an + j]);
        }
        gruUpdate(size, a, ar, h, previous, next, scratch);
    }
}
