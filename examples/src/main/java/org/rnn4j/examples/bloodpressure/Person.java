package org.rnn4j.examples.bloodpressure;

import java.util.Locale;
import org.rnn4j.examples.common.Require;
import org.rnn4j.examples.common.UserException;

/**
 * What is known of someone.
 *
 * @param height in cm
 * @param weight in kg
 * @param age in years
 */
record Person(double height, double weight, double age) {

    static final double LEAST_HEIGHT = 30;
    static final double MOST_HEIGHT = 280;
    static final double LEAST_WEIGHT = 1;
    static final double MOST_WEIGHT = 700;
    static final double LEAST_AGE = 0;
    static final double MOST_AGE = 130;

    private static final String OPTION = "--person";

    /** {@return who is meant by "height,weight,age"} @throws UserException when no one is */
    static Person parse(String text) {
        String[] parts = text.split(",", -1);
        if (parts.length != 3) {
            throw new UserException(OPTION + " " + text + ": expected height,weight,age but got " + parts.length + " values");
        }
        String[] names = {"height in cm", "weight in kg", "age in years"};
        double[] values = new double[3];
        for (int i = 0; i < 3; i++) {
            try {
                values[i] = Double.parseDouble(parts[i].strip());
            } catch (NumberFormatException e) {
                throw new UserException(OPTION + " " + text + ": expected a number as " + names[i] + " but got '" + parts[i] + "'");
            }
        }
        Require.inRange(OPTION + " " + text + ": " + names[0], values[0], LEAST_HEIGHT, MOST_HEIGHT);
        Require.inRange(OPTION + " " + text + ": " + names[1], values[1], LEAST_WEIGHT, MOST_WEIGHT);
        Require.inRange(OPTION + " " + text + ": " + names[2], values[2], LEAST_AGE, MOST_AGE);
        return new Person(values[0], values[1], values[2]);
    }

    /** {@return the columns of the model} */
    double[] row() {
        return new double[] {height, weight, age};
    }

    @Override
    public String toString() {
        return String.format(Locale.ROOT, "%.0f cm, %.0f kg, %.0f years", height, weight, age);
    }
}
