package org.rnn4j.examples.forecast;

import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.random.RandomGenerator;
import org.rnn4j.data.ExampleSampler;
import org.rnn4j.data.Labelled;
import org.rnn4j.data.SequenceSampler;
import org.rnn4j.examples.common.MetricsFile;
import org.rnn4j.examples.common.ProgressDisplay;
import org.rnn4j.examples.common.TaskOptions;
import org.rnn4j.layer.Dense;
import org.rnn4j.layer.Dropout;
import org.rnn4j.layer.LastStep;
import org.rnn4j.layer.Layer;
import org.rnn4j.layer.Network;
import org.rnn4j.layer.Recurrent;
import org.rnn4j.loss.Huber;
import org.rnn4j.loss.Loss;
import org.rnn4j.optim.AdamW;
import org.rnn4j.optim.GradientClipping;
import org.rnn4j.random.Xoshiro256;
import org.rnn4j.tensor.Backend;
import org.rnn4j.tensor.Workers;
import org.rnn4j.train.Evaluation;
import org.rnn4j.train.Progress;
import org.rnn4j.train.Trainer;
import org.rnn4j.train.TrainingListener;

/**
 * A few small networks, each from other initial weights, whose mean is the forecast: on a hundred rows a single one depends on luck.
 *
 * <p>Each begins by saying 0, "as the transform expects it", and stays at that unless something better is found on the validation part. The
 * loss is Huber's, so that one strange month does not decide when to stop.
 */
final class Committee {

    private static final Loss LOSS = new Huber(1);
    private static final double WEIGHT_DECAY = 0.01;

    private final TaskOptions options;
    private final int members;
    private final MetricsFile metrics;
    private volatile boolean stopped;
    private volatile Trainer current;

    /** Networks of the shape the options say. @param members how many */
    Committee(TaskOptions options, int members, MetricsFile metrics) {
        this.options = options;
        this.members = members;
        this.metrics = metrics;
    }

    /** Ends training soon, with what has been learned; from any thread. */
    void stop() {
        stopped = true;
        Trainer trainer = current;
        if (trainer != null) {
            trainer.stop();
        }
    }

    /** {@return whether training was ended before its time} */
    boolean stopped() {
        return stopped;
    }

    /**
     * {@return the mean of the trained networks}
     *
     * @param columns the number of columns, of inputs and of outputs
     * @param training windows with the row after each
     * @param validation windows that say when to stop
     */
    Network train(int columns, List<Labelled> training, List<Labelled> validation) {
        List<Network> trained = new ArrayList<>();
        ExampleSampler examples = SequenceSampler.manyToOne(training, options.batch(), columns, columns);
        ExampleSampler held = SequenceSampler.manyToOne(validation, options.batch(), columns, columns);
        try (Workers workers = Workers.of(options.threads());
             ProgressDisplay display = ProgressDisplay.of("training", "epochs", (long) members * options.epochs(), 0)) {
            Backend backend = Backend.standard(workers);
            for (int k = 0; k < members && (k == 0 || !stopped); k++) {
                long seed = new Xoshiro256(options.seed() * members + k).nextLong();
                Network network = network(columns, options.hidden(), new Xoshiro256(seed));
                if (k == 0) {
                    System.out.printf(Locale.ROOT, "%d networks, each%n%s%s kernels, %s%n", members, network.summary(),
                            backend.kernels().name(), options.threads() == 1 ? "1 thread" : options.threads() + " threads");
                }
                train(network, k, examples.shuffled(seed), held, backend, display);
                trained.add(network);
            }
        }
        Network average = network(columns, trained.size() * options.hidden(), new Xoshiro256(0));
        AverageNetwork.fill(trained, options.hidden(), average);
        return average;
    }

    private Network network(int columns, int hidden, RandomGenerator random) {
        List<Layer> layers = new ArrayList<>();
        for (int i = 0; i < options.layers(); i++) {
            layers.add(new Recurrent(options.cell().create(i == 0 ? columns : hidden, hidden, random)));
        }
        layers.add(new LastStep());
        if (options.dropout() > 0) {
            layers.add(new Dropout(options.dropout()));
        }
        Dense output = new Dense(hidden, columns, random);
        output.weight().value().zero();
        layers.add(output);
        return Network.of(layers);
    }

    private void train(Network network, int member, SequenceSampler training, SequenceSampler validation, Backend backend,
                       ProgressDisplay display) {
        double untrained = Evaluation.of(network, LOSS, validation, backend).loss();
        Trainer trainer = Trainer.builder(network)
                .loss(LOSS)
                .optimizer(new AdamW(options.learningRate()).withWeightDecay(WEIGHT_DECAY))
                .clipping(options.clip() > 0 ? GradientClipping.byGlobalNorm(options.clip()) : GradientClipping.none())
                .validation(validation)
                .patience(options.patience())
                .keepBest()
                .seed(options.seed() * members + member)
                .backend(backend)
                .listener(new TrainingListener() {
                    @Override
                    public void epochEnded(Progress progress) {
                        report(member, progress);
                        display.show((long) member * options.epochs() + progress.epoch(), String.format(Locale.ROOT,
                                "network %d, validation loss %.3f", member + 1, progress.validationLoss()));
                    }
                })
                .build();
        current = trainer;
        if (!stopped) {
            trainer.fit(training, options.epochs());
        }
        current = null;
        boolean better = trainer.bestValidationLoss() < untrained;
        if (better) {
            trainer.restoreBest();
        } else {
            Dense output = (Dense) network.layers().get(network.layers().size() - 1);
            output.weight().value().zero();
            output.bias().value().zero();
        }
        display.say(String.format(Locale.ROOT, "network %d: %d epochs, validation loss %.4f, %s", member + 1, trainer.progress().epoch(),
                Math.min(untrained, trainer.bestValidationLoss()), better ? String.format(Locale.ROOT, "%.4f before", untrained)
                        : "no better than before, so it is left out"));
    }

    private void report(int member, Progress progress) {
        Map<String, Object> event = new LinkedHashMap<>();
        event.put("event", "epoch");
        event.put("network", member + 1);
        event.put("epoch", progress.epoch());
        event.put("train_loss", progress.trainLoss());
        event.put("validation_loss", progress.validationLoss());
        event.put("seconds", progress.seconds());
        metrics.write(event);
    }
}
