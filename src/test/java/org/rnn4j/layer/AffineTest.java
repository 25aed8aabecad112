package org.rnn4j.layer;

import static org.junit.jupiter.api.Assertions.assertArrayEquals;
import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertNull;
import static org.rnn4j.Errors.assertArgument;
import static org.rnn4j.Errors.assertShape;
import static org.rnn4j.Errors.assertState;

import java.util.Arrays;
import java.util.random.RandomGenerator;
import org.junit.jupiter.api.Test;
import org.rnn4j.TestBackend;
import org.rnn4j.cell.Gradients;
import org.rnn4j.cell.ParameterSet;
import org.rnn4j.cell.Tape;
import org.rnn4j.random.Xoshiro256;
import org.rnn4j.tensor.Sequence;
import org.rnn4j.tensor.Workers;

/** {@link Dense} and {@link Embedding} are the same map, of vectors and of ids. */
class AffineTest {

    private final RandomGenerator random = new Xoshiro256(1);

    private static Gradients gradients(Layer layer) {
        ParameterSet.Builder builder = new ParameterSet.Builder();
        layer.addParameters("", builder);
        return new Gradients(builder.build());
    }

    private Sequence random(int steps, int batch, int width) {
        Sequence sequence = Sequence.dense(steps, batch, width);
        for (int i = 0; i < steps * batch * width; i++) {
            sequence.data()[i] = random.nextFloat(-1, 1);
        }
        return sequence;
    }

    private Dense dense(int inputs, int outputs) {
        Dense dense = new Dense(inputs, outputs, random);
        for (int j = 0; j < outputs; j++) {
            dense.bias().value().data[j] = random.nextFloat(-1, 1);
        }
        return dense;
    }

    @Test
    void denseAndItsGradientsAreThoseOfTheEquation() {
        for (int[] size : new int[][] {{1, 1, 1, 1}, {4, 3, 5, 7}, {1, 2, 17, 33}, {9, 2, 6, 1}}) {
            checkAgainstTheEquation(size, size[0]);
        }
    }

    /** As where a picture is given at the first step, and zeros later: those rows take no part in the products. */
    @Test
    void stepsOfZerosAtTheEndGiveTheBiasAndNoGradientOfTheWeights() {
        for (int steps = 0; steps < 9; steps++) {
            checkAgainstTheEquation(new int[] {9, 10, 33, 21}, steps);
            checkAgainstTheEquation(new int[] {9, 1, 5, 18}, steps);
        }
    }

    private void checkAgainstTheEquation(int[] size, int stepsBeforeZeros) {
        int rows = size[0] * size[1];
        int inputs = size[2];
        int outputs = size[3];
        Dense dense = dense(inputs, outputs);
        Tape tape = dense.newTape(size[0] + 1, size[1] + 1, inputs, TestBackend.serial());
        Gradients gradients = gradients(dense);
        Sequence x = random(size[0], size[1], inputs);
        Arrays.fill(x.data(), stepsBeforeZeros * size[1] * inputs, x.data().length, 0);
        Sequence dy = random(size[0], size[1], outputs);
        Sequence y = dense.forward(x, null, tape);
        Sequence dx = dense.backward(dy, null, gradients, tape);
        float[] w = dense.weight().value().data;
        double[] dw = new double[inputs * outputs];
        double[] db = new double[outputs];
        for (int row = 0; row < rows; row++) {
            double[] dxRow = new double[inputs];
            for (int k = 0; k < outputs; k++) {
                double sum = dense.bias().value().data[k];
                double d = dy.data()[row * outputs + k];
                for (int j = 0; j < inputs; j++) {
                    sum += (double) x.data()[row * inputs + j] * w[j * outputs + k];
                    dw[j * outputs + k] += x.data()[row * inputs + j] * d;
                    dxRow[j] += d * w[j * outputs + k];
                }
                db[k] += d;
                assertEquals(sum, y.data()[y.offset(row) + k], tolerance(inputs));
            }
            for (int j = 0; j < inputs; j++) {
                assertEquals(dxRow[j], dx.data()[dx.offset(row) + j], tolerance(outputs));
            }
        }
        for (int i = 0; i < dw.length; i++) {
            assertEquals(dw[i], gradients.of(dense.weight()).data[i], tolerance(rows));
        }
        for (int k = 0; k < outputs; k++) {
            assertEquals(db[k], gradients.of(dense.bias()).data[k], tolerance(rows));
        }
    }

    /** Terms are at most 1, so a sum of n of them rounds n times at a size of at most n; the errors rarely add up. */
    private static double tolerance(int terms) {
        return 0x1p-24 * (terms + 4) * 2;
    }

