package org.rnn4j.metric;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertTrue;
import static org.rnn4j.Errors.assertArgument;
import static org.rnn4j.Errors.assertShape;

import java.util.List;
import java.util.Map;
import org.junit.jupiter.api.Test;
import org.rnn4j.loss.Targets;
import org.rnn4j.random.Xoshiro256;
import org.rnn4j.tensor.Sequence;

class ConfusionMatrixTest {

    private final Xoshiro256 random = new Xoshiro256(31);

    private static ConfusionMatrix of(List<String> names, int[][] counts) {
        ConfusionMatrix matrix = new ConfusionMatrix(names);
        for (int expected = 0; expected < counts.length; expected++) {
            for (int predicted = 0; predicted < counts.length; predicted++) {
                for (int i = 0; i < counts[expected][predicted]; i++) {
                    matrix.add(predicted, expected);
                }
            }
        }
        return matrix;
    }

    @Test
    void isTheWeightOfEachPairAndTheRatiosAreThoseOfTheirDefinitions() {
        for (int round = 0; round < 10; round++) {
            TestWindow window = TestWindow.ofIds(20, 9, 4, random);
            double[][] counts = new double[4][4];
            double total = 0;
            double right = 0;
            for (int row = 0; row < 180; row++) {
                int predicted = 3;
                for (int k = 2; k >= 0; k--) {
                    predicted = window.outputs().data()[row * 4 + k] >= window.outputs().data()[row * 4 + predicted] ? k : predicted;
                }
                float weight = window.targets().weight(row);
                counts[window.values().ids()[row]][predicted] += weight;
                total += weight;
                right += predicted == window.values().ids()[row] ? weight : 0;
            }
            ConfusionMatrix matrix = new ConfusionMatrix(4);
            matrix.add(window.outputs(), window.targets());
            for (int c = 0; c < 4; c++) {
                double truePositives = counts[c][c];
                double falsePositives = 0;
                double falseNegatives = 0;
                for (int other = 0; other < 4; other++) {
                    assertEquals(counts[c][other], matrix.count(c, other), 1e-12);
                    falsePositives += other == c ? 0 : counts[other][c];
                    falseNegatives += other == c ? 0 : counts[c][other];
                }
                double precision = truePositives / (truePositives + falsePositives);
                double recall = truePositives / (truePositives + falseNegatives);
                assertEquals(precision, matrix.precision(c), 1e-12);
                assertEquals(recall, matrix.recall(c), 1e-12);
                assertEquals(2 * precision * recall / (precision + recall), matrix.f1(c), 1e-12);
            }
            assertEquals(right / total, matrix.accuracy(), 1e-12);
            assertEquals((matrix.precision(0) + matrix.precision(1) + matrix.precision(2) + matrix.precision(3)) / 4,
                    matrix.macroPrecision(), 1e-12);
            assertEquals((matrix.recall(0) + matrix.recall(1) + matrix.recall(2) + matrix.recall(3)) / 4,
                    matrix.macroRecall(), 1e-12);
            assertEquals((matrix.f1(0) + matrix.f1(1) + matrix.f1(2) + matrix.f1(3)) / 4, matrix.macroF1(), 1e-12);
        }
    }

    /** Class 0 is never called, 1 never is, 2 is neither, 3 is always right but once. */
    @Test
    void classesThatAreNeverCalledOrNeverAreHaveZerosAndThoseOfNeitherKindNothing() {
        ConfusionMatrix matrix = of(List.of("a", "b", "c", "d"), new int[][] {{0, 2, 0, 1}, {0, 0, 0, 0}, {0, 0, 0, 0}, {0, 0, 0, 3}});
        assertEquals(List.of(0.0, 0.0, Double.NaN, 0.75), List.of(matrix.precision(0), matrix.precision(1), matrix.precision(2),
                matrix.precision(3)));
        assertEquals(List.of(0.0, 0.0, Double.NaN, 1.0), List.of(matrix.recall(0), matrix.recall(1), matrix.recall(2),
                matrix.recall(3)));
        assertEquals(0, matrix.f1(0));
        assertEquals(6.0 / 7, matrix.f1(3), 1e-12);
        assertEquals(Map.of("accuracy", 0.5, "macro_precision", 0.25, "macro_recall", 1.0 / 3, "macro_f1", 2.0 / 7),
                matrix.values());
        assertEquals(3, matrix.expected(0));
        assertEquals(2, matrix.predicted(1));
    }

    @Test
    void theTableIsToBeReadByPeople() {
        ConfusionMatrix matrix = of(List.of("낮음", "normal", "high", "never"),
                new int[][] {{10, 2, 0, 0}, {1, 123, 5, 0}, {0, 0, 7, 0}, {0, 0, 0, 0}});
        assertEquals("""
                expected \\ predicted  낮음  normal  high  never  precision  recall     f1
                낮음                    10       2     0      0      0.909   0.833  0.870
                normal                 1     123     5      0      0.984   0.953  0.969
                high                   0       0     7      0      0.583   1.000  0.737
                never                  0       0     0      0          -       -      -
                macro average                                      0.825   0.929  0.858
                accuracy 0.946
                """, matrix.table());
        Sequence outputs = Sequence.dense(1, 1, 4);
        matrix.add(outputs, new Targets(Sequence.ids(1, 1, 4), new float[] {0.25f}));
        assertTrue(matrix.table().contains(" 10.25 "), matrix.table());
        assertTrue(new ConfusionMatrix(2).table().endsWith("accuracy -\n"));
    }

    @Test
    void whatDoesNotFitIsAnError() {
        assertArgument(() -> new ConfusionMatrix(0), "ConfusionMatrix", "at least one class");
        ConfusionMatrix matrix = new ConfusionMatrix(3);
        assertEquals(List.of("0", "1", "2"), matrix.names());
        assertArgument(() -> matrix.add(3, 0), "ConfusionMatrix(3 classes)", "predicted", "from 0 to 2", "got 3");
        assertArgument(() -> matrix.add(0, -1), "expected", "from 0 to 2", "got -1");
        for (int width : new int[] {1, 2, 4}) {
            assertShape(() -> matrix.add(Sequence.dense(2, 2, width), Targets.of(Sequence.ids(2, 2, Math.max(2, width)))),
                    "ConfusionMatrix(3 classes): outputs", "[T, N, 3]", "[2, 2, " + width + "]");
        }
    }
}
