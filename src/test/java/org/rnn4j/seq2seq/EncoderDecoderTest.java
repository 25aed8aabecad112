package org.rnn4j.seq2seq;

import static org.junit.jupiter.api.Assertions.assertArrayEquals;
import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertFalse;
import static org.junit.jupiter.api.Assertions.assertTrue;
import static org.rnn4j.Errors.assertArgument;
import static org.rnn4j.Errors.assertShape;
import static org.rnn4j.Errors.assertState;

import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;
import org.junit.jupiter.api.Tag;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.EnumSource;
import org.rnn4j.Allocation;
import org.rnn4j.TestBackend;
import org.rnn4j.cell.Gradients;
import org.rnn4j.cell.GruCell;
import org.rnn4j.cell.LstmCell;
import org.rnn4j.cell.Parameter;
import org.rnn4j.cell.RnnCell;
import org.rnn4j.layer.Bidirectional;
import org.rnn4j.layer.Dense;
import org.rnn4j.layer.Embedding;
import org.rnn4j.layer.Network;
import org.rnn4j.layer.Recurrent;
import org.rnn4j.layer.Workspace;
import org.rnn4j.loss.LossPass;
import org.rnn4j.loss.SoftmaxCrossEntropy;
import org.rnn4j.loss.Targets;
import org.rnn4j.random.Xoshiro256;
import org.rnn4j.tensor.Sequence;
import org.rnn4j.tensor.Workers;

class EncoderDecoderTest {

    private final Xoshiro256 random = new Xoshiro256(2);

    // ---- gradients ------------------------------------------------------------------------------------------------------

    private static double loss(ModelPass pass) {
        Sequence y = pass.workspace().forward(pass.source(), pass.inputs());
        double loss = 0;
        for (int row = 0; row < y.rows(); row++) {
            for (int j = 0; j < y.width() && y.isStep(row); j++) {
                loss += (double) pass.dy().data()[row * y.width() + j] * y.data()[y.offset(row) + j];
            }
        }
        return loss;
    }

    private record ModelPass(EncoderDecoderWorkspace workspace, Sequence source, Sequence inputs, Sequence dy) {
    }

    /**
     * The four-point difference of the loss with {@code h = 2^-5}: the formula's error is {@code h⁴/30 ≈ 3e-8} of the fifth
     * derivative, and rounding of the outputs about {@code 1e-7 / h}, as in NetworkTest.
     */
    private static double difference(ModelPass pass, float[] at, int i) {
        float h = 0x1p-5f;
        float value = at[i];
        double[] loss = new double[5];
        for (int k : new int[] {-2, -1, 1, 2}) {
            at[i] = value + k * h;
            loss[k + 2] = loss(pass);
        }
        at[i] = value;
        return (8 * (loss[3] - loss[1]) - (loss[4] - loss[0])) / (12 * h);
    }

    @ParameterizedTest
    @EnumSource
    void gradientsAgreeWithDifferencesOfTheLoss(Pairs.Kind kind) {
        EncoderDecoder model = Pairs.model(kind, 3, random);
        for (Parameter parameter : model.parameters()) {
            Pairs.fill(parameter.value().data, random);
        }
        Sequence source = Pairs.ids(4, 3, model.encoder().inputSize(), random, 4, 0, 2);
        Sequence inputs = Pairs.ids(3, 3, model.inputSize(), random, 2, 3, 1);
        Sequence dy = Sequence.dense(3, 3, model.outputSize()).lengths(new int[] {2, 3, 1});
        Pairs.fill(dy.data(), random);
        dy.clearPadding();
        ModelPass pass = new ModelPass(model.newWorkspace(5, 4, 3, TestBackend.serial()), source, inputs, dy);
        Gradients gradients = new Gradients(model.parameters());
        for (int times = 0; times < 2; times++) {                       // the second time on a workspace that is not clean
            gradients.zero();
            loss(pass);
            pass.workspace.backward(dy, gradients);
        }
        model.parameters().byPath().forEach((path, parameter) -> {
            float[] gradient = gradients.of(parameter).data;
            for (int i = 0; i < gradient.length; i++) {
                double expected = difference(pass, parameter.value().data, i);
                assertEquals(expected, gradient[i], 3e-4 * Math.max(1, Math.abs(expected)), path + "[" + i + "]");
            }
        });
    }

