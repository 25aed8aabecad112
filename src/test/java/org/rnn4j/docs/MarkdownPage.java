package org.rnn4j.docs;

import java.util.ArrayList;
import java.util.List;
import java.util.function.UnaryOperator;
import java.util.regex.Matcher;
import java.util.regex.Pattern;

/**
 * A page whose code blocks are copies. The line before a block says of what:
 * <pre>
 *   &lt;!-- snippet: ClassName#region --&gt;     before ```java: the region of that class between
 *                                            // [start:region] and // [end:region]
 *   &lt;!-- output: name --&gt;                  before ```text: what a program printed, kept in name.txt
 * </pre>
 * Every java block has such a line.
 */
final class MarkdownPage {

    private static final String FENCE = "```";
    private static final Pattern MARKER = Pattern.compile("<!-- (snippet|output): (\\S+) -->\\s*");

    private MarkdownPage() {
    }

    /**
     * {@return the page with the blocks as they should be}
     *
     * @param name for messages
     * @param lines the page
     * @param snippets the text of a region, by {@code ClassName#region}
     * @param outputs what was printed, by name
     * @throws AssertionError when a block has no marker or a marker no block
     */
    static List<String> update(String name, List<String> lines, UnaryOperator<String> snippets, UnaryOperator<String> outputs) {
        List<String> result = new ArrayList<>();
        for (int at = 0; at < lines.size(); at++) {
            String line = lines.get(at);
            Matcher marker = MARKER.matcher(at == 0 ? "" : lines.get(at - 1));
            boolean marked = marker.matches();
            result.add(line);
            if (marked) {
                boolean snippet = marker.group(1).equals("snippet");
                String fence = FENCE + (snippet ? "java" : "text");
                require(line.equals(fence), name, at, fence, line);
                result.addAll((snippet ? snippets : outputs).apply(marker.group(2)).lines().toList());
                at = end(name, lines, at);
                result.add(FENCE);
            } else if (line.startsWith(FENCE)) {
                require(!line.substring(FENCE.length()).strip().equalsIgnoreCase("java"), name, at, "<!-- snippet: ClassName#region --> before a java block", "none");
                int end = end(name, lines, at);
                result.addAll(lines.subList(at + 1, end + 1));
                at = end;
            }
        }
        require(lines.isEmpty() || !MARKER.matcher(lines.get(lines.size() - 1)).matches(), name, lines.size() - 1, "a block after the last line", "none");
        return result;
    }

    private static int end(String name, List<String> lines, int start) {
        int at = start + 1;
        while (at < lines.size() && !lines.get(at).equals(FENCE)) {
            at++;
        }
        require(at < lines.size(), name, start, "a block with an end", "the end of the page");
        return at;
    }

    private static void require(boolean condition, String name, int at, String expected, String actual) {
        if (!condition) {
            throw new AssertionError(name + ", line " + (at + 1) + ": expected " + expected + " but got " + actual);
        }
    }
}
