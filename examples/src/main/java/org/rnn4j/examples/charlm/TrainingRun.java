package org.rnn4j.examples.charlm;

import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.Optional;
import org.rnn4j.config.Settings;
import org.rnn4j.data.StreamSampler;
import org.rnn4j.data.Vocabulary;
import org.rnn4j.examples.common.Interrupt;
import org.rnn4j.examples.common.MetricsFile;
import org.rnn4j.examples.common.ProgressDisplay;
import org.rnn4j.examples.common.UserException;
import org.rnn4j.io.Model;
import org.rnn4j.layer.Network;
import org.rnn4j.loss.SoftmaxCrossEntropy;
import org.rnn4j.optim.GradientClipping;
import org.rnn4j.random.Xoshiro256;
import org.rnn4j.tensor.Backend;
import org.rnn4j.tensor.Workers;
import org.rnn4j.train.Evaluation;
import org.rnn4j.train.Progress;
import org.rnn4j.train.Trainer;
import org.rnn4j.train.TrainingListener;

/**
 * One training run: reads the text, trains, reports, and saves so that it can be killed at any moment and go on.
 *
 * <p>The text is cut into {@code --batch} lanes that are read side by side in windows; the state is carried from window to window
 * and starts at zero with each epoch. The validation part is read as one stream with carried state.
 */
final class TrainingRun {

    private final List<Path> texts;
    private final RunDirectory directory;
    private final ModelOptions options;
    private final int epochs;
    private final long maxWindows;
    private final int threads;
    private final long checkpointEvery;
    private final Path metricsPath;

    TrainingRun(List<Path> texts, Path out, ModelOptions options, int epochs, long maxWindows, int threads,
                long checkpointEvery, Path metricsPath) {
        this.texts = texts;
        this.options = options;
        this.epochs = epochs;
        this.maxWindows = maxWindows;
        this.threads = threads;
        this.checkpointEvery = checkpointEvery;
        this.metricsPath = metricsPath;
        this.directory = RunDirectory.forWriting(out);
    }

    void run(boolean resume) throws IOException {
        MetricsFile.check(metricsPath);                     // early, and before anything is made that would stay behind
        Corpus corpus = Corpus.read(texts, options.validation, options.window);
        Settings notes = options.settings().with("text", corpus.digest());
        StreamSampler sampler = new StreamSampler(corpus.training(), options.batch, options.window, options.window,
                corpus.vocabulary().size());
        StreamSampler validation = options.validation == 0 ? null
                : new StreamSampler(corpus.validation(), 1, options.window, options.window, corpus.vocabulary().size());
        boolean goesOn = resume && Files.exists(directory.checkpoint());
        Model start = goesOn ? loadCheckpoint(notes, corpus.vocabulary())
                : Model.of(newNetwork(corpus.vocabulary()), corpus.vocabulary()).with(notes);
        try (Workers workers = Workers.of(threads)) {
            Backend backend = Backend.standard(workers);
            Reporter reporter = new Reporter(start, sampler, validation, backend);
            Trainer trainer = Trainer.builder(start.network())
                    .loss(new SoftmaxCrossEntropy())
                    .optimizer(options.optimizer.create(options.learningRate))
                    .clipping(options.clip > 0 ? GradientClipping.byGlobalNorm(options.clip) : GradientClipping.none())
                    .validation(validation)
                    .seed(options.seed)
                    .backend(backend)
                    .listener(reporter)
                    .build();
            reporter.trainer = trainer;
            restore(trainer, start);
            System.out.printf(Locale.ROOT, "%,d characters to train on, %,d held out, %d symbols%n%s%s kernels, %s%n",
                    length(corpus.training()), length(corpus.validation()), corpus.vocabulary().size(),
                    start.network().summary(), backend.kernels().name(), threads == 1 ? "1 thread" : threads + " threads");
            if (goesOn) {
                directory.takeEpochModelBack();
                System.out.println("resumed after window " + trainer.progress().updates());
            } else {
                begin(reporter);
            }
            try (MetricsFile metrics = MetricsFile.open(metricsPath);
                 ProgressDisplay display = ProgressDisplay.of("training", "windows",
                         Math.min(maxWindows, epochs * sampler.windows()), trainer.progress().updates());
                 Interrupt interrupt = Interrupt.handledBy(trainer::stop)) {
                reporter.metrics = metrics;
                reporter.display = display;
                Trainer.Outcome outcome = trainer.fit(sampler, epochs, maxWindows);
                if (outcome != Trainer.Outcome.STOPPED) {
                    reporter.finish();
                }
                reporter.saveCheckpoint();
                display.close();
                System.out.println(outcome == Trainer.Outcome.STOPPED
                        ? "stopped after window " + trainer.progress().updates() + "; --resume goes on from there"
                        : "wrote " + directory.model());
                System.out.flush();
            }
        } catch (UncheckedIOException e) {
            throw e.getCause();                             // the listener's, who may not throw it as it is
        }
    }

    /** Saves a checkpoint before any work is done, which also shows that the directory can be written. */
    private void begin(Reporter reporter) {
        directory.create();
        boolean kept = directory.keepEarlierRun();
        try {
            reporter.saveCheckpoint();
        } catch (UncheckedIOException e) {
            if (kept) {
                directory.restoreEarlierRun();
            }
            throw e;
        }
        if (kept) {
            System.out.println("the files of an earlier run were kept as *.previous.safetensors");
        }
    }