    // ---- the state ------------------------------------------------------------------------------------------------------

    @Test
    void theDecoderStartsFromTheEncodersFinalState() {
        EncoderDecoder model = Pairs.model(Pairs.Kind.PLAIN, 3, random);
        Sequence source = Pairs.ids(5, 3, model.encoder().inputSize(), random, 5, 2, 0);
        Sequence inputs = Pairs.ids(4, 3, model.inputSize(), random, 3, 4, 2);
        Workspace encoder = model.encoder().newWorkspace(5, 3, TestBackend.serial());
        model.encoder().forward(source, encoder);
        encoder.carry(null);
        Workspace decoder = model.decoder().newWorkspace(4, 3, TestBackend.serial());
        decoder.state().copyFrom(encoder.state());
        float[] expected = model.decoder().forward(inputs, decoder).toMatrix().data;
        EncoderDecoderWorkspace workspace = model.newWorkspace(5, 4, 3, TestBackend.serial());
        for (boolean[] continues : new boolean[][] {null, {true, true, true}, {false, false, false}}) {
            workspace.startWindow(continues);
            assertArrayEquals(expected, workspace.forward(source, inputs).toMatrix().data, "nothing is carried between windows");
            workspace.carry(null);
        }
    }

    @Test
    void theBridgeIsTanhOfAnAffineMapOfAllComponents() {
        EncoderDecoder model = Pairs.model(Pairs.Kind.BRIDGE, 3, random);
        for (Parameter parameter : model.parameters()) {
            Pairs.fill(parameter.value().data, random);
        }
        EncoderPass pass = new EncoderPass(model, 4, 2, TestBackend.serial());
        Sequence source = Pairs.ids(4, 2, model.encoder().inputSize(), random, 4, 2);
        pass.forward(source);
        for (int n = 0; n < 2; n++) {
            double[] joined = new double[Bridge.width(model.encoder().stateSpec())];
            int at = 0;
            for (int k = 0; k < model.encoder().stateSpec().size(); k++) {
                var part = pass.workspace().state().part(k);
                for (int j = 0; j < part.numCols; j++) {
                    joined[at++] = part.get(n, j);
                }
            }
            for (int k = 0; k < model.decoder().stateSpec().size(); k++) {
                String path = "bridge." + model.decoder().stateSpec().components().get(k).name();
                var weight = model.parameters().get(path + ".weight").value();
                for (int j = 0; j < weight.numCols; j++) {
                    double sum = model.parameters().get(path + ".bias").value().data[j];
                    for (int i = 0; i < joined.length; i++) {
                        sum += joined[i] * weight.get(i, j);
                    }
                    assertEquals(Math.tanh(sum), pass.initial().part(k).get(n, j), 1e-6);
                }
            }
        }
    }

    @Test
    void statesThatDoNotMatchAskForABridge() {
        Network lstm = Network.of(new Recurrent(new LstmCell(3, 4, random)));
        Network wider = Network.of(new Recurrent(new LstmCell(3, 5, random)), new Dense(5, 3, random));
        Network grus = Network.of(new Recurrent(new GruCell(3, 4, random)), new Recurrent(new GruCell(4, 4, random)));
        Network stateless = Network.of(new Dense(3, 3, random));
        assertShape(() -> EncoderDecoder.of(lstm, wider), "layers.0.h", "width=4", "withBridge", "width=5");
        assertShape(() -> EncoderDecoder.of(lstm, grus), "withBridge", "layers.1.h");
        assertShape(() -> EncoderDecoder.of(stateless, lstm), "withBridge");
        assertArgument(() -> EncoderDecoder.withBridge(stateless, lstm, random), "bridge", "remember");
        assertArgument(() -> EncoderDecoder.withBridge(lstm, stateless, random), "bridge", "remember");
        assertFalse(EncoderDecoder.of(lstm, stateless).hasBridge(), "a decoder that remembers nothing needs no state");
        assertTrue(EncoderDecoder.withBridge(lstm, grus, random).hasBridge());
        assertShape(() -> EncoderDecoder.of(lstm, Network.of(new Recurrent(new LstmCell(3, 4, random)),
                Attention.general(4, 5, 3, random))), "layer 1 of the decoder", "width 4", "5");
    }

