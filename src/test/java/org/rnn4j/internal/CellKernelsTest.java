package org.rnn4j.internal;

import static org.junit.jupiter.api.Assertions.assertArrayEquals;
import static org.junit.jupiter.api.Assertions.assertEquals;

import com.sun.management.ThreadMXBean;
import java.lang.management.ManagementFactory;
import java.util.Random;
import org.junit.jupiter.api.Tag;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.EnumSource;
import org.rnn4j.tensor.Backend;
import org.rnn4j.tensor.Kernels;

/**
 * What the kernels of the cells promise. {@link ScalarCells} is the specification: it agrees with the equations in double precision
 * and with their derivatives; all providers have its bits. That gradients are right for whole cells is the business of the cells' tests.
 */
class CellKernelsTest {

    /** 0, 1, and one below, at and above the multiples of 4, 8 and 16 lanes. */
    private static final int[] SIZES = {0, 1, 3, 4, 5, 7, 8, 9, 15, 16, 17, 31, 32, 33, 47, 48, 100, 127, 128, 129, 520};

    private static final int GAP = 5;

    /** The arrays a kernel works on, each rows x gates x size floats between guards that must keep their bits as well. */
    private static final class Arrays {

        private final int rows;
        private final int size;
        private final float[][] data = new float[5][];

        Arrays(int rows, int size, Random random) {
            this.rows = rows;
            this.size = size;
            for (int k = 0; k < data.length; k++) {
                data[k] = new float[4 * rows * size + 2 * GAP + k];
                for (int j = 0; j < data[k].length; j++) {
                    data[k][j] = 2 * (float) random.nextGaussian();
                }
            }
        }

        Arrays(Arrays other) {
            rows = other.rows;
            size = other.size;
            for (int k = 0; k < data.length; k++) {
                data[k] = other.data[k].clone();
            }
        }
    }

    private interface Call {
        void on(Kernels kernels, int rows, int size, float[][] x, int next);
    }

    /** Each kernel with its arguments; {@code next} is one step of states behind {@link #GAP}. */
    enum Kernel {
        LSTM((k, rows, size, x, next) -> k.lstm(rows, size, x[0], GAP, x[0], GAP, x[1], x[2], GAP, next)),
        LSTM_APART((k, rows, size, x, next) -> k.lstm(rows, size, x[3], GAP + 1, x[0], GAP, x[1], x[2], GAP, next)),
        LSTM_BACKWARD((k, rows, size, x, next) -> k.lstmBackward(rows, size, x[0], GAP, x[1], GAP, next, x[2], x[3], GAP + 1)),
        GRU_RESET((k, rows, size, x, next) -> k.gruReset(rows, size, x[0], GAP, x[1], GAP + 1, x[2], GAP)),
        GRU_UPDATE((k, rows, size, x, next) -> k.gruUpdate(rows, size, x[0], GAP, x[1], GAP, next)),
        GRU_UPDATE_BACKWARD((k, rows, size, x, next) -> k.gruUpdateBackward(rows, size, x[0], GAP, x[1], GAP, x[2], GAP + 1)),
        GRU_RESET_BACKWARD((k, rows, size, x, next) -> k.gruResetBackward(rows, size, x[0], GAP, x[1], GAP + 1, x[2], GAP)),
        GRU_AFTER((k, rows, size, x, next) -> k.gruAfter(rows, size, x[0], x[1], GAP, x[2], x[3], GAP, next)),
        GRU_AFTER_BACKWARD((k, rows, size, x, next) -> k.gruAfterBackward(rows, size, x[0], x[1], GAP, x[2], GAP, x[3], GAP + 1)),
        TANH_BACKWARD((k, rows, size, x, next) -> k.tanhBackward(rows * size, x[0], GAP, x[1], GAP + 1, x[2], GAP));

        private final Call call;

        Kernel(Call call) {
            this.call = call;
        }

        void run(Kernels kernels, Arrays arrays) {
            call.on(kernels, arrays.rows, arrays.size, arrays.data, GAP + arrays.rows * arrays.size);
        }
    }

    @ParameterizedTest
    @EnumSource
    @Tag("vector")
    void vectorsHaveTheBitsOfThePlainKernelAndTouchNothingElse(Kernel kernel) {
        assertSameBits(kernel, Backend.kernels("vector"));
    }

    @ParameterizedTest
    @EnumSource
    void plainKernelsHaveTheBitsOfTheSpecification(Kernel kernel) {
        assertSameBits(kernel, Backend.kernels("scalar"));
    }

