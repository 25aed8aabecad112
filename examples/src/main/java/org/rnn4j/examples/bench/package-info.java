/** Times the training step, as other frameworks' scripts do. */
package org.rnn4j.examples.bench;
