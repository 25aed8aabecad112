package org.rnn4j.cell;

/**
 * Layer normalisation of rows, with a gain: a row is cut into groups of columns, and for each of them
 * <pre>
 *   x̂ = (x − mean(x)) / √(var(x) + ε)     y = g⊙x̂       ε = 10⁻⁵
 * </pre>
 * where mean and variance are those of the group's numbers in this one row. So rows depend neither on each other nor on the
 * number of threads. Sums are in double.
 *
 * <p>Source: Ba, Kiros and Hinton, "Layer normalization", 2016.
 */
final class RowNorm {

    private static final double EPSILON = 1e-5;

    private final Parameter gain;
    private final int[] groups;

    /** @param gain g, one row @param groups the widths of the groups, from the first column to the last */
    RowNorm(Parameter gain, int... groups) {
        this.gain = gain;
        this.groups = groups;
    }

    Parameter gain() {
        return gain;
    }

    /** {@return the number of groups, and of the scales that are kept for a row} */
    int groups() {
        return groups.length;
    }

    /**
     * One row forward.
     *
     * @param x in: x; out: y. <em>Modified</em>
     * @param normalized out: x̂. <em>Modified</em>
     * @param scales out: {@code 1 / √(var + ε)} of each group. <em>Modified</em>
     */
    void forward(float[] x, int xAt, float[] normalized, int normalizedAt, float[] scales, int scalesAt) {
        float[] g = gain.value().data;
        int first = 0;
        for (int k = 0; k < groups.length; k++) {
            int width = groups[k];
            double mean = sum(x, xAt + first, width) / width;
            double variance = squares(x, xAt + first, width, mean) / width;
            double scale = 1 / Math.sqrt(variance + EPSILON);
            for (int j = first; j < first + width; j++) {
                float unit = (float) ((x[xAt + j] - mean) * scale);
                normalized[normalizedAt + j] = unit;
                x[xAt + j] = g[j] * unit;
            }
            scales[scalesAt + k] = (float) scale;
            first += width;
        }
    }

    /**
     * One row back.
     *
     * @param dy the gradient of y; not changed unless it is {@code dx}
     * @param dx out: the gradient of x; may be {@code dy}. <em>Modified</em>
     * @param normalized in: x̂; out: {@code dy⊙x̂}, whose sum over all rows is the gradient of the gain. <em>Modified</em>
     */
    void backward(float[] dy, int dyAt, float[] dx, int dxAt, float[] normalized, int normalizedAt, float[] scales, int scalesAt) {
        float[] g = gain.value().data;
        int first = 0;
        for (int k = 0; k < groups.length; k++) {
            int width = groups[k];
            double sum = 0;
            double sumOfProducts = 0;
            for (int j = first; j < first + width; j++) {
                double d = (double) dy[dyAt + j] * g[j];
                sum += d;
                sumOfProducts += d * normalized[normalizedAt + j];
            }
            float mean = (float) (sum / width);
            float slope = (float) (sumOfProducts / width);
            float scale = scales[scalesAt + k];
            for (int j = first; j < first + width; j++) {
                float d = dy[dyAt + j];
                float unit = normalized[normalizedAt + j];
                dx[dxAt + j] = scale * (d * g[j] - mean - slope * unit);
                normalized[normalizedAt + j] = d * unit;
            }
            first += width;
        }
    }

    /** Four sums, so that an addition need not wait for the one before it; their order is fixed. */
    private static double sum(float[] x, int at, int width) {
        double s0 = 0;
        double s1 = 0;
        double s2 = 0;
        double s3 = 0;
        int j = at;
        for (; j <= at + width - 4; j += 4) {
            s0 += x[j];
            s1 += x[j + 1];
            s2 += x[j + 2];
            s3 += x[j + 3];
        }
        for (; j < at + width; j++) {
            s0 += x[j];
        }
        return (s0 + s1) + (s2 + s3);
    }

    private static double squares(float[] x, int at, int width, double mean) {
        double s0 = 0;
        double s1 = 0;
        int j = at;
        for (; j <= at + width - 2; j += 2) {
            double a = x[j] - mean;
            double b = x[j + 1] - mean;
            s0 += a * a;
            s1 += b * b;
        }
        for (; j < at + width; j++) {
            double a = x[j] - mean;
            s0 += a * a;
        }
        return s0 + s1;
    }
}
