/**
 * A trained network in an application, one step at a time. Depends on {@code layer} and what is above it.
 *
 * <pre>{@code
 * Session session = Session.of(network, 64);          // one for each thread, all on one network
 * int stream = session.open();
 * Sequence logits = session.step(stream, id);
 * byte[] saved = session.save(stream).toBytes();
 * }</pre>
 */
package org.rnn4j.inference;
