package org.rnn4j.examples;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertTrue;

import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

class CommandLineTest {

    @ParameterizedTest
    @ValueSource(strings = {"", "charlm", "charlm train", "charlm sample", "charlm eval", "hello", "bench", "forecast",
        "bloodpressure", "caption", "translate"})
    void everyLevelHasHelpThatSaysWhatItIsFor(String command) {
        List<String> words = command.isEmpty() ? List.of() : List.of(command.split(" "));
        Cli.Result help = Cli.run(words, "--help");
        assertEquals(0, help.status());
        assertEquals("", help.err());
        assertTrue(help.out().startsWith(("Usage: rnn4j-examples " + command).trim()), help.out());
        assertTrue(help.out().contains("--help") && help.out().contains("--version"), help.out());
        assertTrue(help.out().lines().allMatch(line -> line.length() <= 100), help.out());
        assertEquals(help, Cli.run(words, "-h"));
        assertTrue(Cli.run(words, "--version").out().startsWith("rnn4j "));
    }

    @Test
    void trainHasTheOptionsAndDefaultsOfItsDescription() {
        String help = Cli.run("charlm", "train", "--help").out().replaceAll("\\s+", " ");
        for (String option : List.of("--text=", "--out=", "--metrics=", "--resume", "--max-windows=", "--threads=",
                "--checkpoint-every=")) {
            assertTrue(help.contains(option), option);
        }
        for (String option : List.of("--cell=.*(lstm)", "--hidden=.*(128)", "--layers=.*(1)", "--embedding=.*(0)", "--batch=.*(32)",
                "--window=.*(64)", "--epochs=.*(1)", "--optimizer=.*(adam)", "--lr=.*(0.002)", "--clip=.*(5)", "--dropout=.*(0)",
                "--validation=.*(0.1)", "--seed=.*(1)")) {
            String name = option.substring(0, option.indexOf('='));
            String value = option.substring(option.indexOf('('));
            int at = help.indexOf(name + "=");
            assertTrue(at >= 0 && help.indexOf(value, at) > at && help.indexOf(" --", at + 2) > help.indexOf(value, at),
                    option + " in " + help);
        }
    }

    @Test
    void withoutACommandOneIsAskedFor() {
        for (Cli.Result result : List.of(Cli.run(), Cli.run("charlm"), Cli.run("sing"), Cli.run("charlm", "sing"))) {
            assertEquals(2, result.status());
            assertEquals(1, result.errorLines().size(), result.err());
            assertEquals("", result.out());
            assertTrue(result.err().contains("--help"), result.err());
        }
    }

    @Test
    void whatAMessageQuotesCannotCommandTheTerminal(@TempDir Path directory) throws Exception {
        Path file = Files.writeString(directory.resolve("table.csv"), "\u001b[2J\u0000\u0007\u009b");
        Cli.Result result = Cli.run("bloodpressure", "--data", file);
        assertEquals(2, result.status());
        assertTrue(result.err().contains("but got one, '\uFFFD[2J\uFFFD\uFFFD\uFFFD'"), result.err());
    }

    @Test
    void aJvmOfItsOwnEndsWithTheStatus(@TempDir Path directory) throws Exception {
        Cli.Result hello = Cli.runInJvm("hello", "--word", "héllo", "--epochs", 3);
        assertEquals(0, hello.status(), hello.err());
        assertTrue(hello.out().contains("[h, é, l, o]"), "UTF-8 whatever the platform says: " + hello.out());
        assertEquals(0, hello.errorLines().stream().filter(line -> !line.startsWith("faster kernels")).count(), hello.err());

        Cli.Result wrong = Cli.runInJvm("charlm", "eval", "--model", directory, "--text", directory);
        assertEquals(2, wrong.status());
        assertEquals(1, wrong.errorLines().size(), wrong.err());
        assertEquals("", wrong.out());
    }

    @Test
    void sizesBeyondTheHeapAreOneLine(@TempDir Path directory) throws Exception {
        Path out = directory.resolve("out");
        Cli.Result result = Cli.runInJvm("charlm", "train", "--out", out, "--hidden", 5000);
        assertEquals(2, result.status());
        assertEquals(1, result.errorLines().size(), result.err());
        assertTrue(result.err().contains("not enough memory") && result.err().contains("-Xmx"), result.err());
        assertTrue(Files.notExists(out), "nothing was begun");
    }
}
