package org.rnn4j.docs;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertTrue;
import static org.junit.jupiter.api.DynamicTest.dynamicTest;

import java.nio.file.Path;
import java.util.List;
import java.util.regex.Matcher;
import java.util.regex.Pattern;
import java.util.stream.Stream;
import org.junit.jupiter.api.DynamicTest;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.TestFactory;

/** Dependencies go one way. {@code docs/CONTRIBUTING.md} has the same order. */
class PackageOrderTest {

    private static final List<String> ORDER =
            List.of("config", "random", "tensor", "init", "cell", "layer", "inference", "loss", "metric", "optim", "data", "seq2seq",
                    "train", "io");
    private static final Pattern USE = Pattern.compile("org\\.rnn4j\\.([a-z0-9]+)\\.(?=[A-Z])");

    @TestFactory
    Stream<DynamicTest> everyPackageUsesOnlyThoseBeforeIt() {
        return Stream.concat(ORDER.stream(), Stream.of("internal")).map(name -> dynamicTest(name, () -> check(name)));
    }

    private static void check(String name) {
        List<String> allowed = name.equals("internal") ? List.of("internal", "tensor") : ORDER.subList(0, ORDER.indexOf(name) + 1);
        List<Path> files = Project.files(Project.LIBRARY.resolve(name), ".java");
        assertTrue(files.size() > 1, () -> name + ": no files");
        for (Path file : files) {
            for (String line : Project.read(file)) {
                Matcher use = USE.matcher(line);
                while (line.startsWith("import ") && use.find()) {
                    assertTrue(allowed.contains(use.group(1)), () -> file + " uses " + use.group());
                }
            }
        }
    }

    @Test
    void thereAreNoOtherPackages() {
        List<String> packages = Project.files(Project.LIBRARY, "package-info.java").stream()
                .map(file -> file.getParent().getFileName().toString()).filter(name -> !name.equals("internal")).sorted().toList();
        assertEquals(ORDER.stream().sorted().toList(), packages);
    }
}
