package org.rnn4j.benchmarks;

import java.util.Arrays;

/** Several sizes in one parameter, so that only the combinations that mean something are run. */
final class Sizes {

    private Sizes() {
    }

    /** The numbers of {@code 32x512x128}. */
    static int[] parse(String sizes) {
        return Arrays.stream(sizes.split("x")).mapToInt(Integer::parseInt).toArray();
    }
}
