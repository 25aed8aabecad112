package org.rnn4j.examples.forecast;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertTrue;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.stream.Stream;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.rnn4j.examples.Cli;

class ForecastBadInputTest {

    @TempDir
    private Path directory;

    private Path data;

    /** Runs with everything that could be made; nothing may be. */
    private void refused(String expected, Object... arguments) throws IOException {
        List<Object> words = new ArrayList<>(List.of("forecast", "--out", directory.resolve("out"), "--metrics",
                directory.resolve("metrics.jsonl"), "--plot", directory.resolve("plot.png"), "--epochs", 1, "--networks", 1));
        words.addAll(List.of(arguments));
        check(expected, Cli.run(words));
    }

    private void check(String expected, Cli.Result run) throws IOException {
        assertEquals(2, run.status(), run.err());
        assertEquals(1, run.errorLines().size(), run.err());
        assertEquals("", run.out());
        assertTrue(run.err().contains(expected), run.err());
        try (Stream<Path> files = Files.list(directory)) {
            assertEquals(List.of(), files.filter(file -> !file.equals(data)).toList(), "nothing is made");
        }
    }

    private void refusedLines(String expected, List<String> lines, Object... arguments) throws IOException {
        data = Months.write(directory.resolve("data.csv"), lines);
        List<Object> words = new ArrayList<>(List.of("--data", data));
        words.addAll(List.of(arguments));
        refused(expected, words.toArray());
    }

    @ParameterizedTest
    @CsvSource(delimiter = '|', value = {
        "5 | 2000-05,         | row 5 (line 6), column 2 'sales': expected a number but got a missing value",
        "5 | 2000-05,  x      | row 5 (line 6), column 2 'sales': expected a number but got 'x'",
        "5 | 2000-05,NaN      | row 5 (line 6), column 2 'sales': expected a number but got 'NaN'",
        "5 | 2000-05,Infinity | row 5 (line 6), column 2 'sales': expected a number but got 'Infinity'",
        "5 | 2000-05,0x10     | row 5 (line 6), column 2 'sales': expected a number but got '0x10'",
        "5 | 2000-05,1e99     | row 5 (line 6), column 2 'sales': expected a number within ±3.4e38 but got '1e99'",
        "5 | 2000-05,\"1,5\"  | row 5 (line 6), column 2 'sales': expected a number but got '1,5'",
        "5 | 2000-05,1,5      | row 5 (line 6): expected 2 cells, as in the header, but got 3",
        "5 | 2000-05          | row 5 (line 6): expected 2 cells, as in the header, but got 1",
        "5 | ,1               | row 5 (line 6), column 1 'month': expected a date such as",
        "5 | 2000-13,1        | row 5 (line 6), column 1 'month': expected a date such as 2024-01-31, 2024-01 or 2024-01-31 16:00 but got '2000-13'",
        "5 | 2001-02-29,1     | row 5 (line 6), column 1 'month': expected a date such as",
        "5 | May,1            | row 5 (line 6), column 1 'month': expected a date such as",
        "5 | 2000-04,1        | row 5 (line 6), column 1 'month': expected a date after 2000-04-01 of the row before but got the same again",
        "5 | 1999-05,1        | row 5 (line 6), column 1 'month': expected a date after 2000-04-01 of the row before but got 1999-05-01",
        "0 | month            | header: expected columns with commas between them but got one, 'month'",
        "0 | month,month      | header, column 2: expected a name of its own but got 'month' again",
        "0 | month,           | header, column 2: expected a name but got none",
    })
    void aBadLineIsNamed(int row, String line, String expected) throws IOException {
        List<String> lines = new ArrayList<>(Months.lines(60));
        lines.set(row, line);
        refusedLines("data.csv: " + expected, lines);
    }

    @Test
    void aRowAfterBlankLinesAndCellsOfManyLinesIsStillFound() throws IOException {
        List<String> lines = new ArrayList<>(Months.lines(60));
        lines.replaceAll(line -> line + (line.startsWith("month") ? ",note" : ",\"a\nb\""));
        lines.add(1, "");
        lines.set(4, "2000-03,?,c");
        refusedLines("data.csv: row 3 (line 7), column 2 'sales': expected a number but got '?'", lines, "--columns", "sales");
    }

