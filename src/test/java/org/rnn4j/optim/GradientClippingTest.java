package org.rnn4j.optim;

import static org.junit.jupiter.api.Assertions.assertArrayEquals;
import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertFalse;
import static org.junit.jupiter.api.Assertions.assertTrue;

import java.util.List;
import java.util.Optional;
import org.ejml.data.FMatrixRMaj;
import org.junit.jupiter.api.Test;
import org.rnn4j.TestBackend;
import org.rnn4j.cell.Gradients;
import org.rnn4j.cell.Parameter;
import org.rnn4j.cell.ParameterBlocks;
import org.rnn4j.cell.ParameterSet;
import org.rnn4j.random.Xoshiro256;
import org.rnn4j.tensor.Workers;

/** {@link GradientClipping} and {@link NonFinite}. */
class GradientClippingTest {

    private final GoldenVectors vectors = GoldenVectors.read("clipping.txt");

    private Gradients gradients() {
        Gradients gradients = new Gradients(new ParameterSet.Builder().add("layers.0.", List.of(
                new Parameter("weight", new FMatrixRMaj(2, 3)), new Parameter("bias", new FMatrixRMaj(1, 2)))).build());
        double[] numbers = vectors.get("gradient");
        for (int i = 0; i < 8; i++) {
            gradients.value(i / 6).data[i % 6] = (float) numbers[i];
        }
        return gradients;
    }

    private static float[] values(Gradients gradients) {
        float[] result = new float[8];
        System.arraycopy(gradients.value(0).data, 0, result, 0, 6);
        System.arraycopy(gradients.value(1).data, 0, result, 6, 2);
        return result;
    }

    private void assertAsPyTorch(String name, Gradients gradients) {
        double[] expected = vectors.get(name);
        float[] actual = values(gradients);
        for (int i = 0; i < expected.length; i++) {
            assertEquals(expected[i], actual[i], 2e-7 * Math.abs(expected[i]), name + " [" + i + "]");
        }
    }

    @Test
    void clipsTheGlobalNormAsPyTorch() {
        for (float maximum : new float[] {5, 1e-3f, 20}) {
            Gradients gradients = gradients();
            String name = "norm." + (maximum < 1 ? "0.001" : (int) maximum);
            double norm = GradientClipping.byGlobalNorm(maximum).apply(gradients);
            assertEquals(vectors.get(name + ".norm")[0], norm, 1e-6);
            assertAsPyTorch(name, gradients);
        }
    }

    @Test
    void clipsValuesAsPyTorch() {
        Gradients gradients = gradients();
        assertEquals(vectors.get("norm.5.norm")[0], GradientClipping.byValue(1).apply(gradients), 1e-6);
        assertAsPyTorch("value.1", gradients);
    }

    @Test
    void afterClippingTheNormIsAtMostTheMaximumAndTheDirectionIsTheSame() {
        Gradients gradients = gradients();
        float[] before = values(gradients);
        GradientClipping clipping = GradientClipping.byGlobalNorm(2);
        double norm = clipping.apply(gradients);
        assertTrue(gradients.globalNorm() <= 2 && gradients.globalNorm() > 2 * (1 - 1e-6), () -> "" + gradients.globalNorm());
        float[] after = values(gradients);
        for (int i = 0; i < 8; i++) {
            assertEquals(before[i] * 2 / norm, after[i], 1e-6, "float " + i);
        }
    }

    @Test
    void gradientsWithinBoundsAreLeftBitForBit() {
        Gradients gradients = gradients();
        float[] before = values(gradients);
        GradientClipping.byGlobalNorm(100).apply(gradients);
        assertArrayEquals(before, values(gradients));
        GradientClipping.byValue(12).apply(gradients);
        assertArrayEquals(before, values(gradients));
        gradients.zero();
        assertEquals(0, GradientClipping.byGlobalNorm(1).apply(gradients));
        assertArrayEquals(new float[8], values(gradients));
    }