    private void restore(Trainer trainer, Model start) {
        try {
            start.training().ifPresent(trainer::restore);
        } catch (IllegalArgumentException e) {
            throw new UserException(directory.checkpoint() + ": " + e.getMessage());
        }
    }

    private static long length(List<int[]> texts) {
        return texts.stream().mapToLong(text -> text.length).sum();
    }

    private Network newNetwork(Vocabulary vocabulary) {
        return LanguageModel.create(options.cell, vocabulary.size(), options.embedding, options.hidden, options.layers,
                options.dropout, new Xoshiro256(options.seed));
    }

    private Model loadCheckpoint(Settings expected, Vocabulary vocabulary) throws IOException {
        Model checkpoint = RunDirectory.requireVocabulary(directory.checkpoint());
        if (checkpoint.training().isEmpty()) {
            throw new UserException(directory.checkpoint() + ": expected a checkpoint of charlm but it holds no training state");
        }
        for (String name : expected.names()) {
            Object saved = checkpoint.notes().has(name) ? checkpoint.notes().get(name) : null;
            if (!expected.get(name).equals(saved)) {
                throw new UserException(name.equals("text")
                        ? "--text: expected the text that " + directory.checkpoint() + " was trained on but got another"
                        : "--" + name + ": expected " + saved + ", with which " + directory.checkpoint()
                                + " was trained, but got " + expected.get(name));
            }
        }
        if (!checkpoint.vocabulary().equals(Optional.of(vocabulary))) {
            throw new UserException(directory.checkpoint() + ": expected the vocabulary of the text but got another");
        }
        return checkpoint;
    }

    /** Told of every window: writes metrics, moves the progress bar, saves. */
    private final class Reporter implements TrainingListener {

        private final Model start;
        private final StreamSampler sampler;
        private final StreamSampler validation;
        private final Backend backend;
        private Trainer trainer;
        private MetricsFile metrics;
        private ProgressDisplay display;

        Reporter(Model start, StreamSampler sampler, StreamSampler validation, Backend backend) {
            this.start = start;
            this.sampler = sampler;
            this.validation = validation;
            this.backend = backend;
        }

        @Override
        public void windowEnded(Progress progress) {
            Map<String, Object> event = new LinkedHashMap<>();
            event.put("event", "train");
            event.put("epoch", progress.epoch());
            event.put("window", progress.updates());
            event.put("loss", progress.loss());
            event.put("grad_norm", progress.gradientNorm());
            event.put("lr", progress.learningRate());
            event.put("tokens_per_s", Math.round(progress.tokensPerSecond()));
            metrics.write(event);
            if (display.isVisible()) {
                display.show(progress.updates(), String.format(Locale.ROOT, "loss %.3f", progress.loss()));
            }
            if (progress.updates() % checkpointEvery == 0) {
                saveCheckpoint();
            }
        }

        @Override
        public void epochEnded(Progress progress) {
            report(progress, progress.validationLoss());
            if (progress.isBest()) {
                saveModel();
            }
            saveCheckpoint();
        }

        private void report(Progress progress, double validationLoss) {
            Map<String, Object> event = new LinkedHashMap<>();
            event.put("event", "epoch");
            event.put("epoch", progress.epoch());
            event.put("train_loss", progress.trainLoss());
            event.put("validation_loss", validationLoss);
            event.put("validation_bpc", validationLoss / Math.log(2));
            event.put("seconds", progress.seconds());
            event.put("tokens_per_s", Math.round(progress.tokensPerSecond()));
            metrics.write(event);
            display.say(String.format(Locale.ROOT, "epoch %d of %d: training loss %.4f%s; %,d characters/s, %.1f s",
                    progress.epoch(), epochs, progress.trainLoss(),
                    Double.isNaN(validationLoss) ? "" : String.format(Locale.ROOT,
                            ", validation loss %.4f nats (%.4f bits per character, perplexity %.3f)",
                            validationLoss, validationLoss / Math.log(2), Math.exp(validationLoss)),
                    Math.round(progress.tokensPerSecond()), progress.seconds()));
        }

        /** When the updates ran out within an epoch, its part so far is judged like a whole one. */
        void finish() {
            Progress progress = trainer.progress();
            boolean withinEpoch = progress.window() > 0 && progress.window() < sampler.windows();
            if (withinEpoch) {
                double loss = validation == null ? Double.NaN
                        : Evaluation.of(start.network(), new SoftmaxCrossEntropy(), validation, backend).loss();
                report(progress, loss);
                if (Double.isNaN(loss) || loss < trainer.bestValidationLoss()) {
                    if (trainer.bestValidationLoss() < Double.POSITIVE_INFINITY) {
                        directory.setEpochModelAside();
                    }
                    saveModel();
                }
            } else if (!Files.exists(directory.model())) {
                saveModel();                            // no update was asked for
            }
        }

        private void saveModel() {
            save(Model.of(start.network(), start.vocabulary().orElseThrow()).with(start.notes()), directory.model());
        }

        void saveCheckpoint() {
            save(Model.of(start.network(), start.vocabulary().orElseThrow()).with(start.notes()).with(trainer.state()),
                    directory.checkpoint());
        }

        private void save(Model model, Path file) {
            try {
                model.save(file);
            } catch (IOException e) {
                throw new UncheckedIOException(e);
            }
        }
    }
}