    @Test
    void anEmbeddingIsADenseLayerOfOneHotVectorsWithoutBias() {
        Embedding embedding = new Embedding(6, 4, random);
        Dense dense = new Dense(6, 4, random);
        System.arraycopy(embedding.weight().value().data, 0, dense.weight().value().data, 0, 24);
        Sequence ids = Sequence.ids(5, 3, 6);
        Sequence oneHot = Sequence.dense(5, 3, 6);
        for (int row = 0; row < 15; row++) {
            ids.ids()[row] = random.nextInt(6);
            oneHot.data()[row * 6 + ids.ids()[row]] = 1;
        }
        Sequence dy = random(5, 3, 4);
        Tape embeddingTape = embedding.newTape(5, 3, 6, TestBackend.serial());
        Tape denseTape = dense.newTape(5, 3, 6, TestBackend.serial());
        Gradients embeddingGradients = gradients(embedding);
        Gradients denseGradients = gradients(dense);
        assertArrayEquals(dense.forward(oneHot, null, denseTape).toMatrix().data,
                embedding.forward(ids, null, embeddingTape).toMatrix().data);
        dense.backward(dy, null, denseGradients, denseTape);
        assertNull(embedding.backward(dy, null, embeddingGradients, embeddingTape), "ids have no gradient");
        assertArrayEquals(denseGradients.of(dense.weight()).data, embeddingGradients.of(embedding.weight()).data, 1e-6f);
        assertArrayEquals(dense.forward(oneHot, null, denseTape).toMatrix().data,
                dense.forward(ids, null, denseTape).toMatrix().data, "dense takes ids too");
    }

    @Test
    void anyNumberOfThreadsGivesTheSameBits() {
        Dense dense = dense(70, 90);
        Sequence x = random(11, 7, 70);
        Sequence dy = random(11, 7, 90);
        float[][] expected = pass(dense, x, dy, 1);
        for (int threads = 2; threads <= 3; threads++) {
            float[][] actual = pass(dense, x, dy, threads);
            for (int i = 0; i < expected.length; i++) {
                assertArrayEquals(expected[i], actual[i], threads + " threads, array " + i);
            }
        }
    }

    private static float[][] pass(Dense dense, Sequence x, Sequence dy, int threads) {
        try (Workers workers = Workers.of(threads)) {
            Tape tape = dense.newTape(11, 7, 70, TestBackend.with(workers));
            Gradients gradients = gradients(dense);
            float[] y = dense.forward(x, null, tape).toMatrix().data;
            float[] dx = dense.backward(dy, null, gradients, tape).toMatrix().data;
            return new float[][] {y, dx, gradients.of(dense.weight()).data, gradients.of(dense.bias()).data};
        }
    }

    @Test
    void whatDoesNotFitIsAnErrorThatNamesBothSides() {
        Dense dense = dense(3, 2);
        Embedding embedding = new Embedding(3, 2, random);
        Tape tape = dense.newTape(4, 2, 3, TestBackend.serial());
        Tape embeddingTape = embedding.newTape(4, 2, 3, TestBackend.serial());
        assertShape(() -> dense.forward(random(4, 2, 5), null, tape), "Dense(3 -> 2, 8 parameters).forward: x", "[T, N, 3]", "[4, 2, 5]");
        assertShape(() -> dense.forward(random(5, 2, 3), null, tape), "Dense(3 -> 2", "[4, 2, 3]", "[5, 2, 3]");
        assertShape(() -> dense.forward(random(2, 3, 3), null, tape), "[4, 2, 3]", "[2, 3, 3]");
        assertShape(() -> embedding.forward(random(4, 2, 3), null, embeddingTape), "Embedding(3 -> 2, 6 parameters).forward: x",
                "ids", "Sequence[4, 2, 3]");
        assertShape(() -> embedding.forward(Sequence.ids(4, 2, 5), null, embeddingTape), "below 3", "Sequence[4, 2, 5] of ids");
        assertArgument(() -> dense.forward(random(4, 2, 3), null, embeddingTape), "Dense(3 -> 2", "this layer's newTape");
        assertState(() -> dense.backward(random(4, 2, 2), null, gradients(dense), tape), "Dense(3 -> 2", "forward pass before");
        dense.forward(random(4, 2, 3), null, tape);
        assertShape(() -> dense.backward(random(4, 2, 3), null, gradients(dense), tape), "dy", "[4, 2, 2]", "[4, 2, 3]");
        assertShape(() -> dense.backward(random(3, 2, 2), null, gradients(dense), tape), "dy", "[4, 2, 2]", "[3, 2, 2]");
        dense.backward(random(4, 2, 2), null, gradients(dense), tape);
        assertState(() -> dense.backward(random(4, 2, 2), null, gradients(dense), tape), "forward pass before");
        assertShape(() -> dense.newTape(1 << 20, 1 << 10, 3, TestBackend.serial()), "2^31 - 9 floats", "[1048576, 1024, 2]");
        assertArgument(() -> new Dense(0, 2, random), "0 -> 2");
        assertArgument(() -> new Embedding(3, 0, random), "3 -> 0");
    }

    @Test
    void settingsBuildALayerOfTheSameShape() {
        Dense dense = dense(3, 2);
        assertEquals(dense.toString(), Dense.of(dense.settings(), random).toString());
        assertEquals(dense.settings(), Dense.of(dense.settings(), random).settings());
        Embedding embedding = new Embedding(3, 2, random);
        assertEquals(embedding.toString(), Embedding.of(embedding.settings(), random).toString());
        assertEquals(embedding.settings(), Embedding.of(embedding.settings(), random).settings());
        assertEquals("dense", dense.settings().type());
        assertEquals("embedding", embedding.settings().type());
    }
}
