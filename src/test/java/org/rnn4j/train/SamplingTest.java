package org.rnn4j.train;

import static org.junit.jupiter.api.Assertions.assertArrayEquals;
import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertThrows;
import static org.junit.jupiter.api.Assertions.assertTrue;

import java.util.Arrays;
import org.junit.jupiter.api.Tag;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.function.Executable;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;
import org.rnn4j.Allocation;
import org.rnn4j.random.Xoshiro256;

class SamplingTest {

    private static final int DRAWS = 100_000;

    private static final float[] LOGITS = {0.5f, -1, 2, 0, 1.5f, -3};

    private static int[] draw(Sampling sampling, float... logits) {
        Xoshiro256 random = new Xoshiro256(5);
        Sampling.Chooser chooser = sampling.chooser(logits.length);
        int[] counts = new int[logits.length];
        for (int i = 0; i < DRAWS; i++) {
            counts[chooser.choose(logits, 0, random)]++;
        }
        return counts;
    }

    private static double[] softmax(double temperature, float... logits) {
        double[] p = new double[logits.length];
        double sum = 0;
        for (int i = 0; i < p.length; i++) {
            p[i] = Math.exp(logits[i] / temperature);
            sum += p[i];
        }
        for (int i = 0; i < p.length; i++) {
            p[i] /= sum;
        }
        return p;
    }

    /** Only these, with their probabilities among themselves. */
    private static double[] only(double[] p, int... kept) {
        double sum = 0;
        for (int k : kept) {
            sum += p[k];
        }
        double[] result = new double[p.length];
        for (int k : kept) {
            result[k] = p[k] / sum;
        }
        return result;
    }

    /**
     * Pearson's statistic has the mean d and the variance 2d, d being one less than the number of symbols; six deviations above
     * is one case in many thousands, and the seed is fixed. What cannot come must not have.
     */
    private static void assertDistribution(double[] expected, int[] counts) {
        double statistic = 0;
        int freedom = -1;
        for (int i = 0; i < counts.length; i++) {
            if (expected[i] == 0) {
                assertEquals(0, counts[i], "symbol " + i + " of " + Arrays.toString(counts));
            } else {
                double mean = expected[i] * DRAWS;
                statistic += (counts[i] - mean) * (counts[i] - mean) / mean;
                freedom++;
            }
        }
        assertTrue(statistic <= freedom + 6 * Math.sqrt(2.0 * freedom),
                "statistic " + statistic + " of " + freedom + " degrees: " + Arrays.toString(counts));
    }

    @ParameterizedTest
    @ValueSource(floats = {0.3f, 0.7f, 1, 1.5f, 10})
    void drawsFromTheSoftmaxAtTheTemperature(float temperature) {
        assertDistribution(softmax(temperature, LOGITS), draw(Sampling.temperature(temperature), LOGITS));
    }

    @Test
    void aLowTemperatureIsGreedyAndAHighOneEven() {
        assertEquals(DRAWS, draw(Sampling.temperature(1e-3f), LOGITS)[2]);
        assertEquals(DRAWS, draw(Sampling.temperature(Float.MIN_VALUE), LOGITS)[2]);
        double[] even = new double[LOGITS.length];
        Arrays.fill(even, 1.0 / even.length);
        assertDistribution(even, draw(Sampling.temperature(1e6f), LOGITS));
        assertDistribution(even, draw(Sampling.temperature(Float.MAX_VALUE), LOGITS));
    }

    @Test
    void greedyTakesTheFirstOfTheLargestAndDrawsNothing() {
        Xoshiro256 random = new Xoshiro256(1);
        long[] state = random.state();
        assertEquals(2, Sampling.greedy().chooser(6).choose(LOGITS, 0, random));
        assertEquals(1, Sampling.greedy().chooser(4).choose(new float[] {-5, -1, -1, -1}, 0, random));
        assertEquals(0, Sampling.greedy().chooser(3).choose(new float[] {0, 0, 0}, 0, random));
        assertArrayEquals(state, random.state());
    }

    @Test
    void topKKeepsTheKMostLikely() {
        double[] p = softmax(1, LOGITS);
        assertDistribution(only(p, 2), draw(Sampling.temperature(1).topK(1), LOGITS));
        assertDistribution(only(p, 2, 4), draw(Sampling.temperature(1).topK(2), LOGITS));
        assertDistribution(only(p, 2, 4, 0, 3), draw(Sampling.temperature(1).topK(4), LOGITS));
        assertDistribution(p, draw(Sampling.temperature(1).topK(6), LOGITS));
        assertDistribution(p, draw(Sampling.temperature(1).topK(Integer.MAX_VALUE), LOGITS));
        assertDistribution(only(softmax(2, LOGITS), 2, 4, 0), draw(Sampling.temperature(2).topK(3), LOGITS));
    }

