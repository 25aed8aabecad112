package org.rnn4j.examples.memory;

import java.util.Arrays;
import org.rnn4j.data.Batch;
import org.rnn4j.loss.Loss;
import org.rnn4j.loss.MeanSquaredError;
import org.rnn4j.loss.Targets;
import org.rnn4j.random.Xoshiro256;
import org.rnn4j.tensor.Sequence;

/**
 * The adding problem: each step brings a number evenly from 0 to 1 and a mark, which is 1 at one step of the first half and at one
 * of the second. After the last step the sum of the two marked numbers is asked for. Always to answer 1 leaves a mean squared
 * error of 1/6, the variance of the sum of two such numbers.
 *
 * <p>Source: Hochreiter and Schmidhuber, "Long short-term memory", Neural Computation 9, 1997, section 5.4.
 */
final class AddingTask extends MemoryTask {

    private final Sequence inputs;
    private final Sequence targets;
    private final Batch batch;

    AddingTask(int steps, int batch, long windows, long seed) {
        super(steps, batch, windows, seed);
        inputs = inputs();
        targets = Sequence.dense(1, batch, 1);
        this.batch = new Batch(inputs, Targets.of(targets), allNew(), null);
    }

    @Override
    int inputWidth() {
        return 2;
    }

    @Override
    int outputWidth() {
        return 1;
    }

    @Override
    Loss loss() {
        return new MeanSquaredError();
    }

    @Override
    double baseline() {
        return 1.0 / 6;
    }

    @Override
    double goal() {
        return 0.01;
    }

    @Override
    boolean answersOnce() {
        return true;
    }

    @Override
    Batch make(Xoshiro256 random) {
        int steps = maxSteps();
        Arrays.fill(inputs.data(), 0);
        for (int n = 0; n < maxBatch(); n++) {
            for (int t = 0; t < steps; t++) {
                inputs.set(t, n, 0, random.nextFloat());
            }
            int first = random.nextInt(steps / 2);
            int second = steps / 2 + random.nextInt(steps - steps / 2);
            inputs.set(first, n, 1, 1);
            inputs.set(second, n, 1, 1);
            targets.set(0, n, 0, inputs.get(first, n, 0) + inputs.get(second, n, 0));
        }
        return batch;
    }

    @Override
    public String toString() {
        return "adding";
    }
}
