package org.rnn4j.examples.common;

import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.file.Path;
import java.util.LinkedHashMap;
import java.util.Locale;
import java.util.Map;
import org.rnn4j.data.SequenceSampler;
import org.rnn4j.io.Model;
import org.rnn4j.loss.Loss;
import org.rnn4j.optim.Adam;
import org.rnn4j.optim.GradientClipping;
import org.rnn4j.optim.ReduceOnPlateau;
import org.rnn4j.tensor.Backend;
import org.rnn4j.tensor.Workers;
import org.rnn4j.train.Progress;
import org.rnn4j.train.Trainer;
import org.rnn4j.train.TrainingListener;

/**
 * Trains the model of an example: Adam at a rate that is halved, down to a 16th, after each epoch that is no better, clipped gradients, early
 * stopping on the validation data, the best epoch's parameters at the end. With {@code --out} the best model so far is saved after
 * each epoch that is better, so that Ctrl-C or a power cut loses one epoch at most.
 */
public final class TaskTraining implements TrainingListener {

    private final TaskOptions options;
    private final Path out;
    private final Model model;
    private final MetricsFile metrics;
    private ProgressDisplay display;

    private TaskTraining(TaskOptions options, Path out, Model model, MetricsFile metrics) {
        this.options = options;
        this.out = out;
        this.model = model;
        this.metrics = metrics;
    }

    /**
     * Trains.
     *
     * @param model the model with its notes, as it is saved; its parameters are <em>modified</em>
     * @return false when Ctrl-C ended it before its time; the parameters are then those of the best epoch all the same
     */
    public static boolean run(TaskOptions options, Model model, Loss loss, SequenceSampler training, SequenceSampler validation,
                              MetricsFile metrics) {
        return run(options, options.out(), model, loss, training, validation, metrics);
    }

    /**
     * Trains a model beside the one that is asked for, to compare the two: the same options, but nothing is saved and no metrics
     * are written.
     *
     * @param model its parameters are <em>modified</em>
     * @return as {@link #run} says
     */
    public static boolean compare(TaskOptions options, Model model, Loss loss, SequenceSampler training, SequenceSampler validation) {
        try (MetricsFile none = MetricsFile.open(null)) {
            return run(options, null, model, loss, training, validation, none);
        }
    }

    private static boolean run(TaskOptions options, Path out, Model model, Loss loss, SequenceSampler training,
                               SequenceSampler validation, MetricsFile metrics) {
        TaskTraining listener = new TaskTraining(options, out, model, metrics);
        if (out != null) {
            if (ModelDirectory.keepEarlier(out)) {
                System.out.println("the model of an earlier run was kept as " + ModelDirectory.EARLIER);
            }
            listener.save();                                // says at once when it cannot be written
        }
        try (Workers workers = Workers.of(options.threads())) {
            Backend backend = Backend.standard(workers);
            Trainer trainer = Trainer.builder(model.sequenceModel())
                    .loss(loss)
                    .optimizer(new Adam(options.learningRate))
                    .learningRate(new ReduceOnPlateau(options.learningRate).withFactor(0.5).withPatience(0)
                            .withMinimum(options.learningRate / 16))
                    .clipping(options.clip > 0 ? GradientClipping.byGlobalNorm(options.clip) : GradientClipping.none())
                    .validation(validation)
                    .patience(options.patience)
                    .keepBest()
                    .seed(options.seed)
                    .backend(backend)
                    .listener(listener)
                    .build();
            System.out.printf(Locale.ROOT, "%s%s kernels, %s%n", model.sequenceModel().summary(), backend.kernels().name(),
                    options.threads() == 1 ? "1 thread" : options.threads() + " threads");
            Trainer.Outcome outcome;
            try (ProgressDisplay display = ProgressDisplay.of("training", "batches", options.epochs * training.windows(), 0);
                 Interrupt interrupt = Interrupt.handledBy(trainer::stop)) {
                listener.display = display;
                outcome = trainer.fit(training, options.epochs);
                display.close();
                if (trainer.bestValidationLoss() < Double.POSITIVE_INFINITY) {
                    trainer.restoreBest();
                }
                System.out.println(switch (outcome) {
                    case FINISHED -> "all " + options.epochs + " epochs done";
                    case CONVERGED -> "no better epoch in " + options.patience + ", so this is the end";
                    case STOPPED -> "stopped";
                } + (out == null ? "" : "; the best model is in " + out));
                System.out.flush();
            }
            return outcome != Trainer.Outcome.STOPPED;
        }
    }

    @Override
    public void windowEnded(Progress progress) {
        if (display.isVisible()) {
            display.show(progress.updates(), String.format(Locale.ROOT, "loss %.3f", progress.loss()));
        }
    }

    @Override
    public void epochEnded(Progress progress) {
        Map<String, Object> event = new LinkedHashMap<>();
        event.put("event", "epoch");
        event.put("epoch", progress.epoch());
        event.put("train_loss", progress.trainLoss());
        event.put("validation_loss", progress.validationLoss());
        event.put("seconds", progress.seconds());
        metrics.write(event);
        display.say(String.format(Locale.ROOT, "epoch %d: training loss %.4f, validation loss %.4f%s, %.1f s", progress.epoch(),
                progress.trainLoss(), progress.validationLoss(), progress.isBest() ? ", the best so far" : "", progress.seconds()));
        if (progress.isBest() && out != null) {
            save();
        }
    }

    private void save() {
        try {
            ModelDirectory.save(model, out);
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
    }
}
