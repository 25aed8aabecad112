package org.rnn4j.examples.memory;

import java.util.Arrays;
import org.rnn4j.data.Batch;
import org.rnn4j.loss.Loss;
import org.rnn4j.loss.SoftmaxCrossEntropy;
import org.rnn4j.loss.Targets;
import org.rnn4j.random.Xoshiro256;
import org.rnn4j.tensor.Sequence;

/**
 * The copy task: some symbols, then blanks, then a signal at which the symbols are to be said in order. Only those answers count.
 * To answer evenly among the symbols leaves {@code ln 8} nats.
 *
 * <p>Source: Hochreiter and Schmidhuber 1997, in the form of Arjovsky, Shah and Bengio, "Unitary evolution recurrent neural
 * networks", ICML 2016, section 5.1; there with ten symbols.
 */
final class CopyTask extends MemoryTask {

    /** How many symbols there are; then come the blank and the signal. */
    static final int SYMBOLS = 8;

    /** How many have to be remembered. */
    static final int REMEMBERED = 4;

    private static final int BLANK = SYMBOLS;
    private static final int SIGNAL = SYMBOLS + 1;

    private final Sequence inputs;
    private final Sequence targets;
    private final float[] weights;
    private final Batch batch;

    CopyTask(int steps, int batch, long windows, long seed) {
        super(steps, batch, windows, seed);
        inputs = Sequence.ids(steps, batch, inputWidth());
        targets = Sequence.ids(steps, batch, SYMBOLS);
        weights = new float[steps * batch];
        Arrays.fill(weights, (steps - REMEMBERED) * batch, weights.length, 1);
        this.batch = new Batch(inputs, new Targets(targets, weights), allNew(), null);
    }

    @Override
    int inputWidth() {
        return SYMBOLS + 2;
    }

    @Override
    int outputWidth() {
        return SYMBOLS;
    }

    @Override
    Loss loss() {
        return new SoftmaxCrossEntropy();
    }

    @Override
    double baseline() {
        return Math.log(SYMBOLS);
    }

    @Override
    double goal() {
        return 0.1;
    }

    @Override
    boolean answersOnce() {
        return false;
    }

    @Override
    Batch make(Xoshiro256 random) {
        int steps = maxSteps();
        int batch = maxBatch();
        Arrays.fill(inputs.ids(), BLANK);
        for (int n = 0; n < batch; n++) {
            for (int i = 0; i < REMEMBERED; i++) {
                int symbol = random.nextInt(SYMBOLS);
                inputs.ids()[i * batch + n] = symbol;
                targets.ids()[(steps - REMEMBERED + i) * batch + n] = symbol;
            }
            inputs.ids()[(steps - REMEMBERED) * batch + n] = SIGNAL;
        }
        return this.batch;
    }

    @Override
    public String toString() {
        return "copy";
    }
}