    @Test
    void anEncoderMayReadBothWaysButADecoderMayNot() {
        Network both = Network.of(new Embedding(6, 3, random),
                new Bidirectional(new GruCell(3, 4, random), new GruCell(3, 4, random)));
        Network decoder = Network.of(new Embedding(7, 3, random), new Recurrent(new GruCell(3, 5, random)),
                Attention.general(5, 8, 6, random), new Dense(6, 7, random));
        assertShape(() -> EncoderDecoder.of(both, decoder), "layers.1.forward.h", "layers.1.backward.h", "withBridge");
        EncoderDecoder model = EncoderDecoder.withBridge(both, decoder, random);
        assertEquals(8, Bridge.width(model.bridge().from()));
        assertArgument(() -> EncoderDecoder.withBridge(decoder, both, random), "layer 1 of the decoder", "step by step", "Bidirectional");
    }

    // ---- laws -----------------------------------------------------------------------------------------------------------

    @ParameterizedTest
    @EnumSource
    void aPaddedBatchIsItsRowsAlone(Pairs.Kind kind) {
        EncoderDecoder model = Pairs.model(kind, 8, random);
        int[] sourceLengths = {5, 0, 1, 3};
        int[] lengths = {2, 4, 1, 3};
        Sequence source = Pairs.ids(5, 4, model.encoder().inputSize(), random, sourceLengths);
        Sequence inputs = Pairs.ids(4, 4, model.inputSize(), random, lengths);
        Sequence targets = Pairs.ids(4, 4, model.outputSize(), random, lengths);
        EncoderDecoderWorkspace workspace = model.newWorkspace(5, 4, 4, TestBackend.serial());
        float[][] clean = trained(model, workspace, source, inputs, targets);
        for (int row = 0; row < 20; row++) {
            source.ids()[row] = source.isStep(row) ? source.ids()[row] : -5;
            if (row < 16 && !inputs.isStep(row)) {
                inputs.ids()[row] = 1000;
                targets.ids()[row] = -1;
            }
        }
        assertSame(clean, trained(model, workspace, source, inputs, targets));

        double[][] sum = new double[clean.length][];
        for (int n = 0; n < 4; n++) {
            float[][] alone = trained(model, model.newWorkspace(5, 4, 4, TestBackend.serial()), Pairs.row(source, n, sourceLengths[n]),
                    Pairs.row(inputs, n, lengths[n]), Pairs.row(targets, n, lengths[n]));
            for (int t = 0; t < lengths[n]; t++) {
                int width = model.outputSize();
                assertArrayEquals(Arrays.copyOfRange(alone[0], t * width, (t + 1) * width),
                        Arrays.copyOfRange(clean[0], (t * 4 + n) * width, (t * 4 + n + 1) * width), "outputs: the same bits");
            }
            for (int i = 1; i < clean.length; i++) {
                sum[i] = sum[i] == null ? new double[clean[i].length] : sum[i];
                for (int j = 0; j < clean[i].length; j++) {
                    sum[i][j] += alone[i][j] * lengths[n] / 10.0;               // the loss is a mean over positions
                }
            }
        }
        for (int i = 1; i < clean.length; i++) {
            for (int j = 0; j < clean[i].length; j++) {
                assertEquals(sum[i][j], clean[i][j], 2e-6, "loss or gradient " + i + ", element " + j);
            }
        }
    }

