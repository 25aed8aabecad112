package org.rnn4j.metric;

import java.util.Arrays;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.function.IntToDoubleFunction;
import java.util.stream.IntStream;
import org.rnn4j.tensor.Sequence;
import org.rnn4j.tensor.ShapeException;

/**
 * How much of each class was taken for which: {@code C[i, j]} is the weight of the rows of class i for which the logits say class j, see
 * {@link Accuracy} for how. From it, for a class c,
 *
 * <pre>
 * precision = C[c, c] / Σ_i C[i, c]     of what was called c, the part that is c
 * recall    = C[c, c] / Σ_j C[c, j]     of what is c, the part that was called c
 * F1        = 2·C[c, c] / (Σ_i C[i, c] + Σ_j C[c, j])
 * </pre>
 *
 * <p>A class that was never called so has precision 0, one that never was has recall 0, and a class of neither kind has none of the
 * three: NaN. The macro averages are plain means over the classes that have them; macro F1 is the mean of the F1, not the F1 of the
 * means. The values are {@code accuracy}, {@code macro_precision}, {@code macro_recall} and {@code macro_f1}; those of single
 * classes, which may be many, are there to be asked for and in the {@link #table}. Keeps K² numbers.
 */
public final class ConfusionMatrix extends ClassMetric {

    private final List<String> names;
    private final double[][] counts;

    /** Of classes that are called by their ids. @throws IllegalArgumentException when there is not even one */
    public ConfusionMatrix(int classes) {
        this(IntStream.range(0, classes).mapToObj(Integer::toString).toList());
    }

    /** Of classes with these names, by id. @throws IllegalArgumentException when there is not even one */
    public ConfusionMatrix(List<String> names) {
        if (names.isEmpty()) {
            throw new IllegalArgumentException("ConfusionMatrix: expected at least one class but got none");
        }
        this.names = List.copyOf(names);
        this.counts = new double[names.size()][names.size()];
    }

    @Override
    protected void check(Sequence outputs, Sequence targets) {
        super.check(outputs, targets);
        int classes = outputs.width() == 1 ? 2 : outputs.width();
        if (classes != names.size()) {
            throw new ShapeException(this + ": outputs", "[T, N, " + names.size() + "]", outputs.shape());
        }
    }

    @Override
    void count(int predicted, int expected, double weight) {
        counts[expected][predicted] += weight;
    }

    /** Adds one decision that was made elsewhere. @throws IllegalArgumentException when an id is out of range */
    public void add(int predicted, int expected) {
        requireId("predicted", predicted);
        requireId("expected", expected);
        count(predicted, expected, 1);
    }

    private void requireId(String what, int id) {
        if (id < 0 || id >= names.size()) {
            throw new IllegalArgumentException(this + ": " + what + ": expected an id from 0 to " + (names.size() - 1)
                    + " but got " + id);
        }
    }

    @Override
    public void reset() {
        for (double[] row : counts) {
            Arrays.fill(row, 0);
        }
    }

    /** {@return the names of the classes, by id} */
    public List<String> names() {
        return names;
    }

    /** {@return the weight of what is {@code expected} and was called {@code predicted}; their number where all weights are 1} */
    public double count(int expected, int predicted) {
        return counts[expected][predicted];
    }

    /** {@return the weight of what is of a class} */
    public double expected(int id) {
        double sum = 0;
        for (double count : counts[id]) {
            sum += count;
        }
        return sum;
    }

    /** {@return the weight of what was called so} */
    public double predicted(int id) {
        double sum = 0;
        for (double[] row : counts) {
            sum += row[id];
        }
        return sum;
    }

    /** {@return the part of all that was called what it is, from 0 to 1; NaN of nothing} */
    public double accuracy() {
        double right = 0;
        double total = 0;
        for (int id = 0; id < counts.length; id++) {
            right += counts[id][id];
            total += expected(id);
        }
        return right / total;
    }

    /** {@return of what was called so, the part that is} */
    public double precision(int id) {
        return ratio(id, predicted(id));
    }

    /** {@return of what is of a class, the part that was called so} */
    public double recall(int id) {
        return ratio(id, expected(id));
    }

    /** {@return the harmonic mean of precision and recall} */
    public double f1(int id) {
        return ratio(id, (predicted(id) + expected(id)) / 2);
    }

    private double ratio(int id, double of) {
        if (predicted(id) + expected(id) == 0) {
            return Double.NaN;
        }
        return of == 0 ? 0 : counts[id][id] / of;
    }

    /** {@return the mean precision of the classes that occur; NaN of nothing} */
    public double macroPrecision() {
        return macro(this::precision);
    }

    /** {@return the mean recall of the classes that occur, also known as balanced accuracy when all are expected; NaN of nothing} */
    public double macroRecall() {
        return macro(this::recall);
    }

    /** {@return the mean F1 of the classes that occur; NaN of nothing} */
    public double macroF1() {
        return macro(this::f1);
    }

    private double macro(IntToDoubleFunction ofClass) {
        return IntStream.range(0, counts.length).mapToDouble(ofClass).filter(value -> !Double.isNaN(value)).average()
                .orElse(Double.NaN);
    }

    @Override
    public Map<String, Double> values() {
        Map<String, Double> values = new LinkedHashMap<>();
        values.put("accuracy", accuracy());
        values.put("macro_precision", macroPrecision());
        values.put("macro_recall", macroRecall());
        values.put("macro_f1", macroF1());
        return values;
    }

    /**
     * {@return the matrix to be read by people} One line for each class, with a column for each class it was taken for and its
     * precision, recall and F1, then one of macro averages and one of accuracy; lines end in a line feed. Counts that are not
     * whole, because weights are not, have two decimals.
     */
    public String table() {
        return new ConfusionTable(this).toString();
    }

    @Override
    public String toString() {
        return "ConfusionMatrix(" + names.size() + " classes)";
    }
}
