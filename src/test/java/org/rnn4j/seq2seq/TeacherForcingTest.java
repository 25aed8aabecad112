package org.rnn4j.seq2seq;

import static org.junit.jupiter.api.Assertions.assertArrayEquals;
import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertSame;
import static org.junit.jupiter.api.Assertions.assertTrue;
import static org.rnn4j.Errors.assertArgument;

import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.EnumSource;
import org.junit.jupiter.params.provider.ValueSource;
import org.rnn4j.TestBackend;
import org.rnn4j.cell.Gradients;
import org.rnn4j.cell.GruCell;
import org.rnn4j.config.Settings;
import org.rnn4j.layer.Dense;
import org.rnn4j.layer.Dropout;
import org.rnn4j.layer.Network;
import org.rnn4j.layer.Recurrent;
import org.rnn4j.random.Xoshiro256;
import org.rnn4j.tensor.Sequence;

class TeacherForcingTest {

    private static final int[] LENGTHS = {6, 2, 0, 4};

    private final Xoshiro256 random = new Xoshiro256(3);

    // ---- schedules ------------------------------------------------------------------------------------------------------

    @Test
    void ratiosFollowTheirFormulas() {
        assertEquals(0.3, TeacherForcing.constant(0.3).ratio(12345));
        TeacherForcing linear = TeacherForcing.linear(1, 0.25, 100);
        assertEquals(1, linear.ratio(0));
        assertEquals(0.625, linear.ratio(50));
        assertEquals(0.25, linear.ratio(100));
        assertEquals(0.25, linear.ratio(Long.MAX_VALUE));
        TeacherForcing sigmoid = TeacherForcing.inverseSigmoid(50);
        assertEquals(50.0 / 51, sigmoid.ratio(0), 1e-15);
        assertEquals(50 / (50 + Math.exp(2)), sigmoid.ratio(100), 1e-15);
        assertEquals(0.5, sigmoid.ratio(Math.round(50 * Math.log(50))), 0.01);
        assertEquals(0, sigmoid.ratio(Long.MAX_VALUE));
    }

    @Test
    void settingsBuildTheSameSchedule() {
        for (TeacherForcing each : new TeacherForcing[] {TeacherForcing.always(), TeacherForcing.constant(0.5),
            TeacherForcing.linear(1, 0.5, 10), TeacherForcing.inverseSigmoid(7)}) {
            assertEquals(each, TeacherForcing.of(each.settings()));
            assertEquals(each.ratio(5), TeacherForcing.of(each.settings()).ratio(5));
        }
        assertArgument(() -> TeacherForcing.constant(1.5), "from 0 to 1", "1.5");
        assertArgument(() -> TeacherForcing.constant(Double.NaN), "from 0 to 1", "NaN");
        assertArgument(() -> TeacherForcing.linear(1, -0.1, 10), "last", "-0.1");
        assertArgument(() -> TeacherForcing.linear(1, 0, 0), "updates", "at least 1");
        assertArgument(() -> TeacherForcing.inverseSigmoid(0.5), "k", "0.5");
        assertArgument(() -> TeacherForcing.of(Settings.ofType("sometimes")), "constant, inverse_sigmoid, linear", "sometimes");
    }

    // ---- training -------------------------------------------------------------------------------------------------------

    private Sequence source() {
        return Pairs.ids(5, 4, Pairs.SOURCE_SYMBOLS, random, 5, 1, 3, 0);
    }

    @ParameterizedTest
    @EnumSource
    void aPassIsThatOfTheInputsItChose(Pairs.Kind kind) {
        EncoderDecoder plain = Pairs.model(kind, 8, random);
        Sequence source = source();
        Sequence given = Pairs.ids(6, 4, Pairs.SYMBOLS, random, LENGTHS);
        Sequence dy = Sequence.dense(6, 4, Pairs.SYMBOLS).lengths(LENGTHS);
        Pairs.fill(dy.data(), random);
        dy.clearPadding();
        for (double ratio : new double[] {0, 0.5}) {
            EncoderDecoder sampling = plain.withTeacherForcing(TeacherForcing.constant(ratio));
            EncoderDecoderWorkspace workspace = sampling.newWorkspace(5, 6, 4, TestBackend.serial());
            Gradients gradients = new Gradients(sampling.parameters());
            workspace.train(new Xoshiro256(5), 0);
            Sequence y = workspace.forward(source, given);
            workspace.backward(dy, gradients);
            Sequence chosen = workspace.decoderInputs();
            int own = 0;
            for (int row = 0; row < given.rows(); row++) {
                if (given.isStep(row) && chosen.ids()[row] != given.ids()[row]) {
                    own++;
                    assertEquals(Logits.best(y, row - 4), chosen.ids()[row], "the prediction of the step before");
                } else if (given.isStep(row) && row >= 4 && ratio == 0) {
                    assertEquals(Logits.best(y, row - 4), chosen.ids()[row]);
                }
            }
            assertTrue(own > 0, kind + ": nothing was replaced");

            EncoderDecoderWorkspace other = plain.newWorkspace(5, 6, 4, TestBackend.serial());
            Gradients expected = new Gradients(plain.parameters());
            float[] outputs = other.forward(source, chosen).toMatrix().data;
            other.backward(dy, expected);
            assertArrayEquals(outputs, y.toMatrix().data);
            plain.parameters().forEach(parameter ->
                    assertArrayEquals(expected.of(parameter).data, gradients.of(parameter).data, parameter.toString()));
        }
    }