    /** Outputs with zeros at padding, the loss, and the gradients. */
    private static float[][] trained(EncoderDecoder model, EncoderDecoderWorkspace workspace, Sequence source, Sequence inputs,
                                     Sequence targets) {
        Gradients gradients = new Gradients(model.parameters());
        workspace.startWindow(new boolean[source.batchSize()]);
        Sequence y = workspace.forward(source, inputs);
        double loss = new SoftmaxCrossEntropy().evaluate(y, Targets.of(targets), workspace.outputGradient());
        workspace.backward(workspace.outputGradient(), gradients);
        y.clearPadding();
        List<float[]> result = new ArrayList<>(List.of(y.toMatrix().data, new float[] {(float) loss}));
        model.parameters().forEach(parameter -> result.add(gradients.of(parameter).data));
        return result.toArray(new float[0][]);
    }

    private static void assertSame(float[][] expected, float[][] actual) {
        for (int i = 0; i < expected.length; i++) {
            assertArrayEquals(expected[i], actual[i], "array " + i);
        }
    }

    @ParameterizedTest
    @EnumSource
    void anyNumberOfThreadsGivesTheSameBits(Pairs.Kind kind) {
        EncoderDecoder model = Pairs.model(kind, 33, random);
        Sequence source = Pairs.ids(9, 5, model.encoder().inputSize(), random, 9, 0, 3, 7, 1);
        Sequence inputs = Pairs.ids(7, 5, model.inputSize(), random, 2, 7, 1, 5, 6);
        float[][] expected = null;
        for (int threads = 1; threads <= 3; threads++) {
            try (Workers workers = Workers.of(threads)) {
                float[][] actual = trained(model, model.newWorkspace(9, 7, 5, TestBackend.with(workers)), source, inputs, inputs);
                expected = expected == null ? actual : expected;
                assertSame(expected, actual);
            }
        }
    }

    @ParameterizedTest
    @EnumSource
    @Tag("allocation")
    void aWarmStepAllocatesNothing(Pairs.Kind kind) {
        for (double ratio : new double[] {1, 0.5}) {
            EncoderDecoder model = Pairs.model(kind, 8, random).withTeacherForcing(TeacherForcing.constant(ratio));
            Sequence source = Pairs.ids(5, 4, model.encoder().inputSize(), random, 5, 0, 1, 3);
            Sequence inputs = Pairs.ids(4, 4, model.inputSize(), random, 2, 4, 1, 3);
            for (int threads = 1; threads <= 2; threads++) {
                try (Workers workers = Workers.of(threads)) {
                    EncoderDecoderWorkspace workspace = model.newWorkspace(5, 4, 4, TestBackend.with(workers));
                    LossPass loss = new LossPass(new SoftmaxCrossEntropy(), TestBackend.with(workers));
                    Gradients gradients = new Gradients(model.parameters());
                    Targets targets = Targets.of(inputs);
                    Xoshiro256 coins = new Xoshiro256(1);
                    assertEquals(0, Allocation.ofWarm(() -> {
                        workspace.train(coins, 7);
                        workspace.startWindow(null);
                        Sequence y = workspace.forward(source, inputs);
                        loss.evaluate(y, targets, workspace.outputGradient());
                        workspace.backward(workspace.outputGradient(), gradients);
                        workspace.carry(null);
                    }), threads + " threads, ratio " + ratio);
                }
            }
        }
    }

    // ---- names, errors --------------------------------------------------------------------------------------------------

