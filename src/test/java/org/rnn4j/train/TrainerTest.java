package org.rnn4j.train;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertFalse;
import static org.junit.jupiter.api.Assertions.assertNotEquals;
import static org.junit.jupiter.api.Assertions.assertThrows;
import static org.junit.jupiter.api.Assertions.assertTrue;

import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import org.ejml.data.FMatrixRMaj;
import org.junit.jupiter.api.Test;
import org.rnn4j.TestBackend;
import org.rnn4j.cell.Gradients;
import org.rnn4j.data.Batch;
import org.rnn4j.data.StreamSampler;
import org.rnn4j.layer.Network;
import org.rnn4j.layer.Workspace;
import org.rnn4j.loss.LossPass;
import org.rnn4j.loss.SoftmaxCrossEntropy;
import org.rnn4j.optim.Adam;
import org.rnn4j.optim.GradientClipping;
import org.rnn4j.optim.Optimizer;
import org.rnn4j.optim.ReduceOnPlateau;
import org.rnn4j.optim.Sgd;
import org.rnn4j.optim.StepDecay;
import org.rnn4j.random.Xoshiro256;
import org.rnn4j.tensor.Sequence;
import org.rnn4j.tensor.Workers;

class TrainerTest {

    private static TrainerBuilder builder(Network network) {
        return Trainer.builder(network).loss(new SoftmaxCrossEntropy()).optimizer(new Adam(0.05f)).backend(TestBackend.serial());
    }

    /** Stops the trainer, or counts, when told. */
    private abstract static class Watcher implements TrainingListener {
        Trainer trainer;
        final List<String> told = new ArrayList<>();

        Trainer watch(TrainerBuilder builder) {
            trainer = builder.listener(this).build();
            return trainer;
        }
    }

    @Test
    void fitIsALoopOfPublicParts() {
        Network fitted = Toys.network(1);
        Trainer trainer = builder(fitted).clipGlobalNorm(0.5f).seed(4).build();
        trainer.fit(Toys.sampler(2, 5), 2);

        Network network = Toys.network(1);
        StreamSampler sampler = Toys.sampler(2, 5);
        Optimizer optimizer = new Adam(0.05f);
        Gradients gradients = new Gradients(network.parameters());
        GradientClipping clipping = GradientClipping.byGlobalNorm(0.5f);
        LossPass loss = new LossPass(new SoftmaxCrossEntropy(), TestBackend.serial());
        Workspace workspace = network.newWorkspace(sampler.maxSteps(), sampler.maxBatch(), TestBackend.serial());
        workspace.train(new Xoshiro256(4));
        for (int epoch = 0; epoch < 2; epoch++) {
            for (Batch batch : sampler) {
                workspace.startWindow(batch.continues());
                Sequence logits = network.forward(batch.inputs(), workspace);
                loss.evaluate(logits, batch.targets(), workspace.outputGradient());
                gradients.zero();
                network.backward(workspace.outputGradient(), gradients, workspace);
                clipping.apply(gradients);
                optimizer.step(network.parameters(), gradients);
                workspace.carry(batch.carryAfter());
            }
        }
        assertEquals(Snapshot.parametersOf(network), Snapshot.parametersOf(fitted));
    }

    @Test
    void anyNumberOfThreadsGivesTheSameBits() {
        int[] text = Toys.text(7 * 60, 5);
        Snapshot serial = null;
        for (int threads = 1; threads <= 5; threads++) {
            Network network = Toys.network(1);
            try (Workers workers = Workers.of(threads)) {
                Trainer trainer = builder(network).seed(3).backend(TestBackend.with(workers)).clipGlobalNorm(0.5f)
                        .validation(Toys.validation()).build();
                trainer.fit(new StreamSampler(List.of(text), 7, 23, 31, Toys.SYMBOLS), 3);
                Snapshot snapshot = Snapshot.of(trainer);
                serial = serial == null ? snapshot : serial;
                assertEquals(serial, snapshot, threads + " threads");
            }
        }
    }

