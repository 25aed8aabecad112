package org.rnn4j.examples.frames;

import java.awt.image.BufferedImage;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import javax.imageio.ImageIO;

/** Writes videos as the folders that {@link VideoFolder} reads. */
final class VideoFiles {

    private VideoFiles() {
    }

    static void write(Path directory, List<Video> videos) throws IOException {
        StringBuilder table = new StringBuilder();
        for (Video video : videos) {
            Path home = Files.createDirectories(directory.resolve(video.name()));
            for (int t = 0; t < video.length(); t++) {
                String name = String.format("%03d.png", t);
                writePng(home.resolve(name), video.frames()[t], video.width());
                table.append(video.name()).append('\t').append(name).append('\t').append(video.labels().get(t)).append('\n');
            }
        }
        Files.writeString(directory.resolve("labels.tsv"), table);
    }

    static void writePng(Path file, float[] pixels, int width) throws IOException {
        BufferedImage image = new BufferedImage(width, pixels.length / width, BufferedImage.TYPE_BYTE_GRAY);
        for (int i = 0; i < pixels.length; i++) {
            image.getRaster().setSample(i % width, i / width, 0, Math.round(255 * pixels[i]));
        }
        ImageIO.write(image, "png", file.toFile());
    }
}