    /** Unit by unit, at any size. */
    private static final Kernels SPECIFICATION = new ScalarKernels() {
        @Override
        public void lstm(int rows, int size, float[] x, int xOffset, float[] a, int aOffset, float[] h, float[] c, int previous,
                         int next) {
            for (int n = 0; n < rows; n++) {
                ScalarCells.lstm(size, x, xOffset + n * 4 * size, a, aOffset + n * 4 * size, h, c, previous + n * size, next + n * size);
            }
        }

        @Override
        public void lstmBackward(int rows, int size, float[] a, int aOffset, float[] c, int previous, int next,
                                 float[] dh, float[] dc, int unit) {
            for (int n = 0; n < rows; n++) {
                ScalarCells.lstmBackward(size, a, aOffset + n * 4 * size, c, previous + n * size, next + n * size, dh, dc,
                        unit + n * size);
            }
        }

        @Override
        public void gruReset(int rows, int size, float[] a, int aOffset, float[] u, int uOffset, float[] s, int sOffset) {
            for (int n = 0; n < rows; n++) {
                ScalarCells.gruReset(size, a, aOffset + n * 3 * size, u, uOffset + n * size, s, sOffset + n * size);
            }
        }

        @Override
        public void gruUpdate(int rows, int size, float[] a, int aOffset, float[] h, int previous, int next) {
            for (int n = 0; n < rows; n++) {
                ScalarCells.gruUpdate(size, a, aOffset + n * 3 * size, h, previous + n * size, next + n * size);
            }
        }

        @Override
        public void gruAfter(int rows, int size, float[] a, float[] q, int aOffset, float[] b, float[] h, int previous, int next) {
            for (int n = 0; n < rows; n++) {
                ScalarCells.gruAfter(size, a, q, aOffset + n * 3 * size, b, h, previous + n * size, next + n * size);
            }
        }
    };

    private static void assertSameBits(Kernel kernel, Kernels kernels) {
        Random random = new Random(1);
        for (int size : SIZES) {
            for (int rows : new int[] {0, 1, 3}) {
                Arrays expected = new Arrays(rows, size, random);
                Arrays actual = new Arrays(expected);
                kernel.run(SPECIFICATION, expected);
                kernel.run(kernels, actual);
                for (int k = 0; k < expected.data.length; k++) {
                    assertArrayEquals(expected.data[k], actual.data[k], kernel + " array " + k + " of " + rows + " x " + size);
                }
            }
        }
    }

    // ---- the equations ---------------------------------------------------------------------------------------------------

    private static final float[] SOME = {-3, -0.7f, -0.01f, 0, 0.4f, 1.5f, 4};

    private static double sigmoid(double x) {
        return 1 / (1 + Math.exp(-x));
    }

    private static float some(int k) {
        return SOME[Math.floorMod(k, SOME.length)];
    }

    @Test
    void theLstmIsItsEquationsAndTheirDerivatives() {
        Kernels kernels = Backend.kernels("scalar");
        for (int k = 0; k < 50; k++) {
            double[] x = {some(k), some(k / 7 + 1), some(3 * k + 2), some(5 * k), some(2 * k + k / 5)};
            float[] a = {(float) x[0], (float) x[1], (float) x[2], (float) x[3]};
            float[] h = new float[2];
            float[] c = {(float) x[4], 0};
            kernels.lstm(1, 1, a, 0, a, 0, h, c, 0, 1);
            assertEquals(lstm(x, 1, 0), h[1], 2e-6);
            assertEquals(lstm(x, 0, 1), c[1], 2e-6);
            float[] dh = {some(k + 4)};
            float[] dc = {some(k / 3)};
            double wh = dh[0];
            double wc = dc[0];
            kernels.lstmBackward(1, 1, a, 0, c, 0, 1, dh, dc, 0);
            for (int i = 0; i < 4; i++) {
                assertEquals(slope(y -> lstm(y, wh, wc), x, i), a[i], 1e-5, "gate " + i);
            }
            assertEquals(slope(y -> lstm(y, wh, wc), x, 4), dc[0], 1e-5);
            assertEquals(0, dh[0]);
        }
    }

    /** {@code wh·h + wc·c} for {@code x = (a_i, a_f, a_g, a_o, c')}. */
    private static double lstm(double[] x, double wh, double wc) {
        double c = sigmoid(x[1]) * x[4] + sigmoid(x[0]) * Math.tanh(x[2]);
        return wh * sigmoid(x[3]) * Math.tanh(c) + wc * c;
    }

