package org.rnn4j.examples.hello;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertTrue;

import java.util.List;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;
import org.rnn4j.examples.Cli;

class HelloTest {

    @Test
    void learnsWhatFollowsWhat() {
        Cli.Result result = Cli.run("hello");
        assertEquals(0, result.status(), result.err());
        assertTrue(result.out().contains("vocabulary [h, e, l, o]"), result.out());
        List<String> after = result.out().lines().dropWhile(line -> !line.startsWith("after")).toList();
        assertEquals(List.of("h e", "e l", "l l", "l o"), after.subList(2, 6).stream()
                .map(line -> line.trim().split("\\s+")).map(words -> words[0] + " " + words[1]).toList());
        List<String> columns = List.of("e", "l", "l", "o");
        for (int t = 0; t < 4; t++) {
            String[] words = after.get(2 + t).substring(after.get(2 + t).indexOf('|') + 1).trim().split("\\s+");
            double right = Double.parseDouble(words[List.of("h", "e", "l", "o").indexOf(columns.get(t))]);
            assertTrue(right > 0.9, "step " + t + ": " + after);
        }
        assertTrue(result.out().endsWith("fed h, it writes hello" + System.lineSeparator()), result.out());
    }

    @ParameterizedTest
    @ValueSource(strings = {"ab", "banana", "안녕하세요", "👋🌍👋"})
    void learnsOtherWordsToo(String word) {
        Cli.Result result = Cli.run("hello", "--word", word, "--epochs", 300);
        assertEquals(0, result.status(), result.err());
        assertTrue(result.out().trim().endsWith(" it writes " + word), result.out());
    }

    @ParameterizedTest
    @ValueSource(strings = {"--word=a", "--word=", "--hidden=0", "--epochs=-1", "--lr=0", "--lr=NaN", "--hidden=2000000000"})
    void badOptionsAreOneLine(String option) {
        Cli.Result result = Cli.run("hello", option);
        assertEquals(2, result.status());
        assertEquals(1, result.errorLines().size(), result.err());
        assertTrue(result.err().contains("expected"), result.err());
    }
}
