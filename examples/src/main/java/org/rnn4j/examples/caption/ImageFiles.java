package org.rnn4j.examples.caption;

import java.awt.image.BufferedImage;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.Iterator;
import java.util.List;
import javax.imageio.ImageIO;
import javax.imageio.ImageReader;
import javax.imageio.stream.ImageInputStream;
import org.rnn4j.examples.common.Tables;
import org.rnn4j.examples.common.UserException;

/** Reads images, and folders of them with a table {@code captions.tsv}: a line each, name of a file, tab, caption. */
final class ImageFiles {

    private static final String CAPTIONS = "captions.tsv";

    /** A few bytes of a PNG can ask for gigabytes. */
    private static final long MOST_PIXELS = 1L << 26;

    /** The pixels are an input of each step: a longer caption would need memory that nobody expects. */
    static final int LONGEST = 200;

    private ImageFiles() {
    }

    /** {@return the pictures of a folder, brought to one size} @throws UserException when one of them, or its caption, is not there */
    static List<Captioned> readFolder(Path folder, int size) {
        if (!Files.isDirectory(folder)) {
            throw new UserException(folder + ": expected a folder of images with a " + CAPTIONS + " but "
                    + (Files.exists(folder) ? "it is a file" : "there is none"));
        }
        List<Captioned> pictures = new ArrayList<>();
        for (Tables.Row row : Tables.readTsv(folder.resolve(CAPTIONS), "file", "caption")) {
            String name = row.cells().get(0).strip();
            if (name.isEmpty()) {
                throw row.wrong(0, "the name of an image", "nothing");
            }
            List<String> words = CaptionModel.words(row.cells().get(1));
            if (words.isEmpty()) {
                throw row.wrong(1, "a caption", "no word");
            }
            if (words.size() > LONGEST) {
                throw row.wrong(1, "a caption of at most " + LONGEST + " words", Integer.toString(words.size()));
            }
            try {
                pictures.add(new Captioned(Picture.of(image(folder.resolve(name)), size), words));
            } catch (IOException e) {
                throw row.wrong(0, "an image in the folder", "'" + name + "': " + e.getMessage());
            }
        }
        return pictures;
    }

    /** {@return the image in a file} @throws UserException when there is none */
    static BufferedImage read(Path file) {
        try {
            return image(file);
        } catch (IOException e) {
            throw new UserException(file + ": expected an image but got " + e.getMessage());
        }
    }

    /** @throws IOException whose message says what is there instead of an image */
    private static BufferedImage image(Path file) throws IOException {
        if (!Files.isRegularFile(file)) {
            throw new IOException(Files.isDirectory(file) ? "a folder" : "no such file");
        }
        try (ImageInputStream in = ImageIO.createImageInputStream(file.toFile())) {
            if (in == null) {
                throw new IOException("a file that cannot be read");
            }
            Iterator<ImageReader> readers = ImageIO.getImageReaders(in);
            if (!readers.hasNext()) {
                throw new IOException("a file that is neither PNG nor of another known kind");
            }
            ImageReader reader = readers.next();
            try {
                reader.setInput(in, true, true);
                long pixels = (long) reader.getWidth(0) * reader.getHeight(0);
                if (pixels > MOST_PIXELS) {
                    throw new IOException("one of " + reader.getWidth(0) + " x " + reader.getHeight(0) + " pixels, more than "
                            + MOST_PIXELS);
                }
                return reader.read(0);
            } catch (RuntimeException e) {
                throw new IOException("a damaged file", e);             // readers throw all kinds at bytes that make no sense
            } finally {
                reader.dispose();
            }
        }
    }
}