    @Test
    void parametersAreNamedByPath() {
        EncoderDecoder model = EncoderDecoder.withBridge(Network.of(new Embedding(5, 3, random), new Recurrent(new LstmCell(3, 4, random))),
                Network.of(new Recurrent(new GruCell(6, 2, random)), Attention.additive(2, 4, 3, 5, random), new Dense(5, 6, random)), random);
        assertEquals(List.of("encoder.layers.0.weight", "encoder.layers.1.cell.weight_ih", "encoder.layers.1.cell.weight_hh",
                "encoder.layers.1.cell.bias_ih", "bridge.layers.0.h.weight", "bridge.layers.0.h.bias",
                "decoder.layers.0.cell.weight_ih", "decoder.layers.0.cell.weight_hh", "decoder.layers.0.cell.bias_ih",
                "decoder.layers.1.weight_query", "decoder.layers.1.weight_key", "decoder.layers.1.weight_score",
                "decoder.layers.1.weight_output", "decoder.layers.1.bias_output", "decoder.layers.2.weight", "decoder.layers.2.bias"),
                List.copyOf(model.parameters().byPath().keySet()));
        assertEquals(0, model.stateSpec().size());
        assertEquals("EncoderDecoder(5 => 6 -> 6, Bridge(8 -> 2, 18 parameters), 307 parameters)", model.toString());
        assertTrue(model.summary().contains("Attention(2 on 4 -> 5, additive)"), model.summary());
        assertTrue(model.summary().contains("Bridge(8 -> 2, 18 parameters)"), model.summary());
    }

    @Test
    void whatDoesNotFitIsAnErrorThatNamesBothSides() {
        EncoderDecoder model = Pairs.model(Pairs.Kind.GENERAL, 4, random);
        assertArgument(() -> model.newWorkspace(0, 4, 3, TestBackend.serial()), "sources of at least 1 step");
        EncoderDecoderWorkspace workspace = model.newWorkspace(5, 4, 3, TestBackend.serial());
        Sequence source = Pairs.ids(5, 3, model.encoder().inputSize(), random);
        Sequence inputs = Pairs.ids(4, 3, model.inputSize(), random);
        assertState(workspace::decoderInputs, "forward pass before");
        assertArgument(() -> workspace.forward(null, inputs), "source", "none");
        assertShape(() -> workspace.forward(Pairs.ids(5, 2, model.encoder().inputSize(), random), inputs), "the source has, 2", "3");
        assertShape(() -> workspace.forward(Pairs.ids(6, 3, model.encoder().inputSize(), random), inputs), "at most 5 steps of source", "[6, 3,");
        assertShape(() -> workspace.forward(source, Pairs.ids(5, 3, model.inputSize(), random)), "4 of inputs", "[5, 3,");
        assertShape(() -> workspace.forward(source, Pairs.ids(4, 3, 99, random)), "inputs", "[4, 3, 99]");
        assertShape(() -> workspace.forward(Pairs.ids(5, 3, 99, random), inputs), "[5, 3, 99]");
        EncoderDecoder plain = Pairs.model(Pairs.Kind.PLAIN, 4, random);
        EncoderDecoderWorkspace own = plain.newWorkspace(5, 4, 3, TestBackend.serial());
        assertState(own::attentionWeights, "attention");
        Network encoder = Network.of(new Recurrent(new RnnCell(2, 3, random)));
        Network decoder = Network.of(new Recurrent(new RnnCell(2, 3, random)));
        assertShape(() -> EncoderDecoder.of(encoder, decoder).withTeacherForcing(TeacherForcing.constant(0.5)),
                "reads its own outputs", "width 2", "3");
    }

    @Test
    void whatIsNotFiniteIsNamedWithItsSide() {
        EncoderDecoder model = Pairs.model(Pairs.Kind.BRIDGE, 4, random);
        EncoderDecoderWorkspace workspace = model.newWorkspace(5, 4, 3, TestBackend.serial());
        Sequence source = Pairs.ids(5, 3, model.encoder().inputSize(), random);
        Sequence inputs = Pairs.ids(4, 3, model.inputSize(), random);
        for (String path : model.parameters().byPath().keySet()) {
            float[] values = model.parameters().get(path).value().data;
            float[] before = values.clone();
            Arrays.fill(values, Float.NaN);
            workspace.forward(source, inputs);
            String found = workspace.findNonFinite(source, inputs);
            assertTrue(found.replace(": parameter ", ".").startsWith(path.startsWith("bridge") ? "parameter " + path : path),
                    found + " for " + path);
            System.arraycopy(before, 0, values, 0, before.length);
        }
        assertEquals("decoder: every layer's outputs are finite", workspace.findNonFinite(source, inputs));
    }
}
