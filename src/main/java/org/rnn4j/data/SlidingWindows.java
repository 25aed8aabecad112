package org.rnn4j.data;

import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;

/**
 * Examples from one multivariate series {@code [T][D]}, row after row in time. Immutable; each method that says one thing more gives
 * another.
 *
 * <p>With look-back L, horizon K and target columns {@code c}, a window that starts at row s reads rows {@code s .. s+L-1} and should
 * give the target columns of the K rows after them, row by row: {@code x[s+L][c₀], x[s+L][c₁], …, x[s+L+K-1][c₀], …}. Windows start at
 * rows 0, stride, 2·stride, … and come in the order of time. What is not said is: K = 1, all columns, stride 1.
 *
 * <pre>{@code
 * SlidingWindows windows = SlidingWindows.of(series).lookBack(24).targets(0);
 * ExampleSampler training = SequenceSampler.manyToOne(windows.examples(0, 800), 32, windows.inputs(), windows.outputs());
 * ExampleSampler validation = SequenceSampler.manyToOne(windows.examples(800, 1000), 32, windows.inputs(), windows.outputs());
 * }</pre>
 */
public final class SlidingWindows {

    private final Steps series;
    private final int width;
    private final int lookBack;
    private final int horizon;
    private final int[] columns;
    private final int stride;

    private SlidingWindows(Steps series, int width, int lookBack, int horizon, int[] columns, int stride) {
        this.series = series;
        this.width = width;
        this.lookBack = lookBack;
        this.horizon = horizon;
        this.columns = columns;
        this.stride = stride;
    }

    /**
     * {@return windows over a series; the look-back is 1 until it is said}
     *
     * @param series {@code [T][D]}, copied
     * @throws IllegalArgumentException when it is empty, rows differ in width, or a value is not finite
     */
    public static SlidingWindows of(float[][] series) {
        int width = series.length == 0 ? 0 : series[0].length;
        if (width == 0) {
            throw new IllegalArgumentException("SlidingWindows: expected a series of at least one row and column but got "
                    + series.length + " rows");
        }
        Steps steps = Steps.of(series);
        ExampleChecks.requireSteps("SlidingWindows", steps, false, width);
        int[] all = new int[width];
        EpochOrder.identity(all);
        return new SlidingWindows(steps, width, 1, 1, all, 1);
    }

    /** {@return windows over a series, rounded to floats} */
    public static SlidingWindows of(double[][] series) {
        return of(SeriesTransform.floats(series));
    }

    /** {@return windows that read L rows} */
    public SlidingWindows lookBack(int rows) {
        return new SlidingWindows(series, width, atLeastOne("lookBack", rows), horizon, columns, stride);
    }

    /** {@return windows whose targets are K rows} */
    public SlidingWindows horizon(int rows) {
        return new SlidingWindows(series, width, lookBack, atLeastOne("horizon", rows), columns, stride);
    }

    /** {@return windows that start so many rows after each other} */
    public SlidingWindows stride(int rows) {
        return new SlidingWindows(series, width, lookBack, horizon, columns, atLeastOne("stride", rows));
    }

    /** {@return windows whose targets are these columns, in this order} @throws IllegalArgumentException when there is no such column */
    public SlidingWindows targets(int... columns) {
        atLeastOne("targets", columns.length);
        for (int column : columns) {
            if (column < 0 || column >= width) {
                throw new IllegalArgumentException("SlidingWindows.targets: expected columns from 0 to " + (width - 1) + " but got "
                        + column);
            }
        }
        return new SlidingWindows(series, width, lookBack, horizon, columns.clone(), stride);
    }

    private static int atLeastOne(String name, int number) {
        if (number < 1) {
            throw new IllegalArgumentException("SlidingWindows." + name + ": expected at least 1 but got " + number);
        }
        return number;
    }

    /** {@return the width of the inputs, D} */
    public int inputs() {
        return width;
    }

    /** {@return the number of values of a target: K times the number of target columns} */
    public int outputs() {
        return horizon * columns.length;
    }

    /** {@return all windows, many-to-one} @throws IllegalArgumentException when the series is too short for one */
    public List<Labelled> examples() {
        return examples(0, series.length());
    }

    /**
     * {@return the windows whose targets lie in the rows from {@code fromRow} to {@code toRow - 1}, many-to-one} What they read may lie
     * before, as it would when forecasting. So the parts of a series that is split by time share no target.
     *
     * @throws IllegalArgumentException when there is none
     */
    public List<Labelled> examples(int fromRow, int toRow) {
        if (fromRow < 0 || toRow < fromRow || toRow > series.length()) {
            throw new IllegalArgumentException("SlidingWindows: expected rows within 0 to " + series.length() + " but got " + fromRow
                    + " to " + toRow);
        }
        List<Labelled> examples = new ArrayList<>();
        for (long start = 0; start + lookBack + horizon <= toRow; start += stride) {
            int target = (int) start + lookBack;
            if (target >= fromRow) {
                examples.add(Labelled.of(series.slice((int) start, target), target(target)));
            }
        }
        if (examples.isEmpty()) {
            throw new IllegalArgumentException("SlidingWindows: expected a window of " + lookBack + " rows with " + horizon
                    + " after them but got none for rows " + fromRow + " to " + toRow + " of " + series.length());
        }
        return examples;
    }

    /**
     * {@return the whole series as one sequence with a target for each step} Step t reads row t and should give the target columns of
     * rows {@code t+1 .. t+K}; there are {@code T-K} steps. Look-back and stride do not matter.
     *
     * @throws IllegalArgumentException when the series is too short for a step
     */
    public Aligned aligned() {
        int steps = series.length() - horizon;
        if (steps < 1) {
            throw new IllegalArgumentException("SlidingWindows.aligned: expected more than " + horizon + " rows but got "
                    + series.length());
        }
        float[][] targets = new float[steps][];
        for (int t = 0; t < steps; t++) {
            targets[t] = target(t + 1);
        }
        return Aligned.of(series.slice(0, steps), Steps.of(targets));
    }

    private float[] target(int row) {
        float[] target = new float[outputs()];
        for (int k = 0; k < target.length; k++) {
            target[k] = series.value(row + k / columns.length, columns[k % columns.length]);
        }
        return target;
    }

    @Override
    public String toString() {
        return "SlidingWindows([" + series.length() + ", " + width + "], look-back " + lookBack + ", horizon " + horizon + ", targets "
                + Arrays.toString(columns) + ", stride " + stride + ")";
    }
}