    @Test
    void theGruThatResetsTheStateIsItsEquationsAndTheirDerivatives() {
        Kernels kernels = Backend.kernels("scalar");
        for (int k = 0; k < 50; k++) {
            double[] x = {some(k), some(k / 7 + 1), some(3 * k + 2), some(2 * k + k / 5), some(k + 3)};
            float[] a = {(float) x[0], (float) x[1], (float) x[2]};
            float[] h = {(float) x[3], 0};
            float[] u = {(float) x[4]};
            float[] s = new float[1];
            kernels.gruReset(1, 1, a, 0, u, 0, s, 0);
            kernels.gruUpdate(1, 1, a, 0, h, 0, 1);
            assertEquals(sigmoid(x[0]) * x[4], s[0], 2e-6);
            assertEquals(mix(x), h[1], 2e-6);
            float[] d = {some(k + 4)};
            double w = d[0];
            kernels.gruUpdateBackward(1, 1, a, 0, h, 0, d, 0);
            assertEquals(w * slope(y -> mix(y), x, 1), a[1], 1e-5);
            assertEquals(w * slope(y -> mix(y), x, 2), a[2], 1e-5);
            assertEquals(w * slope(y -> mix(y), x, 3), d[0], 1e-5);
            float[] ds = {(float) w};
            kernels.gruResetBackward(1, 1, a, 0, u, 0, ds, 0);
            assertEquals(w * slope(y -> sigmoid(y[0]) * y[4], x, 0), a[0], 1e-5);
            assertEquals(w * slope(y -> sigmoid(y[0]) * y[4], x, 4), ds[0], 1e-5);
        }
    }

    /** h for {@code x = (a_r, a_z, a_n, h')}. */
    private static double mix(double[] x) {
        double z = sigmoid(x[1]);
        return z * Math.tanh(x[2]) + (1 - z) * x[3];
    }

    @Test
    void theGruThatResetsTheProductIsItsEquationsAndTheirDerivatives() {
        Kernels kernels = Backend.kernels("scalar");
        for (int k = 0; k < 50; k++) {
            double[] x = {some(k), some(k / 7 + 1), some(3 * k + 2), some(2 * k + k / 5), some(k + 3), some(k / 2), some(4 * k), some(k / 4)};
            float[] a = {(float) x[0], (float) x[1], (float) x[2]};
            float[] h = {(float) x[3], 0};
            float[] q = {(float) x[4], (float) x[5], (float) x[6]};
            kernels.gruAfter(1, 1, a, q, 0, new float[] {(float) x[7]}, h, 0, 1);
            assertEquals(gruAfter(x), h[1], 2e-6);
            float[] d = {some(k + 4)};
            double w = d[0];
            kernels.gruAfterBackward(1, 1, a, q, 0, h, 0, d, 0);
            for (int i = 0; i < 3; i++) {
                assertEquals(w * slope(y -> gruAfter(y), x, i), a[i], 1e-5, "gate " + i);
                assertEquals(w * slope(y -> gruAfter(y), x, 4 + i), q[i], 1e-5, "product " + i);
            }
            assertEquals(w * slope(y -> gruAfter(y), x, 3), d[0], 1e-5);
        }
    }

    /** h for {@code x = (a_r, a_z, a_n, h', q_r, q_z, q_n, b)}. */
    private static double gruAfter(double[] x) {
        double z = sigmoid(x[1] + x[5]);
        return z * Math.tanh(x[2] + sigmoid(x[0] + x[4]) * (x[6] + x[7])) + (1 - z) * x[3];
    }

    @Test
    void backThroughTanhIsItsDerivative() {
        for (float x : SOME) {
            float[] y = {(float) Math.tanh(x)};
            float[] dy = {2};
            float[] dx = new float[1];
            Backend.kernels("scalar").tanhBackward(1, y, 0, dy, 0, dx, 0);
            assertEquals(2 * slope(v -> Math.tanh(v[0]), new double[] {x}, 0), dx[0], 1e-5);
            assertEquals(0, dy[0]);
        }
    }

    private interface Function {
        double of(double[] x);
    }

    /** The derivative by the i-th argument, from a central difference. */
    private static double slope(Function f, double[] x, int i) {
        double step = 1e-5;
        double[] right = x.clone();
        double[] left = x.clone();
        right[i] += step;
        left[i] -= step;
        return (f.of(right) - f.of(left)) / (2 * step);
    }

    // ---- memory ----------------------------------------------------------------------------------------------------------

    @Test
    @Tag("scalar")
    void thePlainKernelsAllocateNothing() {
        assertAllocatesNothing(Backend.kernels("scalar"));
    }

    @Test
    @Tag("vector")
    @Tag("allocation")
    void vectorsAllocateNothingOnceWarm() {
        assertAllocatesNothing(Backend.kernels("vector"));
    }

    private static void assertAllocatesNothing(Kernels kernels) {
        ThreadMXBean threads = (ThreadMXBean) ManagementFactory.getThreadMXBean();
        Arrays arrays = new Arrays(3, 61, new Random(2));
        Kernel[] all = Kernel.values();
        // Until the compiler has seen enough, vectors are objects; how long that takes depends on the machine.
        long deadline = System.nanoTime() + 60_000_000_000L;
        long allocated;
        do {
            long before = threads.getCurrentThreadAllocatedBytes();
            for (int i = 0; i < 1000; i++) {
                for (Kernel kernel : all) {
                    kernel.run(kernels, arrays);
                }
            }
            allocated = threads.getCurrentThreadAllocatedBytes() - before;
        } while (allocated > 0 && System.nanoTime() < deadline);
        assertEquals(0, allocated, "bytes in 1000 rounds, after a minute of warming up");
    }
}