    @Test
    void anotherSeedGivesOtherBitsWhereThereIsDropout() {
        List<Map<String, List<Integer>>> results = new ArrayList<>();
        for (long seed : new long[] {1, 1, 2}) {
            Network network = Toys.network(1);
            builder(network).seed(seed).build().fit(Toys.sampler(3, 3), 1);
            results.add(Snapshot.parametersOf(network));
        }
        assertEquals(results.get(0), results.get(1));
        assertNotEquals(results.get(0), results.get(2));
    }

    @Test
    void epochsWindowsAndUpdatesAreCounted() {
        Watcher watcher = new Watcher() {
            @Override
            public void windowEnded(Progress progress) {
                told.add(progress.epoch() + ":" + progress.window() + "/" + progress.windows() + " " + progress.updates());
            }

            @Override
            public void epochEnded(Progress progress) {
                told.add("end of " + progress.epoch() + " at " + progress.window() + " " + progress.updates() + " "
                        + Double.isNaN(progress.validationLoss()) + progress.isBest());
            }
        };
        Trainer trainer = watcher.watch(builder(Toys.network(1)));
        StreamSampler sampler = new StreamSampler(List.of(Toys.text(22, 1)), 2, 4, 4, Toys.SYMBOLS);
        assertEquals(3, sampler.windows());
        assertEquals(Trainer.Outcome.FINISHED, trainer.fit(sampler, 2));
        assertEquals(List.of("1:1/3 1", "1:2/3 2", "1:3/3 3", "end of 1 at 3 3 truetrue",
                "2:1/3 4", "2:2/3 5", "2:3/3 6", "end of 2 at 3 6 truetrue"), watcher.told);
        watcher.told.clear();
        assertEquals(Trainer.Outcome.FINISHED, trainer.fit(sampler, 2));
        assertEquals(List.of(), watcher.told, "epochs count from the start of training");
        assertEquals(Trainer.Outcome.FINISHED, trainer.fit(sampler, 9, 7));
        assertEquals(List.of("3:1/3 7"), watcher.told, "so do updates");
        assertEquals(Trainer.Outcome.FINISHED, trainer.fit(sampler, 3));
        assertEquals(List.of("3:1/3 7", "3:2/3 8", "3:3/3 9", "end of 3 at 3 9 truetrue"), watcher.told);
    }

    @Test
    void anEpochWhoseLastUpdateIsTheLastAllowedIsEnded() {
        Watcher watcher = new Watcher() {
            @Override
            public void epochEnded(Progress progress) {
                told.add("end of " + progress.epoch());
            }
        };
        StreamSampler sampler = Toys.sampler(3, 3);
        watcher.watch(builder(Toys.network(1))).fit(sampler, 5, sampler.windows());
        assertEquals(List.of("end of 1"), watcher.told);
    }

    @Test
    void lossesAreMeansOverPositions() {
        Network network = Toys.network(1);
        double[] sums = new double[2];
        StreamSampler shadow = Toys.sampler(3, 5);
        Watcher watcher = new Watcher() {
            @Override
            public void windowEnded(Progress progress) {
                double weight = shadow.next().targets().totalWeight();
                sums[0] += weight * progress.loss();
                sums[1] += weight;
                assertEquals(sums[0] / sums[1], progress.trainLoss(), 1e-12);
                assertTrue(progress.tokensPerSecond() > 0 && progress.seconds() > 0);
            }
        };
        watcher.watch(builder(network)).fit(Toys.sampler(3, 5), 1);
        assertEquals(29, sums[1], "each pair counts once, also with k2 > k1");
    }

    @Test
    void stopEndsAfterTheWindowUnderWayAndFitGoesOn() {
        Watcher watcher = new Watcher() {
            @Override
            public void windowEnded(Progress progress) {
                if (progress.updates() == 2) {
                    trainer.stop();
                }
            }
        };
        Network stopped = Toys.network(1);
        Trainer trainer = watcher.watch(builder(stopped));
        assertEquals(Trainer.Outcome.STOPPED, trainer.fit(Toys.sampler(3, 3), 2));
        assertEquals(2, trainer.progress().updates());
        assertEquals(Trainer.Outcome.FINISHED, trainer.fit(Toys.sampler(3, 3), 2));

        Network whole = Toys.network(1);
        builder(whole).build().fit(Toys.sampler(3, 3), 2);
        assertEquals(Snapshot.parametersOf(whole), Snapshot.parametersOf(stopped));
    }

