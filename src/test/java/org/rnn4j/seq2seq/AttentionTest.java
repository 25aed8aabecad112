package org.rnn4j.seq2seq;

import static org.junit.jupiter.api.Assertions.assertArrayEquals;
import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertNull;
import static org.rnn4j.Errors.assertArgument;
import static org.rnn4j.Errors.assertShape;
import static org.rnn4j.Errors.assertState;

import java.util.Arrays;
import java.util.random.RandomGenerator;
import org.junit.jupiter.api.Tag;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.EnumSource;
import org.rnn4j.Allocation;
import org.rnn4j.TestBackend;
import org.rnn4j.cell.Gradients;
import org.rnn4j.cell.ParameterSet;
import org.rnn4j.cell.Tape;
import org.rnn4j.random.Xoshiro256;
import org.rnn4j.tensor.Sequence;
import org.rnn4j.tensor.Workers;

class AttentionTest {

    private static final int T = 4;
    private static final int N = 4;
    private static final int S = 5;
    private static final int K = 3;

    /** Sums have at most 40 terms of about 1, and pass through three of them. */
    private static final double TOLERANCE = 64 * 0x1p-24;

    private final RandomGenerator random = new Xoshiro256(1);

    private Attention attention(Attention.Score score) {
        Attention layer = switch (score) {
            case ADDITIVE -> Attention.additive(6, 7, 5, K, random);
            case GENERAL -> Attention.general(6, 7, K, random);
            case DOT -> Attention.dot(6, K, random);
            case SCALED_DOT -> Attention.scaledDot(6, K, random);
        };
        parameters(layer).forEach(parameter -> fill(parameter.value().data));
        return layer;
    }

    private static ParameterSet parameters(Attention layer) {
        ParameterSet.Builder builder = new ParameterSet.Builder();
        layer.addParameters("", builder);
        return builder.build();
    }

    private void fill(float[] values) {
        for (int i = 0; i < values.length; i++) {
            values[i] = random.nextFloat(-1, 1);
        }
    }

    private Sequence random(int steps, int batch, int width, int... lengths) {
        Sequence sequence = Sequence.dense(steps, batch, width);
        fill(sequence.data());
        if (lengths.length > 0) {
            sequence.lengths(lengths).clearPadding();
        }
        return sequence;
    }

    private static Tape tape(Attention layer, int maxMemorySteps, Workers workers) {
        Tape tape = layer.newTape(T + 1, N + 1, layer.inputSize(), TestBackend.with(workers));
        layer.reserveMemory(maxMemorySteps, tape);
        return tape;
    }

    // ---- the equations --------------------------------------------------------------------------------------------------

    @ParameterizedTest
    @EnumSource
    void outputsWeightsAndGradientsAreThoseOfTheEquations(Attention.Score score) {
        Attention layer = attention(score);
        Sequence memory = random(S, N, layer.memorySize(), 5, 0, 3, 1);
        Sequence x = random(T, N, 6, 4, 3, 2, 0);
        follow(layer, x, memory, random(T, N, K, 4, 3, 2, 0));
    }

    @ParameterizedTest
    @EnumSource
    void severalSequencesMayReadOneMemory(Attention.Score score) {
        Attention layer = attention(score);
        follow(layer, random(T, N, 6), random(S, 2, layer.memorySize(), 5, 2), random(T, N, K));
        follow(layer, random(T, N, 6, 4, 0, 2, 1), random(S, 1, layer.memorySize()), random(T, N, K, 4, 0, 2, 1));
    }

    private void follow(Attention layer, Sequence x, Sequence memory, Sequence dy) {
        Tape tape = tape(layer, S + 2, Workers.serial());
        Gradients gradients = new Gradients(parameters(layer));
        for (int pass = 0; pass < 2; pass++) {                          // the second on a tape that is not clean
            gradients.zero();
            layer.readMemory(memory, tape);
            Sequence y = layer.forward(x, null, tape);
            ReferenceAttention reference = new ReferenceAttention(layer, parameters(layer), x, memory);
            for (int row = 0; row < x.rows(); row++) {
                if (x.isStep(row)) {
                    ReferenceAttention.Step step = reference.step(row / x.batchSize(), row % x.batchSize());
                    for (int j = 0; j < K; j++) {
                        assertEquals(step.outputs()[j], y.data()[y.offset(row) + j], TOLERANCE);
                    }
                    Sequence weights = layer.memoryWeights(tape);
                    assertEquals(S + 2, weights.width());
                    for (int s = 0; s < S + 2; s++) {
                        assertEquals(s < step.weights().length ? step.weights()[s] : 0, weights.data()[weights.offset(row) + s],
                                TOLERANCE);
                    }
                }
            }
            Sequence dx = layer.backward(dy, null, gradients, tape);
            Sequence dMemory = layer.memoryGradient(tape);
            assertEquals(memory.shape(), dMemory.shape());
            parameters(layer).forEach(parameter ->
                    check(reference, parameter.name(), reference.parameters.get(parameter.name()), gradients.of(parameter).data, dy));
            check(reference, "x", reference.x, dx.toMatrix().data, dy);
            check(reference, "memory", reference.memory, dMemory.toMatrix().data, dy);
        }
    }

