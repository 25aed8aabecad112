package org.rnn4j.data;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.rnn4j.Errors.assertArgument;

import java.util.ArrayList;
import java.util.List;
import java.util.random.RandomGenerator;
import org.junit.jupiter.api.Test;
import org.rnn4j.random.Xoshiro256;

/** Windows over a series whose value at row t, column d is {@code 10·t + d}. */
class SlidingWindowsTest {

    private static float[][] series(int rows, int columns) {
        float[][] series = new float[rows][columns];
        for (int t = 0; t < rows; t++) {
            for (int d = 0; d < columns; d++) {
                series[t][d] = 10 * t + d;
            }
        }
        return series;
    }

    private static List<String> texts(List<Labelled> examples) {
        return examples.stream().map(example -> Rows.text(example.inputs()) + " -> " + Rows.text(example.target())).toList();
    }

    @Test
    void aLessonBookExample() {
        SlidingWindows windows = SlidingWindows.of(series(6, 2)).lookBack(2).horizon(2).targets(1).stride(2);
        assertEquals(List.of("0.0,1.0 10.0,11.0 -> 21.0,31.0", "20.0,21.0 30.0,31.0 -> 41.0,51.0"), texts(windows.examples()));
        assertEquals(2, windows.inputs());
        assertEquals(2, windows.outputs());
        assertEquals("SlidingWindows([6, 2], look-back 2, horizon 2, targets [1], stride 2)", windows.toString());
        Aligned aligned = windows.aligned();
        assertEquals("0.0,1.0 10.0,11.0 20.0,21.0 30.0,31.0", Rows.text(aligned.inputs()));
        assertEquals("11.0,21.0 21.0,31.0 31.0,41.0 41.0,51.0", Rows.text(aligned.targets()));
        assertEquals(List.of("0.0,1.0 -> 10.0,11.0", "10.0,11.0 -> 20.0,21.0"), texts(SlidingWindows.of(series(3, 2)).examples()));
    }

    @Test
    void everyWindowThatFitsIsThereInTheOrderOfTime() {
        RandomGenerator random = new Xoshiro256(1);
        for (int i = 0; i < 300; i++) {
            int look = random.nextInt(1, 6);
            int horizon = random.nextInt(1, 4);
            int stride = random.nextInt(1, 4);
            int rows = look + horizon + random.nextInt(20);
            SlidingWindows windows = SlidingWindows.of(series(rows, 3)).lookBack(look).horizon(horizon).targets(2, 0).stride(stride);
            List<String> expected = new ArrayList<>();
            for (int s = 0; s + look + horizon <= rows; s += stride) {
                StringBuilder text = new StringBuilder();
                for (int t = s; t < s + look; t++) {
                    text.append(10f * t).append(',').append(10f * t + 1).append(',').append(10f * t + 2).append(' ');
                }
                text.append("->");
                for (int t = s + look; t < s + look + horizon; t++) {
                    text.append(t == s + look ? ' ' : ',').append(10f * t + 2).append(',').append(10f * t);
                }
                expected.add(text.toString());
            }
            assertEquals(expected, texts(windows.examples()), windows.toString());
            assertEquals(2 * horizon, windows.outputs());
        }
    }

    @Test
    void partsInTimeShareNoTargetAndReadWhatCameBefore() {
        SlidingWindows windows = SlidingWindows.of(series(20, 1)).lookBack(4);
        List<String> both = new ArrayList<>(texts(windows.examples(0, 12)));
        both.addAll(texts(windows.examples(12, 20)));
        assertEquals(texts(windows.examples()), both);
        assertEquals("80.0 90.0 100.0 110.0 -> 120.0", texts(windows.examples(12, 20)).get(0));
        assertEquals("70.0 80.0 90.0 100.0 -> 110.0,120.0", texts(windows.horizon(2).examples(11, 20)).get(0));
        assertEquals("60.0 70.0 80.0 90.0 -> 100.0,110.0", texts(windows.horizon(2).examples(4, 12)).get(6));
        assertEquals(7, windows.horizon(2).examples(4, 12).size());
    }

    @Test
    void samplersTakeThem() {
        SlidingWindows windows = SlidingWindows.of(new double[][] {{1}, {2}, {3}, {4}}).lookBack(2);
        assertEquals(List.of(List.of("1.0 2.0 -> 3.0 * 1.0", "2.0 3.0 -> 4.0 * 1.0")),
                Rows.rest(SequenceSampler.manyToOne(windows.examples(), 2, windows.inputs(), windows.outputs())));
        assertEquals(List.of(List.of("1.0 2.0 -> 2.0 3.0 * 1.0 1.0"), List.of("3.0 -> 4.0 * 1.0 goes on")), Rows.rest(
                SequenceSampler.manyToManyAligned(List.of(windows.aligned()), 1, windows.inputs(), windows.outputs()).window(2)));
    }

    @Test
    void whatDoesNotFitIsAnError() {
        SlidingWindows windows = SlidingWindows.of(series(6, 2));
        assertArgument(() -> SlidingWindows.of(new float[0][]), "at least one row");
        assertArgument(() -> SlidingWindows.of(new float[][] {{1, 2}, {1}}), "step 1", "2 values", "got 1");
        assertArgument(() -> SlidingWindows.of(new float[][] {{1, 2}, {1, Float.NaN}}), "step 1, column 1", "NaN");
        assertArgument(() -> windows.lookBack(0), "lookBack", "got 0");
        assertArgument(() -> windows.horizon(0), "horizon", "got 0");
        assertArgument(() -> windows.stride(0), "stride", "got 0");
        assertArgument(() -> windows.targets(), "targets", "got 0");
        assertArgument(() -> windows.targets(0, 2), "from 0 to 1", "got 2");
        assertArgument(() -> windows.lookBack(6).examples(), "window of 6 rows", "of 6");
        assertArgument(() -> windows.examples(3, 7), "within 0 to 6", "3 to 7");
        assertArgument(() -> windows.horizon(6).aligned(), "more than 6 rows", "got 6");
    }
}