    @Test
    void stopFromAnotherThreadEndsTraining() throws Exception {
        Trainer trainer = builder(Toys.network(1)).build();
        Thread other = new Thread(trainer::stop);
        other.start();
        assertEquals(Trainer.Outcome.STOPPED, trainer.fit(Toys.sampler(3, 3), Integer.MAX_VALUE));
        other.join();
    }

    @Test
    void aStopThatCameTooLateDoesNotStopTheNextFit() {
        StreamSampler sampler = Toys.sampler(3, 3);
        Watcher watcher = new Watcher() {
            @Override
            public void epochEnded(Progress progress) {
                if (progress.epoch() == 1) {
                    trainer.stop();
                }
            }
        };
        Trainer trainer = watcher.watch(builder(Toys.network(1)));
        assertEquals(Trainer.Outcome.FINISHED, trainer.fit(sampler, 1));
        assertEquals(Trainer.Outcome.FINISHED, trainer.fit(sampler, 2));
        assertEquals(2 * sampler.windows(), trainer.progress().updates());
    }

    @Test
    void patienceEndsTrainingAndRestoreBestGoesBack() {
        List<Double> losses = new ArrayList<>();
        List<Map<String, List<Integer>>> parameters = new ArrayList<>();
        List<Boolean> best = new ArrayList<>();
        Network network = Toys.network(1);
        Trainer trainer = builder(network).optimizer(new Adam(0.2f)).validation(Toys.validation()).patience(3).keepBest()
                .listener(new TrainingListener() {
                    @Override
                    public void epochEnded(Progress progress) {
                        losses.add(progress.validationLoss());
                        best.add(progress.isBest());
                        parameters.add(Snapshot.parametersOf(network));
                    }
                }).build();
        assertEquals(Trainer.Outcome.CONVERGED, trainer.fit(Toys.sampler(3, 3), 1000));
        int epochs = losses.size();
        int lowest = losses.indexOf(losses.stream().min(Double::compare).orElseThrow());
        assertEquals(epochs - 1 - 3, lowest, "three epochs after the best one: " + losses);
        assertEquals(losses.get(lowest), trainer.bestValidationLoss());
        double soFar = Double.POSITIVE_INFINITY;
        for (int epoch = 0; epoch < epochs; epoch++) {
            assertEquals(losses.get(epoch) < soFar, best.get(epoch), "epoch " + (epoch + 1));
            soFar = Math.min(soFar, losses.get(epoch));
        }
        assertNotEquals(parameters.get(lowest), Snapshot.parametersOf(network));
        trainer.restoreBest();
        assertEquals(parameters.get(lowest), Snapshot.parametersOf(network));
        assertEquals(losses.get(lowest), Evaluation.of(network, new SoftmaxCrossEntropy(), Toys.validation(),
                TestBackend.serial()).loss());
    }

    @Test
    void bestIsNotThereUnlessKept() {
        Trainer trainer = builder(Toys.network(1)).validation(Toys.validation()).build();
        trainer.fit(Toys.sampler(3, 3), 1);
        assertTrue(assertThrows(IllegalStateException.class, trainer::restoreBest).getMessage().contains("keepBest()"));
    }

    @Test
    void theScheduleSetsTheRateOfEachUpdate() {
        List<Float> rates = new ArrayList<>();
        Trainer trainer = builder(Toys.network(1)).learningRate(new StepDecay(0.1f, 3, 0.5)).listener(new TrainingListener() {
            @Override
            public void windowEnded(Progress progress) {
                rates.add(progress.learningRate());
            }
        }).build();
        trainer.fit(Toys.sampler(3, 3), 9, 7);
        assertEquals(List.of(0.1f, 0.1f, 0.1f, 0.05f, 0.05f, 0.05f, 0.025f), rates);
    }

