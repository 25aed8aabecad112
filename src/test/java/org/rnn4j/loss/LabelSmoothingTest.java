package org.rnn4j.loss;

import static org.junit.jupiter.api.Assertions.assertArrayEquals;
import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertTrue;
import static org.rnn4j.Errors.assertArgument;

import java.util.Arrays;
import org.junit.jupiter.api.Test;
import org.rnn4j.TestBackend;
import org.rnn4j.random.Xoshiro256;
import org.rnn4j.tensor.Sequence;

class LabelSmoothingTest {

    private final Xoshiro256 random = new Xoshiro256(9);
    private final Sequence logits = Sequence.dense(4, 3, 5);
    private final Sequence ids = Sequence.ids(4, 3, 5);

    LabelSmoothingTest() {
        for (int i = 0; i < 60; i++) {
            logits.data()[i] = random.nextFloat(-4, 4);
        }
        for (int row = 0; row < 12; row++) {
            ids.ids()[row] = random.nextInt(5);
        }
    }

    private double evaluate(float labelSmoothing, Sequence targets, Sequence gradient) {
        Loss loss = new SoftmaxCrossEntropy().withLabelSmoothing(labelSmoothing);
        return new LossPass(loss, TestBackend.serial()).evaluate(logits, Targets.of(targets), gradient);
    }

    @Test
    void isTheMeanOfTheLossOfEachClassWithTheSharesOfTheTarget() {
        double even = 0;
        for (int k = 0; k < 5; k++) {
            Sequence all = Sequence.ids(4, 3, 5);
            Arrays.fill(all.ids(), k);
            even += evaluate(0, all, null) / 5;
        }
        for (float smoothing : new float[] {0, 0.1f, 0.7f, 1}) {
            assertEquals((1 - smoothing) * evaluate(0, ids, null) + smoothing * even, evaluate(smoothing, ids, null), 1e-6);
        }
    }

    @Test
    void ofZeroChangesNoBit() {
        Sequence gradient = Sequence.dense(4, 3, 5);
        Sequence expected = Sequence.dense(4, 3, 5);
        assertEquals(new LossPass(new SoftmaxCrossEntropy(), TestBackend.serial()).evaluate(logits, Targets.of(ids), expected),
                evaluate(0, ids, gradient));
        assertArrayEquals(expected.data(), gradient.data());
    }

    @Test
    void theGradientOfARowSumsToZeroAndVanishesAtTheSmoothedTarget() {
        float smoothing = 0.2f;
        for (int row = 0; row < 12; row++) {
            for (int k = 0; k < 5; k++) {
                double q = smoothing / 5 + (k == ids.ids()[row] ? 1 - smoothing : 0);
                logits.data()[row * 5 + k] = (float) Math.log(q) + row;
            }
        }
        Sequence gradient = Sequence.dense(4, 3, 5);
        double lowest = evaluate(smoothing, ids, gradient);
        for (float g : gradient.data()) {
            assertEquals(0, g, 1e-7);
        }
        assertEquals(-(0.84 * Math.log(0.84) + 4 * 0.04 * Math.log(0.04)), lowest, 1e-6, "the entropy of the target");
    }

    @Test
    void equalLogitsOfAnySizeCostNoLessThanNothing() {
        for (float size : new float[] {1e8f, 3e30f, -3e30f}) {
            Arrays.fill(logits.data(), size);
            double loss = evaluate(0.3f, ids, null);
            assertTrue(loss >= 0 && loss <= Math.log(5) + 1e-6, size + ": " + loss);
        }
    }

    @Test
    void outsideZeroToOneIsAnError() {
        for (float bad : new float[] {-0.1f, 1.1f, Float.NaN}) {
            assertArgument(() -> new SoftmaxCrossEntropy().withLabelSmoothing(bad), "labelSmoothing", "from 0 to 1", "got " + bad);
        }
        assertEquals("SoftmaxCrossEntropy(labelSmoothing 0.1)", new SoftmaxCrossEntropy().withLabelSmoothing(0.1f).toString());
    }
}
