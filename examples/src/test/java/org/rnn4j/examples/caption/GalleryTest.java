package org.rnn4j.examples.caption;

import static org.junit.jupiter.api.Assertions.assertArrayEquals;
import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertFalse;
import static org.junit.jupiter.api.Assertions.assertNotEquals;
import static org.junit.jupiter.api.Assertions.assertTrue;

import java.awt.Color;
import java.awt.Graphics2D;
import java.awt.image.BufferedImage;
import java.util.HashSet;
import java.util.List;
import java.util.Set;
import org.junit.jupiter.api.Test;
import org.rnn4j.examples.common.Splits;
import org.rnn4j.random.Xoshiro256;

class GalleryTest {

    private static final Scene SCENE = new Scene(new Scene.Thing(Scene.Shape.SQUARE, Scene.Colour.RED), Scene.Relation.LEFT,
            new Scene.Thing(Scene.Shape.CIRCLE, Scene.Colour.BLUE));

    /** The words of both things, in order. */
    private static List<String> pair(Captioned picture) {
        List<String> words = picture.words();
        return List.of(words.get(1), words.get(2), words.get(words.size() - 2), words.get(words.size() - 1));
    }

    private static Set<List<String>> pairs(List<Captioned> pictures) {
        Set<List<String>> pairs = new HashSet<>();
        pictures.forEach(picture -> pairs.add(pair(picture)));
        return pairs;
    }

    @Test
    void whatIsHeldOutIsNeverLearnedFrom() {
        Splits<Captioned> data = Gallery.pictures(2000, 8, 3);
        Set<List<String>> training = pairs(data.training());
        Set<List<String>> validation = pairs(data.validation());
        Set<List<String>> test = pairs(data.test());
        assertEquals(List.of(2000, 200, 200), List.of(data.training().size(), data.validation().size(), data.test().size()));
        assertEquals(List.of(442, 55, 55), List.of(training.size(), validation.size(), test.size()));
        for (Set<List<String>> held : List.of(validation, test)) {
            assertTrue(held.stream().noneMatch(training::contains));
        }
        assertTrue(validation.stream().noneMatch(test::contains));
        Set<String> words = new HashSet<>();
        data.training().forEach(picture -> words.addAll(picture.words()));
        data.test().forEach(picture -> assertTrue(words.containsAll(picture.words()), "each thing by itself is known"));
    }

    @Test
    void theSeedIsAllThatDecides() {
        Captioned picture = Gallery.pictures(20, 8, 3).training().get(7);
        Captioned same = Gallery.pictures(20, 8, 3).training().get(7);
        Captioned other = Gallery.pictures(20, 8, 4).training().get(7);
        assertEquals(picture.words(), same.words());
        assertArrayEquals(picture.picture().values(), same.picture().values());
        assertNotEquals(List.of(picture.picture().text()), List.of(other.picture().text()));
    }

    @Test
    void aSceneIsPaintedAsItsCaptionSays() {
        assertEquals("a red square left of a blue circle", SCENE.caption());
        Painter painter = new Painter(40, new Xoshiro256(1));
        BufferedImage first = painter.paint(SCENE);
        for (int i = 0; i < 20; i++) {
            BufferedImage image = i == 0 ? first : painter.paint(SCENE);
            int red = 0;
            int blue = 0;
            double redX = 0;
            double blueX = 0;
            for (int y = 0; y < 40; y++) {
                for (int x = 0; x < 40; x++) {
                    Color color = new Color(image.getRGB(x, y));
                    if (color.getRed() > color.getBlue() + 100) {
                        red++;
                        redX += x;
                    } else if (color.getBlue() > color.getRed() + 100) {
                        blue++;
                        blueX += x;
                    }
                }
            }
            assertTrue(red > blue && blue > 100, red + " " + blue);
            assertTrue(redX / red < 15 && blueX / blue > 25, redX / red + " " + blueX / blue);
        }
        assertFalse(Picture.of(first, 40).text().equals(Picture.of(painter.paint(SCENE), 40).text()), "no two are alike");
    }

    @Test
    void anImageIsScaledToTheMeanOfWhatIsCovered() {
        BufferedImage image = new BufferedImage(3, 2, BufferedImage.TYPE_INT_ARGB);
        image.setRGB(0, 0, 0xFFFF0000);
        image.setRGB(1, 0, 0xFFFFFFFF);
        image.setRGB(2, 0, 0x8000FF00);                                     // half transparent
        image.setRGB(0, 1, 0xFF0000FF);
        float half = 0x80 / 255f;
        float third = 1 / 3f;
        // Two pixels on a side: each covers one and a half columns and one row.
        assertArrayEquals(new float[] {1, third, third, third, third + 2 * third * half, third, 0, 0, 2 * third, 0, 0, 0},
                Picture.of(image, 2).values(), 1e-6f);
        assertArrayEquals(new float[] {2 / 6f, (1 + half) / 6, 2 / 6f}, Picture.of(image, 1).values(), 1e-6f);
        BufferedImage grey = new BufferedImage(7, 5, BufferedImage.TYPE_BYTE_GRAY);
        Graphics2D graphics = grey.createGraphics();
        graphics.setColor(Color.WHITE);
        graphics.fillRect(0, 0, 7, 5);
        graphics.dispose();
        for (float value : Picture.of(grey, 4).values()) {
            assertEquals(1, value, 1e-6);
        }
    }

    @Test
    void aPictureCanBeReadAsLetters() {
        BufferedImage image = new BufferedImage(4, 4, BufferedImage.TYPE_INT_RGB);
        int[] colours = {0xFF0000, 0x00FF00, 0x0000FF, 0xFFFF00, 0xFF00FF, 0x00FFFF, 0xFFFFFF, 0x808080, 0x505050, 0x000000};
        for (int i = 0; i < colours.length; i++) {
            image.setRGB(i % 4, i / 4, colours[i]);
        }
        assertEquals("rrggbbyy\nppcc##++\n..\n\n", Picture.of(image, 4).text());
    }

    @Test
    void scoresCountWholeCaptionsAndWordsAtTheirPlaces() {
        Picture none = new Picture(1, new float[3]);
        List<Captioned> pictures = List.of(new Captioned(none, List.of("a", "b", "c")), new Captioned(none, List.of("a", "b")),
                new Captioned(none, List.of("a", "b", "d")), new Captioned(none, List.of("a", "b")));
        assertEquals(new Scores(0.5, 0.8), Scores.of(pictures, picture -> List.of("a", "b")));
        assertEquals(new Scores(0.25, 0.9), Scores.of(pictures, picture -> List.of("a", "b", "c")));
        assertEquals(new Scores(0, 0), Scores.of(pictures, picture -> List.of()));
        assertEquals(List.of("a", "b"), Scores.mostFrequentCaption(pictures));
        assertEquals(List.of("a", "b", "c"), Scores.mostFrequentWords(pictures.subList(0, 3)));
    }
}
