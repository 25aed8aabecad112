/**
 * Losses: how wrong outputs are, and in which direction. Depends on {@code tensor}.
 *
 * <pre>{@code
 * Loss loss = new SoftmaxCrossEntropy();
 * double nats = loss.evaluate(logits, Targets.of(ids), workspace.outputGradient());
 * }</pre>
 */
package org.rnn4j.loss;
