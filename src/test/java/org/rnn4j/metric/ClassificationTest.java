package org.rnn4j.metric;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.rnn4j.Errors.assertArgument;
import static org.rnn4j.Errors.assertShape;

import java.util.Comparator;
import java.util.List;
import java.util.stream.IntStream;
import org.ejml.data.FMatrixRMaj;
import org.junit.jupiter.api.Test;
import org.rnn4j.TestBackend;
import org.rnn4j.loss.LossPass;
import org.rnn4j.loss.SoftmaxCrossEntropy;
import org.rnn4j.loss.Targets;
import org.rnn4j.random.Xoshiro256;
import org.rnn4j.tensor.Sequence;

/** Accuracy, top-k accuracy, cross-entropy and perplexity against what they are by definition. */
class ClassificationTest {

    private final Xoshiro256 random = new Xoshiro256(21);

    /** Ids from the best on; a stable sort leaves equals in the order of their ids. */
    private static List<Integer> ranking(Sequence outputs, int row) {
        int width = outputs.width();
        return IntStream.range(0, width).boxed()
                .sorted(Comparator.comparingDouble(k -> -outputs.data()[row * width + k])).toList();
    }

    @Test
    void accuracyIsThePartOfTheWeightAmongTheFirstKOfTheRanking() {
        for (int k = 1; k <= 6; k++) {
            TestWindow window = TestWindow.ofIds(9, 5, 5, random);
            double right = 0;
            double total = 0;
            for (int row = 0; row < 45; row++) {
                float weight = window.targets().weight(row);
                total += weight;
                right += ranking(window.outputs(), row).subList(0, Math.min(k, 5)).contains(window.values().ids()[row]) ? weight : 0;
            }
            TopKAccuracy accuracy = new TopKAccuracy(k);
            accuracy.add(window.outputs(), window.targets());
            assertEquals(right / total, accuracy.value(), 1e-12, "k " + k);
            assertEquals(List.of("top" + k + "_accuracy"), List.copyOf(accuracy.values().keySet()));
            Accuracy first = new Accuracy();
            first.add(window.outputs(), window.targets());
            if (k == 1) {
                assertEquals(accuracy.value(), first.value());
            } else if (k >= 5) {
                assertEquals(1, accuracy.value());
            }
        }
        assertArgument(() -> new TopKAccuracy(0), "TopKAccuracy", "at least 1", "got 0");
    }

    @Test
    void ofEqualLogitsTheLowestIdIsMeant() {
        Sequence outputs = Sequence.over(new FMatrixRMaj(4, 3, true, 1, 1, 1, 0, 2, 2, -5, -9, -5,
                Float.NEGATIVE_INFINITY, Float.NEGATIVE_INFINITY, Float.NEGATIVE_INFINITY)).reshape(4, 1);
        Sequence ids = Sequence.ids(4, 1, 3);
        System.arraycopy(new int[] {0, 1, 0, 0}, 0, ids.ids(), 0, 4);
        Accuracy accuracy = new Accuracy();
        accuracy.add(outputs, Targets.of(ids));
        assertEquals(1, accuracy.value());
        System.arraycopy(new int[] {1, 2, 2, 1}, 0, ids.ids(), 0, 4);
        TopKAccuracy second = new TopKAccuracy(2);
        second.add(outputs, Targets.of(ids));
        assertEquals(1, second.value());
        accuracy.add(outputs, Targets.of(ids));
        assertEquals(0.5, accuracy.value());
    }

    @Test
    void aSingleLogitDecidesAtZero() {
        Sequence outputs = Sequence.over(new FMatrixRMaj(5, 1, true, 0.1f, -0.1f, 0, 8, Float.NEGATIVE_INFINITY)).reshape(1, 5);
        Sequence floats = Sequence.over(new FMatrixRMaj(5, 1, true, 0.9f, 0, 0.5f, 0, 1)).reshape(1, 5);
        Sequence ids = Sequence.ids(1, 5, 2);
        System.arraycopy(new int[] {1, 0, 0, 0, 1}, 0, ids.ids(), 0, 5);
        for (Sequence values : List.of(floats, ids)) {
            Accuracy accuracy = new Accuracy();
            accuracy.add(outputs, Targets.of(values));
            assertEquals(0.6, accuracy.value(), 1e-12, values.toString());
            ConfusionMatrix matrix = new ConfusionMatrix(2);
            matrix.add(outputs, Targets.of(values));
            assertEquals(List.of(2.0, 1.0, 1.0, 1.0),
                    List.of(matrix.count(0, 0), matrix.count(0, 1), matrix.count(1, 0), matrix.count(1, 1)));
        }
        floats.data()[3] = 1.5f;
        assertArgument(() -> new Accuracy().add(outputs, Targets.of(floats)), "step 0 of sequence 3", "from 0 to 1", "got 1.5");
        assertShape(() -> new Accuracy().add(outputs, Targets.of(Sequence.ids(1, 5, 3))), "ids below 2 or floats [1, 5, 1]");
        assertShape(() -> new Accuracy().add(Sequence.dense(1, 5, 2), Targets.of(floats)), "ids below 2", "Sequence[1, 5, 1]");
    }

    @Test
    void crossEntropyIsThatOfTheLossAndPerplexityItsExponential() {
        for (int round = 0; round < 10; round++) {
            TestWindow window = TestWindow.ofIds(9, 5, 5, random);
            double expected = new LossPass(new SoftmaxCrossEntropy(), TestBackend.serial())
                    .evaluate(window.outputs(), window.targets(), null);
            CrossEntropy crossEntropy = new CrossEntropy();
            crossEntropy.add(window.outputs(), window.targets());
            assertEquals(expected, crossEntropy.value(), 1e-6);
            assertEquals(expected / Math.log(2), crossEntropy.bits(), 1e-6);
            Perplexity perplexity = new Perplexity();
            perplexity.add(window.outputs(), window.targets());
            assertEquals(Math.exp(expected), perplexity.value(), 1e-5);
        }
    }

    @Test
    void crossEntropyOfLogitsOfAnySizeIsExact() {
        Sequence ids = Sequence.ids(1, 1, 2);
        for (float[] logits : new float[][] {{3e38f, -3e38f}, {-3e38f, -3e38f}, {1000, 999}, {-1000, -1000}}) {
            CrossEntropy crossEntropy = new CrossEntropy();
            crossEntropy.add(Sequence.over(new FMatrixRMaj(1, 2, true, logits)).reshape(1, 1), Targets.of(ids));
            assertEquals(Math.log1p(Math.exp((double) logits[1] - logits[0])), crossEntropy.value(), 1e-12);
        }
    }
}
