package org.rnn4j.docs;

import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.stream.Stream;

/** Where the pages and the code they show lie. */
final class Project {

    private static final Path ROOT = root();
    /** The library's packages. */
    static final Path LIBRARY = ROOT.resolve("src/main/java/org/rnn4j");

    private static final List<Path> SOURCES = List.of(
            ROOT.resolve("src/test/java/org/rnn4j/docs"), ROOT.resolve("examples/src/main/java"), ROOT.resolve("examples/src/test/java"));
    private static final Path OUTPUTS = ROOT.resolve("src/test/resources/org/rnn4j/docs");

    private Project() {
    }

    /** Tests run in the module's directory or, from an IDE, in the project's. */
    private static Path root() {
        Path directory = Path.of("").toAbsolutePath();
        return Files.isDirectory(directory.resolve("docs")) ? directory : directory.getParent();
    }

    /** {@return README.md and the pages of docs} */
    static List<Path> pages() {
        List<Path> pages = new ArrayList<>();
        if (Files.exists(ROOT.resolve("README.md"))) {
            pages.add(ROOT.resolve("README.md"));
        }
        pages.addAll(files(ROOT.resolve("docs"), ".md"));
        return pages;
    }

    /** {@return the files at or below a directory whose names end so, in order} */
    static List<Path> files(Path directory, String ending) {
        try (Stream<Path> walk = Files.walk(directory)) {
            return walk.filter(file -> file.getFileName().toString().endsWith(ending)).sorted().toList();
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
    }

    /** {@return the text of a region, by {@code ClassName#region}} */
    static String region(String reference) {
        String[] parts = reference.split("#");
        if (parts.length != 2) {
            throw new AssertionError("expected ClassName#region but got " + reference);
        }
        List<Path> found = SOURCES.stream().flatMap(source -> files(source, ".java").stream())
                .filter(file -> file.getFileName().toString().equals(parts[0] + ".java")).toList();
        if (found.size() != 1) {
            throw new AssertionError(reference + ": expected one file " + parts[0] + ".java below " + SOURCES + " but got " + found);
        }
        return Region.of(reference, read(found.get(0)), parts[1]);
    }

    static Path outputFile(String name) {
        return OUTPUTS.resolve(name + ".txt");
    }

    /** {@return what a program of the documentation prints} */
    static String output(String name) {
        return String.join("\n", read(outputFile(name)));
    }

    static List<String> read(Path file) {
        try {
            return Files.readAllLines(file);
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
    }

    static void write(Path file, List<String> lines) {
        try {
            Files.writeString(file, String.join("\n", lines) + "\n");
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
    }

    /** {@return whether pages and outputs are to be rewritten, not compared} */
    static boolean isToBeWritten() {
        return Boolean.getBoolean("rnn4j.docs.write");
    }
}
