package org.rnn4j.train;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertNotEquals;
import static org.junit.jupiter.api.Assertions.assertTrue;

import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.function.Function;
import java.util.function.Supplier;
import java.util.stream.Stream;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.MethodSource;
import org.rnn4j.TestBackend;
import org.rnn4j.data.StreamSampler;
import org.rnn4j.io.Model;
import org.rnn4j.layer.Network;
import org.rnn4j.loss.SoftmaxCrossEntropy;
import org.rnn4j.optim.Adagrad;
import org.rnn4j.optim.Adam;
import org.rnn4j.optim.AdamW;
import org.rnn4j.optim.Optimizer;
import org.rnn4j.optim.ReduceOnPlateau;
import org.rnn4j.optim.RmsProp;
import org.rnn4j.optim.Sgd;
import org.rnn4j.optim.StepDecay;

/** A run that was stopped anywhere and goes on ends with the very bits of one that was not. */
class TrainerResumeTest {

    private static final int EPOCHS = 5;

    /** A way to train; the supplier makes new parts each time, as another process would. */
    private record Recipe(String name, int k1, int k2, Supplier<Optimizer> optimizer, Function<TrainerBuilder, TrainerBuilder> more) {

        Trainer trainer(Network network, TrainingListener listener) {
            return more.apply(Trainer.builder(network).loss(new SoftmaxCrossEntropy()).optimizer(optimizer.get()).seed(9)
                    .clipGlobalNorm(0.5f).backend(TestBackend.serial()).listener(listener)).build();
        }

        StreamSampler sampler() {
            return Toys.sampler(k1, k2);
        }

        @Override
        public String toString() {
            return name;
        }
    }

    static Stream<Recipe> recipes() {
        return Stream.of(
                new Recipe("Adam, validation", 3, 3, () -> new Adam(0.05f), builder -> builder.validation(Toys.validation())),
                new Recipe("Adam, k2 > k1", 2, 5, () -> new Adam(0.05f), builder -> builder),
                new Recipe("SGD, k2 > k1 by one", 3, 4, () -> new Sgd(0.3f), builder -> builder),
                new Recipe("momentum, step decay", 4, 4, () -> new Sgd(0.1f).withMomentum(0.9),
                        builder -> builder.learningRate(new StepDecay(0.1f, 3, 0.5))),
                new Recipe("Nesterov, windows of one step", 1, 1, () -> new Sgd(0.1f).withNesterovMomentum(0.8), builder -> builder),
                new Recipe("RMSProp, a window is the whole text", 20, 20, () -> new RmsProp(0.01f), builder -> builder),
                new Recipe("Adagrad, best kept", 3, 6, () -> new Adagrad(0.1f),
                        builder -> builder.validation(Toys.validation()).keepBest()),
                PLATEAU);
    }

    private static final Recipe PLATEAU = new Recipe("AdamW, plateau, best kept, patience", 3, 3, () -> new AdamW(0.6f),
            builder -> builder.validation(Toys.validation()).keepBest().patience(2)
                    .learningRate(new ReduceOnPlateau(0.6f).withPatience(0).withFactor(0.5)));

    @Test
    void theRecipeOfThePlateauHasOne() {
        Uninterrupted whole = new Uninterrupted(PLATEAU);
        assertEquals(Trainer.Outcome.CONVERGED, whole.outcome);
        assertTrue(whole.trainer.progress().learningRate() < 0.6f, "the rate never fell");
        assertNotEquals(Snapshot.parametersOf(whole.trainer.model()), Snapshot.of(whole.trainer).best(), "the best is the last");
    }

    /** The run without a stop, copied at each moment that a listener sees. */
    private static final class Uninterrupted implements TrainingListener {

        private final List<Snapshot> moments = new ArrayList<>();
        private final List<String> told = new ArrayList<>();
        private final Trainer trainer;
        private final Trainer.Outcome outcome;

        Uninterrupted(Recipe recipe) {
            trainer = recipe.trainer(Toys.network(1), this);
            outcome = trainer.fit(recipe.sampler(), EPOCHS);
        }

        @Override
        public void windowEnded(Progress progress) {
            moments.add(Snapshot.of(trainer));
            told.add(tell(progress));
        }

        @Override
        public void epochEnded(Progress progress) {
            moments.add(Snapshot.of(trainer));
            told.add(tell(progress) + ", validation " + progress.validationLoss() + ", best " + progress.isBest());
        }
    }

    private static String tell(Progress progress) {
        return "epoch " + progress.epoch() + ", window " + progress.window() + " of " + progress.windows() + ", update "
                + progress.updates() + ": loss " + progress.loss() + ", norm " + progress.gradientNorm() + ", rate "
                + progress.learningRate() + ", so far " + progress.trainLoss();
    }

