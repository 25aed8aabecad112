package org.rnn4j.examples.caption;

import java.awt.image.BufferedImage;

/**
 * A square picture as a network takes it: for each pixel, row by row, red, green and blue from 0 to 1.
 *
 * @param size pixels on a side
 * @param values {@code [size·size·3]}
 */
record Picture(int size, float[] values) {

    private static final int CHANNELS = 3;

    /** {@return the number of floats of a picture} */
    static int width(int size) {
        return size * size * CHANNELS;
    }

    /**
     * {@return an image brought to this size} Each pixel is the mean of what it covers, so that nothing that is thin gets lost; the
     * sides are scaled by themselves. What is transparent is black.
     */
    static Picture of(BufferedImage image, int size) {
        Picture picture = new Picture(size, new float[width(size)]);
        double stepX = image.getWidth() / (double) size;
        double stepY = image.getHeight() / (double) size;
        for (int y = 0; y < size; y++) {
            for (int x = 0; x < size; x++) {
                picture.average(image, x, y, x * stepX, y * stepY, stepX, stepY);
            }
        }
        return picture;
    }

    /** Sets a pixel to the mean of a rectangle of the image, of whose pixels some are covered in part. */
    private void average(BufferedImage image, int x, int y, double left, double top, double width, double height) {
        double[] sum = new double[CHANNELS];
        for (int v = (int) top; v < Math.min(image.getHeight(), Math.ceil(top + height)); v++) {
            double part = Math.min(v + 1, top + height) - Math.max(v, top);
            for (int u = (int) left; u < Math.min(image.getWidth(), Math.ceil(left + width)); u++) {
                double area = part * (Math.min(u + 1, left + width) - Math.max(u, left));
                int argb = image.getRGB(u, v);
                double weight = area * (argb >>> 24) / 255;
                for (int c = 0; c < CHANNELS; c++) {
                    sum[c] += weight * (argb >> 16 - 8 * c & 0xFF);
                }
            }
        }
        for (int c = 0; c < CHANNELS; c++) {
            values[(y * size + x) * CHANNELS + c] = (float) (sum[c] / (width * height * 255));
        }
    }

    /** {@return one of the three values of a pixel} */
    float value(int x, int y, int channel) {
        return values[(y * size + x) * CHANNELS + channel];
    }

    /**
     * {@return the picture in letters, two for a pixel, lines ended by a line feed} Coloured pixels are the first letter of red, yellow,
     * green, cyan, blue or purple; others are a blank, a dot, a plus or a hash by their brightness.
     */
    String text() {
        StringBuilder text = new StringBuilder();
        for (int y = 0; y < size; y++) {
            StringBuilder line = new StringBuilder();
            for (int x = 0; x < size; x++) {
                char letter = letter(value(x, y, 0), value(x, y, 1), value(x, y, 2));
                line.append(letter).append(letter);
            }
            text.append(line.toString().stripTrailing()).append('\n');
        }
        return text.toString();
    }

    private static char letter(float red, float green, float blue) {
        float most = Math.max(red, Math.max(green, blue));
        float least = Math.min(red, Math.min(green, blue));
        if (most - least < 0.25f) {
            return " .+#".charAt(Math.min(3, (int) (4 * (most + least) / 2)));
        }
        float middle = (most + least) / 2;
        int primaries = (red > middle ? 4 : 0) + (green > middle ? 2 : 0) + (blue > middle ? 1 : 0);
        return "?bgcrpy?".charAt(primaries);
    }
}
