package org.rnn4j.examples.caption;

import java.util.ArrayList;
import java.util.Collections;
import java.util.List;
import java.util.Random;
import org.rnn4j.examples.common.Splits;
import org.rnn4j.random.Xoshiro256;

/**
 * Makes pictures of two things, with captions. What is held out is not only pictures but what they show: of the 552 ordered pairs of two
 * different things (a shape of a colour) a tenth is only in the test, a tenth only in the validation, and the model never
 * learns from a picture of them. It has to put together what it knows of each thing and of the places.
 */
final class Gallery {

    private Gallery() {
    }

    /** {@return so many pictures to learn from, a tenth of that to stop by, and a tenth to be measured on} */
    static Splits<Captioned> pictures(int count, int size, long seed) {
        List<Scene> pairs = new ArrayList<>();
        List<Scene.Thing> things = things();
        for (Scene.Thing large : things) {
            for (Scene.Thing small : things) {
                if (!large.equals(small)) {
                    pairs.add(new Scene(large, Scene.Relation.ABOVE, small));
                }
            }
        }
        Collections.shuffle(pairs, new Random(seed));
        int held = pairs.size() / 10;
        Xoshiro256 random = new Xoshiro256(seed);
        return new Splits<>(paint(pairs.subList(2 * held, pairs.size()), count, size, random),
                paint(pairs.subList(held, 2 * held), Math.max(1, count / 10), size, random),
                paint(pairs.subList(0, held), Math.max(1, count / 10), size, random));
    }

    private static List<Scene.Thing> things() {
        List<Scene.Thing> things = new ArrayList<>();
        for (Scene.Shape shape : Scene.Shape.values()) {
            for (Scene.Colour colour : Scene.Colour.values()) {
                things.add(new Scene.Thing(shape, colour));
            }
        }
        return things;
    }

    /** Each pair comes about as often as any other, each time somewhere else. */
    private static List<Captioned> paint(List<Scene> pairs, int count, int size, Xoshiro256 random) {
        Painter painter = new Painter(size, random);
        List<Captioned> pictures = new ArrayList<>();
        for (int i = 0; i < count; i++) {
            Scene pair = pairs.get(i % pairs.size());
            Scene.Relation relation = Scene.Relation.values()[random.nextInt(Scene.Relation.values().length)];
            Scene scene = new Scene(pair.large(), relation, pair.small());
            pictures.add(new Captioned(Picture.of(painter.paint(scene), size), CaptionModel.words(scene.caption())));
        }
        return pictures;
    }
}
