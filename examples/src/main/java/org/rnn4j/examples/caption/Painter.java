package org.rnn4j.examples.caption;

import java.awt.Color;
import java.awt.Graphics2D;
import java.awt.RenderingHints;
import java.awt.Shape;
import java.awt.geom.Area;
import java.awt.geom.Ellipse2D;
import java.awt.geom.Path2D;
import java.awt.geom.Rectangle2D;
import java.awt.image.BufferedImage;
import java.util.random.RandomGenerator;

/**
 * Paints scenes. No two pictures of a scene are alike; of a picture of side 1, each anew and evenly from its range unless it says
 * otherwise:
 *
 * <pre>
 *   centre of each thing  the middle of its half, ±0.03 along and ±0.05 across
 *   half width            large 0.22 to 0.24, small 0.17 to 0.19
 *   brightness of colour  0.8 to 1
 *   background            grey, 0 to 0.1
 *   noise                 normal with deviation 0.03, in each colour of each pixel
 * </pre>
 */
final class Painter {

    private final int size;
    private final RandomGenerator random;

    Painter(int size, RandomGenerator random) {
        this.size = size;
        this.random = random;
    }

    /** {@return a picture of a scene} */
    BufferedImage paint(Scene scene) {
        BufferedImage image = new BufferedImage(size, size, BufferedImage.TYPE_INT_RGB);
        Graphics2D graphics = image.createGraphics();
        graphics.setRenderingHint(RenderingHints.KEY_ANTIALIASING, RenderingHints.VALUE_ANTIALIAS_ON);
        graphics.setRenderingHint(RenderingHints.KEY_STROKE_CONTROL, RenderingHints.VALUE_STROKE_PURE);
        float grey = (float) between(0, 0.1);
        graphics.setColor(new Color(grey, grey, grey));
        graphics.fillRect(0, 0, size, size);
        paint(graphics, scene.large(), scene.relation(), 1, between(0.22, 0.24));
        paint(graphics, scene.small(), scene.relation(), -1, between(0.17, 0.19));
        graphics.dispose();
        for (int y = 0; y < size; y++) {
            for (int x = 0; x < size; x++) {
                image.setRGB(x, y, noisy(image.getRGB(x, y)));
            }
        }
        return image;
    }

    private void paint(Graphics2D graphics, Scene.Thing thing, Scene.Relation relation, int sign, double half) {
        double along = sign * 0.25 + between(-0.03, 0.03);
        double across = between(-0.05, 0.05);
        double x = 0.5 + (relation.x != 0 ? relation.x * along : across);
        double y = 0.5 + (relation.y != 0 ? relation.y * along : across);
        float light = (float) between(0.8, 1);
        Scene.Colour colour = thing.colour();
        graphics.setColor(new Color(colour.red * light, colour.green * light, colour.blue * light));
        graphics.fill(outline(thing.shape(), x * size, y * size, half * size));
    }

    private static Shape outline(Scene.Shape shape, double x, double y, double half) {
        return switch (shape) {
            case CIRCLE -> new Ellipse2D.Double(x - half, y - half, 2 * half, 2 * half);
            case SQUARE -> new Rectangle2D.Double(x - half, y - half, 2 * half, 2 * half);
            case TRIANGLE -> {
                Path2D path = new Path2D.Double();
                path.moveTo(x, y - half);
                path.lineTo(x + half, y + half);
                path.lineTo(x - half, y + half);
                path.closePath();
                yield path;
            }
            case CROSS -> {
                Area bars = new Area(new Rectangle2D.Double(x - half, y - half / 3, 2 * half, 2 * half / 3));
                bars.add(new Area(new Rectangle2D.Double(x - half / 3, y - half, 2 * half / 3, 2 * half)));
                yield bars;
            }
        };
    }

    private double between(double least, double most) {
        return least + (most - least) * random.nextDouble();
    }

    private int noisy(int rgb) {
        int result = 0;
        for (int shift = 16; shift >= 0; shift -= 8) {
            double value = (rgb >> shift & 0xFF) + 255 * 0.03 * random.nextGaussian();
            result |= (int) Math.max(0, Math.min(255, Math.rint(value))) << shift;
        }
        return result;
    }
}
