package org.rnn4j.loss;

import static org.junit.jupiter.api.Assertions.assertArrayEquals;
import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertTrue;
import static org.rnn4j.Errors.assertArgument;

import org.ejml.data.FMatrixRMaj;
import org.junit.jupiter.api.Test;
import org.rnn4j.TestBackend;
import org.rnn4j.random.Xoshiro256;
import org.rnn4j.tensor.Sequence;

/** What {@link Huber} and {@link MeanAbsoluteError} have beside what {@link LossTest} asks of every loss. */
class HuberTest {

    private static double evaluate(Loss loss, float[] outputs, float[] targets, Sequence gradient) {
        return new LossPass(loss, TestBackend.serial()).evaluate(row(outputs), Targets.of(row(targets)), gradient);
    }

    private static Sequence row(float[] values) {
        return Sequence.over(new FMatrixRMaj(1, values.length, true, values)).reshape(1, 1);
    }

    @Test
    void squaresUpToDeltaAndIsALineBeyond() {
        Sequence gradient = Sequence.dense(1, 1, 5);
        double loss = evaluate(new Huber(2), new float[] {1, 2, 3, -4, 7}, new float[] {1, 1, 1, 1, 5}, gradient);
        assertEquals((0 + 0.5 + 2 + 2 * (5 - 1) + 2) / 5, loss, 1e-12);
        assertArrayEquals(new float[] {0, 0.2f, 0.4f, -0.4f, 0.4f}, gradient.data());
    }

    @Test
    void liesBetweenHalfTheSquaredAndDeltaTimesTheAbsoluteErrorWhichAreItsLimits() {
        Xoshiro256 random = new Xoshiro256(5);
        for (float delta : new float[] {1e-3f, 0.3f, 1, 20}) {
            float[] x = new float[40];
            float[] y = new float[40];
            for (int i = 0; i < 40; i++) {
                x[i] = random.nextFloat(-3, 3);
                y[i] = random.nextFloat(-3, 3);
            }
            double huber = evaluate(new Huber(delta), x, y, null);
            double half = evaluate(new MeanSquaredError(), x, y, null) / 2;
            double absolute = evaluate(new MeanAbsoluteError(), x, y, null);
            assertTrue(huber <= half + 1e-6 && huber <= delta * absolute + 1e-6, "delta " + delta);
            assertEquals(delta > 6 ? half : delta < 0.01 ? delta * absolute : huber, huber, 1e-6, "delta " + delta);
        }
    }

    @Test
    void theAbsoluteErrorHasNoSlopeWhereAnOutputIsRight() {
        Sequence gradient = Sequence.dense(1, 1, 4);
        assertEquals(1.25, evaluate(new MeanAbsoluteError(), new float[] {1, 2, -3, 0}, new float[] {1, 1, 1, 0}, gradient), 1e-12);
        assertArrayEquals(new float[] {0, 0.25f, -0.25f, 0}, gradient.data());
    }

    @Test
    void aDeltaThatIsNoPositiveNumberIsAnError() {
        for (float delta : new float[] {0, -1, Float.NaN, Float.POSITIVE_INFINITY}) {
            assertArgument(() -> new Huber(delta), "Huber", "above 0", "got " + delta);
        }
        assertEquals("Huber(delta 0.5)", new Huber(0.5f).toString());
    }
}
