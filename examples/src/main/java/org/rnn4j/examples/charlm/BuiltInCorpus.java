package org.rnn4j.examples.charlm;

import java.io.IOException;
import java.io.UncheckedIOException;
import java.net.URI;
import java.net.URISyntaxException;
import java.net.URL;
import java.nio.file.FileSystem;
import java.nio.file.FileSystems;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.Comparator;
import java.util.List;
import java.util.Map;
import java.util.stream.Stream;

/** The library's own Java source, packed beside these classes at build time: a text that is always there. */
final class BuiltInCorpus {

    private static final String ROOT = "/corpus/org/rnn4j";

    private BuiltInCorpus() {
    }

    /** {@return all source files one after the other, in the order of their names} */
    static String text() {
        URL root = BuiltInCorpus.class.getResource(ROOT);
        if (root == null) {
            throw new IllegalStateException("the built-in corpus is not in this jar: " + ROOT);
        }
        try {
            URI uri = root.toURI();
            if (!uri.getScheme().equals("jar")) {
                return join(Path.of(uri));
            }
            try (FileSystem jar = FileSystems.newFileSystem(uri, Map.of())) {
                return join(jar.getPath(ROOT));
            }
        } catch (IOException e) {
            throw new UncheckedIOException("reading the built-in corpus", e);
        } catch (URISyntaxException e) {
            throw new IllegalStateException("reading the built-in corpus", e);
        }
    }

    private static String join(Path root) throws IOException {
        List<Path> files;
        try (Stream<Path> walk = Files.walk(root)) {
            files = walk.filter(file -> file.toString().endsWith(".java"))
                    .sorted(Comparator.comparing((Path file) -> root.relativize(file).toString().replace('\\', '/')))
                    .toList();
        }
        StringBuilder text = new StringBuilder();
        for (Path file : files) {
            text.append(Files.readString(file)).append('\n');
        }
        return text.toString();
    }
}
