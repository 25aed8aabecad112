package org.rnn4j.train;

import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import org.ejml.data.FMatrixRMaj;
import org.rnn4j.cell.Gradients;
import org.rnn4j.cell.Parameter;
import org.rnn4j.cell.StateSpec;
import org.rnn4j.config.Settings;
import org.rnn4j.data.Batch;
import org.rnn4j.data.SequenceSampler;
import org.rnn4j.layer.Network;
import org.rnn4j.layer.Workspace;
import org.rnn4j.loss.Loss;
import org.rnn4j.loss.LossPass;
import org.rnn4j.optim.ConstantRate;
import org.rnn4j.optim.GradientClipping;
import org.rnn4j.optim.LearningRate;
import org.rnn4j.optim.NonFinite;
import org.rnn4j.optim.Optimizer;
import org.rnn4j.random.Xoshiro256;
import org.rnn4j.tensor.Backend;
import org.rnn4j.tensor.Sequence;
import org.rnn4j.tensor.Workers;

/**
 * Trains a network by truncated backpropagation through time: for each window of the sampler a forward pass from the carried
 * state, the loss, a backward pass, clipping, an update. The sampler says how windows follow each other: with how many new
 * steps (k1), how far gradients flow back (k2), and where state is carried or starts at zero.
 *
 * <p>{@link #fit} is a loop of public parts that anyone could have written. What a trainer adds is that it can stop between any
 * two windows and go on, in another process if need be, to the very same bits: {@link #state()} and {@link #restore}.
 *
 * <p>Source: Williams and Peng, "An efficient gradient-based algorithm for on-line training of recurrent network trajectories",
 * Neural Computation 2, 1990.
 */
public final class Trainer {

    /** Why {@link #fit} came back. */
    public enum Outcome {
        /** All epochs or updates were made. */
        FINISHED,
        /** The validation loss had not improved for as many epochs as the patience allows. */
        CONVERGED,
        /** {@link #stop()} was called. */
        STOPPED
    }

    private final Network network;
    private final Loss loss;
    private final Optimizer optimizer;
    private final LearningRate learningRate;
    private final GradientClipping clipping;
    private final SequenceSampler validation;
    private final int patience;
    private final boolean keepBest;
    private final Backend backend;
    private final List<TrainingListener> listeners;
    private final Xoshiro256 random;
    private final Gradients gradients;
    private final LossPass lossPass;
    private final Progress progress = new Progress();
    private volatile boolean stopping;

    private Workspace workspace;
    private Map<String, FMatrixRMaj> restoredState;
    private int epochsDone;
    private long windowsDone;
    private double epochLoss;
    private double epochWeight;
    private double bestLoss = Double.POSITIVE_INFINITY;
    private int epochsSinceBest;
    private Map<String, FMatrixRMaj> best = Map.of();
    private long epochStarted;
    private double epochTokens;

    private Trainer(Builder builder) {
        network = builder.network;
        loss = Objects.requireNonNull(builder.loss, "Trainer: no loss was given");
        optimizer = Objects.requireNonNull(builder.optimizer, "Trainer: no optimizer was given");
        learningRate = builder.learningRate == null ? new ConstantRate(optimizer.learningRate()) : builder.learningRate;
        clipping = builder.clipping;
        validation = builder.validation;
        patience = builder.patience;
        keepBest = builder.keepBest;
        backend = builder.backend;
        listeners = List.copyOf(builder.listeners);
        random = new Xoshiro256(builder.seed);
        gradients = new Gradients(network.parameters());
        lossPass = new LossPass(loss, backend);
    }

    /** {@return a builder for this network} */
    public static Builder builder(Network network) {
        return new Builder(network);
    }

    /** {@return the network that is trained} */
    public Network network() {
        return network;
    }

    /** {@return the lowest validation loss so far; infinite when there is none} */
    public double bestValidationLoss() {
        return bestLoss;
    }

