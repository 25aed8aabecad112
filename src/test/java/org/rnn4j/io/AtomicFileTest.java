package org.rnn4j.io;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertFalse;
import static org.junit.jupiter.api.Assertions.assertSame;
import static org.junit.jupiter.api.Assertions.assertThrows;
import static org.junit.jupiter.api.Assertions.assertTrue;

import java.io.IOException;
import java.io.OutputStream;
import java.nio.charset.StandardCharsets;
import java.nio.file.FileStore;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.attribute.PosixFilePermissions;
import java.util.ArrayList;
import java.util.List;
import java.util.concurrent.CountDownLatch;
import java.util.concurrent.TimeUnit;
import java.util.stream.Stream;
import org.junit.jupiter.api.Assumptions;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

class AtomicFileTest {

    @TempDir
    Path directory;

    private Path target;

    @BeforeEach
    void name() {
        target = directory.resolve("모델 [1]{*}.bin");
    }

    private static AtomicFile.Content text(String text) {
        return out -> out.write(text.getBytes(StandardCharsets.UTF_8));
    }

    private List<String> files() throws IOException {
        try (Stream<Path> files = Files.list(directory)) {
            return files.map(path -> path.getFileName().toString()).sorted().toList();
        }
    }

    private void assertOnly(String content) throws IOException {
        assertEquals(content, Files.readString(target));
        assertEquals(List.of(target.getFileName().toString()), files());
    }

    @Test
    void aFileIsCreatedAndReplaced() throws Exception {
        AtomicFile.write(target, text("first"));
        assertOnly("first");
        AtomicFile.write(target, text("2"));
        assertOnly("2");
        AtomicFile.write(target, out -> { });
        assertOnly("");
    }

    @Test
    void theEarlierFileIsThereUntilTheLastByteOfTheNewOne() throws Exception {
        AtomicFile.write(target, text("first"));
        AtomicFile.write(target, out -> {
            out.write("sec".getBytes(StandardCharsets.UTF_8));
            assertEquals("first", Files.readString(target));
            assertEquals(2, files().size());
            out.write("ond".getBytes(StandardCharsets.UTF_8));
            assertEquals("first", Files.readString(target));
        });
        assertOnly("second");
    }

    @Test
    void contentMayCloseItsStream() throws Exception {
        AtomicFile.write(target, out -> {
            try (out) {
                out.write('x');
            }
        });
        assertOnly("x");
    }

    @Test
    void whenTheDiskIsFullTheEarlierFileStaysAndNothingElse() throws Exception {
        AtomicFile.write(target, text("first"));
        IOException cause = new IOException("No space left on device");

        IOException e = assertThrows(IOException.class, () -> AtomicFile.write(target, out -> {
            OutputStream small = new LimitedStream(out, 100_000, cause);
            for (int i = 0; i < 1000; i++) {
                small.write(new byte[1000]);
            }
        }));

        assertTrue(e.getMessage().startsWith(target + ": could not write .모델 [1]{*}.bin."), e.getMessage());
        assertTrue(e.getMessage().endsWith(".tmp: No space left on device"), e.getMessage());
        assertSame(cause, e.getCause());
        assertOnly("first");
    }

    @Test
    void whenContentThrowsThatPassesThroughAndNothingStays() throws Exception {
        RuntimeException wrong = new IllegalStateException("wrong");
        assertSame(wrong, assertThrows(RuntimeException.class, () -> AtomicFile.write(target, out -> {
            out.write(1);
            throw wrong;
        })));
        Error error = new StackOverflowError();
        assertSame(error, assertThrows(Error.class, () -> AtomicFile.write(target, out -> {
            out.write(1);
            throw error;
        })));
        assertEquals(List.of(), files());
    }

    @Test
    void aDirectoryThatIsNotThereIsNamed() {
        Path missing = directory.resolve("missing").resolve("model.bin");
        assertEquals(missing + ": could not create a temporary file in " + missing.getParent() + ": no such file or directory",
                assertThrows(IOException.class, () -> AtomicFile.write(missing, text("x"))).getMessage());
    }

