package org.rnn4j.layer;

import static org.junit.jupiter.api.Assertions.assertArrayEquals;
import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertFalse;
import static org.junit.jupiter.api.Assertions.assertNull;
import static org.junit.jupiter.api.Assertions.assertTrue;
import static org.rnn4j.Errors.assertArgument;
import static org.rnn4j.Errors.assertShape;
import static org.rnn4j.Errors.assertState;

import java.util.Arrays;
import java.util.random.RandomGenerator;
import org.junit.jupiter.api.Tag;
import org.junit.jupiter.api.Test;
import org.rnn4j.Allocation;
import org.rnn4j.TestBackend;
import org.rnn4j.cell.Gradients;
import org.rnn4j.cell.ParameterSet;
import org.rnn4j.cell.Tape;
import org.rnn4j.random.Xoshiro256;
import org.rnn4j.tensor.Sequence;
import org.rnn4j.tensor.Workers;

class FeatureEmbeddingTest {

    private static final int STEPS = 5;
    private static final int BATCH = 3;
    private static final int[] SIZES = {7, 2, 11};
    private static final int[] WIDTHS = {40, 1, 33};

    private final RandomGenerator random = new Xoshiro256(1);
    private final Embedding[] parts = {new Embedding(7, 40, random), new Embedding(2, 1, random), new Embedding(11, 33, random)};
    private final FeatureEmbedding layer = FeatureEmbedding.of(parts);
    private final Sequence x = inputs(STEPS, BATCH);
    private final Sequence dy = gradient(STEPS, BATCH);

    private Sequence inputs(int steps, int batch) {
        Sequence sequence = Sequence.dense(steps, batch, 3);
        for (int i = 0; i < steps * batch * 3; i++) {
            sequence.data()[i] = random.nextInt(SIZES[i % 3]);
        }
        return sequence;
    }

    private Sequence gradient(int steps, int batch) {
        Sequence sequence = Sequence.dense(steps, batch, 74);
        for (int i = 0; i < steps * batch * 74; i++) {
            sequence.data()[i] = random.nextFloat(-1, 1);
        }
        return sequence;
    }

    private static Gradients gradients(Layer layer) {
        ParameterSet.Builder builder = new ParameterSet.Builder();
        layer.addParameters("", builder);
        return new Gradients(builder.build());
    }

    private static Tape tape(Layer layer) {
        return layer.newTape(STEPS, BATCH, layer.inputSize(), TestBackend.serial());
    }

    @Test
    void itIsItsEmbeddingsSideBySideForwardAndBackward() {
        Tape tape = tape(layer);
        Gradients gradients = gradients(layer);
        Sequence y = layer.forward(x, null, tape);
        assertNull(layer.backward(dy, null, gradients, tape), "ids have no gradient");
        assertEquals("[5, 3, 74]", y.shape());
        int start = 0;
        for (int c = 0; c < parts.length; c++) {
            Sequence ids = Sequence.ids(STEPS, BATCH, SIZES[c]);
            Sequence part = Sequence.dense(STEPS, BATCH, WIDTHS[c]);
            for (int row = 0; row < STEPS * BATCH; row++) {
                ids.ids()[row] = (int) x.data()[row * 3 + c];
                System.arraycopy(dy.data(), row * 74 + start, part.data(), row * WIDTHS[c], WIDTHS[c]);
            }
            Tape own = tape(parts[c]);
            Gradients expected = gradients(parts[c]);
            Sequence one = parts[c].forward(ids, null, own);
            for (int row = 0; row < STEPS * BATCH; row++) {
                for (int j = 0; j < WIDTHS[c]; j++) {
                    assertEquals(one.data()[one.offset(row) + j], y.data()[y.offset(row) + start + j]);
                }
            }
            parts[c].backward(part, null, expected, own);
            assertArrayEquals(expected.of(parts[c].weight()).data, gradients.of(parts[c].weight()).data, "column " + c);
            start += WIDTHS[c];
        }
    }

    @Test
    void gradientsAreAddedToThoseThatAreThere() {
        Gradients once = gradients(layer);
        Gradients twice = gradients(layer);
        Tape tape = tape(layer);
        layer.forward(x, null, tape);
        layer.backward(dy, null, once, tape);
        for (int i = 0; i < 2; i++) {
            layer.forward(x, null, tape);
            layer.backward(dy, null, twice, tape);
        }
        for (Embedding part : parts) {
            float[] one = once.of(part.weight()).data;
            float[] two = twice.of(part.weight()).data;
            for (int i = 0; i < one.length; i++) {
                assertEquals(2 * one[i], two[i], 1e-5f);
            }
        }
    }

