package org.rnn4j.examples.bloodpressure;

import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import org.rnn4j.examples.common.CsvTable;

/** Reads patients: a table with columns height, weight, age and pressure, in any order and among others. */
final class PatientFile {

    private PatientFile() {
    }

    static List<Patient> read(Path file) {
        CsvTable table = CsvTable.read(file);
        int height = table.column("height");
        int weight = table.column("weight");
        int age = table.column("age");
        int pressure = table.column("pressure");
        List<Patient> patients = new ArrayList<>();
        for (CsvTable.Row row : table.rows()) {
            Person person = new Person(table.number(row, height, Person.LEAST_HEIGHT, Person.MOST_HEIGHT, "cm"),
                    table.number(row, weight, Person.LEAST_WEIGHT, Person.MOST_WEIGHT, "kg"),
                    table.number(row, age, Person.LEAST_AGE, Person.MOST_AGE, "years"));
            patients.add(new Patient(person, Pressure.of(table.text(row, pressure))
                    .orElseThrow(() -> table.wrong(row, pressure, String.join(", ", Pressure.labels())))));
        }
        return patients;
    }
}
