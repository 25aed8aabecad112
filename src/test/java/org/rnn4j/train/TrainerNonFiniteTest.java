package org.rnn4j.train;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertThrows;
import static org.junit.jupiter.api.Assertions.assertTrue;

import java.util.List;
import java.util.Map;
import java.util.function.Function;
import java.util.random.RandomGenerator;
import java.util.stream.Stream;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.MethodSource;
import org.junit.jupiter.params.provider.ValueSource;
import org.rnn4j.TestBackend;
import org.rnn4j.cell.Cell;
import org.rnn4j.cell.GruCell;
import org.rnn4j.cell.LstmCell;
import org.rnn4j.cell.RnnCell;
import org.rnn4j.data.Batch;
import org.rnn4j.layer.Dense;
import org.rnn4j.layer.Network;
import org.rnn4j.layer.Recurrent;
import org.rnn4j.loss.MeanSquaredError;
import org.rnn4j.loss.SoftmaxCrossEntropy;
import org.rnn4j.loss.Targets;
import org.rnn4j.optim.Adam;
import org.rnn4j.optim.Sgd;
import org.rnn4j.random.Xoshiro256;

/** Numbers that are not finite stop training, are found where they began, and leave the trainer as it was. */
class TrainerNonFiniteTest {

    record CellKind(String name, Function<RandomGenerator, Cell> constructor) {
        @Override
        public String toString() {
            return name;
        }
    }

    static Stream<CellKind> cells() {
        return Stream.of(
                new CellKind("tanh", random -> new RnnCell(3, 4, random)),
                new CellKind("relu", random -> new RnnCell(3, 4, RnnCell.Activation.RELU, random)),
                new CellKind("lstm", random -> new LstmCell(3, 4, random)),
                new CellKind("peepholes", random -> new LstmCell(3, 4, true, random)),
                new CellKind("gru", random -> new GruCell(3, 4, random)),
                new CellKind("gru after", random -> new GruCell(3, 4, GruCell.Variant.RESET_AFTER, random)));
    }

    private static Network network(CellKind kind) {
        RandomGenerator random = new Xoshiro256(1);
        return Network.of(new Recurrent(kind.constructor.apply(random)), new Dense(4, 2, random));
    }

    /** Two windows of random numbers, the same each epoch. */
    private static TaskSampler numbers(Function<Batch, Batch> spoil) {
        return new TaskSampler(2, 5, 3, 3, 2, (epoch, window, inputs, targets, weights) -> {
            RandomGenerator random = new Xoshiro256(window);
            for (int i = 0; i < inputs.rows() * 3; i++) {
                inputs.data()[i] = random.nextFloat();
            }
            spoil.apply(new Batch(inputs, Targets.of(targets), null, null));
        });
    }

    private static Trainer trainer(Network network, float rate) {
        return Trainer.builder(network).loss(new MeanSquaredError()).optimizer(new Sgd(rate).withMomentum(0.9))
                .backend(TestBackend.serial()).build();
    }

    /** Trains until it fails. @return the message, after it was seen that the failed update changed nothing */
    private static String failure(Trainer trainer, TaskSampler sampler, int updatesBefore) {
        trainer.fit(sampler, 100, updatesBefore);
        Snapshot before = Snapshot.of(trainer);
        String message = assertThrows(TrainingException.class, () -> trainer.fit(sampler, 100)).getMessage();
        assertEquals(before, Snapshot.of(trainer));
        assertTrue(message.startsWith("update " + (updatesBefore + 1) + ": expected "), message);
        return message;
    }

    @ParameterizedTest
    @MethodSource("cells")
    void aNanInTheInputsIsNamedByStepAndSequence(CellKind kind) {
        for (float value : new float[] {Float.NaN, Float.POSITIVE_INFINITY}) {
            TaskSampler sampler = numbers(batch -> {
                batch.inputs().set(3, 1, 2, value);
                return batch;
            });
            String message = failure(trainer(network(kind), 0.01f), sampler, 0);
            assertTrue(message.contains("the inputs hold " + value + " at step 3 of sequence 1"), message);
        }
    }

    @ParameterizedTest
    @MethodSource("cells")
    void aNanInAParameterIsNamedByPath(CellKind kind) {
        Network network = network(kind);
        for (String path : network.parameters().byPath().keySet()) {
            Trainer trainer = trainer(network(kind), 0.01f);
            TaskSampler sampler = numbers(batch -> batch).streaming();
            trainer.fit(sampler, 100, 1);
            trainer.model().parameters().get(path).value().data[1] = Float.NaN;
            String message = failure(trainer, sampler, 1);
            assertTrue(message.contains("parameter " + path + " holds NaN"), message);
        }
    }

