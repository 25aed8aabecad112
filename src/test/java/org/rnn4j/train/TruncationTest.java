package org.rnn4j.train;

import static org.junit.jupiter.api.Assertions.assertEquals;

import java.util.List;
import java.util.Set;
import java.util.TreeSet;
import java.util.random.RandomGenerator;
import java.util.stream.Collectors;
import java.util.stream.IntStream;
import org.ejml.data.FMatrixRMaj;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.rnn4j.TestBackend;
import org.rnn4j.cell.LstmCell;
import org.rnn4j.data.StreamSampler;
import org.rnn4j.layer.Dense;
import org.rnn4j.layer.Embedding;
import org.rnn4j.layer.Network;
import org.rnn4j.layer.Recurrent;
import org.rnn4j.loss.SoftmaxCrossEntropy;
import org.rnn4j.optim.Sgd;
import org.rnn4j.random.Xoshiro256;

/** Truncated backpropagation through time: k1 steps between updates, k2 steps that gradients flow back. */
class TruncationTest {

    /** Each symbol comes once, so that the vectors an update changes say which steps its gradient reached. */
    private static final int[] ONCE = IntStream.range(0, 20).toArray();

    private static Network network() {
        RandomGenerator random = new Xoshiro256(1);
        return Network.of(new Embedding(ONCE.length, 3, random), new Recurrent(new LstmCell(3, 4, random)),
                new Dense(4, ONCE.length, random));
    }

    @ParameterizedTest
    @CsvSource({"1, 1", "1, 2", "1, 5", "2, 2", "2, 3", "3, 7", "4, 19", "19, 19", "19, 25", "5, 40"})
    void gradientsFlowBackExactlyK2Steps(int k1, int k2) {
        Network network = network();
        FMatrixRMaj vectors = network.parameters().get("layers.0.weight").value();
        FMatrixRMaj before = vectors.copy();
        Trainer.builder(network).loss(new SoftmaxCrossEntropy()).optimizer(new Sgd(0.1f)).backend(TestBackend.serial())
                .listener(new TrainingListener() {
                    @Override
                    public void windowEnded(Progress progress) {
                        Set<Integer> changed = new TreeSet<>();
                        for (int i = 0; i < vectors.getNumElements(); i++) {
                            if (vectors.data[i] != before.data[i]) {
                                changed.add(i / vectors.numCols);
                            }
                        }
                        before.setTo(vectors);
                        int end = Math.min((int) progress.window() * k1, ONCE.length - 1);
                        int firstNew = ((int) progress.window() - 1) * k1;
                        int start = Math.max(0, firstNew - (k2 - k1));
                        assertEquals(IntStream.range(start, end).boxed().collect(Collectors.toCollection(TreeSet::new)), changed,
                                "k1 " + k1 + ", k2 " + k2 + ", window " + progress.window());
                    }
                }).build().fit(new StreamSampler(List.of(ONCE), 1, k1, k2, ONCE.length), 1);
    }

    @ParameterizedTest
    @CsvSource({"1, 1", "1, 4", "3, 3", "3, 5", "7, 8", "19, 30"})
    void withoutLearningAnyWindowsGiveTheLossOfOneLongPass(int k1, int k2) {
        Network network = network();
        double whole = Evaluation.of(network, new SoftmaxCrossEntropy(), new StreamSampler(List.of(ONCE), 1, 19, 19, ONCE.length),
                TestBackend.serial()).loss();
        Trainer trainer = Trainer.builder(network).loss(new SoftmaxCrossEntropy()).optimizer(new Sgd(0)).backend(TestBackend.serial())
                .build();
        trainer.fit(new StreamSampler(List.of(ONCE), 1, k1, k2, ONCE.length), 1);
        assertEquals(whole, trainer.progress().trainLoss(), 1e-6 * whole);
    }
}
