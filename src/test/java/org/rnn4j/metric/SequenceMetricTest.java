package org.rnn4j.metric;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertTrue;

import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;
import org.junit.jupiter.api.Test;
import org.rnn4j.random.Xoshiro256;

/** Exact match and edit distance against what they are by definition. */
class SequenceMetricTest {

    private final Xoshiro256 random = new Xoshiro256(41);

    private int[] sequence(int maxLength, int symbols) {
        return random.ints(random.nextInt(maxLength + 1), 0, symbols).toArray();
    }

    private static long edits(int[] predicted, int[] expected) {
        EditDistance distance = new EditDistance();
        distance.add(predicted, expected);
        return distance.edits();
    }

    private static int[] of(String text) {
        return text.codePoints().toArray();
    }

    /** The recursion that defines the distance, with no table. */
    private static int naive(int[] a, int i, int[] b, int j) {
        if (i == 0 || j == 0) {
            return i + j;
        }
        int change = naive(a, i - 1, b, j - 1) + (a[i - 1] == b[j - 1] ? 0 : 1);
        return Math.min(change, 1 + Math.min(naive(a, i - 1, b, j), naive(a, i, b, j - 1)));
    }

    @Test
    void editsAreThoseOfTheRecursion() {
        for (int round = 0; round < 200; round++) {
            int[] a = sequence(6, 3);
            int[] b = sequence(6, 3);
            assertEquals(naive(a, a.length, b, b.length), edits(a, b), () -> Arrays.toString(a) + Arrays.toString(b));
        }
        assertEquals(3, edits(of("kitten"), of("sitting")));
        assertEquals(8, edits(of("rosettacode"), of("raisethysword")));
        assertEquals(1, edits(of("나는 집에 간다"), of("나는 집에 갔다")));
        assertEquals(4, edits(of(""), of("home")));
        assertEquals(4, edits(of("home"), of("")));
    }

    @Test
    void theDistanceIsAMetric() {
        for (int round = 0; round < 100; round++) {
            int[] a = sequence(30, 4);
            int[] b = sequence(30, 4);
            int[] c = sequence(30, 4);
            assertEquals(edits(a, b), edits(b, a));
            assertEquals(0, edits(a, a.clone()));
            assertTrue(edits(a, b) > 0 || Arrays.equals(a, b));
            assertTrue(edits(a, c) <= edits(a, b) + edits(b, c));
            assertTrue(edits(a, b) >= Math.abs(a.length - b.length) && edits(a, b) <= Math.max(a.length, b.length));
        }
    }

    @Test
    void theTotalIsOverAllSymbolsExpectedAndNotAMeanOfMeans() {
        EditDistance distance = new EditDistance();
        distance.add(of("a"), of("bbbbbbbbb"));
        assertEquals(1, distance.value());
        distance.add(of("x"), of("x"));
        assertEquals(0.9, distance.value(), 1e-12);
        assertEquals(9, distance.edits());
        assertEquals(10, distance.expectedLength());
        distance.reset();
        assertEquals(Double.NaN, distance.value());
        distance.add(of("xy"), of(""));
        assertEquals(Double.POSITIVE_INFINITY, distance.value());
    }

    @Test
    void sequencesMatchWhenEverySymbolAndTheLengthDo() {
        ExactMatch match = new ExactMatch();
        match.add(of("go home"), of("go home"));
        match.add(of(""), of(""));
        assertEquals(1, match.value());
        match.add(of("go home"), of("go hone"));
        match.add(of("go"), of("go home"));
        assertEquals(0.5, match.value());
    }

    @Test
    void ofAWindowEachSequenceIsItsClassesAtTheStepsThatCount() {
        boolean rightAndWrong = false;
        for (int round = 0; round < 20; round++) {
            TestWindow window = TestWindow.ofIds(4, 9, 3, random);
            ExactMatch expectedMatch = new ExactMatch();
            EditDistance expectedDistance = new EditDistance();
            for (int n = 0; n < 9; n++) {
                List<Integer> predicted = new ArrayList<>();
                List<Integer> expected = new ArrayList<>();
                for (int t = 0; t < 4; t++) {
                    int row = t * 9 + n;
                    if (window.counts(row)) {
                        float[] x = Arrays.copyOfRange(window.outputs().data(), row * 3, row * 3 + 3);
                        predicted.add(x[0] >= x[1] && x[0] >= x[2] ? 0 : x[1] >= x[2] ? 1 : 2);
                        expected.add(window.values().ids()[row]);
                    }
                }
                if (!expected.isEmpty()) {
                    int[] p = predicted.stream().mapToInt(Integer::intValue).toArray();
                    int[] e = expected.stream().mapToInt(Integer::intValue).toArray();
                    expectedMatch.add(p, e);
                    expectedDistance.add(p, e);
                }
            }
            ExactMatch match = new ExactMatch();
            match.add(window.outputs(), window.targets());
            EditDistance distance = new EditDistance();
            distance.add(window.outputs(), window.targets());
            assertEquals(expectedMatch.value(), match.value());
            assertEquals(expectedDistance.edits(), distance.edits());
            assertEquals(expectedDistance.expectedLength(), distance.expectedLength());
            rightAndWrong |= match.value() > 0 && match.value() < 1;
        }
        assertTrue(rightAndWrong);
    }
}
