package org.rnn4j.examples.charlm;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.StandardCopyOption;
import java.util.List;
import org.rnn4j.examples.common.Problems;
import org.rnn4j.examples.common.UserException;
import org.rnn4j.io.Model;

/**
 * The directory of a run: {@code model.safetensors} is the best model so far, {@code checkpoint.safetensors} all that the run
 * needs to go on. Both are replaced whole or not at all.
 *
 * <p>A run that ends within an epoch judges that part too. When it goes on, that part is not one any more, and the best model is
 * again that of a whole epoch: it waits in {@code model.epoch.safetensors}, so that where a run was interrupted does not show in
 * what it finishes with.
 */
final class RunDirectory {

    private final Path directory;

    private RunDirectory(Path directory) {
        this.directory = directory;
    }

    /** {@return the directory of a new or resumed run} It may not be there yet; nothing is touched, but what can be seen is checked. */
    static RunDirectory forWriting(Path directory) {
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
        return new RunDirectory(directory);
    }

    /** Makes the directory when it is not there. */
    void create() {
        try {
            Files.createDirectories(directory);
        } catch (IOException e) {
            throw new UserException("--out " + directory + ": cannot be made a directory: " + Problems.reason(e));
        }
    }

    Path checkpoint() {
        return directory.resolve("checkpoint.safetensors");
    }

    Path model() {
        return directory.resolve("model.safetensors");
    }

    private Path epochModel() {
        return directory.resolve("model.epoch.safetensors");
    }

    /** Sets the model of a whole epoch aside, if there is one, before that of a part takes its place. */
    void setEpochModelAside() {
        if (Files.exists(model()) && !Files.exists(epochModel())) {
            move(model(), epochModel());
        }
    }

    /** Puts it back. */
    void takeEpochModelBack() {
        if (Files.exists(epochModel())) {
            move(epochModel(), model());
        }
    }

    /** Moves the files of an earlier run aside, so that a new one does not destroy them. {@return whether there were any} */
    boolean keepEarlierRun() {
        takeEpochModelBack();
        return keep(checkpoint()) | keep(model());
    }

    private boolean keep(Path file) {
        if (!Files.exists(file)) {
            return false;
        }
        move(file, kept(file));
        return true;
    }

    /** Takes back {@link #keepEarlierRun()}. */
    void restoreEarlierRun() {
        for (Path file : List.of(checkpoint(), model())) {
            if (Files.exists(kept(file))) {
                move(kept(file), file);
            }
        }
    }

    private static Path kept(Path file) {
        return file.resolveSibling(file.getFileName().toString().replace(".safetensors", ".previous.safetensors"));
    }

    private static void move(Path from, Path to) {
        try {
            Files.move(from, to, StandardCopyOption.REPLACE_EXISTING);
        } catch (IOException e) {
            throw new UserException(from + ": cannot be moved to " + to + ": " + Problems.reason(e));
        }
    }

    /** {@return the model of a finished or unfinished run} @param path the directory, or a model file itself */
    static Model load(Path path) throws IOException {
        if (!Files.exists(path)) {
            throw new UserException("--model " + path + ": no such directory or file");
        }
        if (!Files.isDirectory(path)) {
            return requireVocabulary(path);
        }
        RunDirectory run = new RunDirectory(path);
        if (Files.exists(run.model())) {
            return requireVocabulary(run.model());
        }
        if (Files.exists(run.checkpoint())) {
            return requireVocabulary(run.checkpoint());
        }
        throw new UserException("--model " + path + ": expected " + run.model().getFileName() + " or "
                + run.checkpoint().getFileName() + " in it but found neither");
    }

    /** {@return the model in a file, which is known to have a vocabulary that fits} */
    static Model requireVocabulary(Path file) throws IOException {
        Model model = Model.load(file);
        if (model.vocabulary().isEmpty() || model.network().inputSize() != model.vocabulary().get().size()
                || model.network().outputSize() != model.vocabulary().get().size()) {
            throw new UserException(file + ": expected a language model with its vocabulary but got " + model.network());
        }
        return model;
    }
}
