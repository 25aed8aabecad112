package org.rnn4j.benchmarks;

import static org.junit.jupiter.api.Assertions.assertDoesNotThrow;
import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertThrows;

import org.junit.jupiter.api.Test;

class CheckTest {

    @Test
    void aProductIsAcceptedWhenItIsRightAndRefusedWhenOneResultIsWrong() {
        Product product = new Product("2x3x4");
        for (int at = 0; at < 6; at++) {
            for (int l = 0; l < 4; l++) {
                product.c[at] += product.a[at / 3 * 4 + l] * product.b[l * 3 + at % 3];
            }
        }
        assertDoesNotThrow(() -> product.check(false));
        product.c[5] += 0.01f;
        assertThrows(IllegalStateException.class, () -> product.check(false));
    }

    @Test
    void valuesThatDifferAreNamedWithTheirPlaceAndBothValues() {
        float[] expected = {9, 1, -2};
        float[] actual = {1, -2.5f};
        IllegalStateException e = assertThrows(IllegalStateException.class,
                () -> Check.areClose("outputs", expected, 1, actual, 0, 2, 0.1));
        assertEquals("outputs[1]: expected -2.0 ± 0.2 but got -2.5", e.getMessage());
    }

    @Test
    void notANumberIsNeverClose() {
        assertThrows(IllegalStateException.class, () -> Check.isClose("loss", 1, Double.NaN, 10));
    }

    @Test
    void nothingButZerosIsNoComparison() {
        assertThrows(IllegalStateException.class, () -> Check.areClose("gradient", new float[3], 0, new float[3], 0, 3, 0.1));
    }
}