    @Test
    void aStateThatDoesNotFitChangesNothing() {
        Trainer giver = builder(Toys.network(1)).validation(Toys.validation()).keepBest()
                .learningRate(new ReduceOnPlateau(0.05f)).build();
        giver.fit(Toys.sampler(3, 3), 9, 8);
        Snapshot good = Snapshot.of(giver);
        TrainingState state = good.state();
        Map<String, FMatrixRMaj> none = Map.of();
        List<TrainingState> bad = List.of(
                new TrainingState(state.settings(), new long[] {1, 2, 3}, state.optimizer(), state.carried(), state.best()),
                new TrainingState(state.settings(), new long[4], state.optimizer(), state.carried(), state.best()),
                new TrainingState(state.settings(), state.random(), none, state.carried(), state.best()),
                new TrainingState(state.settings(), state.random(), state.optimizer(), none, state.best()),
                new TrainingState(state.settings(), state.random(), state.optimizer(), state.best(), state.best()),
                new TrainingState(state.settings(), state.random(), state.optimizer(), state.carried(), state.carried()),
                new TrainingState(state.settings().with("updates", -1), state.random(), state.optimizer(), state.carried(),
                        state.best()),
                new TrainingState(state.settings().with("windows", -1), state.random(), state.optimizer(), state.carried(),
                        state.best()),
                new TrainingState(state.settings().with("optimizer", new Sgd(0.1f).settings()), state.random(),
                        state.optimizer(), state.carried(), state.best()),
                new TrainingState(state.settings().with("optimizerSteps", 0), state.random(), state.optimizer(),
                        state.carried(), state.best()),
                new TrainingState(state.settings().with("learningRate", "fast"), state.random(), state.optimizer(),
                        state.carried(), state.best()),
                new TrainingState(state.settings().with("learningRate", state.settings().settings("learningRate")
                        .with("rate", -1.0)), state.random(), state.optimizer(), state.carried(), state.best()));
        Trainer taker = builder(Toys.network(1)).validation(Toys.validation()).keepBest()
                .learningRate(new ReduceOnPlateau(0.05f)).build();
        taker.fit(Toys.sampler(3, 3), 9, 2);
        Snapshot before = Snapshot.of(taker);
        for (TrainingState wrong : bad) {
            assertThrows(IllegalArgumentException.class, () -> taker.restore(wrong));
            assertEquals(before, Snapshot.of(taker));
        }
        good.into(taker.model());
        taker.restore(good.state());
        assertEquals(good, Snapshot.of(taker));
    }

    @Test
    void aStateOfOtherDataIsFoundByFit() {
        Trainer giver = builder(Toys.network(1)).build();
        giver.fit(Toys.sampler(3, 3), 1, 3);
        Snapshot good = Snapshot.of(giver);
        Trainer taker = builder(Toys.network(1)).build();
        good.into(taker.model());
        taker.restore(good.state());
        StreamSampler shorter = Toys.sampler(20, 20);
        String tooShort = assertThrows(IllegalArgumentException.class, () -> taker.fit(shorter, 9)).getMessage();
        assertTrue(tooShort.contains("window 3") && tooShort.contains("2 windows"), tooShort);
        StreamSampler wider = new StreamSampler(List.of(Toys.text(90, 1)), 3, 3, 3, Toys.SYMBOLS);
        String tooWide = assertThrows(IllegalArgumentException.class, () -> taker.fit(wider, 9)).getMessage();
        assertTrue(tooWide.contains("for 3 sequences") && tooWide.contains("but got 2"), tooWide);
        assertEquals(good, Snapshot.of(taker));
        assertEquals(Trainer.Outcome.FINISHED, taker.fit(Toys.sampler(3, 3), 1));
    }

    @Test
    void whatABuilderLacksIsNamed() {
        Network network = Toys.network(1);
        assertTrue(assertThrows(NullPointerException.class, () -> Trainer.builder(network).optimizer(new Sgd(1)).build())
                .getMessage().contains("no loss"));
        assertTrue(assertThrows(NullPointerException.class,
                () -> Trainer.builder(network).loss(new SoftmaxCrossEntropy()).build()).getMessage().contains("no optimizer"));
        assertTrue(assertThrows(IllegalArgumentException.class, () -> builder(network).patience(2).build())
                .getMessage().contains("validation data"));
        assertThrows(IllegalArgumentException.class, () -> builder(network).patience(-1));
        assertFalse(builder(network).build().toString().isEmpty());
    }
}
