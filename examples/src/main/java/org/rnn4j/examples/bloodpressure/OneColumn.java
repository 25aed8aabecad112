package org.rnn4j.examples.bloodpressure;

import java.util.Arrays;
import java.util.List;

/**
 * What one column tells by itself: it is cut into tenths of the training people, and whoever falls into a tenth gets the most frequent
 * class in it.
 */
final class OneColumn {

    private static final int BINS = 10;

    private final int column;
    private final double[] bounds = new double[BINS - 1];
    private final Pressure[] classes = new Pressure[BINS];

    OneColumn(List<Patient> training, int column) {
        this.column = column;
        double[] sorted = training.stream().mapToDouble(this::value).sorted().toArray();
        for (int bin = 1; bin < BINS; bin++) {
            bounds[bin - 1] = sorted[sorted.length * bin / BINS];
        }
        int[][] counts = new int[BINS][Pressure.values().length];
        training.forEach(patient -> counts[bin(patient)][patient.pressure().ordinal()]++);
        for (int bin = 0; bin < BINS; bin++) {
            int[] count = counts[bin];
            classes[bin] = Arrays.stream(Pressure.values()).max((a, b) -> count[a.ordinal()] - count[b.ordinal()]).orElseThrow();
        }
    }

    /** {@return the accuracy with the best of the columns} */
    static double best(List<Patient> training, List<Patient> test) {
        double best = 0;
        for (int column = 0; column < 3; column++) {
            best = Math.max(best, new OneColumn(training, column).accuracy(test));
        }
        return best;
    }

    double accuracy(List<Patient> test) {
        return test.stream().filter(patient -> classes[bin(patient)] == patient.pressure()).count() / (double) test.size();
    }

    private int bin(Patient patient) {
        int bin = 0;
        while (bin < bounds.length && value(patient) >= bounds[bin]) {
            bin++;
        }
        return bin;
    }

    private double value(Patient patient) {
        return patient.person().row()[column];
    }
}
