package org.rnn4j.examples.frames;

import java.util.List;

/** A video as text: some frames as pictures of signs side by side, and a line of what happens in each. */
final class FilmStrip {

    /** From dark to bright. */
    private static final String SHADES = "   .:-=*#@";

    private static final int LINE = 110;

    private FilmStrip() {
    }

    /**
     * {@return the first frames of a video, as many as stand side by side, with what happens in them and, below, what was told; lines end
     * in a line feed} None when not even one has room.
     */
    static String pictures(Video video, List<String> told, int most) {
        int cell = Math.max(video.width(), longest(video.labels(), told)) + 1;
        int count = Math.min(Math.min(most, video.length()), LINE / (cell + 1));
        StringBuilder text = new StringBuilder();
        for (int y = 0; y < video.pixels() / video.width(); y++) {
            for (int t = 0; t < count; t++) {
                for (int x = 0; x < cell; x++) {
                    text.append(x < video.width() ? shade(video.frames()[t][y * video.width() + x]) : ' ');
                }
                text.append('|');
            }
            text.append('\n');
        }
        row(text, video.labels().subList(0, count), cell);
        row(text, told.subList(0, count), cell);
        return count == 0 ? "" : text.toString();
    }

    private static int longest(List<String> labels, List<String> told) {
        return Math.max(labels.stream().mapToInt(String::length).max().orElse(0),
                told.stream().mapToInt(String::length).max().orElse(0));
    }

    private static char shade(float value) {
        return SHADES.charAt(Math.max(0, Math.min(SHADES.length() - 1, (int) (value * SHADES.length()))));
    }

    private static void row(StringBuilder text, List<String> labels, int cell) {
        labels.forEach(label -> text.append(label).append(" ".repeat(cell - label.length())).append('|'));
        text.append('\n');
    }

    /**
     * {@return what happens in a video and what was told, and a mark where that is wrong: a line for each run of frames in which neither
     * changes}
     */
    static String runs(Video video, List<String> told) {
        StringBuilder text = new StringBuilder();
        for (int from = 0; from < video.length(); ) {
            int to = from + 1;
            while (to < video.length() && video.labels().get(to).equals(video.labels().get(from)) && told.get(to).equals(told.get(from))) {
                to++;
            }
            String truth = video.labels().get(from);
            text.append(String.format("  frames %2d to %2d  %-12s told as %-12s%s\n", from + 1, to, truth, told.get(from),
                    truth.equals(told.get(from)) ? "" : "  wrong"));
            from = to;
        }
        return text.toString();
    }
}