    @Test
    void filesThatAreNoTablesAreNamed() throws IOException {
        refusedLines("data.csv: expected rows below the header but got none", List.of("month,sales"));
        refusedLines("data.csv: expected a header but every line is blank", List.of("", " "));
        refusedLines("data.csv: row 2: expected comma-separated cells", List.of("month,sales", "2000-01,1", "2000-02,\"2"));
        refusedLines("data.csv: expected at least 30 rows", Months.lines(29));
        refusedLines("expected a column of numbers beside the dates 'month' but got none", List.of("month,sales", "2000-01,a"));
        data = null;
        Files.delete(directory.resolve("data.csv"));
        refused("none.csv: no such file", "--data", directory.resolve("none.csv"));
    }

    @ParameterizedTest
    @CsvSource(delimiter = '|', value = {
        "--date=when           | data.csv: header: expected a column 'when' (--date) but got month, sales",
        "--columns=sales,sales | --columns: expected each column once but got sales,sales",
        "--columns=price       | data.csv: header: expected a column 'price' (--columns) but got month, sales",
        "--columns=month       | data.csv: header: expected columns of values but 'month' is that of the dates",
        "--target=price        | --target: expected one of the columns sales but got 'price'",
        "--transform=diff-diff | --transform: expected auto, none or some of log, diff, season and smooth",
        "--transform=sqrt      | but got 'sqrt'",
        "--season=1            | --season: expected 0 for none or at least 2 rows but got 1",
        "--season=yearly       | --season: expected auto or a number of rows but got 'yearly'",
        "--season=20           | --season: expected a season that comes more than 3 times in the 48 rows of the training part but got 20",
        "--look-back=0         | --look-back: expected at least 1 but got 0",
        "--look-back=48        | data.csv: expected at least",
        "--networks=0          | --networks: expected a whole number from 1 to 1000 but got 0",
        "--ahead=0             | --ahead: expected a whole number from 1 to 100000 but got 0",
        "--plot=none/plot.png  | --plot none/plot.png: expected a directory",
        "--plot=plot.jpg       | --plot plot.jpg: expected the name of a PNG file",
        "--epochs=-1           | --epochs: expected at least 0 but got -1",
    })
    void aBadOptionIsNamed(String option, String expected) throws IOException {
        data = Months.write(directory.resolve("data.csv"), Months.lines(60));
        List<Object> words = new ArrayList<>(List.of("forecast", "--data", data, "--out", directory.resolve("out"), "--metrics",
                directory.resolve("metrics.jsonl"), option));
        check(expected, Cli.run(words));
    }

    @Test
    void valuesWithoutALogarithmAreNamed() throws IOException {
        List<String> lines = new ArrayList<>(Months.lines(60));
        lines.set(60, "2004-12,-3");
        refusedLines("data.csv: row 60 (2004-12-01), column 'sales': expected a value above 0", lines);
        lines.set(7, "2000-07,0");
        refusedLines("--transform: expected values above 0 in column 'sales'", lines, "--transform", "log-diff");
        refusedLines("--transform: expected a season for column 'sales'", lines, "--transform", "season", "--season", "0");
    }

    @Test
    void aModelIsNotToldWhatItHolds() throws IOException {
        Path model = Files.createTempDirectory("rnn4j").resolve("model");
        Path table = Months.write(directory.resolve("data.csv"), Months.lines(60));
        data = table;
        assertEquals(0, Cli.run("forecast", "--data", table, "--epochs", 0, "--networks", 1, "--out", model).status());
        check("--season: expected none with --model, which holds it, but got 4",
                Cli.run("forecast", "--data", table, "--model", model, "--season", 4));
        check("expected --data or --test with a model of your own data", Cli.run("forecast", "--model", model));
        check("--model " + directory + ": expected model.safetensors in it but found none",
                Cli.run("forecast", "--data", table, "--model", directory));
        Months.write(table, Months.lines(20));
        check("data.csv: expected at least 24 rows before the first that is measured but got 19",
                Cli.run("forecast", "--test", table, "--model", model));
        List<String> other = new ArrayList<>(Months.lines(60));
        other.set(0, "month,price");
        Months.write(table, other);
        check("data.csv: header: expected a column 'sales'", Cli.run("forecast", "--data", table, "--model", model));
        Files.delete(model.resolve("model.safetensors"));
        Files.delete(model);
    }
}
