package org.rnn4j.data;

/** How much each class counts where some are rare. */
public final class ClassWeights {

    private ClassWeights() {
    }

    /**
     * {@return weights with which all classes that occur have the same say} For {@code M} labels of which {@code m_k} are of class k,
     * and {@code C} classes that occur, {@code w_k = M / (C·m_k)}: the mean weight of a label is 1. A class that does not occur
     * counts 0.
     *
     * @param labels the class of each example, or of each step of all examples
     * @param classes the number of classes
     * @throws IllegalArgumentException when there is no label, or one is out of range
     */
    public static float[] balanced(int[] labels, int classes) {
        long[] counts = new long[classes];
        for (int i = 0; i < labels.length; i++) {
            if (labels[i] < 0 || labels[i] >= classes) {
                throw new IllegalArgumentException("ClassWeights: label " + i + ": expected a class from 0 to " + (classes - 1)
                        + " but got " + labels[i]);
            }
            counts[labels[i]]++;
        }
        if (labels.length == 0) {
            throw new IllegalArgumentException("ClassWeights: expected at least one label but got none");
        }
        int occurring = 0;
        for (long count : counts) {
            occurring += count > 0 ? 1 : 0;
        }
        float[] weights = new float[classes];
        for (int k = 0; k < classes; k++) {
            weights[k] = counts[k] == 0 ? 0 : (float) ((double) labels.length / ((double) occurring * counts[k]));
        }
        return weights;
    }
}
