package org.rnn4j.internal;

import static org.rnn4j.internal.Scratch.WIDTH;

/**
 * The innermost loops of {@link ScalarProducts}: a group of terms, whose rows of B lie {@link Scratch#WIDTH} apart in one array, is
 * added to one row of C or to two.
 */
final class ScalarTerms {

    private ScalarTerms() {
    }

    static void three(int n, float a0, float a1, float a2, float c0, float c1, float c2, float[] b, float[] row, float[] next) {
        for (int j = 0; j < n; j++) {
            row[j] = Math.fma(a2, b[j + 2 * WIDTH], Math.fma(a1, b[j + WIDTH], Math.fma(a0, b[j], row[j])));
            next[j] = Math.fma(c2, b[j + 2 * WIDTH], Math.fma(c1, b[j + WIDTH], Math.fma(c0, b[j], next[j])));
        }
    }

    static void three(int n, float a0, float a1, float a2, float[] b, float[] row) {
        for (int j = 0; j < n; j++) {
            row[j] = Math.fma(a2, b[j + 2 * WIDTH], Math.fma(a1, b[j + WIDTH], Math.fma(a0, b[j], row[j])));
        }
    }

    static void four(int n, float a0, float a1, float a2, float a3, float c0, float c1, float c2, float c3, float[] b, float[] row,
                     float[] next) {
        for (int j = 0; j < n; j++) {
            row[j] = Math.fma(a3, b[j + 3 * WIDTH],
                    Math.fma(a2, b[j + 2 * WIDTH], Math.fma(a1, b[j + WIDTH], Math.fma(a0, b[j], row[j]))));
            next[j] = Math.fma(c3, b[j + 3 * WIDTH],
                    Math.fma(c2, b[j + 2 * WIDTH], Math.fma(c1, b[j + WIDTH], Math.fma(c0, b[j], next[j]))));
        }
    }

    static void four(int n, float a0, float a1, float a2, float a3, float[] b, float[] row) {
        for (int j = 0; j < n; j++) {
            row[j] = Math.fma(a3, b[j + 3 * WIDTH],
                    Math.fma(a2, b[j + 2 * WIDTH], Math.fma(a1, b[j + WIDTH], Math.fma(a0, b[j], row[j]))));
        }
    }
}
