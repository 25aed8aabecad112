/** The smallest lesson. */
package org.rnn4j.examples.hello;
