package org.rnn4j.loss;

import static org.junit.jupiter.api.Assertions.assertEquals;

import java.util.ArrayList;
import java.util.List;
import java.util.stream.Stream;
import org.junit.jupiter.api.DynamicTest;
import org.junit.jupiter.api.TestFactory;
import org.rnn4j.TestBackend;
import org.rnn4j.optim.GoldenVectors;
import org.rnn4j.tensor.Sequence;

/** The values of all losses in PyTorch 2.13; {@code losses.py} beside the numbers made them. */
class LossGoldenTest {

    private final GoldenVectors vectors = GoldenVectors.read("/org/rnn4j/golden/losses.txt");

    private static double evaluate(Loss loss, Sequence outputs, Targets targets, Sequence gradient) {
        return new LossPass(loss, TestBackend.serial()).evaluate(outputs, targets, gradient);
    }

    @TestFactory
    Stream<DynamicTest> followsPyTorch() {
        List<DynamicTest> tests = new ArrayList<>();
        LossTest.LOSSES.forEach((name, loss) -> {
            for (String kind : List.of("usual", "weighted", "large")) {
                tests.add(DynamicTest.dynamicTest(name + ", " + kind, () -> follow(loss, name + "." + kind + ".")));
            }
        });
        return tests.stream();
    }

    private void follow(Loss loss, String prefix) {
        Sequence outputs = Sequence.dense(2, 3, 5);
        Sequence targets = loss instanceof SoftmaxCrossEntropy ? Sequence.ids(2, 3, 5) : Sequence.dense(2, 3, 5);
        float[] weights = new float[6];
        set(outputs.data(), vectors.get(prefix + "x"));
        set(weights, vectors.get(prefix + "weights"));
        if (targets.isIds()) {
            for (int row = 0; row < 6; row++) {
                targets.ids()[row] = (int) vectors.get(prefix + "target")[row];
            }
        } else {
            set(targets.data(), vectors.get(prefix + "target"));
        }
        Sequence gradient = Sequence.dense(2, 3, 5);
        double expected = vectors.get(prefix + "loss")[0];
        // One rounding of a row's loss and about ten of a gradient, in float32.
        assertEquals(expected, evaluate(loss, outputs, new Targets(targets, weights), gradient), 4e-7 * Math.max(1, expected));
        double[] expectedGradient = vectors.get(prefix + "gradient");
        for (int i = 0; i < 30; i++) {
            assertEquals(expectedGradient[i], gradient.data()[i], 1e-6 * Math.max(1, Math.abs(expectedGradient[i])), "gradient " + i);
        }
        assertEquals(evaluate(loss, outputs, new Targets(targets, weights), null),
                evaluate(loss, outputs, new Targets(targets, weights), gradient), "with and without a gradient");
    }

    private static void set(float[] target, double[] values) {
        for (int i = 0; i < values.length; i++) {
            target[i] = (float) values[i];
        }
    }
}