    @ParameterizedTest
    @ValueSource(strings = {"NaN", "Infinity"})
    void targetsThatAreNotFiniteAreALossThatIsNot(String value) {
        TaskSampler sampler = numbers(batch -> {
            batch.targets().values().set(1, 0, 1, Float.parseFloat(value));
            return batch;
        });
        String message = failure(trainer(network(cells().findFirst().orElseThrow()), 0.01f), sampler, 0);
        assertTrue(message.contains("expected a finite loss but got " + value) && message.contains("outputs are finite"), message);
    }

    @ParameterizedTest
    @MethodSource("cells")
    void aLearningRateFarTooHighStopsTrainingAtAnUpdateThatIsNamed(CellKind kind) {
        Network network = network(kind);
        Trainer trainer = trainer(network, 1e30f);
        TaskSampler sampler = numbers(batch -> batch);
        Map<String, List<Integer>> last = null;
        String message = null;
        for (int updates = 1; message == null && updates < 100; updates++) {
            last = Snapshot.parametersOf(network);
            try {
                trainer.fit(sampler, 1000, updates);
            } catch (TrainingException e) {
                message = e.getMessage();
            }
        }
        assertTrue(message != null && message.matches("update \\d+: expected .*"), message);
        assertTrue(message.contains("layer"), message);
        assertEquals(last, Snapshot.parametersOf(network));
    }

    @Test
    void aGradientThatOverflowsIsNamedByElement() {
        RandomGenerator random = new Xoshiro256(1);
        Network network = Network.of(new Dense(3, 2, random), new Dense(2, 2, random));
        network.parameters().get("layers.0.weight").value().fill(1e-30f);
        network.parameters().get("layers.1.weight").value().fill(1e25f);
        TaskSampler sampler = numbers(batch -> {
            for (int i = 0; i < batch.targets().values().rows() * 2; i++) {
                batch.targets().values().data()[i] = 1e15f;     // its square is finite in double, its gradient times 1e25 is not
            }
            return batch;
        });
        String message = failure(trainer(network, 0.01f), sampler, 0);
        assertTrue(message.contains("expected finite gradients but that of layers.0.weight[0, 0] is -Infinity"), message);
    }

    @Test
    void aFailedUpdateCanBeMadeAgainWithALowerRate() {
        Network network = network(cells().findFirst().orElseThrow());
        boolean[] spoiled = {true};
        TaskSampler sampler = new TaskSampler(4, 5, 3, 3, 2, (epoch, window, inputs, targets, weights) -> {
            RandomGenerator random = new Xoshiro256(window);
            for (int i = 0; i < inputs.rows() * 3; i++) {
                inputs.data()[i] = random.nextFloat();
            }
            if (spoiled[0] && window == 2) {
                inputs.data()[4] = Float.NaN;
            }
        }).streaming();
        Trainer trainer = trainer(network, 0.01f);
        assertThrows(TrainingException.class, () -> trainer.fit(sampler, 2));
        spoiled[0] = false;
        trainer.fit(sampler, 2);
        Trainer whole = trainer(network(cells().findFirst().orElseThrow()), 0.01f);
        whole.fit(sampler, 2);
        assertEquals(Snapshot.of(whole), Snapshot.of(trainer));
    }

    @Test
    void aValidationLossThatIsNotFiniteStopsTraining() {
        Network network = Toys.network(1);
        Trainer trainer = Trainer.builder(network).loss(new SoftmaxCrossEntropy()).optimizer(new Adam(0.01f))
                .backend(TestBackend.serial()).validation(Toys.validation()).listener(new TrainingListener() {
                    @Override
                    public void windowEnded(Progress progress) {
                        if (progress.window() == progress.windows()) {
                            network.parameters().get("layers.4.bias").value().data[0] = Float.NaN;
                        }
                    }
                }).build();
        String message = assertThrows(TrainingException.class, () -> trainer.fit(Toys.sampler(3, 3), 5)).getMessage();
        assertEquals("epoch 1, after update " + Toys.sampler(3, 3).windows() + ": expected a finite validation loss but got NaN",
                message);
    }
}