    @Test
    void aDirectoryThatIsAFileIsNamed() throws Exception {
        Path file = Files.writeString(directory.resolve("file"), "content");
        Path below = file.resolve("model.bin");
        String message = assertThrows(IOException.class, () -> AtomicFile.write(below, text("x"))).getMessage();
        assertTrue(message.startsWith(below + ": could not create a temporary file in " + file + ": "), message);
        assertEquals("content", Files.readString(file));
    }

    @Test
    void aTargetThatIsADirectoryIsRefused() throws Exception {
        Files.createDirectory(target);
        assertEquals(target + ": expected the name of a file but got that of a directory",
                assertThrows(IOException.class, () -> AtomicFile.write(target, text("x"))).getMessage());
        assertTrue(Files.isDirectory(target));
        assertThrows(IOException.class, () -> AtomicFile.write(directory.getRoot(), text("x")));
    }

    @Test
    void aNameWithoutADirectoryIsOneInTheWorkingDirectory() throws Exception {
        Path relative = Path.of("").toAbsolutePath().relativize(target.toAbsolutePath());
        AtomicFile.write(relative, text("x"));
        assertOnly("x");
    }

    @Test
    void anInterruptedThreadStillWritesAndStaysInterrupted() throws Exception {
        Thread caller = Thread.currentThread();
        Thread.currentThread().interrupt();
        AtomicFile.write(target, text("before"));
        assertTrue(Thread.interrupted());
        assertOnly("before");

        AtomicFile.write(target, out -> {
            out.write("dur".getBytes(StandardCharsets.UTF_8));
            caller.interrupt();
            out.write("ing".getBytes(StandardCharsets.UTF_8));
        });
        assertTrue(Thread.interrupted());
        assertOnly("during");
    }

    @Test
    void aLinkStaysALinkAndWhatItLeadsToIsReplaced() throws Exception {
        Path elsewhere = Files.createDirectory(directory.resolve("elsewhere"));
        Path real = Files.writeString(elsewhere.resolve("real.bin"), "first");
        try {
            Files.createSymbolicLink(target, real);
        } catch (UnsupportedOperationException | IOException e) {
            Assumptions.abort("no symbolic links here");
        }
        AtomicFile.write(target, text("second"));
        assertTrue(Files.isSymbolicLink(target));
        assertEquals("second", Files.readString(real));
    }

    @Test
    void permissionsOfTheEarlierFileAreKept() throws Exception {
        FileStore store = Files.getFileStore(directory);
        Assumptions.assumeTrue(store.supportsFileAttributeView("posix"));
        AtomicFile.write(target, text("first"));
        for (String permissions : List.of("rw-------", "rw-rw-rw-", "r--r-----")) {
            Files.setPosixFilePermissions(target, PosixFilePermissions.fromString(permissions));
            AtomicFile.write(target, text("next"));
            assertEquals(permissions, PosixFilePermissions.toString(Files.getPosixFilePermissions(target)));
        }
    }

    @Test
    void writersInOneProcessDoNotDisturbEachOther() throws Exception {
        List<Thread> threads = new ArrayList<>();
        List<Throwable> failures = new ArrayList<>();
        for (int i = 0; i < 8; i++) {
            String content = Integer.toString(i).repeat(10_000);
            threads.add(new Thread(() -> {
                try {
                    for (int j = 0; j < 5; j++) {
                        AtomicFile.write(target, text(content));
                    }
                } catch (Throwable e) {
                    synchronized (failures) {
                        failures.add(e);
                    }
                }
            }));
        }
        threads.forEach(Thread::start);
        for (Thread thread : threads) {
            thread.join();
        }
        assertEquals(List.of(), failures);
        String content = Files.readString(target);
        assertOnly(content.substring(0, 1).repeat(10_000));
    }