    /** {@return where training is} The same object each time. */
    public Progress progress() {
        return progress;
    }

    /** Makes {@link #fit} come back after the window under way, or at once when none is. May be called from any thread. */
    public void stop() {
        stopping = true;
    }

    /**
     * Trains until so many epochs are done since training began.
     *
     * @throws TrainingException when a loss or a gradient is not finite; the trainer is as it was before that update
     */
    public Outcome fit(SequenceSampler sampler, int epochs) {
        return fit(sampler, epochs, Long.MAX_VALUE);
    }

    /**
     * Trains until so many epochs are done, or updates made, since training began; earlier runs count when the trainer was
     * restored. An epoch's validation is made when its last window is done, even if that was the last update allowed.
     *
     * @throws TrainingException when a loss or a gradient is not finite; the trainer is as it was before that update
     * @throws IllegalArgumentException when a restored trainer stands where this sampler has no window
     */
    public Outcome fit(SequenceSampler sampler, int epochs, long maxUpdates) {
        prepare(sampler);
        startClock();
        try {
            return run(sampler, epochs, maxUpdates);
        } finally {
            stopping = false;
        }
    }

    private Outcome run(SequenceSampler sampler, int epochs, long maxUpdates) {
        while (true) {
            if (windowsDone == progress.windows) {
                endEpoch();
            }
            if (patience > 0 && epochsSinceBest >= patience) {
                return Outcome.CONVERGED;
            }
            if (epochsDone >= epochs || progress.updates >= maxUpdates) {
                return Outcome.FINISHED;
            }
            if (stopping) {
                return Outcome.STOPPED;
            }
            if (windowsDone == 0) {
                startEpoch();
            }
            if (sampler.position() != windowsDone) {
                sampler.seek(windowsDone);
            }
            step(sampler.next());
            for (int i = 0; i < listeners.size(); i++) {
                listeners.get(i).windowEnded(progress);
            }
        }
    }

    private void prepare(SequenceSampler sampler) {
        if (workspace == null || workspace.maxSteps() < sampler.maxSteps() || workspace.maxBatch() != sampler.maxBatch()) {
            workspace = network.newWorkspace(sampler.maxSteps(), sampler.maxBatch(), backend);
        }
        if (windowsDone > sampler.windows()) {
            throw new IllegalArgumentException("Trainer: the saved position, window " + windowsDone
                    + ", lies past the " + sampler.windows() + " windows of this sampler");
        }
        if (restoredState != null) {
            StateSpec spec = network.stateSpec();
            for (int k = 0; k < spec.size() && !restoredState.isEmpty(); k++) {
                FMatrixRMaj from = restoredState.get(spec.components().get(k).name());
                FMatrixRMaj to = workspace.state().part(k);
                if (from.numRows != to.numRows) {
                    throw new IllegalArgumentException("Trainer: the saved state does not fit: expected "
                            + spec.components().get(k) + " for " + to.numRows + " sequences but got "
                            + from.numRows);
                }
                to.setTo(from);
            }
            restoredState = null;
        }
        progress.windows = sampler.windows();
    }

    private void startClock() {
        epochStarted = System.nanoTime();
        epochTokens = 0;
    }

    private void startEpoch() {
        workspace.state().zero();
        epochLoss = 0;
        epochWeight = 0;
        startClock();
    }

