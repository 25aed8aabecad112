package org.rnn4j.layer;

import static org.junit.jupiter.api.Assertions.assertArrayEquals;
import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertFalse;
import static org.junit.jupiter.api.Assertions.assertSame;
import static org.rnn4j.Errors.assertArgument;

import java.util.Arrays;
import java.util.List;
import java.util.random.RandomGenerator;
import org.junit.jupiter.api.Test;
import org.rnn4j.TestBackend;
import org.rnn4j.cell.GruCell;
import org.rnn4j.cell.LstmCell;
import org.rnn4j.cell.Parameter;
import org.rnn4j.cell.StateNoise;
import org.rnn4j.config.Settings;
import org.rnn4j.random.Xoshiro256;
import org.rnn4j.tensor.Sequence;

/** What a recurrent layer can have beside its cell. */
class RecurrentOptionsTest {

    private final RandomGenerator random = new Xoshiro256(1);
    private final LstmCell cell = new LstmCell(3, 4, random);
    private final Recurrent plain = new Recurrent(cell);

    @Test
    void settingsAreTheOldOnesWhileEverythingIsOff() {
        assertEquals(Settings.ofType("recurrent").with("cell", cell.settings()), plain.settings());
        assertEquals(plain.settings(), plain.withRecurrentDropout(0).withZoneout(0, 0).settings());
        assertEquals("Recurrent(" + cell + ")", plain.toString());
    }

    @Test
    void settingsKeepWhatIsOn() {
        Recurrent all = plain.withRecurrentDropout(0.2f).withZoneout(0.05f, 0.1f).withLearnedInitialState();
        assertEquals(plain.settings().with("recurrentDropout", 0.2f).with("zoneout", List.of(0.05f, 0.1f))
                .with("learnedInitialState", true), all.settings());
        Recurrent rebuilt = Recurrent.of(all.settings(), cell);
        assertEquals(all.settings(), rebuilt.settings());
        assertEquals(new StateNoise(0.2f, List.of(0.05f, 0.1f)), rebuilt.noise());
        assertEquals("Recurrent(" + cell + ", recurrent dropout 0.2, zoneout [0.05, 0.1], learned initial state)", rebuilt.toString());
        assertEquals(plain.settings(), Recurrent.of(plain.settings(), cell).settings());
        assertArgument(() -> Recurrent.of(plain.settings().with("zoneout", List.of("often")), cell), "zoneout[0]", "often");
    }

    @Test
    void optionsAreAddedInAnyOrderAndLeaveTheLayerTheyComeFromAlone() {
        Recurrent learned = plain.withLearnedInitialState();
        Recurrent both = learned.withZoneout(0.1f, 0).withRecurrentDropout(0.3f);
        assertSame(learned.initialState().get(0), both.initialState().get(0));
        assertEquals(List.of("initial_h [1, 4]", "initial_c [1, 4]"), both.initialState().stream().map(Parameter::toString).toList());
        assertEquals(List.of(), plain.initialState());
        assertEquals(StateNoise.NONE, learned.noise());
    }

    @Test
    void optionsThatTheCellCannotHaveAreErrorsAtOnce() {
        assertArgument(() -> plain.withZoneout(0.1f), cell.toString(), "[h, c]", "[0.1]");
        assertArgument(() -> plain.withRecurrentDropout(1), "recurrent dropout", "[0, 1)", "1.0");
        Recurrent gru = new Recurrent(new GruCell(3, 4, random));
        assertArgument(() -> gru.withZoneout(0.1f, 0.1f), "[h]");
    }

    @Test
    void aNetworkDrawsWhileItTrainsAndNeverWhileItInfers() {
        Network noisy = Network.of(plain.withRecurrentDropout(0.5f));
        Sequence x = Sequence.dense(3, 2, 3);
        for (int i = 0; i < 18; i++) {
            x.data()[i] = random.nextFloat(-1, 1);
        }
        float[] expected = outputs(Network.of(plain), x, null);
        float[] first = outputs(noisy, x, new Xoshiro256(5));
        assertArrayEquals(expected, outputs(noisy, x, null));
        assertArrayEquals(first, outputs(noisy, x, new Xoshiro256(5)), "the same seed");
        assertFalse(Arrays.equals(expected, first), "training");
    }

    private static float[] outputs(Network network, Sequence x, RandomGenerator random) {
        Workspace workspace = network.newWorkspace(3, 2, TestBackend.serial());
        if (random != null) {
            workspace.train(random);
        }
        return network.forward(x, workspace).toMatrix().data;
    }
}
