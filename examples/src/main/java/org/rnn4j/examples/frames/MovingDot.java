package org.rnn4j.examples.frames;

import java.util.ArrayList;
import java.util.List;
import java.util.random.RandomGenerator;
import org.rnn4j.examples.common.Splits;
import org.rnn4j.random.Xoshiro256;

/**
 * Makes videos of 20 to 40 frames of 16 x 8 pixels, in which a dot of 2 x 2 pixels runs between two walls. What happens in a frame:
 *
 * <ul>
 * <li>{@code still}: the dot is where it was in the frame before. The first frame is still.
 * <li>{@code bouncing}: it moved, and it came to a wall in this move, or in one of the two before this one and did not stop since. A
 *     wall is the first or the last column.
 * <li>{@code left}, {@code right}: it moved there otherwise.
 * </ul>
 *
 * <p>No frame tells this by itself: where the dot was before has to be remembered, and for the bouncing what happened three frames ago.
 * The dot runs at one or two columns a frame, changes speed, stops for two to five frames, turns round for no reason, and drifts up and
 * down. It flickers, the picture is full of noise, and two single pixels of every frame are about as bright as the dot.
 */
final class MovingDot {

    static final int WIDTH = 16;
    static final int HEIGHT = 8;
    static final int DOT = 2;

    /** Frames that are called bouncing from the one on in which the dot is at the wall. */
    static final int BOUNCE = 3;

    private static final int LAST_COLUMN = WIDTH - DOT;
    private static final int LAST_ROW = HEIGHT - DOT;

    private final RandomGenerator random;
    private int x;
    private int y;
    private int direction;
    private int speed;
    private int resting;
    private int bouncing;

    private MovingDot(RandomGenerator random) {
        this.random = random;
    }

    /** {@return videos, each of its own random numbers} */
    static Splits<Video> splits(int training, int validation, int test, long seed) {
        RandomGenerator random = new Xoshiro256(seed);
        List<Video> videos = new ArrayList<>();
        for (int i = 0; i < training + validation + test; i++) {
            videos.add(new MovingDot(random).video("video " + (i + 1)));
        }
        return new Splits<>(videos.subList(0, training), videos.subList(training, training + validation),
                videos.subList(training + validation, videos.size()));
    }

    private Video video(String name) {
        int length = 20 + random.nextInt(21);
        float[][] frames = new float[length][];
        List<String> labels = new ArrayList<>();
        x = random.nextInt(LAST_COLUMN + 1);
        y = random.nextInt(LAST_ROW + 1);
        direction = random.nextBoolean() ? 1 : -1;
        speed = 1 + random.nextInt(2);
        for (int t = 0; t < length; t++) {
            labels.add(t == 0 ? "still" : move());
            frames[t] = picture();
        }
        return new Video(name, WIDTH, frames, labels);
    }

    /** Goes on by a frame. {@return what happens in it} */
    private String move() {
        if (resting == 0 && random.nextInt(16) == 0) {
            resting = 2 + random.nextInt(4);
            direction = random.nextBoolean() ? 1 : -1;
        }
        if (resting > 0) {
            resting--;
            bouncing = 0;
            return "still";
        }
        if (random.nextInt(7) == 0) {
            speed = 3 - speed;
        }
        if (random.nextInt(25) == 0) {
            direction = -direction;
        }
        if (x == 0 || x == LAST_COLUMN) {
            direction = x == 0 ? 1 : -1;
        }
        x = Math.max(0, Math.min(LAST_COLUMN, x + direction * speed));
        y = Math.max(0, Math.min(LAST_ROW, y + random.nextInt(4) / 2 * (random.nextBoolean() ? 1 : -1)));
        if (x == 0 || x == LAST_COLUMN) {
            bouncing = BOUNCE;
        }
        if (bouncing > 0) {
            bouncing--;
            return "bouncing";
        }
        return direction < 0 ? "left" : "right";
    }

    private float[] picture() {
        double[] light = new double[WIDTH * HEIGHT];
        for (int i = 0; i < light.length; i++) {
            light[i] = 0.12 + 0.06 * random.nextGaussian();
        }
        for (int i = 0; i < 2; i++) {
            light[random.nextInt(light.length)] = 0.3 + 0.5 * random.nextDouble();
        }
        double brightness = 0.6 + 0.4 * random.nextDouble();
        for (int i = 0; i < DOT * DOT; i++) {
            light[(y + i / DOT) * WIDTH + x + i % DOT] = brightness + 0.06 * random.nextGaussian();
        }
        float[] pixels = new float[light.length];
        for (int i = 0; i < pixels.length; i++) {
            pixels[i] = Math.round(255 * Math.max(0, Math.min(1, light[i]))) / 255f;      // as in a picture of 8 bits
        }
        return pixels;
    }
}
