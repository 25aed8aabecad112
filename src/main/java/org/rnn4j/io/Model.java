package org.rnn4j.io;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import java.util.Optional;
import org.ejml.data.FMatrixRMaj;
import org.rnn4j.cell.Parameter;
import org.rnn4j.config.Settings;
import org.rnn4j.data.Vocabulary;
import org.rnn4j.layer.Network;
import org.rnn4j.layer.SequenceModel;
import org.rnn4j.random.Xoshiro256;
import org.rnn4j.train.TrainingState;

/**
 * What a model file holds: a model, above all a network, and optionally its vocabulary, the state of a training run, and notes of the
 * application's own. With a training state it is a checkpoint that training goes on from. {@code docs/checkpoint-format.md} lists
 * the names in the file.
 *
 * @param sequenceModel architecture and parameters
 * @param vocabulary the symbols behind the ids, if there are any
 * @param training all that a trainer needs to go on, in a checkpoint
 * @param notes the application's own settings; empty when it has none
 */
public record Model(SequenceModel sequenceModel, Optional<Vocabulary> vocabulary, Optional<TrainingState> training, Settings notes) {

    private static final String VERSION = "1";

    private static final String OPTIMIZER = "optimizer.";
    private static final String STATE = "state.";
    private static final String BEST = "best.";
    private static final String RANDOM = "training.random";

    /** No part may be null. */
    public Model {
        Objects.requireNonNull(sequenceModel, "sequenceModel");
        Objects.requireNonNull(vocabulary, "vocabulary");
        Objects.requireNonNull(training, "training");
        Objects.requireNonNull(notes, "notes");
    }

    /** {@return a network, or another model, without more} */
    public static Model of(SequenceModel model) {
        return new Model(model, Optional.empty(), Optional.empty(), Settings.empty());
    }

    /** {@return a network, or another model, and its vocabulary} */
    public static Model of(SequenceModel model, Vocabulary vocabulary) {
        return new Model(model, Optional.of(vocabulary), Optional.empty(), Settings.empty());
    }

    /** {@return the same with a training state: a checkpoint} */
    public Model with(TrainingState state) {
        return new Model(sequenceModel, vocabulary, Optional.of(state), notes);
    }

    /** {@return the same with notes} */
    public Model with(Settings notes) {
        return new Model(sequenceModel, vocabulary, training, notes);
    }

    /** {@return the network} @throws IllegalStateException when the model is another kind than a network */
    public Network network() {
        if (sequenceModel instanceof Network network) {
            return network;
        }
        throw new IllegalStateException("Model.network: expected a network but the model is " + sequenceModel);
    }

    /**
     * Writes the file, whole or not at all; see {@link AtomicFile}.
     *
     * @throws IOException when it cannot be written; the message names the file and what failed
     */
    public void save(Path file) throws IOException {
        TensorFile.Builder builder = TensorFile.builder()
                .metadata("format", "rnn4j")
                .metadata("version", VERSION)
                .metadata("network", JsonSettings.write(sequenceModel.settings()));
        vocabulary.ifPresent(value -> builder.metadata("vocabulary", JsonSettings.write(value.settings())));
        if (!notes.equals(Settings.empty())) {
            builder.metadata("notes", JsonSettings.write(notes));
        }
        sequenceModel.parameters().byPath().forEach((path, parameter) -> builder.matrix(path, parameter.value()));
        training.ifPresent(state -> {
            builder.metadata("training", JsonSettings.write(state.settings()));
            builder.longs(RANDOM, state.random());
            state.optimizer().forEach((name, value) -> builder.matrix(OPTIMIZER + name, value));
            state.carried().forEach((name, value) -> builder.matrix(STATE + name, value));
            state.best().forEach((name, value) -> builder.matrix(BEST + name, value));
        });
        builder.build().write(file);
    }

    /** {@return the content of a file whose cells and layers are all the library's own}; see {@link #load(Path, NetworkFactory)} */
    public static Model load(Path file) throws IOException {
        return load(file, NetworkFactory.standard());
    }

