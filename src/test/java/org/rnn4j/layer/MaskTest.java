package org.rnn4j.layer;

import static org.junit.jupiter.api.Assertions.assertArrayEquals;
import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertFalse;
import static org.junit.jupiter.api.Assertions.assertTrue;
import static org.rnn4j.Errors.assertArgument;

import java.util.Arrays;
import java.util.List;
import org.junit.jupiter.api.Test;
import org.rnn4j.TestBackend;
import org.rnn4j.cell.Tape;
import org.rnn4j.random.Xoshiro256;
import org.rnn4j.tensor.Sequence;

/** What {@link VariationalDropout} and {@link WordDropout} draw, and what it depends on. {@code DropoutTest} is about the other. */
class MaskTest {

    private static final int STEPS = 20;
    private static final int BATCH = 30;
    private static final int WIDTH = 10;

    private static Sequence ones(int steps, int batch) {
        Sequence x = Sequence.dense(steps, batch, WIDTH);
        Arrays.fill(x.data(), 3);
        return x;
    }

    /** The outputs of a training pass from a generator that has made some numbers already. */
    private static float[] trained(Layer layer, Sequence x, long seed, int numbersBefore) {
        Xoshiro256 random = new Xoshiro256(seed);
        for (int i = 0; i < numbersBefore; i++) {
            random.nextFloat();
        }
        Tape tape = layer.newTape(x.steps(), x.batchSize(), WIDTH, TestBackend.serial());
        tape.train(random);
        return layer.forward(x, null, tape).toMatrix().data;
    }

    private static float at(float[] y, int batch, int t, int n, int j) {
        return y[(t * batch + n) * WIDTH + j];
    }

    private static void assertShare(float[] drawn, double probability) {
        int dropped = 0;
        for (float value : drawn) {
            assertTrue(value == 0 || value == 4, "3 / (1 - 0.25), or nothing, but got " + value);
            dropped += value == 0 ? 1 : 0;
        }
        double deviation = Math.sqrt(drawn.length * probability * (1 - probability));
        assertEquals(probability * drawn.length, dropped, 4 * deviation);
    }

    @Test
    void variationalDropoutDropsAUnitOfASequenceAtAllStepsOrAtNone() {
        float[] y = trained(new VariationalDropout(0.25f), ones(STEPS, BATCH), 1, 0);
        float[] first = Arrays.copyOf(y, BATCH * WIDTH);
        assertShare(first, 0.25);
        for (int t = 1; t < STEPS; t++) {
            assertArrayEquals(first, Arrays.copyOfRange(y, t * first.length, (t + 1) * first.length), "step " + t);
        }
        assertFalse(Arrays.equals(Arrays.copyOf(first, WIDTH), Arrays.copyOfRange(first, WIDTH, 2 * WIDTH)), "each sequence its own");
    }

    @Test
    void wordDropoutDropsARowOrLeavesIt() {
        float[] y = trained(new WordDropout(0.25f), ones(STEPS, BATCH), 1, 0);
        float[] rows = new float[STEPS * BATCH];
        for (int row = 0; row < rows.length; row++) {
            rows[row] = y[row * WIDTH];
            for (int j = 1; j < WIDTH; j++) {
                assertEquals(rows[row], y[row * WIDTH + j]);
            }
        }
        assertShare(rows, 0.25);
    }

    @Test
    void everyWindowHasAMaskOfItsOwnThatItsWayBackUsesToo() {
        for (Layer layer : List.of(new VariationalDropout(0.25f), new WordDropout(0.25f), new Dropout(0.25f))) {
            Tape tape = layer.newTape(STEPS, BATCH, WIDTH, TestBackend.serial());
            tape.train(new Xoshiro256(1));
            float[] first = layer.forward(ones(STEPS, BATCH), null, tape).toMatrix().data;
            float[] second = layer.forward(ones(STEPS, BATCH), null, tape).toMatrix().data;
            assertFalse(Arrays.equals(first, second), layer.toString());
            assertArrayEquals(second, layer.backward(ones(STEPS, BATCH), null, null, tape).toMatrix().data, layer.toString());
            tape.infer();
            assertArrayEquals(ones(STEPS, BATCH).data(), layer.forward(ones(STEPS, BATCH), null, tape).toMatrix().data);
        }
    }

    @Test
    void masksDependNeitherOnPaddingNorOnTheSequencesThatFollow() {
        int[] lengths = {5, 0, 3, 1};
        for (Layer layer : List.of(new VariationalDropout(0.25f), new WordDropout(0.25f))) {
            float[] batch = trained(layer, ones(5, 4).lengths(lengths), 7, 0);
            float[] padded = trained(layer, ones(9, 4).lengths(lengths), 7, 0);
            int steps = 0;
            for (int n = 0; n < 4; n++) {
                int before = layer instanceof WordDropout ? steps : n * WIDTH;
                float[] alone = trained(layer, ones(Math.max(1, lengths[n]), 1), 7, before);
                for (int t = 0; t < lengths[n]; t++) {
                    for (int j = 0; j < WIDTH; j++) {
                        assertEquals(at(batch, 4, t, n, j), at(padded, 4, t, n, j), layer + ": padded further");
                        assertEquals(at(batch, 4, t, n, j), at(alone, 1, t, 0, j), layer + ": alone, sequence " + n);
                    }
                }
                steps += lengths[n];
            }
        }
    }

    @Test
    void probabilityZeroTakesNoRandomNumbers() {
        for (Layer layer : List.of(new VariationalDropout(0), new WordDropout(0))) {
            Tape tape = layer.newTape(STEPS, BATCH, WIDTH, TestBackend.serial());
            Xoshiro256 random = new Xoshiro256(1);
            tape.train(random);
            assertArrayEquals(ones(STEPS, BATCH).data(), layer.forward(ones(STEPS, BATCH), null, tape).toMatrix().data);
            assertArrayEquals(new Xoshiro256(1).state(), random.state());
        }
    }

    @Test
    void probabilitiesOutsideTheirRangeAreErrorsThatNameTheLayer() {
        assertArgument(() -> new VariationalDropout(1), "VariationalDropout", "[0, 1)", "1.0");
        assertArgument(() -> new WordDropout(-0.5f), "WordDropout", "[0, 1)", "-0.5");
    }
}