    @Test
    void whatPaddingHoldsReachesNothing() {
        Sequence padded = Sequence.dense(STEPS, BATCH, 3).lengths(new int[] {5, 0, 2});
        System.arraycopy(x.data(), 0, padded.data(), 0, x.data().length);
        Gradients expected = gradients(layer);
        FeatureEmbedding hiding = layer.hiding(0.4f, 0, 0.4f);
        Tape tape = tape(hiding);
        tape.train(new Xoshiro256(5));
        float[] clean = steps(hiding.forward(padded, null, tape));
        hiding.backward(dy, null, expected, tape);
        for (int row = 0; row < STEPS * BATCH; row++) {
            if (!padded.isStep(row)) {
                Arrays.fill(padded.data(), row * 3, row * 3 + 3, row % 2 == 0 ? Float.NaN : -1e30f);
                Arrays.fill(dy.data(), row * 74, row * 74 + 74, Float.NaN);
            }
        }
        Gradients actual = gradients(layer);
        tape.train(new Xoshiro256(5));
        assertArrayEquals(clean, steps(hiding.forward(padded, null, tape)));
        hiding.backward(dy, null, actual, tape);
        for (Embedding part : parts) {
            assertArrayEquals(expected.of(part.weight()).data, actual.of(part.weight()).data);
        }
    }

    private static float[] steps(Sequence y) {
        float[] values = y.toMatrix().data;
        for (int row = 0; row < y.rows(); row++) {
            if (!y.isStep(row)) {
                Arrays.fill(values, row * y.width(), (row + 1) * y.width(), 0);
            }
        }
        return values;
    }

    @Test
    void trainingHidesTheStatedShareOfEachColumnAndInferenceNothing() {
        FeatureEmbedding hiding = layer.hiding(0.25f, 0, 0.6f);
        Sequence ones = Sequence.dense(100, 30, 3);
        Arrays.fill(ones.data(), 1);
        Tape tape = hiding.newTape(100, 30, 3, TestBackend.serial());
        Tape plain = layer.newTape(100, 30, 3, TestBackend.serial());
        float[] unhidden = layer.forward(ones, null, plain).toMatrix().data;
        assertArrayEquals(unhidden, hiding.forward(ones, null, tape).toMatrix().data);
        tape.train(new Xoshiro256(3));
        float[] y = hiding.forward(ones, null, tape).toMatrix().data;
        int[] starts = {0, 40, 41};
        float[] shares = {0.25f, 0, 0.6f};
        for (int c = 0; c < 3; c++) {
            int hidden = 0;
            for (int row = 0; row < 3000; row++) {
                float unknown = parts[c].weight().value().get(0, 0);
                float known = parts[c].weight().value().get(1, 0);
                float value = y[row * 74 + starts[c]];
                assertTrue(value == unknown || value == known);
                hidden += value == unknown ? 1 : 0;
            }
            assertEquals(3000 * shares[c], hidden, 4 * Math.sqrt(3000 * shares[c] * (1 - shares[c])), "column " + c);
        }
        assertFalse(Arrays.equals(y, hiding.forward(ones, null, tape).toMatrix().data), "anew for every window");
        tape.infer();
        assertArrayEquals(unhidden, hiding.forward(ones, null, tape).toMatrix().data);
    }

    @Test
    void gradientsOfWhatWasHiddenGoToTheUnknown() {
        FeatureEmbedding hiding = layer.hiding(0.999f, 0, 0);
        Arrays.fill(x.data(), 1);
        Tape tape = tape(hiding);
        tape.train(new Xoshiro256(1));
        Gradients gradients = gradients(hiding);
        hiding.forward(x, null, tape);
        hiding.backward(dy, null, gradients, tape);
        float[] words = gradients.of(parts[0].weight()).data;
        assertTrue(words[0] != 0 && words[40] == 0, "id 0 stood for all 15");
        float[] endings = gradients.of(parts[2].weight()).data;
        assertTrue(endings[0] == 0 && endings[33] != 0);
    }

    @Test
    void anyNumberOfThreadsGivesTheSameBits() {
        float[][] expected = pass(1);
        for (int threads = 2; threads <= 3; threads++) {
            float[][] actual = pass(threads);
            for (int i = 0; i < expected.length; i++) {
                assertArrayEquals(expected[i], actual[i], threads + " threads, array " + i);
            }
        }
    }

