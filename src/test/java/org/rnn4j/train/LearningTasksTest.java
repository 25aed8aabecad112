package org.rnn4j.train;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertTrue;

import java.util.Arrays;
import java.util.function.BiFunction;
import java.util.random.RandomGenerator;
import java.util.stream.Stream;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.MethodSource;
import org.rnn4j.TestBackend;
import org.rnn4j.cell.Cell;
import org.rnn4j.cell.GruCell;
import org.rnn4j.cell.LstmCell;
import org.rnn4j.cell.RnnCell;
import org.rnn4j.data.Batch;
import org.rnn4j.data.SequenceSampler;
import org.rnn4j.layer.Dense;
import org.rnn4j.layer.Network;
import org.rnn4j.layer.Recurrent;
import org.rnn4j.layer.Workspace;
import org.rnn4j.loss.Loss;
import org.rnn4j.loss.MeanSquaredError;
import org.rnn4j.loss.SoftmaxCrossEntropy;
import org.rnn4j.optim.Adam;
import org.rnn4j.random.Xoshiro256;
import org.rnn4j.tensor.Sequence;

/**
 * Tasks whose answers are known: a network has learned one when it gives them on sequences it has not seen. Seeds are fixed, so
 * that the outcome is too.
 */
class LearningTasksTest {

    record Kind(String name, BiFunction<Integer, RandomGenerator, Cell> cell) {

        Network network(int inputs, int outputs) {
            RandomGenerator random = new Xoshiro256(7);
            Cell made = cell.apply(inputs, random);
            return Network.of(new Recurrent(made), new Dense(made.outputSize(), outputs, random));
        }

        @Override
        public String toString() {
            return name;
        }
    }

    private static final Kind TANH = new Kind("tanh", (inputs, random) -> new RnnCell(inputs, 32, random));
    private static final Kind LSTM = new Kind("lstm", (inputs, random) -> new LstmCell(inputs, 24, random));
    private static final Kind GRU = new Kind("gru", (inputs, random) -> new GruCell(inputs, 24, random));
    private static final Kind GRU_AFTER =
            new Kind("gru after", (inputs, random) -> new GruCell(inputs, 24, GruCell.Variant.RESET_AFTER, random));

    static Stream<Kind> all() {
        return Stream.of(TANH, LSTM, GRU, GRU_AFTER);
    }

    static Stream<Kind> gated() {
        return Stream.of(LSTM, GRU, GRU_AFTER);
    }

    private static void train(Network network, Loss loss, SequenceSampler sampler, long updates) {
        Trainer.builder(network).loss(loss).optimizer(new Adam(0.01f)).clipGlobalNorm(1).backend(TestBackend.serial()).build()
                .fit(sampler, Integer.MAX_VALUE, updates);
    }

    /** The share of positions that count at which the largest output is the answer. */
    private static double accuracy(Network network, SequenceSampler sampler) {
        Workspace workspace = network.newWorkspace(sampler.maxSteps(), sampler.maxBatch(), TestBackend.serial());
        double right = 0;
        double all = 0;
        for (Batch batch : sampler) {
            workspace.startWindow(batch.continues());
            Sequence logits = network.forward(batch.inputs(), workspace);
            for (int row = 0; row < logits.rows(); row++) {
                int best = 0;
                for (int k = 1; k < logits.width(); k++) {
                    best = logits.data()[logits.offset(row) + k] > logits.data()[logits.offset(row) + best] ? k : best;
                }
                right += batch.targets().weight(row) > 0 && best == batch.targets().values().ids()[row] ? 1 : 0;
                all += batch.targets().weight(row) > 0 ? 1 : 0;
            }
        }
        return right / all;
    }

    /** Say what came {@code delay} steps ago; the first steps of a stream count nothing. */
    private static SequenceSampler echo(int delay, int steps, long windows, long seed) {
        int batch = 16;
        int[] history = new int[delay * batch];
        return new TaskSampler(windows, steps, batch, 4, -4, (epoch, window, inputs, targets, weights) -> {
            RandomGenerator random = new Xoshiro256(seed + 1000 * epoch + window);
            int ahead = delay * batch;
            for (int row = 0; row < steps * batch; row++) {
                inputs.ids()[row] = random.nextInt(4);
                targets.ids()[row] = row < ahead ? history[row] : inputs.ids()[row - ahead];
                weights[row] = window == 0 && row < ahead ? 0 : 1;
            }
            System.arraycopy(inputs.ids(), steps * batch - ahead, history, 0, ahead);
        }).streaming();
    }

    @ParameterizedTest
    @MethodSource("all")
    void echoesWhatCameThreeStepsAgoAlsoAcrossWindows(Kind kind) {
        Network network = kind.network(4, 4);
        train(network, new SoftmaxCrossEntropy(), echo(3, 10, 50, 1), 600);
        assertEquals(1, accuracy(network, echo(3, 7, 40, 999_999)), kind.name);
    }

    /** Say at each step whether the number of ones so far is odd. */
    private static SequenceSampler parity(int steps, long windows, long seed) {
        int batch = 32;
        return new TaskSampler(windows, steps, batch, 2, -2, (epoch, window, inputs, targets, weights) -> {
            RandomGenerator random = new Xoshiro256(seed + 1000 * epoch + window);
            for (int row = 0; row < steps * batch; row++) {
                inputs.ids()[row] = random.nextInt(2);
                targets.ids()[row] = (row < batch ? 0 : targets.ids()[row - batch]) ^ inputs.ids()[row];
            }
        });
    }

    @ParameterizedTest
    @MethodSource("all")
    void parityHoldsForSequencesLongerThanThoseLearnedFrom(Kind kind) {
        Network network = kind.network(2, 2);
        train(network, new SoftmaxCrossEntropy(), parity(12, 50, 1), 800);
        assertEquals(1, accuracy(network, parity(36, 20, 999_999)), kind.name);
    }

    /** Two of the numbers are marked; say at the end what they add up to. */
    private static SequenceSampler adding(int steps, long windows, long seed) {
        int batch = 32;
        return new TaskSampler(windows, steps, batch, 2, 1, (epoch, window, inputs, targets, weights) -> {
            RandomGenerator random = new Xoshiro256(seed + 1000 * epoch + window);
            Arrays.fill(weights, 0);
            for (int n = 0; n < batch; n++) {
                int first = random.nextInt(steps / 2);
                int second = steps / 2 + random.nextInt(steps - steps / 2);
                float sum = 0;
                for (int t = 0; t < steps; t++) {
                    float value = random.nextFloat();
                    boolean marked = t == first || t == second;
                    inputs.set(t, n, 0, value);
                    inputs.set(t, n, 1, marked ? 1 : 0);
                    sum += marked ? value : 0;
                }
                targets.set(steps - 1, n, 0, sum);
                weights[(steps - 1) * batch + n] = 1;
            }
        });
    }

    @ParameterizedTest
    @MethodSource("gated")
    void addsTwoMarkedNumbers(Kind kind) {
        Network network = kind.network(2, 1);
        train(network, new MeanSquaredError(), adding(12, 50, 1), 1000);
        double error = Evaluation.of(network, new MeanSquaredError(), adding(12, 40, 999_999), TestBackend.serial()).loss();
        // Always saying 1 is off by the variance of the sum of two uniform numbers, 1/6.
        assertTrue(error < 1.0 / 6 / 50, kind.name + ": mean squared error " + error);
    }
}
