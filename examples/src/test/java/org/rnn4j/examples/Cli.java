package org.rnn4j.examples;

import java.io.ByteArrayOutputStream;
import java.io.IOException;
import java.io.InputStream;
import java.io.PrintStream;
import java.lang.management.ManagementFactory;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import org.rnn4j.examples.common.CommandLines;

/** The command line as a user has it, in this JVM or in one of its own. */
public final class Cli {

    private Cli() {
    }

    /** How a command ended and what it said. */
    public record Result(int status, String out, String err) {

        public List<String> errorLines() {
            return err.lines().filter(line -> !line.isBlank()).toList();
        }
    }

    /** Runs a command in this JVM, from which it does not exit. */
    public static Result run(Object... arguments) {
        PrintStream realOut = System.out;
        PrintStream realErr = System.err;
        ByteArrayOutputStream out = new ByteArrayOutputStream();
        ByteArrayOutputStream err = new ByteArrayOutputStream();
        System.setOut(new PrintStream(out, true, StandardCharsets.UTF_8));
        System.setErr(new PrintStream(err, true, StandardCharsets.UTF_8));
        try {
            int status = CommandLines.execute(Examples.class, words(arguments).toArray(String[]::new));
            return new Result(status, out.toString(StandardCharsets.UTF_8), err.toString(StandardCharsets.UTF_8));
        } finally {
            System.setOut(realOut);
            System.setErr(realErr);
        }
    }

    /** Runs a command in a JVM of its own, to its end. */
    public static Result runInJvm(Object... arguments) throws Exception {
        return finish(builder(arguments));
    }

    /** Runs a command in a JVM of its own that may make no file larger than so many blocks of 512 bytes. */
    public static Result runWithSmallFiles(int blocks, Object... arguments) throws Exception {
        ProcessBuilder limited = builder(arguments);
        List<String> words = new ArrayList<>(List.of("sh", "-c", "ulimit -f " + blocks + "; exec \"$@\"", "sh"));
        words.addAll(limited.command());
        return finish(limited.command(words));
    }

    private static Result finish(ProcessBuilder builder) throws Exception {
        Path err = Files.createTempFile("rnn4j", ".err");
        try {
            Process process = builder.redirectError(err.toFile()).start();
            String out;
            try (InputStream stream = process.getInputStream()) {
                out = new String(stream.readAllBytes(), StandardCharsets.UTF_8);
            }
            return new Result(process.waitFor(), out, Files.readString(err));
        } finally {
            Files.delete(err);
        }
    }

    /** Starts a command in a JVM of its own, which says nothing. */
    public static Process start(Object... arguments) throws IOException {
        return builder(arguments).redirectOutput(ProcessBuilder.Redirect.DISCARD)
                .redirectError(ProcessBuilder.Redirect.DISCARD).start();
    }

    private static ProcessBuilder builder(Object... arguments) {
        List<String> words = new ArrayList<>();
        words.add(Path.of(System.getProperty("java.home"), "bin", "java").toString());
        // The same kernels as here; and a start as quick as can be.
        ManagementFactory.getRuntimeMXBean().getInputArguments().stream().filter(flag -> flag.startsWith("--add-modules"))
                .forEach(words::add);
        words.addAll(List.of("-XX:+UseSerialGC", "-XX:TieredStopAtLevel=1", "-XX:-UsePerfData", "-Xmx128m", "-cp",
                System.getProperty("java.class.path")));
        words.add(Examples.class.getName());
        words.addAll(words(arguments));
        return new ProcessBuilder(words);
    }

    private static List<String> words(Object... arguments) {
        List<String> words = new ArrayList<>();
        for (Object argument : arguments) {
            if (argument instanceof List<?> list) {
                list.forEach(word -> words.add(word.toString()));
            } else {
                words.add(argument.toString());
            }
        }
        return words;
    }
}
