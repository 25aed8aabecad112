package org.rnn4j.examples.caption;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertFalse;
import static org.junit.jupiter.api.Assertions.assertTrue;

import java.awt.image.BufferedImage;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.Arrays;
import java.util.List;
import java.util.Map;
import java.util.regex.Pattern;
import javax.imageio.ImageIO;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.rnn4j.examples.Cli;
import org.rnn4j.examples.Json;
import org.rnn4j.random.Xoshiro256;

class CaptionTest {

    private static final List<Scene.Colour> COLOURS = List.of(Scene.Colour.RED, Scene.Colour.WHITE, Scene.Colour.GREEN);

    @TempDir
    private Path directory;

    private static Map<String, Object> last(Path metrics) throws IOException {
        List<String> lines = Files.readAllLines(metrics);
        return Json.object(lines.get(lines.size() - 1));
    }

    @Test
    void atToySizeItRunsFromPicturesToAResult() throws IOException {
        for (List<String> how : List.of(List.of("--cell", "lstm"), List.of("--feedback", "--dropout", "0.1", "--layers", "2"))) {
            Path metrics = directory.resolve("metrics.jsonl");
            Cli.Result result = Cli.run("caption", "--pictures", 300, "--image-size", 8, "--hidden", 16, "--features", 16, "--epochs", 1,
                    "--threads", 1, "--metrics", metrics, how);
            assertEquals(0, result.status(), result.err());
            Map<String, Object> values = last(metrics);
            assertEquals("caption", values.get("example"));
            assertEquals("test", values.get("split"));
            assertTrue(values.containsKey("exact_match") && values.containsKey("word_accuracy"), values.toString());
            assertTrue((Double) values.get("baseline") < 0.05 && (Double) values.get("blind_exact_match") < 0.05, values.toString());
            assertTrue(result.out().contains(", rightly a "), result.out());
        }
    }

    /** A folder of pictures of few different things, which one that looks can tell apart. */
    private Path folder(int count) throws IOException {
        Path folder = Files.createDirectories(directory.resolve("pictures"));
        Xoshiro256 random = new Xoshiro256(5);
        StringBuilder captions = new StringBuilder("\uFEFF");
        for (int i = 0; i < count; i++) {
            Scene scene = new Scene(new Scene.Thing(Scene.Shape.CIRCLE, COLOURS.get(i / 4 % 3)), Scene.Relation.values()[i % 4],
                    new Scene.Thing(Scene.Shape.SQUARE, Scene.Colour.BLUE));
            BufferedImage image = new Painter(12 + i % 5, random).paint(scene);         // of different sizes
            ImageIO.write(image, "png", folder.resolve(i + ".png").toFile());
            captions.append(i).append(".png\t").append(scene.caption().replace("a red", "A Red")).append("\r\n");
        }
        Files.writeString(folder.resolve("captions.tsv"), captions);
        return folder;
    }

    @Test
    void aFolderOfOnesOwnIsLearnedAndItsModelComesBack() throws IOException {
        Path folder = folder(480);
        Path model = directory.resolve("model");
        Path metrics = directory.resolve("metrics.jsonl");
        Path image = folder.resolve("0.png");
        Cli.Result trained = Cli.run("caption", "--data", folder, "--out", model, "--metrics", metrics, "--image-size", 12, "--hidden", 48,
                "--features", 48, "--epochs", 25, "--batch", 16, "--lr", 0.005, "--threads", 1, "--patience", 8, "--image", image);
        assertEquals(0, trained.status(), trained.err());
        assertTrue(trained.out().contains("384 pictures to learn from, 48 to stop by, 48 to be measured on"), trained.out());
        double exact = (Double) last(metrics).get("exact_match");
        assertTrue(exact > 0.5, last(metrics).toString());
        assertTrue((Double) last(metrics).get("baseline") < 0.2, last(metrics).toString());
        String caption = trained.out().lines().reduce((before, line) -> line).orElseThrow();
        assertTrue(caption.matches(Pattern.quote(image + " -> ") + "a [a-z ]+"), caption);

        Cli.Result asked = Cli.run("caption", "--model", model, "--image", image);
        assertEquals(0, asked.status(), asked.err());
        assertTrue(asked.out().stripTrailing().endsWith(caption), asked.out());
        assertEquals(13, asked.out().lines().count(), "the picture in letters and one line");
        assertEquals(0, Cli.run("caption", "--model", model, "--test", folder, "--metrics", metrics).status());
        assertTrue((Double) last(metrics).get("exact_match") > 0.5, last(metrics).toString());
    }

