/** A random generator whose state can be saved: {@link org.rnn4j.random.Xoshiro256}. Depends on nothing. */
package org.rnn4j.random;
