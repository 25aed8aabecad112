package org.rnn4j.examples.frames;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.InvalidPathException;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.TreeSet;
import java.util.stream.Stream;
import org.rnn4j.examples.common.Problems;
import org.rnn4j.examples.common.Tables;
import org.rnn4j.examples.common.UserException;

/**
 * Reads videos of one's own: a folder with a file {@code labels.tsv} and a folder for each video with its frames as PNG files, all of
 * one size. A row of the table is the name of the video's folder, the name of the frame's file in it, and what happens in the frame;
 * the rows of a video stand in the order of time. Every PNG file of a video must have its row, since a frame left out would tear time
 * apart.
 */
final class VideoFolder {

    static final String LABELS = "labels.tsv";

    /** A longer video should be cut; it would need memory that nobody expects. */
    static final int LONGEST = 5000;

    private final Path folder;
    private final Map<String, List<Tables.Row>> rows = new LinkedHashMap<>();
    private GreyPng first;

    private VideoFolder(Path folder) {
        this.folder = folder;
    }

    /** {@return the videos of a folder} @param path the folder, or the table of labels in it */
    static List<Video> read(Path path) {
        Path labels = Files.isDirectory(path) ? path.resolve(LABELS) : path;
        VideoFolder reader = new VideoFolder(labels.resolveSibling(""));
        for (Tables.Row row : Tables.readTsv(labels, "video", "frame", "label")) {
            String[] expected = {"the name of a video's folder", "the name of a PNG file", "a label"};
            for (int column = 0; column < 3; column++) {
                if (row.cells().get(column).isBlank()) {
                    throw row.wrong(column, expected[column], "nothing");
                }
            }
            reader.rows.computeIfAbsent(row.cells().get(0), video -> new ArrayList<>()).add(row);
        }
        return reader.rows.keySet().stream().map(reader::video).toList();
    }

    private Video video(String name) {
        List<Tables.Row> own = rows.get(name);
        Path home = resolve(folder, own.get(0), 0);
        if (!Files.isDirectory(home)) {
            throw own.get(0).wrong(0, "the name of a folder in " + folder, "'" + name + "'");
        }
        if (own.size() > LONGEST) {
            throw own.get(LONGEST).wrong(1, "a video of at most " + LONGEST + " frames, or several", "one of " + own.size());
        }
        float[][] frames = new float[own.size()][];
        List<String> labels = new ArrayList<>();
        TreeSet<Path> unlabelled = pictures(home);
        TreeSet<Path> used = new TreeSet<>();
        for (int t = 0; t < frames.length; t++) {
            Path file = resolve(home, own.get(t), 1);
            if (!Files.isRegularFile(file)) {
                throw own.get(t).wrong(1, "the name of a PNG file in " + home, "'" + own.get(t).cells().get(1) + "'");
            }
            if (!used.add(file)) {
                throw own.get(t).wrong(1, "each frame once", "'" + own.get(t).cells().get(1) + "' again");
            }
            unlabelled.remove(file);
            frames[t] = picture(file);
            labels.add(own.get(t).cells().get(2));
        }
        if (!unlabelled.isEmpty()) {
            throw new UserException(unlabelled.first() + ": expected a row with its label in " + own.get(0).file()
                    + " but found none");
        }
        return new Video(name, first.width(), frames, labels);
    }

    private static Path resolve(Path folder, Tables.Row row, int column) {
        try {
            return folder.resolve(row.cells().get(column)).normalize();
        } catch (InvalidPathException e) {
            throw row.wrong(column, "the name of a file", "'" + row.cells().get(column) + "'");
        }
    }

    private static TreeSet<Path> pictures(Path home) {
        try (Stream<Path> files = Files.list(home)) {
            return new TreeSet<>(files.filter(file -> file.getFileName().toString().toLowerCase(Locale.ROOT).endsWith(".png"))
                    .map(Path::normalize).toList());
        } catch (IOException e) {
            throw new UserException(home + ": cannot be read: " + Problems.reason(e));
        }
    }

    private float[] picture(Path file) {
        GreyPng picture = GreyPng.read(file);
        if (first == null) {
            first = picture;
        }
        if (picture.width() != first.width() || picture.height() != first.height()) {
            throw new UserException(file + ": expected " + first.width() + " x " + first.height() + " pixels as in " + first.file()
                    + " but got " + picture.width() + " x " + picture.height());
        }
        return picture.pixels();
    }
}
