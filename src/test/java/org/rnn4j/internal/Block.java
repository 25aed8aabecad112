package org.rnn4j.internal;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.fail;

import java.util.Random;

/** A block of random floats inside a larger array whose other elements are guards that nobody may touch. */
final class Block {

    private static final float GUARD = -12345.678f;

    final float[] data;
    final int rows;
    final int columns;
    final int offset;
    final int ld;

    /** Nothing behind the last row: a kernel that reads or writes one element too far fails. */
    Block(int rows, int columns, int offset, int gap, Random random) {
        this.rows = rows;
        this.columns = columns;
        this.offset = offset;
        this.ld = columns + gap;
        data = new float[offset + (rows == 0 ? 0 : (rows - 1) * ld + columns)];
        java.util.Arrays.fill(data, GUARD);
        for (int i = 0; i < rows; i++) {
            for (int j = 0; j < columns; j++) {
                data[offset + i * ld + j] = (float) random.nextGaussian();
            }
        }
    }

    private Block(Block other) {
        data = other.data.clone();
        rows = other.rows;
        columns = other.columns;
        offset = other.offset;
        ld = other.ld;
    }

    Block copy() {
        return new Block(this);
    }

    float at(int i, int j) {
        return data[offset + i * ld + j];
    }

    void set(int i, int j, float value) {
        data[offset + i * ld + j] = value;
    }

    double[][] toDoubles() {
        double[][] result = new double[rows][columns];
        for (int i = 0; i < rows; i++) {
            for (int j = 0; j < columns; j++) {
                result[i][j] = at(i, j);
            }
        }
        return result;
    }

    void assertGuardsUntouched(String what) {
        for (int at = 0; at < data.length; at++) {
            boolean inside = at >= offset && (at - offset) % ld < columns;
            if (!inside && data[at] != GUARD) {
                fail(what + ": wrote outside its block, at index " + at + " of " + data.length);
            }
        }
    }

    void assertSameBits(Block expected, String what) {
        for (int at = 0; at < data.length; at++) {
            if (Float.floatToRawIntBits(expected.data[at]) != Float.floatToRawIntBits(data[at])) {
                assertEquals(expected.data[at], data[at], what + ": bits differ at index " + at);
                fail(what + ": bits differ at index " + at);
            }
        }
    }
}
