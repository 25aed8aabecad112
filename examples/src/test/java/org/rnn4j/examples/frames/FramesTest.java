package org.rnn4j.examples.frames;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertFalse;
import static org.junit.jupiter.api.Assertions.assertTrue;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;
import java.util.Map;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.rnn4j.examples.Cli;
import org.rnn4j.examples.Json;
import org.rnn4j.io.Model;
import org.rnn4j.layer.Network;

class FramesTest {

    @TempDir
    private Path directory;

    private static Cli.Result run(Object... words) {
        List<Object> all = new ArrayList<>(List.of("frames"));
        all.addAll(List.of(words));
        return Cli.run(all.toArray());
    }

    private static Map<String, Object> lastLine(Path metrics) throws IOException {
        List<String> lines = Files.readAllLines(metrics);
        return Json.object(lines.get(lines.size() - 1));
    }

    @Test
    void itLearnsWhatNoSingleFrameShowsAndComesBackFromItsFile() throws IOException {
        Path metrics = directory.resolve("metrics.jsonl");
        Path model = directory.resolve("model");
        Cli.Result trained = run("--videos", 300, "--hidden", 24, "--epochs", 4, "--lr", 0.02, "--batch", 10, "--threads", 1,
                "--out", model, "--metrics", metrics);
        assertEquals(0, trained.status(), trained.err());
        Map<String, Object> result = lastLine(metrics);
        assertEquals(List.of("result", "frames", "test"), List.of(result.get("event"), result.get("example"), result.get("split")));
        assertTrue((double) result.get("accuracy") > (double) result.get("baseline") + 0.05, result.toString());
        assertTrue((double) result.get("baseline") < 0.55, result.toString());
        assertTrue(trained.out().contains("by a network that sees each frame alone"), trained.out());

        Cli.Result measured = run("--model", model, "--videos", 300, "--metrics", metrics);
        assertEquals(0, measured.status(), measured.err());
        Map<String, Object> again = lastLine(metrics);
        assertFalse(again.containsKey("baseline"), "nothing is trained");
        result.remove("baseline");
        assertEquals(result, again);
    }

    @Test
    void videosOfOnesOwnAreLearnedAndMeasured() throws IOException {
        Path train = Files.createDirectories(directory.resolve("train"));
        Path test = Files.createDirectories(directory.resolve("test"));
        Path other = Files.createDirectories(directory.resolve("other"));
        VideoFiles.write(train, MovingDot.splits(12, 0, 0, 1).training());
        Video video = MovingDot.splits(1, 0, 0, 2).training().get(0);
        List<String> labels = new ArrayList<>(video.labels());
        labels.set(3, "upside down");
        VideoFiles.write(test, List.of(new Video("v", 16, video.frames(), labels)));
        VideoFiles.write(other, List.of(new Video("v", 8, video.frames(), video.labels())));
        Path metrics = directory.resolve("metrics.jsonl");
        Path model = directory.resolve("model");
        Cli.Result trained = run("--train", train, "--test", test, "--hidden", 4, "--epochs", 1, "--threads", 1, "--out", model,
                "--metrics", metrics);
        assertEquals(0, trained.status(), trained.err());
        assertTrue(trained.out().startsWith("11 videos to learn from, 1 to stop by, 1 to be measured on"), trained.out());
        assertTrue(trained.out().contains("\nupside down "), "a label that was never seen counts as well, as wrong: " + trained.out());

        Cli.Result wrong = run("--model", model, "--test", other);
        assertEquals(2, wrong.status());
        assertEquals("rnn4j-examples frames: v: expected frames of 16 x 8 pixels, as the network has seen, but got 8 x 16",
                wrong.err().strip());
    }

    @Test
    void whatIsToldOfAFrameDoesNotDependOnLaterOnes() throws IOException {
        Path model = directory.resolve("model");
        assertEquals(0, run("--videos", 20, "--hidden", 8, "--epochs", 1, "--threads", 1, "--out", model).status());
        Path file = model.resolve("model.safetensors");
        Network network = Model.load(file).network();
        assertTrue(network.layers().stream().allMatch(layer -> layer.streams()));
        FrameLabeller labeller = FrameLabeller.of(Model.load(file), file);
        Video video = MovingDot.splits(1, 0, 0, 5).training().get(0);
        Video start = new Video("start", 16, Arrays.copyOf(video.frames(), 7), video.labels().subList(0, 7));
        assertEquals(labeller.label(video).subList(0, 7), labeller.label(start));
    }

    @Test
    void badInputIsOneLineAndNothingIsMade() throws IOException {
        Path out = directory.resolve("out");
        Path folder = Files.createDirectories(directory.resolve("folder"));
        VideoFiles.write(folder, MovingDot.splits(11, 0, 0, 1).training());
        Path table = folder.resolve("labels.tsv");
        Files.writeString(table, Files.readString(table).replaceFirst("004.png", "400.png"));
        assertRefused(table + ": line 5, column 2: expected the name of a PNG file", "--data", folder, "--out", out);
        assertRefused("labels.tsv: no such file", "--data", directory, "--out", out);
        assertRefused("--videos", "--videos", 1, "--out", out);
        assertRefused("--model " + out + ": no such directory", "--model", out);
        assertFalse(Files.exists(out));
    }

    private static void assertRefused(String part, Object... words) {
        Cli.Result result = run(words);
        assertEquals(2, result.status(), result.out());
        assertEquals(1, result.errorLines().size(), result.err());
        assertTrue(result.err().startsWith("rnn4j-examples frames: ") && result.err().contains(part), result.err());
    }
}
