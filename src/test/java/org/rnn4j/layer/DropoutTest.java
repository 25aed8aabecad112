package org.rnn4j.layer;

import static org.junit.jupiter.api.Assertions.assertArrayEquals;
import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertFalse;
import static org.junit.jupiter.api.Assertions.assertNotEquals;
import static org.junit.jupiter.api.Assertions.assertTrue;
import static org.rnn4j.Errors.assertArgument;
import static org.rnn4j.Errors.assertShape;

import java.util.Arrays;
import org.junit.jupiter.api.Tag;
import org.junit.jupiter.api.Test;
import org.rnn4j.Allocation;
import org.rnn4j.TestBackend;
import org.rnn4j.cell.Tape;
import org.rnn4j.random.Xoshiro256;
import org.rnn4j.tensor.Sequence;

class DropoutTest {

    private static final int COUNT = 20 * 10 * 50;

    private final Dropout dropout = new Dropout(0.25f);
    private final Tape tape = dropout.newTape(20, 10, 50, TestBackend.serial());
    private final Sequence x = filled(3);

    private static Sequence filled(float value) {
        Sequence sequence = Sequence.dense(20, 10, 50);
        Arrays.fill(sequence.data(), value);
        return sequence;
    }

    private float[] forward() {
        return dropout.forward(x, null, tape).toMatrix().data;
    }

    @Test
    void inferenceLetsEverythingThroughUntouched() {
        assertArrayEquals(x.data(), forward());
        Sequence dy = filled(7);
        assertArrayEquals(dy.data(), dropout.backward(dy, null, null, tape).toMatrix().data);
        tape.train(new Xoshiro256(1));
        forward();
        tape.infer();
        assertArrayEquals(x.data(), forward());
    }

    @Test
    void trainingDropsTheStatedShareAndScalesTheRestSoThatTheMeanStays() {
        tape.train(new Xoshiro256(1));
        float[] y = forward();
        int dropped = 0;
        double sum = 0;
        for (float value : y) {
            assertTrue(value == 0 || value == 4, "3 / (1 - 0.25), or nothing, but got " + value);
            dropped += value == 0 ? 1 : 0;
            sum += value;
        }
        double deviation = Math.sqrt(COUNT * 0.25 * 0.75);
        assertEquals(0.25 * COUNT, dropped, 4 * deviation);
        assertEquals(3, sum / COUNT, 4 * 4 * deviation / COUNT);
        assertTrue(Arrays.equals(x.data(), filled(3).data()), "the inputs stay as they were");
    }

    @Test
    void theMaskIsThatOfTheGeneratorAndAnotherForEveryWindow() {
        Xoshiro256 random = new Xoshiro256(1);
        tape.train(random);
        float[] first = forward();
        long[] state = random.state();
        float[] second = forward();
        assertFalse(Arrays.equals(first, second));
        random.restore(state);
        assertArrayEquals(second, forward());
        tape.train(new Xoshiro256(1));
        assertArrayEquals(first, forward());
        tape.train(new Xoshiro256(2));
        assertFalse(Arrays.equals(first, forward()));
    }

    @Test
    void theGradientGoesBackThroughTheMaskOfTheForwardPass() {
        tape.train(new Xoshiro256(1));
        float[] y = forward();
        tape.infer();                                   // the window was a training window all the same
        float[] dx = dropout.backward(filled(6), null, null, tape).toMatrix().data;
        for (int i = 0; i < COUNT; i++) {
            assertEquals(2 * y[i], dx[i]);
        }
    }

    @Test
    void shorterWindowsUseAPrefixOfTheMask() {
        tape.train(new Xoshiro256(1));
        float[] y = forward();
        Sequence small = Sequence.dense(2, 3, 50);
        Arrays.fill(small.data(), 3);
        tape.train(new Xoshiro256(1));
        assertArrayEquals(Arrays.copyOf(y, 300), dropout.forward(small, null, tape).toMatrix().data);
        assertEquals("[2, 3, 50]", dropout.backward(small, null, null, tape).shape());
    }

    @Test
    void probabilityZeroTakesNoRandomNumbers() {
        Dropout none = new Dropout(0);
        Tape own = none.newTape(20, 10, 50, TestBackend.serial());
        Xoshiro256 random = new Xoshiro256(1);
        own.train(random);
        assertArrayEquals(x.data(), none.forward(x, null, own).toMatrix().data);
        assertArrayEquals(new Xoshiro256(1).state(), random.state());
    }

    @Test
    @Tag("allocation")
    void aWarmPassAllocatesNothing() {
        tape.train(new Xoshiro256(1));
        Sequence dy = filled(1);
        assertEquals(0, Allocation.ofWarm(() -> {
            dropout.forward(x, null, tape);
            dropout.backward(dy, null, null, tape);
        }));
    }

    @Test
    void whatDoesNotFitIsAnErrorThatNamesBothSides() {
        assertArgument(() -> new Dropout(1), "[0, 1)", "1.0");
        assertArgument(() -> new Dropout(-0.1f), "[0, 1)", "-0.1");
        assertArgument(() -> new Dropout(Float.NaN), "[0, 1)", "NaN");
        assertShape(() -> dropout.forward(Sequence.dense(2, 2, 51), null, tape), "Dropout(0.25).forward: x", "50]", "[2, 2, 51]");
        assertShape(() -> dropout.forward(Sequence.dense(21, 10, 50), null, tape), "[20, 10, 50]", "[21, 10, 50]");
        assertShape(() -> dropout.forward(Sequence.ids(2, 2, 50), null, tape), "floats", "of ids");
        tape.train(new Xoshiro256(1));
        forward();
        assertShape(() -> dropout.backward(Sequence.dense(2, 2, 50), null, null, tape), "dy", "[20, 10, 50]", "[2, 2, 50]");
        Tape foreign = new Dense(50, 2, new Xoshiro256(1)).newTape(20, 10, 50, TestBackend.serial());
        assertArgument(() -> dropout.forward(x, null, foreign), "Dropout(0.25)", "this layer's newTape");
    }

    @Test
    void settingsBuildTheSameLayer() {
        Dropout odd = new Dropout(0.1f);
        assertEquals(0.1f, Dropout.of(odd.settings(), new Xoshiro256(1)).probability());
        assertEquals("dropout", odd.settings().type());
        assertEquals("Dropout(0.1)", odd.toString());
        assertEquals(50, odd.outputSize(50));
        assertNotEquals(odd.settings(), dropout.settings());
    }
}
