package org.rnn4j.docs;

import static org.junit.jupiter.api.Assertions.assertEquals;

import java.io.ByteArrayOutputStream;
import java.io.PrintStream;
import java.nio.charset.StandardCharsets;
import java.util.List;
import java.util.regex.MatchResult;
import java.util.regex.Matcher;
import java.util.regex.Pattern;

/** What a program of the documentation printed, compared with what the page says that it prints. */
record Printed(String text) {

    private static final Pattern DECIMAL = Pattern.compile("\\d+\\.\\d+");

    /** A program, or a part of one. */
    interface Program {

        void run() throws Exception;
    }

    static Printed by(Program program) throws Exception {
        PrintStream out = System.out;
        ByteArrayOutputStream bytes = new ByteArrayOutputStream();
        try {
            System.setOut(new PrintStream(bytes, true, StandardCharsets.UTF_8));
            program.run();
        } finally {
            System.setOut(out);
        }
        return new Printed(bytes.toString(StandardCharsets.UTF_8).replace("\r\n", "\n"));
    }

    /** To the letter, on any kernels. */
    void isExactly(String output) {
        if (isRewritten(output)) {
            return;
        }
        assertEquals(Project.output(output).stripTrailing(), text.stripTrailing());
    }

    /** Numbers with a decimal point may differ by so much of themselves: kernels round differently, and training amplifies it. */
    void isAbout(String output, double tolerance) {
        if (isRewritten(output)) {
            return;
        }
        String expected = Project.output(output).stripTrailing();
        String actual = text.stripTrailing();
        assertEquals(DECIMAL.matcher(expected).replaceAll("#"), DECIMAL.matcher(actual).replaceAll("#"));
        List<Double> numbers = decimals(actual);
        List<Double> documented = decimals(expected);
        for (int i = 0; i < numbers.size(); i++) {
            assertEquals(documented.get(i), numbers.get(i), tolerance * documented.get(i), "number " + (i + 1) + " of\n" + actual);
        }
    }

    private static List<Double> decimals(String text) {
        Matcher matcher = DECIMAL.matcher(text);
        return matcher.results().map(MatchResult::group).map(Double::valueOf).toList();
    }

    private boolean isRewritten(String output) {
        if (!Project.isToBeWritten() || !isOnPlainKernels()) {
            return false;
        }
        Project.write(Project.outputFile(output), text.stripTrailing().lines().toList());
        return true;
    }

    /** The outputs in the pages are those of the kernels that every JVM has. */
    static boolean isOnPlainKernels() {
        return System.getProperty("rnn4j.test.provider", "scalar").equals("scalar");
    }
}