    @Test
    void ratioOneIsThePlainPassAndDrawsNothing() {
        EncoderDecoder plain = Pairs.model(Pairs.Kind.GENERAL, 8, random);
        EncoderDecoder sampling = plain.withTeacherForcing(TeacherForcing.linear(1, 0, 100));
        Sequence source = source();
        Sequence given = Pairs.ids(6, 4, Pairs.SYMBOLS, random, LENGTHS);
        EncoderDecoderWorkspace workspace = sampling.newWorkspace(5, 6, 4, TestBackend.serial());
        Xoshiro256 coins = new Xoshiro256(5);
        workspace.train(coins, 0);
        float[] y = workspace.forward(source, given).toMatrix().data;
        assertSame(given, workspace.decoderInputs());
        assertArrayEquals(plain.newWorkspace(5, 6, 4, TestBackend.serial()).forward(source, given).toMatrix().data, y);
        assertArrayEquals(new Xoshiro256(5).state(), coins.state());
        workspace.train(coins, 100);
        workspace.forward(source, given);
        assertTrue(given != workspace.decoderInputs());
        workspace.infer();
        workspace.forward(source, given);
        assertSame(given, workspace.decoderInputs(), "in inference the given inputs are read");
    }

    @ParameterizedTest
    @ValueSource(doubles = {0.9, 0.5, 0.1})
    void stepsAreGivenAsOftenAsTheRatioSays(double ratio) {
        EncoderDecoder model = Pairs.model(Pairs.Kind.PLAIN, 8, random).withTeacherForcing(TeacherForcing.constant(ratio));
        EncoderDecoderWorkspace workspace = model.newWorkspace(2, 50, 40, TestBackend.serial());
        Sequence source = Pairs.ids(2, 40, Pairs.SOURCE_SYMBOLS, random);
        Sequence given = Pairs.ids(50, 40, Pairs.SYMBOLS, random);
        workspace.train(random, 0);
        Sequence y = workspace.forward(source, given);
        double replaced = 0;
        double differing = 0;
        for (int row = 40; row < given.rows(); row++) {
            differing += Logits.best(y, row - 40) != given.ids()[row] ? 1 : 0;
            replaced += workspace.decoderInputs().ids()[row] != given.ids()[row] ? 1 : 0;
        }
        // Of about 1650 steps where it shows; three standard deviations are 0.037.
        assertEquals(1 - ratio, replaced / differing, 0.037);
    }

    @Test
    void floatsAreFedBackAsTheyAre() {
        Network encoder = Network.of(new Recurrent(new GruCell(2, 5, random)));
        Network decoder = Network.of(new Recurrent(new GruCell(3, 5, random)), new Dense(5, 3, random));
        EncoderDecoder model = EncoderDecoder.of(encoder, decoder).withTeacherForcing(TeacherForcing.constant(0));
        EncoderDecoderWorkspace workspace = model.newWorkspace(4, 5, 2, TestBackend.serial());
        Sequence source = Sequence.dense(4, 2, 2);
        Sequence given = Sequence.dense(5, 2, 3).lengths(new int[] {5, 3});
        Pairs.fill(source.data(), random);
        Pairs.fill(given.data(), random);
        workspace.train(random, 0);
        Sequence y = workspace.forward(source, given);
        for (int n = 0; n < 2; n++) {
            for (int j = 0; j < 3; j++) {
                assertEquals(given.get(0, n, j), workspace.decoderInputs().get(0, n, j));
                for (int t = 1; t < given.length(n); t++) {
                    assertEquals(y.get(t - 1, n, j), workspace.decoderInputs().get(t, n, j));
                }
            }
        }
    }

    @Test
    void dropoutDoesNotReachTheChoice() {
        Network encoder = Network.of(new Recurrent(new GruCell(Pairs.SYMBOLS, 8, random)));
        Network decoder = Network.of(new Recurrent(new GruCell(Pairs.SYMBOLS, 8, random)), new Dropout(0.5f),
                new Dense(8, Pairs.SYMBOLS, random));
        EncoderDecoder model = EncoderDecoder.of(encoder, decoder).withTeacherForcing(TeacherForcing.constant(0));
        Sequence source = Pairs.ids(5, 4, Pairs.SYMBOLS, random);
        Sequence given = Pairs.ids(6, 4, Pairs.SYMBOLS, random);
        EncoderDecoderWorkspace workspace = model.newWorkspace(5, 6, 4, TestBackend.serial());
        workspace.train(random, 0);
        workspace.forward(source, given);
        int[] chosen = workspace.decoderInputs().ids().clone();
        workspace.infer();
        Sequence y = workspace.forward(source, workspace.decoderInputs());
        for (int row = 4; row < 24; row++) {
            assertEquals(Logits.best(y, row - 4), chosen[row]);
        }
    }
}
