package org.rnn4j.internal;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertTrue;

import org.junit.jupiter.api.Tag;
import org.junit.jupiter.api.Test;

/** A product's tiles, by their numbers alone. */
@Tag("vector")
class HeightsTest {

    private static final int MOST = 700;

    @Test
    void sixesAndFivesTakeAllRowsFromTwentyOn() {
        for (int m = 0; m <= MOST; m++) {
            int taken = 6 * Heights.sixes(m) + 5 * Heights.fives(m);
            assertTrue(taken <= m, m + " rows: tiles of 6 and 5 take " + taken);
            assertTrue(m - taken <= (m < 20 ? 8 : 0), m + " rows: " + (m - taken) + " are left for small tiles");
        }
    }

    /** What a group computes is then what the whole would have: a panel of A, packed for the whole, is found by its number. */
    @Test
    void tilesOfGroupsAreThoseOfTheWhole() {
        for (int m = 1; m <= MOST; m++) {
            int sixes = 0;
            int fives = 0;
            int tiles = 0;
            int rows;
            for (int i = 0; i < m; i += rows) {
                rows = Heights.group(m - i);
                assertTrue(rows > 0 && rows <= m - i, m + " rows: a group of " + rows + " at " + i);
                sixes += Heights.sixes(rows);
                fives += Heights.fives(rows);
                tiles += Heights.tiles(rows);
                assertTrue(fives == 0 || i + rows == m || Heights.sixes(m - i - rows) == 0,
                        m + " rows: tiles of 6 rows after tiles of 5, at " + i);
            }
            if (!Heights.TALL) {
                assertEquals(Heights.sixes(m), sixes, m + " rows: tiles of 6");
                assertEquals(Heights.fives(m), fives, m + " rows: tiles of 5");
            }
            assertEquals(Heights.tiles(m), tiles, m + " rows: tiles");
        }
    }
}