    /** One update: forward, loss, backward, clip, step. Parameters change only when everything was finite. */
    private void step(Batch batch) {
        long start = System.nanoTime();
        workspace.train(random);
        workspace.startWindow(batch.continues());
        Sequence outputs = network.forward(batch.inputs(), workspace);
        double value = lossPass.evaluate(outputs, batch.targets(), workspace.outputGradient());
        if (!Double.isFinite(value)) {
            throw failed("a finite loss but got " + value + "; " + network.findNonFinite(batch.inputs(), workspace));
        }
        gradients.zero();
        network.backward(workspace.outputGradient(), gradients, workspace);
        double norm = clipping.apply(gradients);
        if (!Double.isFinite(norm)) {
            throw failed("finite gradients but that of "
                    + NonFinite.firstOf(gradients).map(NonFinite::toString).orElse("all parameters has norm " + norm)
                    + "; " + network.findNonFinite(batch.inputs(), workspace));
        }
        float rate = learningRate.at(progress.updates);
        optimizer.learningRate(rate);
        optimizer.step(network.parameters(), gradients);
        workspace.carry(batch.carryAfter());

        double weight = batch.targets().totalWeight();
        epochLoss += weight * value;
        epochWeight += weight;
        epochTokens += weight;
        windowsDone++;
        progress.epoch = epochsDone + 1;
        progress.window = windowsDone;
        progress.updates++;
        progress.loss = value;
        progress.gradientNorm = norm;
        progress.learningRate = rate;
        progress.trainLoss = epochLoss / epochWeight;
        progress.tokensPerSecond = weight / (System.nanoTime() - start) * 1e9;
        progress.seconds = (System.nanoTime() - epochStarted) * 1e-9;
    }

    /** Forgets the window that failed, so that training could go on before it, with a lower learning rate for example. */
    private TrainingException failed(String expectation) {
        restoredState = carried();
        workspace = null;
        return new TrainingException("update " + (progress.updates + 1) + ": expected " + expectation);
    }

    private void endEpoch() {
        progress.tokensPerSecond = epochTokens / (System.nanoTime() - epochStarted) * 1e9;
        progress.best = true;
        if (validation != null) {
            progress.validationLoss = Evaluation.of(network, loss, validation, backend).loss();
            if (!Double.isFinite(progress.validationLoss)) {
                throw new TrainingException("epoch " + (epochsDone + 1) + ", after update " + progress.updates
                        + ": expected a finite validation loss but got " + progress.validationLoss);
            }
            learningRate.report(progress.validationLoss);
            progress.best = progress.validationLoss < bestLoss;
            if (progress.best) {
                bestLoss = progress.validationLoss;
                epochsSinceBest = 0;
            } else {
                epochsSinceBest++;
            }
        }
        if (keepBest && progress.best) {
            best = copyOfParameters();
        }
        progress.seconds = (System.nanoTime() - epochStarted) * 1e-9;
        epochsDone++;                           // before the listeners, so that what they save is the start of the next epoch
        windowsDone = 0;
        for (int i = 0; i < listeners.size(); i++) {
            listeners.get(i).epochEnded(progress);
        }
    }

    private Map<String, FMatrixRMaj> copyOfParameters() {
        Map<String, FMatrixRMaj> copy = new LinkedHashMap<>();
        for (Map.Entry<String, Parameter> entry : network.parameters().byPath().entrySet()) {
            copy.put(entry.getKey(), entry.getValue().value().copy());
        }
        return copy;
    }

    /**
     * Puts the parameters of the lowest validation loss back into the network.
     *
     * @throws IllegalStateException when the builder was not told to keep them, or no epoch has ended
     */
    public void restoreBest() {
        if (best.isEmpty()) {
            throw new IllegalStateException("Trainer.restoreBest: nothing is kept; expected keepBest() and a finished epoch");
        }
        best.forEach((path, value) -> network.parameters().get(path).value().setTo(value));
    }

    /**
     * {@return all that is needed to go on, besides the parameters} Consistent between two windows, so in a listener or after
     * {@link #fit}. The matrices are copies where training changes them in place and hold until the next update elsewhere.
     */
    public TrainingState state() {
        Settings settings = Settings.empty()
                .with("epochs", epochsDone).with("windows", windowsDone).with("updates", progress.updates)
                .with("epochLoss", epochLoss).with("epochWeight", epochWeight)
                .with("epochsSinceBest", epochsSinceBest)
                .with("optimizer", optimizer.settings()).with("optimizerSteps", optimizer.steps())
                .with("learningRate", learningRate.state());
        if (bestLoss < Double.POSITIVE_INFINITY) {
            settings = settings.with("bestLoss", bestLoss);
        }
        return new TrainingState(settings, random.state(), optimizer.state(), carried(), best);
    }

