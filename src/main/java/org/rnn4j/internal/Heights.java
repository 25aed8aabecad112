package org.rnn4j.internal;

/**
 * How the rows of a product are divided among tiles: of 8 rows where there are registers for them, otherwise of 6 and 5, which are as
 * fast as each other and make up every number from 20 on. What is left is for tiles of 4 and less.
 */
final class Heights {

    /** Whether there are registers for the tiles of 8 rows: AVX-512 and NEON have 32, AVX2 has 16. */
    static final boolean TALL = Lanes.COUNT != 8;

    /** The tiles of a {@link #group}. */
    private static final int GROUP = 2;

    private Heights() {
    }

    /** {@return the terms that tiles take for {@code k}: an even number where tiles of 5 rows take two at a time, zeros being the last} */
    static int terms(int k) {
        return TALL ? k : k + (k & 1);
    }

    /** {@return how many tiles of 6 rows there are among {@code m}; they are the first} */
    static int sixes(int m) {
        return Math.max(0, m - 5 * fivesBesideSixes(m)) / 6;
    }

    /** {@return how many tiles of 5 rows there are among {@code m}, after those of 6} */
    static int fives(int m) {
        int fives = fivesBesideSixes(m);
        if (5 * fives <= m) {
            return fives;
        }
        return Math.max(0, m / 5 - (m % 5 == 2 || m % 5 == 3 ? 1 : 0));     // 4, 4 + 4 or 4 + 3 rows are left
    }

    /** {@return how many tiles there are among {@code m} rows} */
    static int tiles(int m) {
        if (TALL) {
            return (m + 7) / 8;
        }
        int rest = m - 6 * sixes(m) - 5 * fives(m);
        return sixes(m) + fives(m) + (rest + 3) / 4;
    }

    /**
     * {@return how many of the next {@code rows} go through all panels before those that follow} Rows of C that are a power of two
     * apart share few sets of the nearest cache: if they have 512 floats two, which hold 16 lines. Arrays seldom begin with a line, so
     * that a panel's columns end within one; its other half is still there for the next panel if no more rows than those of two tiles
     * came between. The tiles are those that all rows have, in their order.
     */
    static int group(int rows) {
        if (TALL || rows < 20) {                 // the fewest that 6 and 5 always make up
            return rows;
        }
        int sixes = Math.min(GROUP, sixes(rows));
        return 6 * sixes + 5 * (GROUP - sixes);
    }

    /** {@return how many fives go with any number of sixes, from 0 to 5} */
    private static int fivesBesideSixes(int m) {
        return (6 - m % 6) % 6;
    }
}
