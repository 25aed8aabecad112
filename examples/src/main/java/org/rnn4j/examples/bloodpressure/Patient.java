package org.rnn4j.examples.bloodpressure;

/**
 * Someone whose blood pressure was taken.
 *
 * @param person what a model may know
 * @param pressure what it should say
 */
record Patient(Person person, Pressure pressure) {
}
