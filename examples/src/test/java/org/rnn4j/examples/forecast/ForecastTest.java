package org.rnn4j.examples.forecast;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertNotEquals;
import static org.junit.jupiter.api.Assertions.assertTrue;

import java.awt.image.BufferedImage;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import javax.imageio.ImageIO;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.rnn4j.examples.Cli;
import org.rnn4j.examples.Json;

class ForecastTest {

    private static final List<Object> TOY = List.of("--networks", 2, "--epochs", 3, "--ahead", 4, "--threads", 1);

    @TempDir
    private Path directory;

    private Map<String, Object> result(Path metrics) throws IOException {
        List<String> lines = Files.readAllLines(metrics);
        return Json.object(lines.get(lines.size() - 1));
    }

    private static String from(String marker, Cli.Result run) {
        assertEquals(0, run.status(), run.err());
        int at = run.out().indexOf(marker);
        assertTrue(at >= 0, run.out());
        return run.out().substring(at);
    }

    private static double number(Map<String, Object> result, String name) {
        return ((Number) result.get(name)).doubleValue();
    }

    @Test
    void theBuiltInPricesAreForecastBetterThanByWhatNeedsNoLearning() throws IOException {
        Path metrics = directory.resolve("metrics.jsonl");
        Cli.Result run = Cli.run("forecast", "--networks", 1, "--epochs", 6, "--lr", 0.01, "--ahead", 3, "--metrics", metrics);
        assertTrue(from("3 rows ahead", run).lines().filter(line -> line.startsWith("2024-06-2")).count() == 3, run.out());

        Map<String, Object> result = result(metrics);
        assertEquals("result", result.get("event"));
        assertEquals("forecast", result.get("example"));
        assertEquals("test", result.get("split"));
        assertEquals(result.get("seasonal_naive_rmse"), result.get("baseline"));
        assertTrue(number(result, "rmse") < number(result, "naive_rmse"), result.toString());
        assertTrue(number(result, "rmse") < number(result, "seasonal_naive_growth_rmse"), result.toString());
        assertTrue(number(result, "rmse") < 0.97 * number(result, "transform_rmse"), "the network has learned: " + result);
        assertTrue(number(result, "mae") > 0 && number(result, "mape") > 0, result.toString());
    }

    @Test
    void growthAndSeasonAreFoundInMonthsAndTheSeasonalForecastIsFarBehind() throws IOException {
        Path data = Months.write(directory.resolve("months.csv"), Months.lines(144));
        Path metrics = directory.resolve("metrics.jsonl");
        Cli.Result run = Cli.run("forecast", "--data", data, TOY, "--metrics", metrics);
        assertTrue(from("sales (the target)", run).startsWith("sales (the target): logarithms, differences, season of 12 rows"), run.out());
        Map<String, Object> result = result(metrics);
        assertTrue(number(result, "rmse") < number(result, "seasonal_naive_rmse") / 2, result.toString());
        assertTrue(number(result, "rmse") < number(result, "seasonal_naive_growth_rmse"), result.toString());
        assertTrue(from("4 rows ahead", run).contains("2012-01-01"), run.out());
    }

    @Test
    void aSavedModelForecastsTheSameWithoutTraining() throws IOException {
        Path data = Months.write(directory.resolve("months.csv"), Months.lines(120));
        Path first = directory.resolve("first.jsonl");
        Path second = directory.resolve("second.jsonl");
        Path out = directory.resolve("model");
        Cli.Result trained = Cli.run("forecast", "--data", data, TOY, "--out", out, "--metrics", first, "--layers", 2, "--cell", "lstm");
        Cli.Result used = Cli.run("forecast", "--data", data, "--model", out, "--ahead", 4, "--metrics", second);
        assertEquals(from("one step ahead", trained), from("one step ahead", used));
        assertEquals(result(first), result(second));
        assertEquals(1, Files.readAllLines(second).size(), "no epochs");
    }

    @Test
    void aModelForecastsLaterRowsThanItKnew() throws IOException {
        List<String> lines = Months.lines(140);
        Path early = Months.write(directory.resolve("early.csv"), lines.subList(0, 101));
        Path all = Months.write(directory.resolve("all.csv"), lines);
        Path out = directory.resolve("model");
        assertEquals(0, Cli.run("forecast", "--data", early, TOY, "--out", out).status());
        assertTrue(from("4 rows ahead", Cli.run("forecast", "--data", all, "--model", out, "--ahead", 4)).contains("2011-09-01"));
        assertTrue(from("one step ahead, ", Cli.run("forecast", "--test", all, "--model", out)).contains(" rows from 2002-02-01 to "));
    }

    @Test
    void nothingIsLearnedFromTheTestPart() throws IOException {
        List<String> lines = Months.lines(100);
        Path data = Months.write(directory.resolve("a.csv"), lines);
        List<String> changed = new ArrayList<>(lines);
        changed.set(100, changed.get(100).replaceAll(",.*", ",9999"));
        changed.set(95, changed.get(95).replaceAll(",.*", ",1"));
        Path other = Months.write(directory.resolve("b.csv"), changed);
        Path one = directory.resolve("one");
        Path two = directory.resolve("two");
        Cli.Result truth = Cli.run("forecast", "--data", data, TOY, "--out", one);
        Cli.Result fiction = Cli.run("forecast", "--data", other, TOY, "--out", two);
        assertNotEquals(from("one step ahead", truth), from("one step ahead", fiction));
        assertEquals(-1, Files.mismatch(one.resolve("model.safetensors"), two.resolve("model.safetensors")));
    }

