package org.rnn4j.examples.common;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.StandardCopyOption;
import java.util.OptionalLong;
import org.rnn4j.config.Settings;
import org.rnn4j.io.Model;

/** The directory an example keeps its model in, as {@code model.safetensors}. */
public final class ModelDirectory {

    private static final String FILE = "model.safetensors";

    /** What the model of an earlier run is called when a new one takes its place. */
    static final String EARLIER = "model.previous.safetensors";

    private ModelDirectory() {
    }

    /** Checks, without touching anything, that a directory is there and can be written, or can be made. */
    public static void checkWritable(Path directory) {
        Path existing = directory.toAbsolutePath();
        while (existing.getParent() != null && !Files.exists(existing)) {
            existing = existing.getParent();
        }
        if (!Files.isDirectory(existing)) {
            throw new UserException("--out " + directory + ": expected a directory but " + existing + " is a file");
        }
        if (!Files.isWritable(existing)) {
            throw new UserException("--out " + directory + ": cannot write to " + existing + ": permission denied");
        }
    }

    /** Moves the model of an earlier run aside, so that a new one does not destroy it. {@return whether there was one} */
    static boolean keepEarlier(Path directory) {
        Path file = directory.resolve(FILE);
        if (!Files.isRegularFile(file)) {
            return false;
        }
        try {
            Files.move(file, directory.resolve(EARLIER), StandardCopyOption.REPLACE_EXISTING);
            return true;
        } catch (IOException e) {
            throw new UserException("--out " + directory + ": the model of an earlier run cannot be moved to " + EARLIER + ": "
                    + Problems.reason(e));
        }
    }

    /** Writes the model, whole or not at all. {@return the file} */
    public static Path save(Model model, Path directory) throws IOException {
        try {
            Files.createDirectories(directory);
        } catch (IOException e) {
            throw new UserException("--out " + directory + ": cannot be made a directory: " + Problems.reason(e));
        }
        Path file = directory.resolve(FILE);
        model.save(file);
        return file;
    }

    /**
     * {@return the seed that a model was trained with, if it says so}
     *
     * @throws UserException when there is no model, or it cannot be read
     */
    static OptionalLong seed(Path path) {
        try {
            Settings notes = Model.load(file(path)).notes();
            Settings options = notes.has("options") ? notes.settings("options") : Settings.empty();
            return options.has("seed") ? OptionalLong.of(options.whole("seed")) : OptionalLong.empty();
        } catch (IOException | IllegalArgumentException e) {
            throw new UserException("--model " + path + ": " + e.getMessage());
        }
    }

    private static Path file(Path path) {
        if (!Files.exists(path)) {
            throw new UserException("--model " + path + ": no such directory or file");
        }
        Path file = Files.isDirectory(path) ? path.resolve(FILE) : path;
        if (!Files.exists(file)) {
            throw new UserException("--model " + path + ": expected " + FILE + " in it but found none");
        }
        return file;
    }

    /**
     * {@return the model of an earlier run}
     *
     * @param path the directory, or a model file itself
     * @param example which example it must have been trained by
     */
    public static Model load(Path path, String example) throws IOException {
        Model model = Model.load(file(path));
        Object made = model.notes().has("example") ? model.notes().get("example") : null;
        if (!example.equals(made)) {
            throw new UserException("--model " + path + ": expected a model of " + example + " but got "
                    + (made == null ? "one that no such example made" : "one of " + made));
        }
        return model;
    }
}
