package org.rnn4j.internal;

import static org.rnn4j.internal.Lanes.FLOATS;

import jdk.incubator.vector.FloatVector;
import org.rnn4j.tensor.FloatMath.Coefficients;

/** The numbers of {@link VectorMath}, each in every lane. */
final class Spread {

    static final FloatVector ZERO = of(0);
    static final FloatVector HALF = of(0.5f);
    static final FloatVector ONE = of(1);
    static final FloatVector TWO = of(2);

    static final FloatVector TANH_LIMIT = of(Coefficients.TANH_LIMIT);
    static final FloatVector MINUS_TANH_LIMIT = of(-Coefficients.TANH_LIMIT);
    static final FloatVector TANH_P1 = of(Coefficients.TANH_P1);
    static final FloatVector TANH_P2 = of(Coefficients.TANH_P2);
    static final FloatVector TANH_Q1 = of(Coefficients.TANH_Q1);
    static final FloatVector TANH_Q2 = of(Coefficients.TANH_Q2);
    static final FloatVector TANH_Q3 = of(Coefficients.TANH_Q3);

    static final FloatVector SIGMOID_LOW = of(Coefficients.SIGMOID_LOW);
    static final FloatVector SIGMOID_HIGH = of(Coefficients.SIGMOID_HIGH);
    static final FloatVector MINUS_LOG2_E = of(-Coefficients.LOG2_E);
    static final FloatVector EXP2_C1 = of(Coefficients.EXP2_C1);
    static final FloatVector EXP2_C2 = of(Coefficients.EXP2_C2);
    static final FloatVector EXP2_C3 = of(Coefficients.EXP2_C3);
    static final FloatVector EXP2_C4 = of(Coefficients.EXP2_C4);
    static final FloatVector EXP2_C5 = of(Coefficients.EXP2_C5);

    static final FloatVector EXP_LOW = of(Coefficients.EXP_LOW);
    static final FloatVector EXP_HIGH = of(Coefficients.EXP_HIGH);
    static final FloatVector INVERSE_2LN2 = of(Coefficients.INVERSE_2LN2);
    static final FloatVector ROUNDER = of(Coefficients.ROUNDER);
    static final FloatVector MINUS_TWO_LN2_HIGH = of(-Coefficients.TWO_LN2_HIGH);
    static final FloatVector MINUS_TWO_LN2_LOW = of(-Coefficients.TWO_LN2_LOW);
    static final FloatVector EXP_E2 = of(Coefficients.EXP_E2);
    static final FloatVector EXP_E3 = of(Coefficients.EXP_E3);
    static final FloatVector EXP_E4 = of(Coefficients.EXP_E4);
    static final FloatVector EXP_E5 = of(Coefficients.EXP_E5);
    static final FloatVector EXP_E6 = of(Coefficients.EXP_E6);
    static final FloatVector EXP_E7 = of(Coefficients.EXP_E7);

    private Spread() {
    }

    private static FloatVector of(float value) {
        return FloatVector.broadcast(FLOATS, value);
    }
}
