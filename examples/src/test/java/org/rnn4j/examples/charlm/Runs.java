package org.rnn4j.examples.charlm;

import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.TreeMap;
import java.util.stream.Stream;
import org.rnn4j.examples.Cli;
import org.rnn4j.examples.Json;

/** Small training runs and what they leave behind. */
final class Runs {

    /** A model so small that a window takes a millisecond. */
    private static final List<Object> TOY = List.of("--hidden", 8, "--batch", 3, "--window", 6, "--lr", 0.02, "--dropout", 0.1);

    private Runs() {
    }

    /** A text with a pattern to learn, of 640 characters, some of them beyond ASCII and one beyond the first plane. */
    static Path text(Path directory) throws IOException {
        StringBuilder text = new StringBuilder();
        for (int i = 0; text.codePointCount(0, text.length()) < 640; i++) {
            text.append(i % 7 == 0 ? "naïve 한글 😀.\n" : "the cat sat on the mat. ");
        }
        return Files.writeString(directory.resolve("text.txt"), text.substring(0, text.offsetByCodePoints(0, 640)));
    }

    /** The words of a command that trains the toy, with further options or others in place of its own. */
    static List<Object> words(Path text, Path out, Object... more) {
        List<Object> given = List.of(more);
        List<Object> words = new ArrayList<>(List.of("charlm", "train"));
        List<Object> own = new ArrayList<>(TOY);
        own.addAll(List.of("--text", text, "--out", out));
        for (int i = 0; i < own.size(); i += 2) {
            if (!given.contains(own.get(i))) {
                words.addAll(own.subList(i, i + 2));
            }
        }
        words.addAll(given);
        return words;
    }

    static Cli.Result train(Path text, Path out, Object... more) {
        return Cli.run(words(text, out, more));
    }

    /** Every file below a directory, by name, with its bytes as text of one char each; directories as such. */
    static Map<String, String> tree(Path directory) throws IOException {
        Map<String, String> tree = new TreeMap<>();
        try (Stream<Path> walk = Files.walk(directory)) {
            for (Path path : walk.toList()) {
                tree.put(directory.relativize(path).toString(),
                        Files.isDirectory(path) ? "directory" : new String(Files.readAllBytes(path), StandardCharsets.ISO_8859_1));
            }
        }
        return tree;
    }

    /** The lines of a metrics file, each a JSON object. */
    static List<Map<String, Object>> metrics(Path file) throws IOException {
        List<Map<String, Object>> lines = new ArrayList<>();
        for (String line : Files.readAllLines(file)) {
            lines.add(Json.object(line));
        }
        return lines;
    }
}
