package org.rnn4j.docs;

import java.util.List;

/** The lines of a source file between {@code // [start:name]} and {@code // [end:name]}, moved to the left margin. */
final class Region {

    private Region() {
    }

    static String of(String reference, List<String> source, String name) {
        int start = only(reference, source, "// [start:" + name + "]");
        int end = only(reference, source, "// [end:" + name + "]");
        if (end < start) {
            throw new AssertionError(reference + ": expected its start before its end");
        }
        List<String> lines = source.subList(start + 1, end).stream()
                .filter(line -> !line.strip().startsWith("// [start:") && !line.strip().startsWith("// [end:")).toList();
        int margin = lines.stream().filter(line -> !line.isBlank())
                .mapToInt(line -> line.length() - line.stripLeading().length()).min().orElse(0);
        return String.join("\n", lines.stream().map(line -> line.isBlank() ? "" : line.substring(margin)).toList());
    }

    private static int only(String reference, List<String> source, String marker) {
        List<String> stripped = source.stream().map(String::strip).toList();
        int at = stripped.indexOf(marker);
        if (at < 0 || at != stripped.lastIndexOf(marker)) {
            throw new AssertionError(reference + ": expected one line " + marker + " but got " + (at < 0 ? "none" : "several"));
        }
        return at;
    }
}