    /**
     * {@return the content of a file} Everything is checked: the tensors against the architecture, with what is missing,
     * unexpected or of another shape in one message.
     *
     * @throws ModelFormatException when it is not a model file, or is damaged
     * @throws IOException when it cannot be read
     */
    public static Model load(Path file, NetworkFactory factory) throws IOException {
        TensorFile tensors = TensorFile.read(file);
        if (!"rnn4j".equals(tensors.metadata().get("format"))) {
            throw new ModelFormatException(file + ": metadata format", "'rnn4j'",
                    tensors.metadata().containsKey("format") ? "'" + tensors.metadata().get("format") + "'" : "nothing");
        }
        String version = tensors.metadata("version");
        if (!version.equals(VERSION)) {
            throw new ModelFormatException(file + ": metadata version", "'" + VERSION + "'", "'" + version + "'; written by a newer rnn4j?");
        }
        Settings settings = JsonSettings.read(tensors.metadata("network"), file + ": network");
        SequenceModel model = build(file, tensors, settings, factory);
        Optional<Vocabulary> vocabulary = Optional.empty();
        if (tensors.metadata().containsKey("vocabulary")) {
            Settings symbols = JsonSettings.read(tensors.metadata("vocabulary"), file + ": vocabulary");
            try {
                vocabulary = Optional.of(Vocabulary.of(symbols));
            } catch (IllegalArgumentException e) {
                throw new ModelFormatException(file + ": vocabulary", "a vocabulary", e.getMessage());
            }
        }
        Settings notes = tensors.metadata().containsKey("notes")
                ? JsonSettings.read(tensors.metadata("notes"), file + ": notes") : Settings.empty();
        Optional<TrainingState> training = Optional.empty();
        if (tensors.metadata().containsKey("training")) {
            training = Optional.of(new TrainingState(
                    JsonSettings.read(tensors.metadata("training"), file + ": training"), tensors.longs(RANDOM),
                    withPrefix(tensors, OPTIMIZER), withPrefix(tensors, STATE), withPrefix(tensors, BEST)));
        }
        return new Model(model, vocabulary, training, notes);
    }

    private static SequenceModel build(Path file, TensorFile tensors, Settings settings, NetworkFactory factory)
            throws IOException {
        SequenceModel model;
        try {
            SizeCheck.of(file, tensors, settings);      // before anything is allocated by what the settings say
            model = factory.buildModel(settings, new Xoshiro256(0));
        } catch (IllegalArgumentException e) {
            throw new ModelFormatException(file + ": network", "a network", "one that cannot be built: " + e.getMessage());
        } catch (OutOfMemoryError e) {
            throw new IOException(file + ": expected a heap for the network beside its " + Files.size(file)
                    + " bytes in the file but got one of at most " + Runtime.getRuntime().maxMemory() + " bytes (java -Xmx)", e);
        }
        List<String> missing = new ArrayList<>();
        List<String> misshapen = new ArrayList<>();
        for (Map.Entry<String, Parameter> entry : model.parameters().byPath().entrySet()) {
            FMatrixRMaj value = entry.getValue().value();
            if (!tensors.has(entry.getKey())) {
                missing.add(entry.getKey());
                continue;
            }
            FMatrixRMaj saved = tensors.matrix(entry.getKey());
            if (saved.numRows != value.numRows || saved.numCols != value.numCols) {
                misshapen.add(entry.getKey() + " [" + saved.numRows + ", " + saved.numCols + "] instead of [" + value.numRows + ", "
                        + value.numCols + "]");
            }
        }
        List<String> unexpected = new ArrayList<>();
        for (String name : tensors.names()) {
            boolean ofTraining = name.equals(RANDOM) || name.startsWith(OPTIMIZER) || name.startsWith(STATE) || name.startsWith(BEST);
            if (!model.parameters().byPath().containsKey(name)
                    && !(ofTraining && tensors.metadata().containsKey("training"))) {
                unexpected.add(name);
            }
        }
        if (!missing.isEmpty() || !misshapen.isEmpty() || !unexpected.isEmpty()) {
            throw new ModelFormatException(file + ": tensors", "those of " + model,
                    "missing " + missing + ", unexpected " + unexpected + ", of another shape " + misshapen);
        }
        for (Map.Entry<String, Parameter> entry : model.parameters().byPath().entrySet()) {
            entry.getValue().value().setTo(tensors.matrix(entry.getKey()));
        }
        return model;
    }

    private static Map<String, FMatrixRMaj> withPrefix(TensorFile tensors, String prefix) throws IOException {
        Map<String, FMatrixRMaj> result = new LinkedHashMap<>();
        for (String name : tensors.names()) {
            if (name.startsWith(prefix)) {
                result.put(name.substring(prefix.length()), tensors.matrix(name));
            }
        }
        return result;
    }
}
