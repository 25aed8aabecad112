package org.rnn4j.tensor;

/** Fast single-precision functions of stated accuracy. */
public final class FloatMath {

    private FloatMath() {
    }

    /** {@return tanh(x)} */
    public static float tanh(float x) {
        return (float) Math.tanh(x);
    }

    /** {@return 1 / (1 + exp(-x))} */
    public static float sigmoid(float x) {
        return (float) (1 / (1 + Math.exp(-(double) x)));
    }

    /** {@return exp(x)} */
    public static float exp(float x) {
        return (float) Math.exp(x);
    }
}