    @Test
    void anyNumberOfThreadsMeasuresAndScalesToTheSameBits() {
        for (GradientClipping clipping : List.of(
                GradientClipping.byGlobalNorm(1), GradientClipping.byValue(1), GradientClipping.none())) {
            Gradients serial = large();
            double norm = clipping.apply(serial);
            for (int threads = 2; threads <= 3; threads++) {
                try (Workers workers = Workers.of(threads)) {
                    Gradients shared = large();
                    assertEquals(norm, clipping.apply(shared, TestBackend.with(workers).workers()), clipping + ", " + threads);
                    assertArrayEquals(values(serial), values(shared), clipping + ", " + threads + " threads");
                    shared.zero(TestBackend.with(workers).workers());
                    assertArrayEquals(new float[values(shared).length], values(shared));
                }
            }
        }
    }

    /** Of several blocks, the last of them not full, and of sizes that make the order of a sum matter. */
    private static Gradients large() {
        Gradients gradients = new Gradients(ParameterSet.of(List.of(
                new Parameter("weight", new FMatrixRMaj(3, ParameterBlocks.SIZE + 1)), new Parameter("bias", new FMatrixRMaj(1, 70)))));
        Xoshiro256 random = new Xoshiro256(5);
        for (int k = 0; k < gradients.count(); k++) {
            for (int i = 0; i < gradients.value(k).getNumElements(); i++) {
                gradients.value(k).data[i] = (float) (random.nextGaussian() * Math.exp(3 * random.nextGaussian()));
            }
        }
        return gradients;
    }

    @Test
    void noneOnlyMeasures() {
        Gradients gradients = gradients();
        float[] before = values(gradients);
        assertEquals(gradients.globalNorm(), GradientClipping.none().apply(gradients));
        assertArrayEquals(before, values(gradients));
    }

    @Test
    void theLargestFloatsHaveAFiniteNormAndAreClipped() {
        Gradients gradients = gradients();
        gradients.value(0).fill(Float.MAX_VALUE);
        assertTrue(Double.isFinite(GradientClipping.byGlobalNorm(1).apply(gradients)));
        assertEquals(1 / Math.sqrt(6), gradients.value(0).get(1, 1), 1e-6);
    }

    @Test
    void aGradientThatIsNotFiniteIsReportedAndNothingIsChanged() {
        for (float wrong : new float[] {Float.NaN, Float.POSITIVE_INFINITY, Float.NEGATIVE_INFINITY}) {
            for (GradientClipping clipping : List.of(
                    GradientClipping.byGlobalNorm(1), GradientClipping.byValue(1), GradientClipping.none())) {
                Gradients gradients = gradients();
                gradients.value(0).set(1, 2, wrong);
                float[] before = values(gradients);
                double norm = clipping.apply(gradients);
                assertFalse(Double.isFinite(norm), clipping + " returned " + norm);
                assertArrayEquals(before, values(gradients), clipping.toString());
            }
        }
    }

    @Test
    void theFirstElementThatIsNotFiniteIsFoundWithItsPath() {
        Gradients gradients = gradients();
        assertEquals(Optional.empty(), NonFinite.firstOf(gradients));
        gradients.value(1).set(0, 1, Float.NaN);
        assertEquals("layers.0.bias[0, 1] is NaN", NonFinite.firstOf(gradients).orElseThrow().toString());
        gradients.value(0).set(1, 2, Float.NEGATIVE_INFINITY);
        assertEquals(new NonFinite("layers.0.weight", 1, 2, Float.NEGATIVE_INFINITY),
                NonFinite.firstOf(gradients).orElseThrow());
    }

    @Test
    void aMaximumThatIsNotPositiveAndFiniteIsRefused() {
        double[] wrong = {0, -1, Double.NaN, Double.POSITIVE_INFINITY};
        WrongHyperparameters.areRefused("GradientClipping.byGlobalNorm", "maximum",
                maximum -> GradientClipping.byGlobalNorm((float) maximum), wrong);
        WrongHyperparameters.areRefused("GradientClipping.byValue", "maximum",
                maximum -> GradientClipping.byValue((float) maximum), wrong);
    }

    @Test
    void saysWhatItIs() {
        assertEquals("GradientClipping.byGlobalNorm(5.0)", GradientClipping.byGlobalNorm(5).toString());
        assertEquals("GradientClipping.byValue(0.5)", GradientClipping.byValue(0.5f).toString());
        assertEquals("GradientClipping.none()", GradientClipping.none().toString());
    }
}