    private float[][] pass(int threads) {
        FeatureEmbedding hiding = layer.hiding(0.3f, 0.1f, 0);
        RandomGenerator own = new Xoshiro256(9);
        Sequence long0 = Sequence.dense(100, 4, 3);
        Sequence gradient = Sequence.dense(100, 4, 74);
        for (int i = 0; i < 1200; i++) {
            long0.data()[i] = own.nextInt(SIZES[i % 3]);
        }
        for (int i = 0; i < 400 * 74; i++) {
            gradient.data()[i] = own.nextFloat(-1, 1);
        }
        try (Workers workers = Workers.of(threads)) {
            Tape tape = hiding.newTape(100, 4, 3, TestBackend.with(workers));
            tape.train(new Xoshiro256(2));
            Gradients gradients = gradients(hiding);
            float[] y = hiding.forward(long0, null, tape).toMatrix().data;
            hiding.backward(gradient, null, gradients, tape);
            return new float[][] {y, gradients.of(parts[0].weight()).data, gradients.of(parts[1].weight()).data,
                    gradients.of(parts[2].weight()).data};
        }
    }

    @Test
    @Tag("allocation")
    void aWarmPassAllocatesNothing() {
        FeatureEmbedding hiding = layer.hiding(0.2f, 0, 0.2f);
        Tape tape = tape(hiding);
        tape.train(new Xoshiro256(1));
        Gradients gradients = gradients(hiding);
        assertEquals(0, Allocation.ofWarm(() -> {
            hiding.forward(x, null, tape);
            hiding.backward(dy, null, gradients, tape);
        }));
    }

    @Test
    void whatIsNoIdIsAnErrorThatNamesItsPlace() {
        Tape tape = tape(layer);
        for (float wrong : new float[] {-1, 2, 0.5f, Float.NaN, Float.POSITIVE_INFINITY, 1e30f}) {
            x.set(3, 2, 1, wrong);
            assertArgument(() -> layer.forward(x, null, tape), "FeatureEmbedding([7, 2, 11] -> 74, 645 parameters).forward: "
                    + "step 3 of sequence 2: column 1: expected a whole number from 0 to 1 but got " + wrong);
        }
    }

    @Test
    void whatDoesNotFitIsAnErrorThatNamesBothSides() {
        Tape tape = tape(layer);
        assertShape(() -> layer.forward(Sequence.dense(STEPS, BATCH, 4), null, tape), "[5, 3, 3]", "[5, 3, 4]");
        assertShape(() -> layer.forward(Sequence.dense(STEPS + 1, BATCH, 3), null, tape), "[5, 3, 3]", "[6, 3, 3]");
        assertShape(() -> layer.forward(Sequence.dense(1, BATCH + 1, 3), null, tape), "[5, 3, 3]", "[1, 4, 3]");
        assertShape(() -> layer.forward(Sequence.ids(STEPS, BATCH, 3), null, tape), "floats", "of ids");
        assertState(() -> layer.backward(dy, null, gradients(layer), tape), "forward pass before");
        layer.forward(x, null, tape);
        assertShape(() -> layer.backward(gradient(4, BATCH), null, gradients(layer), tape), "[5, 3, 74]", "[4, 3, 74]");
        assertArgument(() -> layer.forward(x, null, tape(parts[0])), "this layer's newTape");
        assertArgument(() -> layer.forward(x, null, tape(layer.hiding(0, 0, 0))), "this layer's newTape");
        assertArgument(FeatureEmbedding::of, "at least one embedding");
        assertArgument(() -> layer.hiding(0.1f), "each of 3 columns", "got 1");
        assertArgument(() -> layer.hiding(0, 1, 0), "column 1", "[0, 1)", "1.0");
        assertArgument(() -> layer.hiding(0, 0, Float.NaN), "column 2", "NaN");
        assertArgument(() -> FeatureEmbedding.of(new Embedding((1 << 24) + 1, 1, random)), "column 0", "2^24", "16777217");
    }

    @Test
    void settingsBuildALayerOfTheSameShape() {
        FeatureEmbedding hiding = layer.hiding(0.1f, 0, 0.5f);
        FeatureEmbedding built = FeatureEmbedding.of(hiding.settings(), random);
        assertEquals(hiding.settings(), built.settings());
        assertEquals(hiding.toString(), built.toString());
        assertEquals("feature_embedding", hiding.settings().type());
        assertEquals("FeatureEmbedding([7, 2, 11] -> 74, hiding [0.1, 0.0, 0.5], 645 parameters)", hiding.toString());
        assertEquals(74, layer.outputSize(3));
    }
}
