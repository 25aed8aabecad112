/** One-to-one: a vector in, a class out; the sequence has one step, and the recurrent layer nothing to remember. */
package org.rnn4j.examples.bloodpressure;
