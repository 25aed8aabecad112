package org.rnn4j.examples.bloodpressure;

import java.util.ArrayList;
import java.util.List;
import java.util.random.RandomGenerator;
import org.rnn4j.examples.common.Splits;
import org.rnn4j.random.Xoshiro256;

/**
 * Makes people up. Age and the body-mass index drive the systolic pressure, in mmHg, and the class is where it lies:
 *
 * <pre>
 *   height = 170 + 10·z cm, 140 to 205        age = 18 to 88 years, each alike
 *   bmi    = 26 + 6·z, 16 to 44               weight = bmi · (height / 100)²
 *   systolic = 124 + 1.6·(bmi − 26) + 0.5·(age − 53) + 3·z
 *   low below 114,  high from 134 on,  normal between
 * </pre>
 *
 * with a standard normal z of its own in each place. So no column tells the class: the index is a quotient of two columns, the old and
 * slim are as normal as the young and stout. The last term cannot be known from the three columns; even who knew the formula would
 * be wrong about one in ten. The numbers are plausible and no more; they are no medicine.
 */
final class Population {

    static final double LOW_BELOW = 114;
    static final double HIGH_FROM = 134;

    private final RandomGenerator random;

    private Population(RandomGenerator random) {
        this.random = random;
    }

    /** {@return so many patients, split 80/10/10} */
    static Splits<Patient> patients(int count, long seed) {
        Population population = new Population(new Xoshiro256(seed));
        List<Patient> patients = new ArrayList<>();
        for (int i = 0; i < count; i++) {
            patients.add(population.patient());
        }
        int held = count / 10;
        return new Splits<>(patients.subList(2 * held, count), patients.subList(held, 2 * held), patients.subList(0, held));
    }

    /** {@return the pressure of a person without what cannot be known} */
    static double expected(Person person) {
        double metres = person.height() / 100;
        return 124 + 1.6 * (person.weight() / (metres * metres) - 26) + 0.5 * (person.age() - 53);
    }

    /** {@return the class of a pressure} */
    static Pressure pressure(double systolic) {
        return systolic < LOW_BELOW ? Pressure.LOW : systolic < HIGH_FROM ? Pressure.NORMAL : Pressure.HIGH;
    }

    private Patient patient() {
        double height = normal(170, 10, 140, 205);
        double index = normal(26, 6, 16, 44);
        double weight = index * height * height / 10_000;
        Person person = new Person(tenths(height), tenths(weight), 18 + random.nextInt(71));
        return new Patient(person, pressure(expected(person) + 3 * random.nextGaussian()));
    }

    private double normal(double mean, double deviation, double least, double most) {
        double value;
        do {
            value = mean + deviation * random.nextGaussian();
        } while (value < least || value > most);
        return value;
    }

    private static double tenths(double value) {
        return Math.rint(10 * value) / 10;
    }
}
