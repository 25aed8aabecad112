package org.rnn4j.examples.bloodpressure;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertFalse;
import static org.junit.jupiter.api.Assertions.assertNotEquals;
import static org.junit.jupiter.api.Assertions.assertTrue;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.Map;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.rnn4j.examples.Cli;
import org.rnn4j.examples.Json;
import org.rnn4j.examples.common.Splits;

class BloodPressureTest {

    @TempDir
    private Path directory;

    @Test
    void theBuiltInPeopleNeedAllColumns() {
        Splits<Patient> data = Population.patients(3000, 7);
        assertEquals(data, Population.patients(3000, 7));
        assertNotEquals(data, Population.patients(3000, 8));
        List<Patient> training = data.training();
        for (Pressure pressure : Pressure.values()) {
            double part = training.stream().filter(patient -> patient.pressure() == pressure).count() / (double) training.size();
            assertTrue(part > 0.15 && part < 0.6, pressure + " " + part);
        }
        assertTrue(OneColumn.best(training, data.test()) < 0.7, "one column does not tell");
        assertTrue(formula(training) > 0.85, "all columns do");
    }

    /** How often someone is right who knows how the data are made, and not what is random. */
    private static double formula(List<Patient> patients) {
        return patients.stream().filter(patient -> Population.pressure(Population.expected(patient.person())) == patient.pressure())
                .count() / (double) patients.size();
    }

    @Test
    void itLearnsAsMuchAsCanBeKnownAndItsModelComesBack() throws IOException {
        Path metrics = directory.resolve("metrics.jsonl");
        Path model = directory.resolve("model");
        Cli.Result trained = Cli.run("bloodpressure", "--out", model, "--metrics", metrics, "--threads", 1, "--epochs", 12,
                "--person", "180,75,40", "--person", "160,110,80");
        assertEquals(0, trained.status(), trained.err());
        Map<String, Object> result = last(metrics);
        assertEquals("bloodpressure", result.get("example"));
        assertEquals("test", result.get("split"));
        double accuracy = (Double) result.get("accuracy");
        assertTrue(accuracy > formula(Population.patients(6000, 1).test()) - 0.03, result.toString());
        assertTrue((Double) result.get("macro_f1") > 0.8, result.toString());
        assertTrue((Double) result.get("baseline") < 0.6, result.toString());
        assertTrue(trained.out().contains("160 cm, 110 kg, 80 years -> high"), trained.out());

        Cli.Result again = Cli.run("bloodpressure", "--model", model, "--metrics", metrics, "--person", "180,75,40", "--person",
                "160,110,80");
        assertEquals(0, again.status(), again.err());
        List<String> verdicts = trained.out().lines().filter(line -> line.contains("->") && !line.contains("rightly")
                && line.contains("years")).toList();
        assertEquals(verdicts, again.out().lines().toList());
        assertEquals(2, verdicts.size());
    }

    @Test
    void aFileOfOnesOwnIsReadAndAModelIsMeasuredOnIt() throws IOException {
        StringBuilder csv = new StringBuilder("\uFEFFname,AGE,pressure,height,weight\r\n");
        for (Patient patient : Population.patients(300, 3).training()) {
            Person person = patient.person();
            csv.append("\"Doe, J\",").append(person.age()).append(',').append(patient.pressure().label().toUpperCase()).append(',')
                    .append(person.height()).append(',').append(person.weight()).append("\r\n");
        }
        Path file = Files.writeString(directory.resolve("people.csv"), csv);
        Path metrics = directory.resolve("metrics.jsonl");
        Path model = directory.resolve("model");
        Cli.Result trained = Cli.run("bloodpressure", "--data", file, "--out", model, "--metrics", metrics, "--threads", 1, "--epochs", 3);
        assertEquals(0, trained.status(), trained.err());
        assertTrue(trained.out().contains("192 people to learn from, 24 to stop by, 24 to be measured on"), trained.out());
        Object accuracy = last(metrics).get("accuracy");
        assertEquals(0, Cli.run("bloodpressure", "--data", file, "--model", model, "--metrics", metrics).status());
        assertEquals(accuracy, last(metrics).get("accuracy"));
        assertFalse(Double.isNaN((Double) accuracy));
        assertEquals(0, Cli.run("bloodpressure", "--train", file, "--test", file, "--threads", 1, "--epochs", 1, "--cell", "lstm",
                "--layers", 2, "--dropout", 0.1).status());
    }

    @Test
    void whatIsWrongIsOneLineAndNothingIsMade() throws IOException {
        Path file = directory.resolve("people.csv");
        String rows = "height,weight,age,pressure\n" + "180,75,40,normal\n".repeat(12);
        assertBad(rows + "180,75,40\n", file + ": row 13 (line 14)", "expected 4 cells", "3");
        assertBad(rows + "180,,40,low\n", "row 13", "column 2 'weight'", "missing");
        assertBad(rows + "180,75,forty,low\n", "row 13", "column 3 'age'", "'forty'");
        assertBad(rows + "1.8,75,40,low\n", "row 13", "column 1 'height'", "30 to 280 cm", "'1.8'");
        assertBad(rows + "180,75,40,elevated\n", "row 13", "column 4 'pressure'", "low, normal, high", "'elevated'");
        assertBad(rows + "180,75,40,\n", "row 13", "column 4 'pressure'", "missing");
        assertBad("height,weight,pressure\n180,75,low\n", "header", "'age'");
        assertBad("height,weight,age,pressure\n180,75,40,low\n", "at least 10 examples");
        for (String[] person : new String[][] {{"180,75", "2 values"}, {"180,75,x", "age in years", "'x'"}, {"1.8,75,40", "height", "1.8"},
                {"180,75,NaN", "age", "NaN"}}) {
            Cli.Result result = Cli.run("bloodpressure", "--out", directory.resolve("model"), "--person", person[0]);
            assertBad(result, "--person " + person[0], person[1], person[person.length - 1]);
        }
    }

    private void assertBad(String csv, String... named) throws IOException {
        Path file = Files.writeString(directory.resolve("people.csv"), csv);
        assertBad(Cli.run("bloodpressure", "--data", file, "--out", directory.resolve("model"), "--metrics",
                directory.resolve("metrics.jsonl")), named);
    }

    private void assertBad(Cli.Result result, String... named) {
        assertEquals(2, result.status(), result.err());
        assertEquals(1, result.errorLines().size(), result.err());
        for (String part : named) {
            assertTrue(result.err().contains(part), part + " in " + result.err());
        }
        assertFalse(Files.exists(directory.resolve("model")));
        assertFalse(Files.exists(directory.resolve("metrics.jsonl")));
    }

    private static Map<String, Object> last(Path metrics) throws IOException {
        List<String> lines = Files.readAllLines(metrics);
        return Json.object(lines.get(lines.size() - 1));
    }
}