    private static void check(ReferenceAttention reference, String name, double[] at, float[] gradient, Sequence dy) {
        for (int i = 0; i < at.length; i++) {
            double expected = reference.difference(at, i, dy);
            assertEquals(expected, gradient[i], TOLERANCE * Math.max(1, Math.abs(expected)), name + "[" + i + "]");
        }
    }

    @Test
    void anEmptyMemoryGivesTheContextZero() {
        Attention layer = attention(Attention.Score.GENERAL);
        Tape tape = tape(layer, S, Workers.serial());
        Sequence x = random(T, 1, 6);
        layer.readMemory(random(S, 1, 7, 0), tape);
        float[] empty = layer.forward(x, null, tape).toMatrix().data;
        assertArrayEquals(new float[T * S], layer.memoryWeights(tape).toMatrix().data);
        layer.backward(random(T, 1, K), null, new Gradients(parameters(layer)), tape);
        assertArrayEquals(new float[S * 7], layer.memoryGradient(tape).toMatrix().data);
        Sequence zeros = Sequence.dense(S, 1, 7);
        layer.readMemory(zeros, tape);
        assertArrayEquals(empty, layer.forward(x, null, tape).toMatrix().data, "as a memory of zeros");
    }

    @Test
    void largeScoresDoNotOverflow() {
        Attention layer = Attention.dot(2, K, random);
        Tape tape = tape(layer, 2, Workers.serial());
        Sequence memory = Sequence.dense(2, 1, 2);
        memory.set(0, 0, 0, 1e4f);
        memory.set(1, 0, 0, 2e4f);
        Sequence x = Sequence.dense(1, 1, 2);
        x.set(0, 0, 0, 1e4f);
        layer.readMemory(memory, tape);
        layer.forward(x, null, tape);
        assertArrayEquals(new float[] {0, 1}, layer.memoryWeights(tape).toMatrix().data);
    }

    // ---- laws -----------------------------------------------------------------------------------------------------------

    @ParameterizedTest
    @EnumSource
    void aPaddedBatchGivesEachRowWhatItGivesAlone(Attention.Score score) {
        Attention layer = attention(score);
        int[] memoryLengths = {5, 0, 3, 1};
        int[] lengths = {4, 3, 2, 1};
        Sequence memory = random(S, N, layer.memorySize(), memoryLengths);
        Sequence x = random(T, N, 6, lengths);
        Tape tape = tape(layer, S, Workers.serial());
        layer.readMemory(memory, tape);
        Sequence y = layer.forward(x, null, tape);
        for (int n = 0; n < N; n++) {
            Tape alone = tape(layer, S, Workers.serial());
            Sequence ownMemory = row(memory, n, Math.max(1, memoryLengths[n])).lengths(new int[] {memoryLengths[n]});
            layer.readMemory(ownMemory, alone);
            Sequence own = layer.forward(row(x, n, lengths[n]), null, alone);
            for (int t = 0; t < lengths[n]; t++) {
                for (int j = 0; j < K; j++) {
                    assertEquals(own.get(t, 0, j), y.get(t, n, j), "the same bits");
                }
            }
        }
    }

    private static Sequence row(Sequence batch, int n, int steps) {
        Sequence row = Sequence.dense(steps, 1, batch.width());
        for (int t = 0; t < steps; t++) {
            for (int j = 0; j < batch.width(); j++) {
                row.set(t, 0, j, batch.get(t, n, j));
            }
        }
        return row;
    }

    @ParameterizedTest
    @EnumSource
    void anyNumberOfThreadsGivesTheSameBits(Attention.Score score) {
        Attention layer = attention(score);
        Sequence memory = random(S, N, layer.memorySize(), 5, 0, 3, 1);
        Sequence x = random(T, N, 6, 4, 3, 2, 0);
        Sequence dy = random(T, N, K, 4, 3, 2, 0);
        float[][] expected = pass(layer, x, memory, dy, 1);
        for (int threads = 2; threads <= 3; threads++) {
            float[][] actual = pass(layer, x, memory, dy, threads);
            for (int i = 0; i < expected.length; i++) {
                assertArrayEquals(expected[i], actual[i], threads + " threads, array " + i);
            }
        }
    }

    private static float[][] pass(Attention layer, Sequence x, Sequence memory, Sequence dy, int threads) {
        try (Workers workers = Workers.of(threads)) {
            Tape tape = tape(layer, S, workers);
            Gradients gradients = new Gradients(parameters(layer));
            layer.readMemory(memory, tape);
            float[] y = layer.forward(x, null, tape).toMatrix().data;
            float[] dx = layer.backward(dy, null, gradients, tape).toMatrix().data;
            return java.util.stream.Stream.concat(java.util.stream.Stream.of(y, dx, layer.memoryGradient(tape).toMatrix().data),
                    parameters(layer).list().stream().map(parameter -> gradients.of(parameter).data)).toArray(float[][]::new);
        }
    }

