package org.rnn4j.examples.frames;

import static org.junit.jupiter.api.Assertions.assertArrayEquals;
import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertThrows;
import static org.junit.jupiter.api.Assertions.assertTrue;

import java.awt.image.BufferedImage;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.Arrays;
import java.util.List;
import javax.imageio.ImageIO;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.rnn4j.examples.common.Splits;
import org.rnn4j.examples.common.UserException;

class VideoFolderTest {

    @TempDir
    private Path directory;

    @Test
    void whatIsWrittenIsReadToTheSamePixels() throws IOException {
        Splits<Video> made = MovingDot.splits(3, 0, 0, 1);
        VideoFiles.write(directory, made.training());
        for (Path path : List.of(directory, directory.resolve("labels.tsv"))) {
            List<Video> read = VideoFolder.read(path);
            assertEquals(3, read.size());
            for (int i = 0; i < 3; i++) {
                Video expected = made.training().get(i);
                assertEquals(expected.name(), read.get(i).name());
                assertEquals(expected.labels(), read.get(i).labels());
                assertEquals(16, read.get(i).width());
                assertArrayEquals(expected.frames(), read.get(i).frames());
            }
        }
    }

    @Test
    void aTableWithAMarkAndCrlfIsReadAndColoursBecomeGrey() throws IOException {
        Path video = Files.createDirectories(directory.resolve("v"));
        BufferedImage colours = new BufferedImage(3, 2, BufferedImage.TYPE_INT_ARGB);
        int[] argb = {0xFFFF0000, 0xFF00FF00, 0xFF0000FF, 0xFFFFFFFF, 0x00FFFFFF, 0xFF000000};
        for (int i = 0; i < 6; i++) {
            colours.setRGB(i % 3, i / 3, argb[i]);
        }
        ImageIO.write(colours, "png", video.resolve("0.png").toFile());
        Files.writeString(directory.resolve("labels.tsv"), "\uFEFFv\t0.png\tstill\r\n");
        Video read = VideoFolder.read(directory).get(0);
        assertEquals(List.of("still"), read.labels());
        assertArrayEquals(new float[] {0.299f, 0.587f, 0.114f, 1, 0, 0}, read.frames()[0], 1e-6f);
    }

    @Test
    void whatIsWrongIsNamedByFileLineAndColumn() throws IOException {
        VideoFiles.write(directory, MovingDot.splits(1, 0, 0, 1).training());
        Path labels = directory.resolve("labels.tsv");
        String good = Files.readString(labels);
        Path home = directory.resolve("video 1");
        assertRefused(good.replaceFirst("001.png", "none.png"), labels + ": line 2, column 2: expected the name of a PNG file in " + home,
                "but got 'none.png'");
        assertRefused(good.replaceFirst("001.png", "000.png"), labels + ": line 2, column 2: expected each frame once");
        assertRefused(good.replaceFirst("video 1", "video 2"), labels + ": line 1, column 1: expected the name of a folder in ", "'video 2'");
        assertRefused(good.replaceFirst("still", ""), labels + ": line 1, column 3: expected a label but got nothing");
        assertRefused(good.replaceFirst("\tstill", ""), labels + ": line 1: expected 3 cells (video, frame, label)", "got 2");
        assertRefused(good.substring(good.indexOf('\n') + 1), home.resolve("000.png") + ": expected a row with its label in " + labels);
        assertRefused("\n\n", "every line is blank");

        VideoFiles.writePng(home.resolve("003.png"), new float[15 * 8], 15);
        assertRefused(good, home.resolve("003.png") + ": expected 16 x 8 pixels as in " + home.resolve("000.png") + " but got 15 x 8");
        byte[] png = Files.readAllBytes(home.resolve("002.png"));
        Files.write(home.resolve("002.png"), Arrays.copyOf(png, 40));
        assertRefused(good, home.resolve("002.png") + ": expected a PNG picture");
        Files.writeString(home.resolve("002.png"), "no picture");
        assertRefused(good, home.resolve("002.png") + ": expected a PNG picture");
        VideoFiles.writePng(home.resolve("001.png"), new float[200 * 100], 200);
        assertRefused(good, home.resolve("001.png") + ": expected at most 16384 pixels but got 200 x 100");
        Files.delete(labels);
        assertTrue(assertThrows(UserException.class, () -> VideoFolder.read(directory)).getMessage().contains("labels.tsv: no such file"));
    }

    @Test
    void aVideoOfAHundredThousandFramesIsRefusedBeforeOneIsRead() throws IOException {
        Files.createDirectories(directory.resolve("v"));
        StringBuilder text = new StringBuilder();
        for (int i = 0; i < 100_000; i++) {
            text.append("v\t").append(i).append(".png\tstill\n");
        }
        assertRefused(text.toString(), ": line 5001, column 2: expected a video of at most 5000 frames, or several but got one of 100000");
    }

    private void assertRefused(String table, String... parts) throws IOException {
        Files.writeString(directory.resolve("labels.tsv"), table);
        String message = assertThrows(UserException.class, () -> VideoFolder.read(directory)).getMessage();
        for (String part : parts) {
            assertTrue(message.contains(part), "expected '" + part + "' in: " + message);
        }
    }
}