    @Test
    void filesForThePartsGiveWhatOneFileGives() throws IOException {
        List<String> lines = Months.lines(100);
        String header = lines.get(0);
        Path all = Months.write(directory.resolve("all.csv"), lines);
        Path train = Months.write(directory.resolve("train.csv"), lines.subList(0, 81));
        List<String> middle = new ArrayList<>(lines.subList(81, 91));
        middle.add(0, header);
        List<String> end = new ArrayList<>(lines.subList(91, 101));
        end.add(0, header);
        Path validation = Months.write(directory.resolve("validation.csv"), middle);
        Path test = Months.write(directory.resolve("test.csv"), end);
        assertEquals(Cli.run("forecast", "--data", all, TOY),
                Cli.run("forecast", "--train", train, "--validation", validation, "--test", test, TOY));
        assertEquals(0, Cli.run("forecast", "--train", train, "--test", validation, TOY).status());

        Cli.Result wrongOrder = Cli.run("forecast", "--train", train, "--validation", test, "--test", validation, TOY);
        assertEquals(2, wrongOrder.status());
        assertTrue(wrongOrder.err().contains(validation + ": row 1: expected a date after 2008-04-01, the last of " + test),
                wrongOrder.err());
    }

    @Test
    void aByteOrderMarkAndLineEndsOfWindowsChangeNothing() throws IOException {
        List<String> lines = Months.lines(60);
        Path plain = Months.write(directory.resolve("plain.csv"), lines);
        Path other = Files.writeString(directory.resolve("other.csv"), "\uFEFF" + String.join("\r\n", lines) + "\r\n");
        assertEquals(Cli.run("forecast", "--data", plain, TOY), Cli.run("forecast", "--data", other, TOY));
    }

    @Test
    void theNumberOfThreadsDoesNotMatterAndTheSeedDoes() throws IOException {
        Path data = Months.write(directory.resolve("months.csv"), Months.lines(90));
        String one = from("one step ahead", Cli.run("forecast", "--data", data, "--networks", 1, "--epochs", 3));
        String three = from("one step ahead", Cli.run("forecast", "--data", data, "--networks", 1, "--epochs", 3, "--threads", 3));
        assertEquals(one, three);
        Cli.Result seed = Cli.run("forecast", "--data", data, "--networks", 1, "--epochs", 3, "--seed", 2);
        assertNotEquals(one, from("one step ahead", seed));
    }

    @Test
    void ofManyColumnsTheTargetIsForecastFromAll() throws IOException {
        // The second column shows today what the first does tomorrow.
        double[] sales = Months.sales(101);
        List<String> lines = new ArrayList<>(List.of("n,when,today,note,tomorrow"));
        for (int t = 0; t < 100; t++) {
            lines.add(t + ",2020-01-01 " + String.format("%02d:%02d", t / 60, t % 60) + "," + Math.round(sales[(t * 37) % 100]) + ",\"a, b\","
                    + Math.round(sales[((t + 1) * 37) % 100]));
        }
        Path data = Months.write(directory.resolve("two.csv"), lines);
        Path metrics = directory.resolve("metrics.jsonl");
        Cli.Result run = Cli.run("forecast", "--data", data, "--date", "when", "--columns", "today,tomorrow", "--networks", 1,
                "--epochs", 60, "--lr", 0.03, "--patience", 0, "--ahead", 2, "--transform", "none", "--metrics", metrics);
        from("today (the target): values\ntomorrow: values\n", run);
        assertTrue(from("2 rows ahead", run).contains("2020-01-01 01:40"), run.out());
        Map<String, Object> result = result(metrics);
        assertTrue(number(result, "rmse") < number(result, "transform_rmse") / 2, result.toString());
        from("tomorrow (the target): values\n", Cli.run("forecast", "--data", data, "--date", "when", "--columns", "today,tomorrow",
                "--target", "tomorrow", TOY, "--transform", "none"));
    }

    @Test
    void aSeriesThatNeverChangesIsForecastWithoutError() throws IOException {
        List<String> lines = new ArrayList<>(Months.lines(50));
        lines.replaceAll(line -> line.startsWith("2") ? line.replaceAll(",.*", ",7") : line);
        Path metrics = directory.resolve("metrics.jsonl");
        Cli.Result run = Cli.run("forecast", "--data", Months.write(directory.resolve("flat.csv"), lines), TOY, "--metrics", metrics);
        assertEquals(0, run.status(), run.err());
        assertEquals(0, number(result(metrics), "rmse"), 1e-4);
    }

    @Test
    void thePlotIsAPictureOfTheRightSizeWithLinesOnIt() throws IOException {
        Path plot = directory.resolve("plot.png");
        Path data = Months.write(directory.resolve("months.csv"), Months.lines(60));
        assertEquals(0, Cli.run("forecast", "--data", data, TOY, "--plot", plot).status());
        BufferedImage image = ImageIO.read(plot.toFile());
        assertEquals(ForecastPlot.WIDTH, image.getWidth());
        assertEquals(ForecastPlot.HEIGHT, image.getHeight());
        int red = 0;
        for (int x = 0; x < image.getWidth(); x++) {
            for (int y = 0; y < image.getHeight() / 2; y++) {
                red += (image.getRGB(x, y) & 0xFFFFFF) == 0xD62728 ? 1 : 0;
            }
        }
        assertTrue(red > 10, "the rows ahead");
        try (var files = Files.list(directory)) {
            assertEquals(2, files.count(), "nothing besides");
        }
    }
}
