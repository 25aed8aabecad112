package org.rnn4j.random;

import java.util.Arrays;
import java.util.random.RandomGenerator;

/**
 * The xoshiro256++ generator: 256 bits of state that can be read out and put back, which the JDK's own generators do not
 * allow and a resumed training run needs.
 *
 * <p>Source: Blackman and Vigna, "Scrambled linear pseudorandom number generators", ACM TOMS 47(4), 2021. The state is filled
 * from the seed by SplitMix64 (Steele, Lea and Flood, 2014), as the authors advise. Not for several threads at once.
 */
public final class Xoshiro256 implements RandomGenerator {

    /** The length of {@link #state()}. */
    public static final int STATE_LENGTH = 4;

    private long s0;
    private long s1;
    private long s2;
    private long s3;

    /** Every seed gives another stream. */
    public Xoshiro256(long seed) {
        s0 = splitMix(seed + GOLDEN);
        s1 = splitMix(seed + 2 * GOLDEN);
        s2 = splitMix(seed + 3 * GOLDEN);
        s3 = splitMix(seed + 4 * GOLDEN);
    }

    private static final long GOLDEN = 0x9e3779b97f4a7c15L;

    private static long splitMix(long z) {
        z = (z ^ (z >>> 30)) * 0xbf58476d1ce4e5b9L;
        z = (z ^ (z >>> 27)) * 0x94d049bb133111ebL;
        return z ^ (z >>> 31);
    }

    /** {@return a generator that goes on where the one went that had this state} */
    public static Xoshiro256 ofState(long[] state) {
        Xoshiro256 random = new Xoshiro256(0);
        random.restore(state);
        return random;
    }

    /** {@return a copy of the state} */
    public long[] state() {
        return new long[] {s0, s1, s2, s3};
    }

    /** Goes on from a state read earlier. @throws IllegalArgumentException when it is not four numbers, not all zero */
    public void restore(long[] state) {
        if (state.length != STATE_LENGTH || (state[0] | state[1] | state[2] | state[3]) == 0) {
            throw new IllegalArgumentException("Xoshiro256: expected a state of " + STATE_LENGTH
                    + " numbers, not all zero, but got " + Arrays.toString(state));
        }
        s0 = state[0];
        s1 = state[1];
        s2 = state[2];
        s3 = state[3];
    }

    @Override
    public long nextLong() {
        long result = Long.rotateLeft(s0 + s3, 23) + s0;
        long t = s1 << 17;
        s2 ^= s0;
        s3 ^= s1;
        s1 ^= s2;
        s0 ^= s3;
        s2 ^= t;
        s3 = Long.rotateLeft(s3, 45);
        return result;
    }

    @Override
    public String toString() {
        return "Xoshiro256";
    }
}