    @Test
    void topPKeepsTheFewestThatReachP() {
        double[] p = softmax(1, LOGITS);                        // 0.110 0.025 0.495 0.067 0.300 0.003
        double two = p[2] + p[4];
        assertDistribution(only(p, 2), draw(Sampling.temperature(1).topP(1e-6f), LOGITS));
        assertDistribution(only(p, 2), draw(Sampling.temperature(1).topP((float) p[2] - 1e-4f), LOGITS));
        assertDistribution(only(p, 2, 4), draw(Sampling.temperature(1).topP((float) p[2] + 1e-4f), LOGITS));
        assertDistribution(only(p, 2, 4), draw(Sampling.temperature(1).topP((float) two - 1e-4f), LOGITS));
        assertDistribution(only(p, 2, 4, 0), draw(Sampling.temperature(1).topP((float) two + 1e-4f), LOGITS));
        assertDistribution(p, draw(Sampling.temperature(1).topP(1), LOGITS));
    }

    @Test
    void topPCountsTheProbabilitiesOfWhatTopKLeft() {
        double[] p = softmax(1, LOGITS);
        double ofTwo = p[2] / (p[2] + p[4]);
        assertDistribution(only(p, 2), draw(Sampling.temperature(1).topK(2).topP((float) ofTwo - 1e-4f), LOGITS));
        assertDistribution(only(p, 2, 4), draw(Sampling.temperature(1).topP((float) ofTwo + 1e-4f).topK(2), LOGITS));
    }

    @Test
    void amongEqualsTheLowestIdsStay() {
        double third = 1.0 / 3;
        float[] equal = {1, 1, 1, 1, 1};
        assertDistribution(new double[] {third, third, third, 0, 0}, draw(Sampling.temperature(1).topK(3), equal));
        assertDistribution(new double[] {0.5, 0.5, 0, 0, 0}, draw(Sampling.temperature(1).topP(0.35f), equal));
        float[] oneAbove = {0, 0, 3, 0, 0};
        double[] p = softmax(1, oneAbove);
        assertDistribution(only(p, 0, 2), draw(Sampling.temperature(1).topK(2), oneAbove));
    }

    @Test
    void onlyDifferencesOfLogitsMatterHoweverLargeTheyAre() {
        float[] shifted = LOGITS.clone();
        for (int i = 0; i < shifted.length; i++) {
            shifted[i] -= 4096;
        }
        assertArrayEquals(draw(Sampling.temperature(1), LOGITS), draw(Sampling.temperature(1), shifted));
        assertDistribution(new double[] {0, 0.5, 0.5}, draw(Sampling.temperature(1), -1e30f, 1e30f, 1e30f));
        assertDistribution(new double[] {0, 0.5, 0.5}, draw(Sampling.temperature(1), Float.NEGATIVE_INFINITY, 7, 7));
    }

    @Test
    @Tag("allocation")
    void aChoiceReadsFromItsOffsetTakesOneRandomNumberAndNoMemory() {
        float[] padded = {99, 99, 0.5f, -1, 2, 0, 1.5f, -3, 99};
        Sampling sampling = Sampling.temperature(1).topK(5).topP(0.95f);
        Sampling.Chooser chooser = sampling.chooser(6);
        Xoshiro256 one = new Xoshiro256(3);
        Xoshiro256 other = new Xoshiro256(3);
        Xoshiro256 counter = new Xoshiro256(3);
        for (int i = 0; i < 100; i++) {
            assertEquals(chooser.choose(LOGITS, 0, one), chooser.choose(padded, 2, other));
            counter.nextDouble();
        }
        assertArrayEquals(counter.state(), one.state());
        assertEquals(0, Allocation.ofWarm(() -> {
            for (int i = 0; i < 1000; i++) {
                chooser.choose(padded, 2, one);
            }
        }));
    }

    @Test
    void wrongNumbersAreNamed() {
        for (float temperature : new float[] {0, -1, Float.NaN, Float.POSITIVE_INFINITY, Float.NEGATIVE_INFINITY}) {
            assertTrue(message(() -> Sampling.temperature(temperature)).startsWith("temperature: expected a number above 0"));
        }
        assertTrue(message(() -> Sampling.greedy().topK(0)).startsWith("top-k: expected at least 1 but got 0"));
        for (float p : new float[] {0, -0.5f, 1.1f, Float.NaN}) {
            assertTrue(message(() -> Sampling.greedy().topP(p)).startsWith("top-p: expected a probability"));
        }
    }

    private static String message(Executable executable) {
        return assertThrows(IllegalArgumentException.class, executable).getMessage();
    }

    @Test
    void saysHowItChooses() {
        assertEquals("Sampling(greedy)", Sampling.greedy().toString());
        assertEquals("Sampling(temperature 0.8, top-k 40, top-p 0.9)", Sampling.temperature(0.8f).topK(40).topP(0.9f).toString());
    }
}
