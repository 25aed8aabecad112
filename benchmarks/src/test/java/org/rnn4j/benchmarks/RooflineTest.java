package org.rnn4j.benchmarks;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertTrue;

import java.io.ByteArrayOutputStream;
import java.io.PrintStream;
import java.nio.charset.StandardCharsets;
import java.util.List;
import java.util.regex.Matcher;
import java.util.regex.Pattern;
import org.junit.jupiter.api.Test;

class RooflineTest {

    @Test
    void everyLineHasARate() {
        PrintStream out = System.out;
        ByteArrayOutputStream printed = new ByteArrayOutputStream();
        System.setOut(new PrintStream(printed, true, StandardCharsets.UTF_8));
        try {
            Roofline.main(new String[] {"0"});
        } finally {
            System.setOut(out);
        }
        List<String> lines = printed.toString(StandardCharsets.UTF_8).lines().toList();
        assertTrue(lines.get(0).startsWith("vector kernels, vectors of "), lines.get(0));
        assertEquals(15, lines.size());
        Pattern rate = Pattern.compile(" ([0-9.]+) G(FLOP|B)/s");
        for (String line : lines.subList(1, 15)) {
            Matcher matcher = rate.matcher(line);
            assertTrue(matcher.find() && Double.parseDouble(matcher.group(1)) > 0, line);
        }
    }
}
