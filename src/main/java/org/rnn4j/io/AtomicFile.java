package org.rnn4j.io;

import java.io.IOException;
import java.io.OutputStream;
import java.nio.channels.FileChannel;
import java.nio.file.AccessDeniedException;
import java.nio.file.FileSystemException;
import java.nio.file.Files;
import java.nio.file.NoSuchFileException;
import java.nio.file.Path;
import java.nio.file.StandardOpenOption;
import java.util.concurrent.ExecutionException;
import java.util.concurrent.FutureTask;

/**
 * Writes files that appear whole or not at all. The content goes to a temporary file in the same directory, is forced to the
 * disk, and takes the final name in one atomic step; then the directory is forced too, where the platform has a way. At every
 * moment the final name leads to the earlier file or to the new one, also across a crash, and on any failure the earlier file
 * is as it was and the temporary is gone.
 *
 * <p><b>Leftovers.</b> Only a process that is killed leaves its temporary behind; the next write to the same target deletes it.
 * Temporaries are called {@code .<target>.<process>-<random>.tmp}, and a writer holds an operating-system lock on its own for as
 * long as it exists. Such locks end with their process, so a temporary that can be locked is a leftover, and one that cannot
 * belongs to a living writer, whichever process or container that runs in. On a file system without locks leftovers stay.
 *
 * <p>Several writers may write the same target at once: each file is whole, and the last to finish stays. An interrupt of the
 * calling thread does not disturb the writing; the thread is still interrupted afterwards. A target that is a symbolic link
 * stays one, and what it leads to is replaced. The permissions of a file that is replaced are kept where the platform has
 * POSIX ones.
 */
public final class AtomicFile {

    /** Writes what shall be in a file. */
    @FunctionalInterface
    public interface Content {

        /**
         * Writes everything. Runs in a thread of its own, while the caller of {@link AtomicFile#write} waits.
         *
         * @param out to be written to in large pieces, since nothing buffers behind it; may be closed or not
         * @throws IOException when the content cannot be had or written
         */
        void writeTo(OutputStream out) throws IOException;
    }

    /** A part of the work that a message can name. */
    @FunctionalInterface
    private interface Step {
        void run() throws IOException;
    }

    private final Path given;
    private final Path target;
    private final Path directory;

    private AtomicFile(Path given) throws IOException {
        this.given = given;
        this.target = Files.exists(given) ? given.toRealPath() : given.toAbsolutePath();
        this.directory = target.getParent();
        if (directory == null || Files.isDirectory(target)) {
            throw new IOException(given + ": expected the name of a file but got that of a directory");
        }
    }

    /**
     * Creates a file or replaces one.
     *
     * @param target its name; the directory must exist
     * @param content what shall be in it
     * @throws IOException when it cannot be written, or when {@code content} throws it; the message names the file and what failed.
     *         Other exceptions of {@code content} pass through. In each case an earlier file is as it was
     */
    public static void write(Path target, Content content) throws IOException {
        AtomicFile file = new AtomicFile(target);
        FutureTask<Void> task = new FutureTask<>(() -> {
            file.write(content);
            return null;
        });
        // An interrupt closes the channel a thread is writing to. In a thread that nobody knows, none comes, and a program that
        // is being stopped still brings its checkpoint to safety.
        new Thread(task, "rnn4j-write-" + target.getFileName()).start();
        await(task);
    }

    private static void await(FutureTask<Void> task) throws IOException {
        boolean interrupted = false;
        try {
            while (true) {
                try {
                    task.get();
                    return;
                } catch (InterruptedException e) {
                    interrupted = true;
                }
            }
        } catch (ExecutionException e) {
            if (e.getCause() instanceof IOException failure) {
                throw failure;
            }
            if (e.getCause() instanceof RuntimeException failure) {
                throw failure;
            }
            throw (Error) e.getCause();
        } finally {
            if (interrupted) {
                Thread.currentThread().interrupt();
            }
        }
    }

    private void write(Content content) throws IOException {
        // First of all, for they may be what fills the disk.
        Temporary.deleteLeftovers(target);
        Temporary[] created = new Temporary[1];
        step("create a temporary file in " + directory, () -> created[0] = Temporary.create(target));
        try (Temporary temporary = created[0]) {
            step("write " + temporary, () -> content.writeTo(temporary.out()));
            step("force to the disk " + temporary, temporary::force);
            step("replace it by " + temporary, () -> temporary.moveTo(target));
        }
        forceDirectory();
    }

    private void step(String what, Step step) throws IOException {
        try {
            step.run();
        } catch (IOException e) {
            throw new IOException(given + ": could not " + what + ": " + reason(e), e);
        }
    }

    private static String reason(IOException e) {
        if (e instanceof NoSuchFileException) {
            return "no such file or directory";
        }
        if (e instanceof AccessDeniedException) {
            return "permission denied";
        }
        // The message of the others begins with the path, which ours has already.
        if (e instanceof FileSystemException system && system.getReason() != null) {
            return system.getReason();
        }
        return e.getMessage() == null ? e.getClass().getSimpleName() : e.getMessage();
    }

    /** Makes the new name outlast a loss of power. The file is in place by now, so that nothing here is a failed write. */
    private void forceDirectory() {
        try (FileChannel channel = FileChannel.open(directory, StandardOpenOption.READ)) {
            channel.force(true);
        } catch (IOException e) {
            // Windows opens no directories and some network file systems force none; both order the rename by themselves.
        }
    }
}
