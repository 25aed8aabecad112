package org.rnn4j.layer;

import org.rnn4j.tensor.Sequence;

/** {@link Bidirectional.Merge} of one row of each of two outputs, and its way back. */
record MergedRows(Bidirectional.Merge merge, int width1, int width2) {

    /** {@code y[row] = merge(y1[row1], y2[row2])}. {@code y} is <em>Modified</em>. */
    void merge(Sequence y1, int row1, Sequence y2, int row2, Sequence y, int row) {
        float[] a = y1.data();
        float[] b = y2.data();
        float[] c = y.data();
        int i = y1.offset(row1);
        int k = y2.offset(row2);
        int to = y.offset(row);
        switch (merge) {
            case CONCATENATE -> {
                System.arraycopy(a, i, c, to, width1);
                System.arraycopy(b, k, c, to + width1, width2);
            }
            case SUM -> {
                for (int j = 0; j < width1; j++) {
                    c[to + j] = a[i + j] + b[k + j];
                }
            }
            case AVERAGE -> {
                for (int j = 0; j < width1; j++) {
                    c[to + j] = 0.5f * (a[i + j] + b[k + j]);
                }
            }
            case MULTIPLY -> {
                for (int j = 0; j < width1; j++) {
                    c[to + j] = a[i + j] * b[k + j];
                }
            }
        }
    }

    /** The gradients of the two rows from that of the merged one. {@code dy1} and {@code dy2} are <em>Modified</em>. */
    void part(Sequence dy, int row, Sequence y1, int row1, Sequence y2, int row2, Sequence dy1, Sequence dy2) {
        float[] d = dy.data();
        float[] d1 = dy1.data();
        float[] d2 = dy2.data();
        int from = dy.offset(row);
        int i = dy1.offset(row1);
        int k = dy2.offset(row2);
        switch (merge) {
            case CONCATENATE -> {
                System.arraycopy(d, from, d1, i, width1);
                System.arraycopy(d, from + width1, d2, k, width2);
            }
            case SUM -> {
                System.arraycopy(d, from, d1, i, width1);
                System.arraycopy(d, from, d2, k, width1);
            }
            case AVERAGE -> {
                for (int j = 0; j < width1; j++) {
                    d1[i + j] = 0.5f * d[from + j];
                    d2[k + j] = 0.5f * d[from + j];
                }
            }
            case MULTIPLY -> {
                float[] a = y1.data();
                float[] b = y2.data();
                int at1 = y1.offset(row1);
                int at2 = y2.offset(row2);
                for (int j = 0; j < width1; j++) {
                    d1[i + j] = d[from + j] * b[at2 + j];
                    d2[k + j] = d[from + j] * a[at1 + j];
                }
            }
        }
    }
}