    @ParameterizedTest
    @MethodSource("recipes")
    void resumedFromAnyMomentIsUninterrupted(Recipe recipe) {
        Uninterrupted whole = new Uninterrupted(recipe);
        Snapshot end = Snapshot.of(whole.trainer);
        assertTrue(whole.moments.size() > EPOCHS, "only " + whole.moments.size() + " moments");
        for (int moment = 0; moment < whole.moments.size(); moment++) {
            Snapshot start = whole.moments.get(moment);
            Network network = Toys.network(77);
            start.into(network);
            List<String> told = new ArrayList<>();
            Trainer resumed = recipe.trainer(network, new TrainingListener() {
                @Override
                public void windowEnded(Progress progress) {
                    told.add(tell(progress));
                }

                @Override
                public void epochEnded(Progress progress) {
                    told.add(tell(progress) + ", validation " + progress.validationLoss() + ", best " + progress.isBest());
                }
            });
            resumed.restore(start.state());
            assertEquals(start, Snapshot.of(resumed), recipe + ": just restored at moment " + moment);
            assertEquals(whole.outcome, resumed.fit(recipe.sampler(), EPOCHS), recipe + " from moment " + moment);
            assertEquals(end, Snapshot.of(resumed), recipe + " from moment " + moment);
            List<String> rest = whole.told.subList(moment + 1, whole.told.size());
            if (told.isEmpty() || told.get(0).contains("validation") == rest.get(0).contains("validation")) {
                assertEquals(rest.size(), told.size(), recipe + " from moment " + moment);
            }
            for (int i = 0; i < rest.size(); i++) {
                boolean epochWithoutUpdate = i == 0 && rest.get(0).contains("validation");     // this run has no last window
                if (!epochWithoutUpdate) {
                    assertEquals(rest.get(i), told.get(i), recipe + " from moment " + moment);
                }
            }
        }
    }

    @ParameterizedTest
    @MethodSource("recipes")
    void fittedInPiecesIsUninterrupted(Recipe recipe) {
        Snapshot end = Snapshot.of(new Uninterrupted(recipe).trainer);
        Trainer pieces = recipe.trainer(Toys.network(1), new TrainingListener() { });
        StreamSampler sampler = recipe.sampler();
        for (long updates = 0; updates < EPOCHS * sampler.windows(); updates += 2) {
            pieces.fit(sampler, EPOCHS, updates);
        }
        pieces.fit(sampler, EPOCHS);
        assertEquals(end, Snapshot.of(pieces));
    }

    @ParameterizedTest
    @MethodSource("recipes")
    void resumedThroughFilesIsUninterrupted(Recipe recipe, @TempDir Path directory) throws Exception {
        Snapshot end = Snapshot.of(new Uninterrupted(recipe).trainer);
        Path file = directory.resolve("checkpoint.safetensors");
        Trainer trainer = recipe.trainer(Toys.network(1), new TrainingListener() { });
        long updates = 0;
        Trainer.Outcome outcome = Trainer.Outcome.STOPPED;
        Model.of(trainer.model()).with(trainer.state()).save(file);           // nothing done yet
        while (outcome != Trainer.Outcome.CONVERGED && updates < EPOCHS * recipe.sampler().windows()) {
            Model loaded = Model.load(file);
            trainer = recipe.trainer(loaded.network(), new TrainingListener() { });
            trainer.restore(loaded.training().orElseThrow());
            updates += 3;
            outcome = trainer.fit(recipe.sampler(), EPOCHS, updates);
            Model.of(trainer.model()).with(trainer.state()).save(file);
        }
        assertEquals(end, Snapshot.of(trainer));
    }

    @Test
    void aRunGoesBackToAnEarlierMomentOfItsOwn() {
        Recipe recipe = recipes().findFirst().orElseThrow();
        Uninterrupted whole = new Uninterrupted(recipe);
        Snapshot end = Snapshot.of(whole.trainer);
        Snapshot earlier = whole.moments.get(2);
        earlier.into(whole.trainer.model());
        whole.trainer.restore(earlier.state());
        assertEquals(earlier, Snapshot.of(whole.trainer), "just restored");
        whole.trainer.fit(recipe.sampler(), EPOCHS);
        assertEquals(end, Snapshot.of(whole.trainer));
    }

    @Test
    void twoTrainersOfOneStateDoNotDisturbEachOther() {
        Recipe recipe = recipes().findFirst().orElseThrow();
        Trainer first = recipe.trainer(Toys.network(1), new TrainingListener() { });
        first.fit(recipe.sampler(), EPOCHS, 4);
        Network copy = Toys.network(1);
        Snapshot.of(first).into(copy);
        Trainer second = recipe.trainer(copy, new TrainingListener() { });
        second.restore(first.state());
        first.fit(recipe.sampler(), EPOCHS);
        second.fit(recipe.sampler(), EPOCHS);
        assertEquals(Snapshot.of(first), Snapshot.of(second));
    }
}
