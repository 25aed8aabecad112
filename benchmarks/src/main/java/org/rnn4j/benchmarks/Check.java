package org.rnn4j.benchmarks;

/** Ends a benchmark whose result is wrong: a fast wrong answer is no answer. */
final class Check {

    private Check() {
    }

    static void isTrue(boolean condition, String place, String expected, Object actual) {
        if (!condition) {
            throw new IllegalStateException(place + ": expected " + expected + " but got " + actual);
        }
    }

    static void isClose(String place, double expected, double actual, double tolerance) {
        isTrue(Math.abs(expected - actual) <= tolerance, place, expected + " ± " + tolerance, actual);
    }

    /** Compares arrays; the tolerance is relative to the largest magnitude that is expected. */
    static void areClose(String place, float[] expected, int expectedOffset, float[] actual, int actualOffset, int length,
                         double tolerance) {
        double largest = 0;
        for (int i = 0; i < length; i++) {
            largest = Math.max(largest, Math.abs(expected[expectedOffset + i]));
        }
        isTrue(largest > 0, place, "something other than zeros to compare with", "zeros");
        for (int i = 0; i < length; i++) {
            isClose(place + "[" + i + "]", expected[expectedOffset + i], actual[actualOffset + i], tolerance * largest);
        }
    }
}
