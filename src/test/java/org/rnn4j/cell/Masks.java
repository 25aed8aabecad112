package org.rnn4j.cell;

import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;
import java.util.random.RandomGenerator;
import org.rnn4j.TestBackend;

/**
 * What a {@link StateNoise} draws for a window, kept so that it can be drawn again, for the whole window or for a part of it: the
 * numbers come in the order its documentation promises.
 */
final class Masks {

    private final StateNoise noise;
    private final int hidden;
    private final float[][] dropout;                    // [n][j]
    private final float[][][][] zoneout;                // [t][k][n][j]
    private final boolean training;

    private Masks(StateNoise noise, int hidden, float[][] dropout, float[][][][] zoneout, boolean training) {
        this.noise = noise;
        this.hidden = hidden;
        this.dropout = dropout;
        this.zoneout = zoneout;
        this.training = training;
    }

    static Masks random(StateNoise noise, int steps, int batch, int hidden, RandomGenerator random) {
        float[][] dropout = new float[batch][hidden];
        float[][][][] zoneout = new float[steps][noise.zoneout().size()][batch][hidden];
        fill(dropout, random);
        for (float[][][] step : zoneout) {
            for (float[][] component : step) {
                fill(component, random);
            }
        }
        return new Masks(noise, hidden, dropout, zoneout, true);
    }

    private static void fill(float[][] values, RandomGenerator random) {
        for (float[] row : values) {
            for (int j = 0; j < row.length; j++) {
                row[j] = random.nextFloat();
            }
        }
    }

    /** The means in place of the masks. */
    Masks inference() {
        return new Masks(noise, hidden, dropout, zoneout, false);
    }

    /** Those of one sequence, for as many steps as it has. */
    Masks row(int n, int steps) {
        float[][][][] rows = new float[steps][noise.zoneout().size()][][];
        for (int t = 0; t < steps; t++) {
            for (int k = 0; k < rows[t].length; k++) {
                rows[t][k] = new float[][] {zoneout[t][k][n]};
            }
        }
        return new Masks(noise, hidden, new float[][] {dropout[n]}, rows, training);
    }

    /** Those of some steps; that of recurrent dropout is the same for all. */
    Masks steps(int from, int to) {
        return new Masks(noise, hidden, dropout, Arrays.copyOfRange(zoneout, from, to), training);
    }

    /** What h' of a sequence is multiplied with where it enters the products. */
    double[] factors(int n) {
        double[] factors = new double[hidden];
        for (int j = 0; j < hidden; j++) {
            factors[j] = !training ? 1 : dropout[n][j] < noise.recurrentDropout() ? 0 : 1 / (1 - (double) noise.recurrentDropout());
        }
        return factors;
    }

    /** How much of the previous number a new one has. */
    double stays(int component, int t, int n, int j) {
        if (noise.zoneout().isEmpty()) {
            return 0;
        }
        float probability = noise.zoneout().get(component);
        return !training ? probability : zoneout[t][component][n][j] < probability ? 1 : 0;
    }

    /** Draws these. */
    RandomGenerator generator() {
        List<float[]> order = new ArrayList<>();
        if (noise.recurrentDropout() > 0) {
            order.addAll(List.of(dropout));
        }
        for (float[][][] step : zoneout) {
            for (int k = 0; k < step.length; k++) {
                if (noise.zoneout().get(k) > 0) {
                    order.addAll(List.of(step[k]));
                }
            }
        }
        return new RandomGenerator() {
            private int at;

            @Override
            public float nextFloat() {
                float[] row = order.get(at / hidden);
                return row[at++ % hidden];
            }

            @Override
            public long nextLong() {
                throw new UnsupportedOperationException("only floats are drawn");
            }
        };
    }

    /** What a pass with these makes of a window, on a tape of its own. */
    Pass pass(Cell cell, Window window) {
        return pass(cell, window, cell.newTape(Math.max(1, window.steps()), window.batch(), noise, TestBackend.serial()));
    }

    Pass pass(Cell cell, Window window, Tape tape) {
        if (training) {
            tape.train(generator());
        } else {
            tape.infer();
        }
        return Pass.of(cell, window, tape);
    }
}
