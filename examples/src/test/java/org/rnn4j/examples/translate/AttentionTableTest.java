package org.rnn4j.examples.translate;

import static org.junit.jupiter.api.Assertions.assertEquals;

import java.util.List;
import org.junit.jupiter.api.Test;
import org.rnn4j.examples.common.DisplayWidth;

class AttentionTableTest {

    @Test
    void everyLineOfATableIsAsWideAsTheOthersOnATerminal() {
        String table = AttentionTable.of(List.of("i", "go", "학교", " "), List.of("나는", "going", "<end>"),
                new float[][] {{0.98f, 0.006f, 0, 0.014f}, {0, 0.25f, 0.5f, 0.25f}, {1, 0, 0, 0}});
        assertEquals("""
                         i   go  학교    ␣
                나는    98   01    00   01
                going   00   25    50   25
                <end>  100   00    00   00
                """, table);
        assertEquals(List.of(26L), table.lines().map(line -> (long) DisplayWidth.of(line)).distinct().toList());
    }

    @Test
    void widthsAreThoseOfATerminal() {
        assertEquals(4, DisplayWidth.of("home"));
        assertEquals(4, DisplayWidth.of("나는"));
        assertEquals(3, DisplayWidth.of("é家"), "one precomposed letter and one ideograph");
        assertEquals(1, DisplayWidth.of("e\u0301"), "a combining mark takes no room");
        assertEquals(2, DisplayWidth.of("😀"));
        assertEquals("  나", DisplayWidth.padLeft("나", 4));
        assertEquals("나  |", DisplayWidth.padRight("나", 4) + "|");
        assertEquals("나는", DisplayWidth.padLeft("나는", 3));
    }
}
