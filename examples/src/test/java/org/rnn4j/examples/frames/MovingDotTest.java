package org.rnn4j.examples.frames;

import static org.junit.jupiter.api.Assertions.assertArrayEquals;
import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertTrue;

import java.util.ArrayList;
import java.util.Arrays;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import org.junit.jupiter.api.Test;
import org.rnn4j.examples.common.Splits;

class MovingDotTest {

    private final Splits<Video> splits = MovingDot.splits(200, 10, 10, 8);

    @Test
    void theSeedDecidesAndNoTwoVideosAreTheSame() {
        Splits<Video> again = MovingDot.splits(200, 10, 10, 8);
        for (int i = 0; i < 200; i++) {
            assertArrayEquals(splits.training().get(i).frames(), again.training().get(i).frames());
            assertEquals(splits.training().get(i).labels(), again.training().get(i).labels());
        }
        assertEquals(220, splits.training().size() + splits.validation().size() + splits.test().size());
        assertTrue(!Arrays.deepEquals(splits.training().get(0).frames(), splits.test().get(0).frames()));
    }

    @Test
    void videosAreOfTwentyToFortyFramesOfSixteenByEightPixelsFromBlackToWhite() {
        for (Video video : splits.training()) {
            assertTrue(video.length() >= 20 && video.length() <= 40, "length " + video.length());
            for (float[] frame : video.frames()) {
                assertEquals(MovingDot.WIDTH * MovingDot.HEIGHT, frame.length);
                for (float pixel : frame) {
                    assertTrue(pixel >= 0 && pixel <= 1);
                    assertEquals(Math.round(pixel * 255), pixel * 255, 1e-4, "as 8 bits hold it");
                }
            }
        }
    }

    /** The definition of the labels, applied to where the dot is seen to be: nothing that the pictures do not show decides. */
    @Test
    void theLabelsFollowFromTheFramesUpToThem() {
        int checked = 0;
        for (Video video : splits.training()) {
            List<String> expected = new ArrayList<>();
            int before = 0;
            int beforeRow = 0;
            int bouncing = 0;
            for (int t = 0; t < video.length(); t++) {
                int dot = brightest(video.frames()[t]);
                int x = dot % MovingDot.WIDTH;
                int y = dot / MovingDot.WIDTH;
                if (t == 0 || x == before && y == beforeRow) {
                    bouncing = 0;
                    expected.add("still");
                } else {
                    bouncing = x == 0 || x == MovingDot.WIDTH - MovingDot.DOT ? MovingDot.BOUNCE : bouncing;
                    expected.add(bouncing-- > 0 ? "bouncing" : x < before ? "left" : "right");
                    bouncing = Math.max(0, bouncing);
                }
                before = x;
                beforeRow = y;
                checked++;
            }
            assertEquals(expected, video.labels(), video.name());
        }
        assertTrue(checked > 4000);
    }

    /** Two sparks side by side are never as bright as four pixels of the dot. */
    private static int brightest(float[] frame) {
        int best = 0;
        double most = 0;
        for (int y = 0; y + 1 < MovingDot.HEIGHT; y++) {
            for (int x = 0; x + 1 < MovingDot.WIDTH; x++) {
                int at = y * MovingDot.WIDTH + x;
                double light = Math.min(Math.min(frame[at], frame[at + 1]),
                        Math.min(frame[at + MovingDot.WIDTH], frame[at + MovingDot.WIDTH + 1]));
                if (light > most) {
                    most = light;
                    best = at;
                }
            }
        }
        return best;
    }

    @Test
    void everyLabelIsCommonAndThePlaceOfTheDotDoesNotTellIt() {
        Map<String, Integer> labels = new HashMap<>();
        Map<Integer, Map<String, Integer>> byPlace = new HashMap<>();
        int frames = 0;
        for (Video video : splits.training()) {
            for (int t = 0; t < video.length(); t++) {
                labels.merge(video.labels().get(t), 1, Integer::sum);
                byPlace.computeIfAbsent(brightest(video.frames()[t]), place -> new HashMap<>())
                        .merge(video.labels().get(t), 1, Integer::sum);
                frames++;
            }
        }
        int total = frames;
        assertEquals(4, labels.size());
        labels.forEach((label, count) -> assertTrue(count > 0.1 * total, label + " " + count));
        int guessed = byPlace.values().stream().mapToInt(at -> at.values().stream().max(Integer::compare).orElse(0)).sum();
        assertTrue(guessed < 0.6 * frames, "the best label of each place is right for " + guessed + " of " + frames);
    }
}