    @Test
    void aLeftoverGoesWithTheNextWriteAndNothingElseDoes() throws Exception {
        String prefix = "." + target.getFileName() + ".";
        Files.writeString(directory.resolve(prefix + "12ab-0-ff.tmp"), "left behind");
        List<String> others = List.of(prefix + "tmp", prefix + "12ab-0.tmp", prefix + "12ab-0-ff.tmp2", prefix + "12ab-0-fg.tmp",
                ".other.bin.12ab-0-ff.tmp", "x" + prefix + "12ab-0-ff.tmp");
        for (String other : others) {
            Files.writeString(directory.resolve(other), "not ours");
        }
        AtomicFile.write(target, text("x"));
        assertEquals(Stream.concat(others.stream(), Stream.of(target.getFileName().toString())).sorted().toList(), files());
    }

    @Test
    void aWriteThatFailsTakesLeftoversAlongToo() throws Exception {
        Files.writeString(directory.resolve("." + target.getFileName() + ".12ab-0-ff.tmp"), "left behind");
        assertThrows(IOException.class, () -> AtomicFile.write(target, out -> {
            throw new IOException("no");
        }));
        assertEquals(List.of(), files());
    }

    @Test
    void theTemporaryOfALivingProcessStaysAndThatOfAKilledOneGoes() throws Exception {
        Process other = new ProcessBuilder(
                Path.of(System.getProperty("java.home"), "bin", "java").toString(), "-Xshare:auto", "-XX:TieredStopAtLevel=1",
                "-cp", System.getProperty("java.class.path"), StuckWriter.class.getName(), target.toString())
                .redirectError(ProcessBuilder.Redirect.DISCARD)
                .start();
        try {
            assertEquals('w', other.getInputStream().read(), "the other process is in the midst of writing");
            assertEquals(1, files().size());
            String temporary = files().get(0);

            AtomicFile.write(target, text("ours"));
            assertEquals(List.of(temporary, target.getFileName().toString()).stream().sorted().toList(), files());

            other.destroyForcibly();
            assertTrue(other.waitFor(30, TimeUnit.SECONDS));
            assertTrue(files().contains(temporary), "a killed process leaves its temporary");

            AtomicFile.write(target, text("ours again"));
            assertOnly("ours again");
        } finally {
            other.destroyForcibly();
        }
    }

    /** Another process, which says {@code w} once it has written something and then never ends. */
    static final class StuckWriter {

        private StuckWriter() {
        }

        /** Writes to the file the first argument names. */
        public static void main(String[] arguments) throws IOException {
            AtomicFile.write(Path.of(arguments[0]), out -> {
                out.write("half".getBytes(StandardCharsets.UTF_8));
                System.out.write('w');
                System.out.flush();
                try {
                    new CountDownLatch(1).await();
                } catch (InterruptedException e) {
                    throw new IllegalStateException(e);
                }
            });
        }
    }

    /** A stream on a disk with so much space. */
    private static final class LimitedStream extends OutputStream {

        private final OutputStream out;
        private final IOException full;
        private int space;

        LimitedStream(OutputStream out, int space, IOException full) {
            this.out = out;
            this.space = space;
            this.full = full;
        }

        @Override
        public void write(int b) throws IOException {
            write(new byte[] {(byte) b}, 0, 1);
        }

        @Override
        public void write(byte[] bytes, int offset, int length) throws IOException {
            int part = Math.min(space, length);
            out.write(bytes, offset, part);
            space -= part;
            if (part < length) {
                throw full;
            }
        }
    }

    @Test
    void nothingIsLeftOpen() throws Exception {
        Path descriptors = Path.of("/proc/self/fd");
        Assumptions.assumeTrue(Files.isDirectory(descriptors));
        AtomicFile.write(target, text("x"));
        assertThrows(IOException.class, () -> AtomicFile.write(target, out -> {
            throw new IOException("no");
        }));
        try (Stream<Path> open = Files.list(descriptors)) {
            assertFalse(open.anyMatch(path -> {
                try {
                    return Files.readSymbolicLink(path).toString().contains(directory.toString());
                } catch (IOException e) {
                    return false;
                }
            }));
        }
    }
}