    @Test
    void whatIsWrongInAFolderIsOneLineAndNothingIsMade() throws IOException {
        Path folder = folder(2);
        Path captions = folder.resolve("captions.tsv");
        Files.writeString(folder.resolve("text.png"), "no image");
        byte[] png = Files.readAllBytes(folder.resolve("0.png"));
        Files.write(folder.resolve("half.png"), Arrays.copyOf(png, png.length / 2));
        byte[] huge = png.clone();
        huge[16] = 0x01;                                            // the highest byte of its width
        Files.write(folder.resolve("huge.png"), huge);
        String good = "0.png\ta red circle\r\n";
        assertWrong(folder, good + "no.png\ta cat\n", captions + ": line 2, column 1", "'no.png': no such file");
        assertWrong(folder, good + "\n..\ta cat\n", captions + ": line 3, column 1", "'..': a folder");
        assertWrong(folder, good + "text.png\ta cat\n", captions + ": line 2, column 1", "'text.png'", "neither PNG");
        assertWrong(folder, good + "half.png\ta cat\n", captions + ": line 2, column 1", "'half.png'");
        assertWrong(folder, good + "huge.png\ta cat\n", captions + ": line 2, column 1", "'huge.png'");
        assertWrong(folder, good + "\ta cat\n", captions + ": line 2, column 1", "name of an image");
        assertWrong(folder, good + "1.png\t \n", captions + ": line 2, column 2", "expected a caption");
        assertWrong(folder, good + "1.png\n", captions + ": line 2", "expected 2 cells", "1");
        assertWrong(folder, good + "1.png\t" + "cat ".repeat(100_000) + "\n", captions + ": line 2, column 2",
                "at most 200 words but got 100000");
        assertWrong(folder, good, "at least 10 examples", "1");
        assertWrong(folder, "\n", captions + ": expected rows");
        Files.delete(captions);
        assertBad(Cli.run("caption", "--data", folder, "--out", directory.resolve("model")), captions + ": no such file");
        assertBad(Cli.run("caption", "--data", directory.resolve("none"), "--out", directory.resolve("model")), "folder", "none");
    }

    @Test
    void whatIsWrongOnTheCommandLineIsOneLineAndNothingIsMade() throws IOException {
        Path out = directory.resolve("model");
        Path text = Files.writeString(directory.resolve("text.png"), "no image");
        assertBad(Cli.run("caption", "--out", out, "--image", directory.resolve("no.png")), "no.png", "no such file");
        assertBad(Cli.run("caption", "--out", out, "--image", text), text + ": expected an image");
        assertBad(Cli.run("caption", "--out", out, "--data", text), "expected a folder", "it is a file");
        assertBad(Cli.run("caption", "--out", out, "--image-size", 1), "--image-size", "from 2");
        assertBad(Cli.run("caption", "--out", out, "--features", 0), "--features");
        assertBad(Cli.run("caption", "--out", out, "--pictures", 0), "--pictures");
        assertBad(Cli.run("caption", "--model", directory.resolve("none")), "--model", "none");
    }

    private void assertWrong(Path folder, String captions, String... named) throws IOException {
        Files.writeString(folder.resolve("captions.tsv"), captions);
        assertBad(Cli.run("caption", "--data", folder, "--out", directory.resolve("model"), "--metrics",
                directory.resolve("metrics.jsonl")), named);
    }

    private void assertBad(Cli.Result result, String... named) {
        assertEquals(2, result.status(), result.err());
        assertEquals(1, result.errorLines().size(), result.err());
        for (String part : named) {
            assertTrue(result.err().contains(part), part + " in " + result.err());
        }
        assertFalse(Files.exists(directory.resolve("model")));
        assertFalse(Files.exists(directory.resolve("metrics.jsonl")));
    }
}