    @ParameterizedTest
    @EnumSource
    void oneMemoryServesManyStepsInTurn(Attention.Score score) {
        Attention layer = attention(score);
        Sequence memory = random(S, 2, layer.memorySize(), 5, 3);
        Sequence x = random(T, 2, 6);
        Tape tape = tape(layer, S, Workers.serial());
        layer.readMemory(memory, tape);
        float[] whole = layer.forward(x, null, tape).toMatrix().data;
        for (int t = 0; t < T; t++) {
            Sequence step = Sequence.dense(1, 2, 6);
            System.arraycopy(x.data(), t * 12, step.data(), 0, 12);
            assertArrayEquals(Arrays.copyOfRange(whole, t * 2 * K, (t + 1) * 2 * K),
                    layer.forward(step, null, tape).toMatrix().data);
        }
    }

    @Test
    void theInputGradientIsThereOnlyWhenWanted() {
        for (Attention.Score score : Attention.Score.values()) {
            Attention layer = attention(score);
            Tape tape = tape(layer, S, Workers.serial());
            tape.inputGradient(false);
            layer.readMemory(random(S, N, layer.memorySize()), tape);
            layer.forward(random(T, N, 6), null, tape);
            assertNull(layer.backward(random(T, N, K), null, new Gradients(parameters(layer)), tape));
        }
    }

    @ParameterizedTest
    @EnumSource
    @Tag("allocation")
    void aWarmPassAllocatesNothing(Attention.Score score) {
        Attention layer = attention(score);
        Sequence memory = random(S, N, layer.memorySize(), 5, 0, 3, 1);
        Sequence x = random(T, N, 6, 4, 3, 2, 0);
        Sequence dy = random(T, N, K, 4, 3, 2, 0);
        for (int threads = 1; threads <= 2; threads++) {
            try (Workers workers = Workers.of(threads)) {
                Tape tape = tape(layer, S, workers);
                Gradients gradients = new Gradients(parameters(layer));
                assertEquals(0, Allocation.ofWarm(() -> {
                    layer.readMemory(memory, tape);
                    layer.forward(x, null, tape);
                    layer.backward(dy, null, gradients, tape);
                }), threads + " threads");
            }
        }
    }

    // ---- errors and settings --------------------------------------------------------------------------------------------

    @Test
    void whatDoesNotFitIsAnErrorThatNamesBothSides() {
        Attention layer = attention(Attention.Score.GENERAL);
        Tape tape = tape(layer, S, Workers.serial());
        Gradients gradients = new Gradients(parameters(layer));
        String name = "Attention(6 on 7 -> 3, general, 84 parameters)";
        assertState(() -> layer.memoryWeights(tape), name, "forward pass before");
        assertState(() -> layer.forward(random(T, N, 6), null, tape), name, "memory", "EncoderDecoder");
        assertShape(() -> layer.readMemory(random(S, N, 6), tape), name, "[5, 5, 7]", "[5, 4, 6]");
        assertShape(() -> layer.readMemory(random(S + 1, N, 7), tape), name, "[5, 5, 7]", "[6, 4, 7]");
        assertShape(() -> layer.readMemory(Sequence.ids(S, N, 7), tape), name, "floats", "of ids");
        layer.readMemory(random(S, 3, 7), tape);
        assertShape(() -> layer.forward(random(T, N, 6), null, tape), name, "multiple of the 3", "[4, 4, 6]");
        assertShape(() -> layer.forward(random(T, 3, 5), null, tape), name, "[5, 5, 6]", "[4, 3, 5]");
        assertState(() -> layer.backward(random(T, 3, K), null, gradients, tape), name, "forward pass before");
        layer.forward(random(T, 3, 6), null, tape);
        assertState(() -> layer.memoryGradient(tape), name, "backward pass before");
        assertShape(() -> layer.backward(random(T, 3, 2), null, gradients, tape), name, "[4, 3, 3]", "[4, 3, 2]");
        layer.backward(random(T, 3, K), null, gradients, tape);
        assertState(() -> layer.backward(random(T, 3, K), null, gradients, tape), name, "forward pass before");
        Attention other = attention(Attention.Score.GENERAL);
        assertArgument(() -> other.forward(random(T, N, 6), null, tape), name, "this layer's newTape");
        assertArgument(() -> layer.reserveMemory(0, tape), name, "at least 1 step");
        assertArgument(() -> Attention.general(0, 1, 1, random), "at least 1", "queries of 0");
        assertArgument(() -> Attention.of(Attention.dot(4, 2, random).settings().with("memorySize", 5), random),
                "as wide as the memory, 5", "4");
    }

    @ParameterizedTest
    @EnumSource
    void settingsBuildALayerOfTheSameShape(Attention.Score score) {
        Attention layer = attention(score);
        Attention copy = Attention.of(layer.settings(), random);
        assertEquals(layer.toString(), copy.toString());
        assertEquals(layer.settings(), copy.settings());
        assertEquals("attention", layer.settings().type());
        assertEquals(6, layer.inputSize());
        assertEquals(K, layer.outputSize(6));
    }
}
