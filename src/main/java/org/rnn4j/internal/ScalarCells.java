package org.rnn4j.internal;

import org.rnn4j.tensor.FloatMath;

/** The cells' kernels in plain Java, unit by unit: what {@link org.rnn4j.tensor.Kernels} says, spelled as it stands there. */
final class ScalarCells {

    private ScalarCells() {
    }

    static void lstm(int size, float[] x, int xi, float[] a, int i, float[] h, float[] c, int previous, int next) {
        int xf = xi + size;
        int xg = xf + size;
        int xo = xg + size;
        int f = i + size;
        int g = f + size;
        int o = g + size;
        for (int j = 0; j < size; j++) {
            a[i + j] = FloatMath.sigmoid(x[xi + j]);
            a[f + j] = FloatMath.sigmoid(x[xf + j]);
            a[g + j] = FloatMath.tanh(x[xg + j]);
            a[o + j] = FloatMath.sigmoid(x[xo + j]);
            c[next + j] = Math.fma(a[f + j], c[previous + j], a[i + j] * a[g + j]);
            h[next + j] = a[o + j] * FloatMath.tanh(c[next + j]);
        }
    }

    static void lstmBackward(int size, float[] a, int ai, float[] c, int previous, int next, float[] dh, float[] dc, int unit) {
        int af = ai + size;
        int ag = af + size;
        int ao = ag + size;
        for (int j = 0; j < size; j++) {
            float i = a[ai + j];
            float f = a[af + j];
            float g = a[ag + j];
            float o = a[ao + j];
            float y = FloatMath.tanh(c[next + j]);
            float dOut = dh[unit + j];
            float dC = Math.fma(dOut * o, Math.fma(-y, y, 1), dc[unit + j]);
            a[ai + j] = dC * g * i * (1 - i);
            a[af + j] = dC * c[previous + j] * f * (1 - f);
            a[ag + j] = dC * i * Math.fma(-g, g, 1);
            a[ao + j] = dOut * y * o * (1 - o);
            dc[unit + j] = dC * f;
            dh[unit + j] = 0;
        }
    }

    static void gruReset(int size, float[] a, int r, float[] u, int uAt, float[] s, int sAt) {
        for (int j = 0; j < size; j++) {
            a[r + j] = FloatMath.sigmoid(a[r + j]);
            a[r + size + j] = FloatMath.sigmoid(a[r + size + j]);
            s[sAt + j] = a[r + j] * u[uAt + j];
        }
    }

    static void gruUpdate(int size, float[] a, int r, float[] h, int previous, int next) {
        int az = r + size;
        int an = az + size;
        for (int j = 0; j < size; j++) {
            float z = a[az + j];
            float n = FloatMath.tanh(a[an + j]);
            a[an + j] = n;
            h[next + j] = Math.fma(z, n, (1 - z) * h[previous + j]);
        }
    }

    static void gruUpdateBackward(int size, float[] a, int r, float[] h, int previous, float[] dh, int unit) {
        int az = r + size;
        int an = az + size;
        for (int j = 0; j < size; j++) {
            float z = a[az + j];
            float n = a[an + j];
            float d = dh[unit + j];
            a[az + j] = d * (n - h[previous + j]) * z * (1 - z);
            a[an + j] = d * z * Math.fma(-n, n, 1);
            dh[unit + j] = d * (1 - z);
        }
    }

    static void gruResetBackward(int size, float[] a, int ar, float[] u, int uAt, float[] ds, int dsAt) {
        for (int j = 0; j < size; j++) {
            float r = a[ar + j];
            float d = ds[dsAt + j];
            a[ar + j] = d * u[uAt + j] * r * (1 - r);
            ds[dsAt + j] = d * r;
        }
    }

    static void gruAfter(int size, float[] a, float[] q, int ar, float[] b, float[] h, int previous, int next) {
        int az = ar + size;
        int an = az + size;
        for (int j = 0; j < size; j++) {
            float r = FloatMath.sigmoid(a[ar + j] + q[ar + j]);
            float z = FloatMath.sigmoid(a[az + j] + q[az + j]);
            float product = q[an + j] + b[j];
            float n = FloatMath.tanh(Math.fma(r, product, a[an + j]));
            q[an + j] = product;
            a[ar + j] = r;
            a[az + j] = z;
            a[an + j] = n;
            h[next + j] = Math.fma(z, n, (1 - z) * h[previous + j]);
        }
    }

    static void gruAfterBackward(int size, float[] a, float[] q, int ar, float[] h, int previous, float[] dh, int unit) {
        int az = ar + size;
        int an = az + size;
        for (int j = 0; j < size; j++) {
            float r = a[ar + j];
            float z = a[az + j];
            float n = a[an + j];
            float d = dh[unit + j];
            float dZ = d * (n - h[previous + j]) * z * (1 - z);
            float dN = d * z * Math.fma(-n, n, 1);
            float dR = dN * q[an + j] * r * (1 - r);
            a[ar + j] = dR;
            a[az + j] = dZ;
            a[an + j] = dN;
            q[ar + j] = dR;
            q[az + j] = dZ;
            q[an + j] = dN * r;
            dh[unit + j] = d * (1 - z);
        }
    }

    static void tanhBackward(int n, float[] y, int yAt, float[] dy, int dyAt, float[] dx, int dxAt) {
        for (int j = 0; j < n; j++) {
            float value = y[yAt + j];
            dx[dxAt + j] = dy[dyAt + j] * Math.fma(-value, value, 1);
            dy[dyAt + j] = 0;
        }
    }
}
