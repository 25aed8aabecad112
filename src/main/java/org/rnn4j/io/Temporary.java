package org.rnn4j.io;

import java.io.FilterOutputStream;
import java.io.IOException;
import java.io.OutputStream;
import java.nio.channels.Channels;
import java.nio.channels.FileChannel;
import java.nio.channels.FileLock;
import java.nio.channels.OverlappingFileLockException;
import java.nio.file.DirectoryIteratorException;
import java.nio.file.DirectoryStream;
import java.nio.file.Files;
import java.nio.file.LinkOption;
import java.nio.file.Path;
import java.nio.file.StandardCopyOption;
import java.nio.file.StandardOpenOption;
import java.nio.file.attribute.PosixFileAttributeView;
import java.nio.file.attribute.PosixFilePermission;
import java.util.Set;
import java.util.UUID;
import java.util.regex.Pattern;

/** The file an {@link AtomicFile} writes to before it takes its name: locked while it is open, gone when closed. */
final class Temporary implements AutoCloseable {

    // Behind the end of any file: where locks are mandatory, they keep nobody from the content.
    private static final long LOCK_POSITION = Long.MAX_VALUE - 1;

    // An id alone comes again, after a restart of the machine and in each container; with the start of the process it does not.
    private static final String PROCESS = Long.toHexString(ProcessHandle.current().pid()) + "-"
            + Long.toHexString(ProcessHandle.current().info().startInstant().map(start -> start.toEpochMilli()).orElse(0L));

    private final Path path;
    private final FileChannel channel;

    private Temporary(Path path, FileChannel channel) {
        this.path = path;
        this.channel = channel;
    }

    /** {@return a new, empty, locked file beside the target, with the target's permissions} */
    static Temporary create(Path target) throws IOException {
        while (true) {
            Path path = target.resolveSibling(prefix(target) + PROCESS + "-"
                    + Long.toHexString(UUID.randomUUID().getMostSignificantBits()) + ".tmp");
            Temporary temporary = new Temporary(path,
                    FileChannel.open(path, StandardOpenOption.CREATE_NEW, StandardOpenOption.WRITE));
            try {
                // Before it is locked a file looks like a leftover, and another process may just have deleted it as one.
                if (temporary.lock() && Files.exists(path)) {
                    temporary.takePermissions(target);
                    return temporary;
                }
            } catch (Throwable e) {
                temporary.close();
                throw e;
            }
            temporary.close();
        }
    }

    private boolean lock() {
        try {
            return channel.tryLock(LOCK_POSITION, 1, false) != null;
        } catch (IOException e) {
            // A file system without locks. Nobody else can lock the file either, so that nobody takes it for a leftover.
            return true;
        }
    }

    private void takePermissions(Path target) throws IOException {
        PosixFileAttributeView view = Files.getFileAttributeView(path, PosixFileAttributeView.class);
        if (view != null && Files.exists(target)) {
            Set<PosixFilePermission> permissions = Files.getPosixFilePermissions(target);
            if (!permissions.equals(view.readAttributes().permissions())) {
                view.setPermissions(permissions);
            }
        }
    }

    /** {@return a stream to the end of the file; closing it leaves the file open, which is still to be forced} */
    OutputStream out() {
        return new FilterOutputStream(Channels.newOutputStream(channel)) {

            @Override
            public void write(byte[] bytes, int offset, int length) throws IOException {
                out.write(bytes, offset, length);
            }

            @Override
            public void close() {
                // Nothing is buffered here.
            }
        };
    }

    void force() throws IOException {
        channel.force(true);
    }

    /** Gives the file its final name in one step, in place of the one that has it. */
    void moveTo(Path target) throws IOException {
        Files.move(path, target, StandardCopyOption.ATOMIC_MOVE);
    }

    /** Closes the file, and deletes it when it still has its temporary name. */
    @Override
    public void close() throws IOException {
        // Deleted while locked, so that the name is never that of an unlocked file with this process alive.
        try (channel) {
            Files.deleteIfExists(path);
        }
    }

    /** Deletes temporaries of this target whose writers are gone. Not finding or not deleting them fails nothing. */
    static void deleteLeftovers(Path target) {
        String prefix = prefix(target);
        Pattern others = Pattern.compile(Pattern.quote(prefix) + "(?!" + PROCESS + "-)[0-9a-f]+-[0-9a-f]+-[0-9a-f]+\\.tmp");
        try (DirectoryStream<Path> found = Files.newDirectoryStream(target.getParent(),
                path -> others.matcher(path.getFileName().toString()).matches())) {
            for (Path path : found) {
                deleteUnlessLocked(path);
            }
        } catch (IOException | DirectoryIteratorException e) {
            // A directory that may be written to but not listed, or one that is not there, which the write itself will report.
        }
    }

    /**
     * Not for temporaries of this process: they are alive, or deleted already, and on POSIX systems to open and close a file here
     * would end the lock its writer has on it.
     */
    private static void deleteUnlessLocked(Path path) {
        try (FileChannel channel = FileChannel.open(path, StandardOpenOption.WRITE, LinkOption.NOFOLLOW_LINKS);
                FileLock lock = channel.tryLock(LOCK_POSITION, 1, false)) {
            if (lock != null) {
                Files.deleteIfExists(path);
            }
        } catch (IOException | OverlappingFileLockException e) {
            // Locked, someone else's, or gone by itself in the meantime.
        }
    }

    private static String prefix(Path target) {
        return "." + target.getFileName() + ".";
    }

    @Override
    public String toString() {
        return path.getFileName().toString();
    }
}
