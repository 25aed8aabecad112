package org.rnn4j.train;

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
import org.rnn4j.layer.ModelWorkspace;
import org.rnn4j.layer.SequenceModel;
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

/**
 * Trains a model by truncated backpropagation through time: for each window of the sampler a forward pass from the carried
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

    private final SequenceModel model;
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

    private ModelWorkspace workspace;
    private Map<String, FMatrixRMaj> restoredState;
    private Tally tally = new Tally();
    private Map<String, FMatrixRMaj> best = Map.of();
    private long epochStarted;
    private double epochTokens;

    Trainer(TrainerBuilder builder) {
        model = builder.model;
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
        gradients = new Gradients(model.parameters());
        lossPass = new LossPass(loss, backend);
    }

    /** {@return a builder for this model} */
    public static TrainerBuilder builder(SequenceModel model) {
        return new TrainerBuilder(model);
    }

    /** {@return the model that is trained} */
    public SequenceModel model() {
        return model;
    }

    /** {@return the lowest validation loss so far; infinite when there is none} */
    public double bestValidationLoss() {
        return tally.bestLoss;
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
            if (tally.windows == progress.windows) {
                endEpoch();
            }
            if (patience > 0 && tally.epochsSinceBest >= patience) {
                return Outcome.CONVERGED;
            }
            if (tally.epochs >= epochs || tally.updates >= maxUpdates) {
                return Outcome.FINISHED;
            }
            if (stopping) {
                return Outcome.STOPPED;
            }
            if (tally.windows == 0) {
                startEpoch();
                sampler.epoch(tally.epochs);
            }
            if (sampler.position() != tally.windows) {
                sampler.seek(tally.windows);
            }
            step(sampler.next());
            for (int i = 0; i < listeners.size(); i++) {
                listeners.get(i).windowEnded(progress);
            }
        }
    }

    private void prepare(SequenceSampler sampler) {
        if (workspace == null || workspace.maxSourceSteps() < sampler.maxSourceSteps()
                || workspace.maxSteps() < sampler.maxSteps() || workspace.maxBatch() != sampler.maxBatch()) {
            workspace = model.newWorkspace(sampler.maxSourceSteps(), sampler.maxSteps(), sampler.maxBatch(), backend);
            workspace.wantStateGradient(false);
        }
        if (tally.windows > sampler.windows()) {
            throw new IllegalArgumentException("Trainer: the saved position, window " + tally.windows
                    + ", lies past the " + sampler.windows() + " windows of this sampler");
        }
        if (restoredState != null) {
            StateSpec spec = model.stateSpec();
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
        sampler.epoch(tally.epochs);
    }

    private void startClock() {
        epochStarted = System.nanoTime();
        epochTokens = 0;
    }

    private void startEpoch() {
        workspace.state().zero();
        tally.startEpoch();
        startClock();
    }

    /** One update: forward, loss, backward, clip, step. Parameters change only when everything was finite. */
    private void step(Batch batch) {
        long start = System.nanoTime();
        workspace.train(random, tally.updates);
        workspace.startWindow(batch.continues());
        Sequence outputs = workspace.forward(batch.source(), batch.inputs());
        double value = lossPass.evaluate(outputs, batch.targets(), workspace.outputGradient());
        if (!Double.isFinite(value)) {
            throw failed("a finite loss but got " + value + "; " + workspace.findNonFinite(batch.source(), batch.inputs()));
        }
        gradients.zero(backend.workers());
        workspace.backward(workspace.outputGradient(), gradients);
        double norm = clipping.apply(gradients, backend.workers());
        if (!Double.isFinite(norm)) {
            throw failed("finite gradients but that of "
                    + NonFinite.firstOf(gradients).map(NonFinite::toString).orElse("all parameters has norm " + norm)
                    + "; " + workspace.findNonFinite(batch.source(), batch.inputs()));
        }
        float rate = learningRate.at(tally.updates);
        optimizer.learningRate(rate);
        optimizer.step(model.parameters(), gradients, backend.workers());
        workspace.carry(batch.carryAfter());

        double weight = batch.targets().totalWeight();
        tally.addWindow(value, weight);
        epochTokens += weight;
        progress.epoch = tally.epochs + 1;
        progress.window = tally.windows;
        progress.updates = tally.updates;
        progress.loss = value;
        progress.gradientNorm = norm;
        progress.learningRate = rate;
        progress.trainLoss = tally.trainLoss();
        progress.tokensPerSecond = weight / (System.nanoTime() - start) * 1e9;
        progress.seconds = (System.nanoTime() - epochStarted) * 1e-9;
    }

    /** Forgets the window that failed, so that training could go on before it, with a lower learning rate for example. */
    private TrainingException failed(String expectation) {
        restoredState = carried();
        workspace = null;
        return new TrainingException("update " + (tally.updates + 1) + ": expected " + expectation);
    }

    private void endEpoch() {
        progress.tokensPerSecond = epochTokens / (System.nanoTime() - epochStarted) * 1e9;
        progress.best = true;
        if (validation != null) {
            progress.validationLoss = Evaluation.of(model, loss, validation, backend).loss();
            if (!Double.isFinite(progress.validationLoss)) {
                throw new TrainingException("epoch " + (tally.epochs + 1) + ", after update " + tally.updates
                        + ": expected a finite validation loss but got " + progress.validationLoss);
            }
            learningRate.report(progress.validationLoss);
            progress.best = tally.addValidation(progress.validationLoss);
        }
        if (keepBest && progress.best) {
            best = copyOfParameters();
        }
        progress.seconds = (System.nanoTime() - epochStarted) * 1e-9;
        tally.endEpoch();                       // before the listeners, so that what they save is the start of the next epoch
        for (int i = 0; i < listeners.size(); i++) {
            listeners.get(i).epochEnded(progress);
        }
    }

    private Map<String, FMatrixRMaj> copyOfParameters() {
        Map<String, FMatrixRMaj> copy = new LinkedHashMap<>();
        for (Map.Entry<String, Parameter> entry : model.parameters().byPath().entrySet()) {
            copy.put(entry.getKey(), entry.getValue().value().copy());
        }
        return copy;
    }

    /**
     * Puts the parameters of the lowest validation loss back into the model.
     *
     * @throws IllegalStateException when the builder was not told to keep them, or no epoch has ended
     */
    public void restoreBest() {
        if (best.isEmpty()) {
            throw new IllegalStateException("Trainer.restoreBest: nothing is kept; expected keepBest() and a finished epoch");
        }
        best.forEach((path, value) -> model.parameters().get(path).value().setTo(value));
    }

    /**
     * {@return all that is needed to go on, besides the parameters} Consistent between two windows, so in a listener or after
     * {@link #fit}. The matrices are copies where training changes them in place and hold until the next update elsewhere.
     */
    public TrainingState state() {
        Settings settings = tally.settings()
                .with("optimizer", optimizer.settings()).with("optimizerSteps", optimizer.steps())
                .with("learningRate", learningRate.state());
        return new TrainingState(settings, random.state(), optimizer.state(), carried(), best);
    }

    /** The state that the next window starts from; empty at the start of an epoch, which is the start of all sequences. */
    private Map<String, FMatrixRMaj> carried() {
        if (tally.windows == 0) {
            return Map.of();
        }
        if (restoredState != null) {
            return restoredState;
        }
        Map<String, FMatrixRMaj> carried = new LinkedHashMap<>();
        StateSpec spec = model.stateSpec();
        for (int k = 0; k < spec.size(); k++) {
            carried.put(spec.components().get(k).name(), workspace.state().part(k).copy());
        }
        return carried;
    }

    /**
     * Goes on where another trainer was, of a model of the same shape whose parameters are those of that moment. The rate of
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
        Tally savedTally = Tally.of(settings);
        StateCheck.requireCarried(model, savedTally, state.carried());
        StateCheck.requireBest(model, state.best());
        Xoshiro256 savedRandom = Xoshiro256.ofState(state.random());
        Settings schedule = learningRate.state();
        learningRate.restore(settings.settings("learningRate"));
        float rate = optimizer.learningRate();
        try {
            optimizer.learningRate(savedRate);
            optimizer.restore(model.parameters(), settings.whole("optimizerSteps"), state.optimizer());
        } catch (IllegalArgumentException e) {
            learningRate.restore(schedule);
            optimizer.learningRate(rate);
            throw e;
        }
        random.restore(savedRandom.state());
        tally = savedTally;
        best = new LinkedHashMap<>(state.best());
        restoredState = new LinkedHashMap<>(state.carried());
        progress.restart(tally);
    }

    @Override
    public String toString() {
        return "Trainer(" + model + ", " + loss + ", " + optimizer + ", " + clipping + ")";
    }
}
