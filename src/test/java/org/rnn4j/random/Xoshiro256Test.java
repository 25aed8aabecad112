package org.rnn4j.random;

import static org.junit.jupiter.api.Assertions.assertArrayEquals;
import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertNotEquals;
import static org.rnn4j.Errors.assertArgument;

import org.junit.jupiter.api.Test;

/** Expected numbers are from {@code xoshiro256.py} in the golden vectors' directory, which transcribes the published algorithm. */
class Xoshiro256Test {

    @Test
    void fromTheStateOneTwoThreeFourItGivesThePublishedNumbers() {
        Xoshiro256 random = Xoshiro256.ofState(new long[] {1, 2, 3, 4});
        long[] expected = {
            0x0000000002800001L, 0x0000000003800067L, 0x000cc00003800067L, 0x000cc201994400b2L,
            0x8012a2019ac433cdL, 0x8a69978acdee33baL, 0xc271134733154abdL, 0xac2ba09179169e97L
        };
        for (long value : expected) {
            assertEquals(value, random.nextLong());
        }
    }

    @Test
    void seedsAreSpreadBySplitMix() {
        assertSeed(0, new long[] {0xe220a8397b1dcdafL, 0x6e789e6aa1b965f4L, 0x06c45d188009454fL, 0xf88bb8a8724c81ecL},
                0x53175d61490b23dfL, 0x61da6f3dc380d507L);
        assertSeed(42, new long[] {0xbdd732262feb6e95L, 0x28efe333b266f103L, 0x47526757130f9f52L, 0x581ce1ff0e4ae394L},
                0xd0764d4f4476689fL, 0x519e4174576f3791L);
        assertSeed(-1, new long[] {0xe4d971771b652c20L, 0xe99ff867dbf682c9L, 0x382ff84cb27281e9L, 0x6d1db36ccba982d2L},
                0x56ccf8ce948e27b2L, 0xe68588432e5a5b90L);
    }

    private static void assertSeed(long seed, long[] state, long first, long second) {
        Xoshiro256 random = new Xoshiro256(seed);
        assertArrayEquals(state, random.state());
        assertEquals(first, random.nextLong());
        assertEquals(second, random.nextLong());
    }

    @Test
    void stateCanBeReadOutAndPutBackAtAnyTime() {
        Xoshiro256 random = new Xoshiro256(7);
        for (int i = 0; i < 10; i++) {
            random.nextGaussian();
        }
        long[] state = random.state();
        float[] expected = new float[20];
        for (int i = 0; i < expected.length; i++) {
            expected[i] = random.nextFloat();
        }
        Xoshiro256 other = Xoshiro256.ofState(state);
        state[0] = 0;                               // a copy was taken
        random.restore(other.state());
        for (float value : expected) {
            assertEquals(value, other.nextFloat());
            assertEquals(value, random.nextFloat());
        }
        assertArrayEquals(other.state(), random.state());
    }

    @Test
    void neighbouringSeedsHaveNothingInCommon() {
        Xoshiro256 first = new Xoshiro256(1);
        Xoshiro256 second = new Xoshiro256(2);
        int same = 0;
        for (int i = 0; i < 100; i++) {
            same += Long.bitCount(~(first.nextLong() ^ second.nextLong()));
        }
        assertEquals(3200, same, 4 * 40, "bits that agree, of 6400");
    }

    @Test
    void numbersInAnIntervalFillIt() {
        Xoshiro256 random = new Xoshiro256(3);
        double sum = 0;
        double sumOfSquares = 0;
        for (int i = 0; i < 100_000; i++) {
            double value = random.nextFloat();
            sum += value;
            sumOfSquares += value * value;
        }
        assertEquals(0.5, sum / 100_000, 4 * Math.sqrt(1 / 12.0 / 100_000));
        assertEquals(1 / 3.0, sumOfSquares / 100_000, 4 * Math.sqrt(4 / 45.0 / 100_000));
    }

    @Test
    void theJdkDerivesTheSameFloatsAndGaussiansOnEveryVersion() {
        Xoshiro256 random = new Xoshiro256(42);
        assertEquals(0.15715256f, random.nextFloat(-0.25f, 0.25f));
        assertEquals(0.9017539994479106, random.nextGaussian());
        assertEquals(637, random.nextInt(1000));
        assertEquals(0.7011355981347556, random.nextDouble());
    }

    @Test
    void aStateThatIsNoneIsAnError() {
        assertArgument(() -> Xoshiro256.ofState(new long[3]), "4 numbers", "[0, 0, 0]");
        assertArgument(() -> new Xoshiro256(1).restore(new long[4]), "not all zero", "[0, 0, 0, 0]");
        assertNotEquals(0, new Xoshiro256(0).nextLong());
    }
}