    /** The state that the next window starts from; empty at the start of an epoch, which is the start of all sequences. */
    private Map<String, FMatrixRMaj> carried() {
        if (windowsDone == 0) {
            return Map.of();
        }
        if (restoredState != null) {
            return restoredState;
        }
        Map<String, FMatrixRMaj> carried = new LinkedHashMap<>();
        StateSpec spec = network.stateSpec();
        for (int k = 0; k < spec.size(); k++) {
            carried.put(spec.components().get(k).name(), workspace.state().part(k).copy());
        }
        return carried;
    }

    /**
     * Goes on where another trainer was, of a network of the same shape whose parameters are those of that moment. The rate of
     * the optimizer and the schedule may be others; each update takes the rate from this trainer's schedule.
     *
     * @throws IllegalArgumentException when the state is not one of such a trainer; nothing is changed then
     */
    public void restore(TrainingState state) {
        Settings settings = state.settings();
        Settings saved = settings.settings("optimizer");
        float savedRate = (float) saved.number("learningRate");
        if (!saved.with("learningRate", optimizer.learningRate()).equals(optimizer.settings())) {
            throw new IllegalArgumentException("Trainer.restore: expected the state of " + optimizer.settings()
                    + " but got that of " + saved);
        }
        int epochs = settings.count("epochs", 0);
        long windows = atLeastZero(settings, "windows");
        long updates = atLeastZero(settings, "updates");
        double loss = settings.number("epochLoss");
        double weight = settings.number("epochWeight");
        int sinceBest = settings.count("epochsSinceBest", 0);
        double bestSoFar = settings.has("bestLoss") ? settings.number("bestLoss") : Double.POSITIVE_INFINITY;
        requireCarried(windows, state.carried());
        requireBest(state.best());
        Xoshiro256 savedRandom = Xoshiro256.ofState(state.random());
        Settings schedule = learningRate.state();
        learningRate.restore(settings.settings("learningRate"));
        float rate = optimizer.learningRate();
        try {
            optimizer.learningRate(savedRate);
            optimizer.restore(network.parameters(), settings.whole("optimizerSteps"), state.optimizer());
        } catch (IllegalArgumentException e) {
            learningRate.restore(schedule);
            optimizer.learningRate(rate);
            throw e;
        }
        random.restore(savedRandom.state());
        epochsDone = epochs;
        windowsDone = windows;
        epochLoss = loss;
        epochWeight = weight;
        epochsSinceBest = sinceBest;
        bestLoss = bestSoFar;
        best = new LinkedHashMap<>(state.best());
        restoredState = new LinkedHashMap<>(state.carried());
        progress.restart(epochs + 1, windows, updates, loss / weight);
    }

    private static long atLeastZero(Settings settings, String name) {
        long number = settings.whole(name);
        if (number < 0) {
            throw new IllegalArgumentException("Trainer.restore: " + name + ": expected at least 0 but got " + number);
        }
        return number;
    }

    private void requireCarried(long windows, Map<String, FMatrixRMaj> carried) {
        StateSpec spec = network.stateSpec();
        for (int k = 0; k < spec.size() && windows > 0; k++) {
            StateSpec.Component component = spec.components().get(k);
            requireShape("state " + component.name(), carried.get(component.name()), -1, component.width());
        }
    }

    private void requireBest(Map<String, FMatrixRMaj> kept) {
        for (Map.Entry<String, Parameter> entry : network.parameters().byPath().entrySet()) {
            FMatrixRMaj value = entry.getValue().value();
            if (!kept.isEmpty()) {
                requireShape("best " + entry.getKey(), kept.get(entry.getKey()), value.numRows, value.numCols);
            }
        }
    }

