package org.rnn4j.docs;

import static org.junit.jupiter.api.Assertions.assertTrue;
import static org.junit.jupiter.api.DynamicTest.dynamicTest;

import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.Locale;
import java.util.regex.Matcher;
import java.util.regex.Pattern;
import java.util.stream.Stream;
import org.junit.jupiter.api.DynamicTest;
import org.junit.jupiter.api.TestFactory;

class LinksTest {

    private static final Pattern LINK = Pattern.compile("\\]\\(([^)#\\s]*)(#[^)\\s]+)?\\)");

    @TestFactory
    Stream<DynamicTest> theLinksOfEveryPageLeadToFilesAndHeadingsThatAreThere() {
        return Project.pages().stream().map(page -> dynamicTest(page.getFileName().toString(), () -> check(page)));
    }

    private static void check(Path page) {
        List<String> lines = Project.read(page);
        for (int at = 0; at < lines.size(); at++) {
            Matcher link = LINK.matcher(lines.get(at));
            while (link.find()) {
                if (link.group(1).contains("://")) {
                    continue;
                }
                String place = page.getFileName() + ", line " + (at + 1) + ": " + link.group();
                Path target = link.group(1).isEmpty() ? page : page.resolveSibling(link.group(1)).normalize();
                assertTrue(Files.exists(target), place + " leads to no file");
                if (link.group(2) != null) {
                    assertTrue(Project.read(target).stream().anyMatch(line -> line.startsWith("#")
                            && anchor(line).equals(link.group(2))), place + " leads to no heading");
                }
            }
        }
    }

    /** What the usual renderers make of a heading: lower case, spaces as hyphens, no punctuation. */
    private static String anchor(String heading) {
        return "#" + heading.replaceFirst("#+\\s*", "").toLowerCase(Locale.ROOT)
                .replaceAll("[^\\p{L}\\p{N} _-]", "").replace(' ', '-');
    }
}
