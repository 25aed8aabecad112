package org.rnn4j.docs;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertThrows;
import static org.junit.jupiter.api.Assertions.assertTrue;
import static org.junit.jupiter.api.DynamicTest.dynamicTest;

import java.nio.file.Path;
import java.util.List;
import java.util.function.UnaryOperator;
import java.util.stream.Stream;
import org.junit.jupiter.api.DynamicTest;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.TestFactory;

/** With {@code -Drnn4j.docs.write=true} the pages are rewritten instead. */
class SnippetsTest {

    @TestFactory
    Stream<DynamicTest> theCodeBlocksOfEveryPageAreThoseOfTheTests() {
        return Project.pages().stream().map(page -> dynamicTest(page.getFileName().toString(), () -> check(page)));
    }

    private static void check(Path page) {
        List<String> lines = Project.read(page);
        List<String> updated = MarkdownPage.update(page.getFileName().toString(), lines, Project::region, Project::output);
        if (Project.isToBeWritten()) {
            Project.write(page, updated);
            return;
        }
        for (int at = 0; at < Math.min(lines.size(), updated.size()); at++) {
            assertEquals(updated.get(at), lines.get(at), page + ", line " + (at + 1)
                    + " has drifted from its source; -Drnn4j.docs.write=true rewrites the page");
        }
        assertEquals(updated.size(), lines.size(), page + ": number of lines; -Drnn4j.docs.write=true rewrites the page");
    }

    @Test
    void theTutorialIsAmongThePages() {
        assertTrue(Project.pages().stream().anyMatch(page -> page.endsWith("docs/tutorial.md")), () -> Project.pages().toString());
    }

    // ---- the comparison itself ------------------------------------------------------------------------------------------

    private static List<String> update(String... lines) {
        UnaryOperator<String> found = reference -> "text of " + reference;
        return MarkdownPage.update("page.md", List.of(lines), found, found);
    }

    private static String problemOf(String... lines) {
        return assertThrows(AssertionError.class, () -> update(lines)).getMessage();
    }

    @Test
    void aMarkedBlockIsReplacedAndEverythingElseIsKept() {
        assertEquals(List.of("a", "<!-- snippet: A#b -->", "```java", "text of A#b", "```", "b", "```sh", "ls", "```"),
                update("a", "<!-- snippet: A#b -->", "```java", "old", "lines", "```", "b", "```sh", "ls", "```"));
        assertEquals(List.of("<!-- output: hello -->", "```text", "text of hello", "```"),
                update("<!-- output: hello -->", "```text", "```"));
    }

    @Test
    void aJavaBlockWithoutAMarkerIsAnError() {
        assertEquals("page.md, line 2: expected <!-- snippet: ClassName#region --> before a java block but got none",
                problemOf("a", "```java", "int i;", "```"));
        assertEquals("page.md, line 3: expected <!-- snippet: ClassName#region --> before a java block but got none",
                problemOf("<!-- snippet: A#b -- >", "", "```java", "int i;", "```"));
    }

    @Test
    void aMarkerWithoutABlockIsAnError() {
        assertEquals("page.md, line 2: expected ```java but got a", problemOf("<!-- snippet: A#b -->", "a"));
        assertEquals("page.md, line 2: expected ```text but got ```java", problemOf("<!-- output: b -->", "```java", "```"));
        assertEquals("page.md, line 2: expected a block after the last line but got none", problemOf("a", "<!-- snippet: A#b -->"));
    }

    @Test
    void aBlockWithoutAnEndIsAnError() {
        assertEquals("page.md, line 1: expected a block with an end but got the end of the page", problemOf("```sh", "ls"));
    }

    @Test
    void aRegionLosesItsMarginAndTheMarkersInsideIt() {
        List<String> source = List.of("class A {", "    // [start:a]", "    int i;", "", "    // [start:b]", "        int j;",
                "    // [end:b]", "    // [end:a]", "}");
        assertEquals("int i;\n\n    int j;", Region.of("A#a", source, "a"));
        assertEquals("int j;", Region.of("A#b", source, "b"));
    }

    @Test
    void aRegionThatIsNotThereOrThereTwiceIsAnErrorThatNamesIt() {
        assertEquals("A#c: expected one line // [start:c] but got none",
                assertThrows(AssertionError.class, () -> Region.of("A#c", List.of("a"), "c")).getMessage());
        List<String> twice = List.of("// [start:c]", "// [end:c]", "// [start:c]", "// [end:c]");
        assertEquals("A#c: expected one line // [start:c] but got several",
                assertThrows(AssertionError.class, () -> Region.of("A#c", twice, "c")).getMessage());
        assertTrue(assertThrows(AssertionError.class, () -> Project.region("NoSuchClass#a")).getMessage()
                .startsWith("NoSuchClass#a: expected one file NoSuchClass.java below "));
    }
}