    /** @param rows -1 for any number */
    private static void requireShape(String what, FMatrixRMaj matrix, int rows, int columns) {
        if (matrix == null || rows >= 0 && matrix.numRows != rows || matrix.numCols != columns) {
            throw new IllegalArgumentException("Trainer.restore: " + what + ": expected [" + (rows < 0 ? "N" : rows) + ", " + columns
                    + "] but got " + (matrix == null ? "none" : "[" + matrix.numRows + ", " + matrix.numCols + "]"));
        }
    }

    @Override
    public String toString() {
        return "Trainer(" + network + ", " + loss + ", " + optimizer + ", " + clipping + ")";
    }

    /** Collects what a {@link Trainer} is made of; loss and optimizer are required. */
    public static final class Builder {

        private final Network network;
        private Loss loss;
        private Optimizer optimizer;
        private LearningRate learningRate;
        private GradientClipping clipping = GradientClipping.none();
        private SequenceSampler validation;
        private int patience;
        private boolean keepBest;
        private long seed;
        private Backend backend = Backend.standard();
        private final List<TrainingListener> listeners = new ArrayList<>();

        private Builder(Network network) {
            this.network = Objects.requireNonNull(network, "network");
        }

        /** Sets the loss. @return this */
        public Builder loss(Loss loss) {
            this.loss = loss;
            return this;
        }

        /** Sets the optimizer, which belongs to this trainer from now on. @return this */
        public Builder optimizer(Optimizer optimizer) {
            this.optimizer = optimizer;
            return this;
        }

        /** Sets the schedule of the learning rate; the optimizer's own, unchanging, unless this is called. @return this */
        public Builder learningRate(LearningRate learningRate) {
            this.learningRate = learningRate;
            return this;
        }

        /** Sets how gradients are clipped; not at all unless this is called. @return this */
        public Builder clipping(GradientClipping clipping) {
            this.clipping = clipping;
            return this;
        }

        /** Clips the global norm of the gradients. @return this */
        public Builder clipGlobalNorm(float max) {
            return clipping(GradientClipping.byGlobalNorm(max));
        }

        /** Sets the data that are evaluated, not trained on, after each epoch. @return this */
        public Builder validation(SequenceSampler validation) {
            this.validation = validation;
            return this;
        }

        /** Stops early, after so many epochs in a row without a lower validation loss; 0 for never. @return this */
        public Builder patience(int epochs) {
            if (epochs < 0) {
                throw new IllegalArgumentException("patience: expected at least 0 epochs but got " + epochs);
            }
            this.patience = epochs;
            return this;
        }

        /** Keeps a copy of the parameters of the lowest validation loss for {@link Trainer#restoreBest()}. @return this */
        public Builder keepBest() {
            this.keepBest = true;
            return this;
        }

        /** Sets the seed of what is random in training. @return this */
        public Builder seed(long seed) {
            this.seed = seed;
            return this;
        }

        /** Sets the threads, which the caller closes; results do not depend on their number. @return this */
        public Builder workers(Workers workers) {
            return backend(new Backend(backend.kernels(), workers));
        }

        /** Sets what computes. @return this */
        public Builder backend(Backend backend) {
            this.backend = backend;
            return this;
        }

        /** Adds a listener. @return this */
        public Builder listener(TrainingListener listener) {
            listeners.add(listener);
            return this;
        }

        /**
         * {@return the trainer}
         *
         * @throws NullPointerException when there is no loss or no optimizer
         * @throws IllegalArgumentException when there is a patience but nothing to validate on
         */
        public Trainer build() {
            if (patience > 0 && validation == null) {
                throw new IllegalArgumentException("Trainer: patience " + patience + ": expected validation data but got none");
            }
            return new Trainer(this);
        }
    }
}
