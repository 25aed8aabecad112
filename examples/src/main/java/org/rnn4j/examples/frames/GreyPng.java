package org.rnn4j.examples.frames;

import java.awt.image.BufferedImage;
import java.awt.image.IndexColorModel;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.Iterator;
import javax.imageio.ImageIO;
import javax.imageio.ImageReader;
import javax.imageio.stream.FileImageInputStream;
import org.rnn4j.examples.common.Problems;
import org.rnn4j.examples.common.UserException;

/**
 * A PNG file as grey values.
 *
 * @param file where it is from
 * @param width pixels in a row
 * @param height rows
 * @param pixels row by row from the top, from 0 (black) to 1 (white)
 */
record GreyPng(Path file, int width, int height, float[] pixels) {

    /** More pixels than this are more inputs than the examples can learn from. */
    static final int MOST_PIXELS = 1 << 14;

    /** {@return the picture in a file} @throws UserException when it is none, or too large */
    static GreyPng read(Path file) {
        if (!Files.isRegularFile(file)) {
            throw new UserException(file + ": " + (Files.exists(file) ? "expected a PNG file but it is none" : "no such file"));
        }
        Iterator<ImageReader> readers = ImageIO.getImageReadersByFormatName("png");
        ImageReader reader = readers.next();
        try (FileImageInputStream stream = new FileImageInputStream(file.toFile())) {
            reader.setInput(stream);
            long size = (long) reader.getWidth(0) * reader.getHeight(0);
            if (size > MOST_PIXELS) {                               // before memory is taken for it
                throw new UserException(file + ": expected at most " + MOST_PIXELS + " pixels but got " + reader.getWidth(0) + " x "
                        + reader.getHeight(0));
            }
            BufferedImage image = reader.read(0);
            return new GreyPng(file, image.getWidth(), image.getHeight(), grey(image));
        } catch (IOException | RuntimeException e) {
            if (e instanceof UserException known) {
                throw known;
            }
            // The reader also throws unchecked exceptions at damaged files.
            throw new UserException(file + ": expected a PNG picture but it cannot be read as one: "
                    + (e instanceof IOException io ? Problems.reason(io) : e.getClass().getSimpleName()));
        } finally {
            reader.dispose();
        }
    }

    private static float[] grey(BufferedImage image) {
        float[] pixels = new float[image.getWidth() * image.getHeight()];
        boolean isGrey = image.getRaster().getNumBands() == 1 && !(image.getColorModel() instanceof IndexColorModel);
        float white = (1 << image.getColorModel().getComponentSize(0)) - 1;
        for (int i = 0; i < pixels.length; i++) {
            int x = i % image.getWidth();
            int y = i / image.getWidth();
            // Of grey pictures getRGB would convert the gamma, and darken or brighten what is grey already.
            pixels[i] = isGrey ? image.getRaster().getSample(x, y, 0) / white : luma(image.getRGB(x, y));
        }
        return pixels;
    }

    /** The weights of ITU-R BT.601; what is transparent is black. */
    private static float luma(int argb) {
        float alpha = (argb >>> 24) / 255f;
        return alpha * (0.299f * (argb >> 16 & 255) + 0.587f * (argb >> 8 & 255) + 0.114f * (argb & 255)) / 255;
    }
}
